"""A programme is computed as a job, compared, applied whole or not at all, and moved by hand at a cost."""

import threading

import pytest

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.jobs.worker import work
from deungdae.apps.core.models import Decision
from deungdae.apps.forum.models import Forum, ForumRoom, ProgrammeProposal, Speaker, Talk
from deungdae.apps.forum.selectors.moves import moves_of, split_of
from deungdae.apps.forum.services.computing import answer_in, apply_proposal, start_compute
from deungdae.apps.forum.services.placing import place_talk
from deungdae.apps.forum.services.registrations import choose_talks
from deungdae.apps.forum.services.talks import change_setting
from tests.support.forum import opened, registered, rooms_of, staff_person, talk_slots

pytestmark = pytest.mark.django_db(transaction=True)


def computed(forum: Forum, staff) -> ProgrammeProposal:  # type: ignore[no-untyped-def]
    proposal = start_compute(forum=forum, actor=staff)
    assert start_compute(forum=forum, actor=staff) == proposal
    work(stop=threading.Event(), until_idle=True)
    return ProgrammeProposal.objects.get(pk=proposal.pk)


def test_twenty_four_talks_are_placed_and_what_a_person_put_stays() -> None:
    staff = staff_person()
    forum, talks = opened(24, staff, capacity=100)
    told = {"title": talks[0].title, "track": talks[0].track, "expected": 50, "seats": None}
    change_setting(talk=talks[0], is_keynote=True, actor=staff, **told)
    same = Speaker.objects.get(talk=talks[1]).email
    Speaker.objects.filter(talk=talks[2]).update(email=same)
    pinned, slot, room = talks[3], talk_slots(forum)[5], rooms_of(forum)[2]
    place_talk(talk=pinned, slot=slot, room=room, actor=staff)
    person = registered(forum, 1)
    choose_talks(registration=person, talks=[talks[4], talks[5]])
    proposal = computed(forum, staff)
    answer = answer_in(proposal)
    assert answer is not None
    assert (len(answer.places), answer.blame) == (24, ())
    assert same not in str(Decision.objects.get().document)
    assert len(split_of(forum, answer)["moves"]) == 23
    apply_proposal(proposal=proposal, actor=staff)
    assert apply_proposal(proposal=proposal, actor=staff).revision == Forum.objects.get(pk=forum.pk).revision
    placed = {talk.number: talk for talk in Talk.objects.filter(forum=forum).select_related("slot", "room")}
    assert (placed[1].slot.kind, placed[4].slot, placed[4].room) == ("plenary", slot, room)
    assert placed[2].slot != placed[3].slot
    assert placed[5].slot != placed[6].slot


def test_a_proposal_of_yesterdays_programme_is_refused() -> None:
    staff = staff_person()
    forum, talks = opened(3, staff)
    proposal = computed(forum, staff)
    place_talk(talk=talks[0], slot=talk_slots(forum)[0], room=rooms_of(forum)[0], actor=staff)
    with pytest.raises(RefusedError) as error:
        apply_proposal(proposal=proposal, actor=staff)
    assert error.value.code == "outdated"
    assert Talk.objects.filter(slot__isnull=False).count() == 1


def test_too_few_places_are_said_in_words() -> None:
    staff = staff_person()
    forum, _talks = opened(7, staff, slots=2)
    answer = answer_in(computed(forum, staff))
    assert answer is not None
    assert answer.places == {}
    assert answer.blame


def test_each_move_says_what_it_costs_the_cheapest_first() -> None:
    staff = staff_person()
    forum, talks = opened(2, staff)
    first, second = talks
    slots, rooms = talk_slots(forum), rooms_of(forum)
    place_talk(talk=first, slot=slots[0], room=rooms[0], actor=staff)
    choose_talks(registration=registered(forum, 1), talks=[first, second])
    moves = moves_of(Talk.objects.get(pk=second.pk))
    beside = next(move for move in moves if move.slot == slots[0] and move.room == rooms[2])
    after = next(move for move in moves if move.slot == slots[1] and move.room == rooms[2])
    assert beside.extra > after.extra
    assert [move.extra for move in moves] == sorted(move.extra for move in moves)
    assert not any(move.slot == slots[0] and move.room == rooms[0] for move in moves)
    ForumRoom.objects.filter(pk=rooms[2].pk).update(seats=1)
    small = next(one for one in moves_of(Talk.objects.get(pk=second.pk)) if one.room == rooms[2])
    assert small.extra > after.extra

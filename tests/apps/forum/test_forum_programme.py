"""Nobody is in two rooms at a time: said in words by the services, kept by the database against everybody."""

import pytest
from django.db import IntegrityError, transaction

from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.forum.models import Chair, Forum, ForumSlot, Speaker, Talk
from deungdae.apps.forum.services.placing import place_talk, publish_programme, set_chair, swap_talks
from deungdae.apps.forum.services.talks import change_setting, withdraw_talk
from tests.support.forum import placed, planned, rooms_of, staff_person, talk_slots
from tests.support.refusals import code_of

pytestmark = pytest.mark.django_db


def refused_by_the_database(act) -> bool:  # type: ignore[no-untyped-def]
    with pytest.raises(IntegrityError), transaction.atomic():
        act()
    return True


def test_a_speaker_is_in_one_room_at_a_time() -> None:
    staff = staff_person()
    forum, talks = planned(3, staff)
    first, second, third = talks
    email = Speaker.objects.get(talk=first).email
    Speaker.objects.filter(talk=second).update(email=email)
    slot, rooms = talk_slots(forum)[0], rooms_of(forum)
    place_talk(talk=first, slot=slot, room=rooms[0], actor=staff)
    assert code_of(lambda: place_talk(talk=second, slot=slot, room=rooms[1], actor=staff)) == "speaker_busy"
    assert code_of(lambda: place_talk(talk=third, slot=slot, room=rooms[0], actor=staff)) == "room_taken"
    place_talk(talk=third, slot=slot, room=rooms[1], actor=staff)
    raw = Talk.objects.filter(pk=second.pk)
    assert refused_by_the_database(lambda: raw.update(slot=slot, room=rooms[2]))
    assert refused_by_the_database(lambda: raw.update(slot=talk_slots(forum)[1], room=None))
    assert refused_by_the_database(lambda: Speaker.objects.filter(talk=third).update(email=email))
    assert refused_by_the_database(lambda: Talk.objects.filter(pk=third.pk).update(room=rooms[0]))


def test_a_keynote_has_nothing_beside_it_and_a_break_holds_nothing() -> None:
    staff = staff_person()
    forum, talks = planned(2, staff)
    keynote = ForumSlot.objects.get(forum=forum, kind="plenary")
    lunch, room = ForumSlot.objects.get(forum=forum, kind="pause"), rooms_of(forum)[2]
    told = {"title": "기조", "track": talks[0].track, "expected": 80, "seats": None}
    first = change_setting(talk=talks[0], is_keynote=True, actor=staff, **told)
    second = change_setting(talk=talks[1], is_keynote=True, actor=staff, **{**told, "track": talks[1].track})
    place_talk(talk=first, slot=keynote, room=room, actor=staff)
    other = rooms_of(forum)[0]
    assert code_of(lambda: place_talk(talk=second, slot=keynote, room=other, actor=staff)) == "plenary_taken"
    assert code_of(lambda: place_talk(talk=second, slot=lunch, room=other, actor=staff)) == "pause"
    assert (
        code_of(lambda: place_talk(talk=second, slot=talk_slots(forum)[0], room=other, actor=staff))
        == "plenary"
    )
    raw = Talk.objects.filter(pk=second.pk)
    assert refused_by_the_database(lambda: raw.update(slot=keynote, room=other))
    assert refused_by_the_database(lambda: raw.update(slot=lunch, room=other))


def test_a_chair_leads_one_room_and_speaks_in_no_other() -> None:
    staff = staff_person()
    forum, talks = planned(2, staff)
    placed(talks, staff)
    slot, rooms = talk_slots(forum)[0], rooms_of(forum)
    speaker = Speaker.objects.get(talk=talks[0])
    person = {"name": "좌장", "affiliation": "", "actor": staff}
    chair = set_chair(slot=slot, room=rooms[2], email="chair@far.example", **person)
    assert chair is not None
    other = {"slot": slot, "room": rooms[1], "email": "chair@far.example"}
    assert code_of(lambda: set_chair(**other, **person)) == "chair_busy"
    assert code_of(lambda: set_chair(**{**other, "email": speaker.email}, **person)) == "speaker_busy"
    assert refused_by_the_database(lambda: Chair.objects.create(name="가", **other))
    assert refused_by_the_database(lambda: Chair.objects.filter(pk=chair.pk).update(email=speaker.email))
    later = talk_slots(forum)[1]
    set_chair(slot=later, room=rooms[1], email=speaker.email, **person)
    first = Talk.objects.get(pk=talks[0].pk)
    assert code_of(lambda: place_talk(talk=first, slot=later, room=rooms[0], actor=staff)) == "chair_busy"
    assert place_talk(talk=first, slot=later, room=rooms[1], actor=staff).room == rooms[1]


def test_two_talks_change_places_and_those_who_moved_are_told_once() -> None:
    staff = staff_person()
    forum, talks = planned(4, staff)
    assert code_of(lambda: publish_programme(forum=forum, actor=staff)) == "unplaced"
    placed(talks, staff)
    before = OutboxMessage.objects.count()
    for _press in range(2):
        publish_programme(forum=forum, actor=staff)
    assert OutboxMessage.objects.count() == before + 4
    first, last = Talk.objects.get(pk=talks[0].pk), Talk.objects.get(pk=talks[3].pk)
    swap_talks(talk=first, other=last, actor=staff)
    assert OutboxMessage.objects.count() == before + 6
    moved = Talk.objects.get(pk=first.pk)
    assert (moved.slot, moved.room, moved.is_pinned) == (last.slot, last.room, True)
    revision = Forum.objects.get(pk=forum.pk).revision
    gone = withdraw_talk(talk=moved, reason="출장", actor=staff)
    assert (gone.slot, gone.room) == (None, None)
    assert Forum.objects.get(pk=forum.pk).revision == revision + 1

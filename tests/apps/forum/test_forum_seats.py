"""Seats of a forum and of a talk: never one too many, in the order of arrival, each told once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.forum.models import Arrival, Forum, ForumSlot, Registration, Talk, TalkWish
from deungdae.apps.forum.services.forums import transition_forum, update_forum
from deungdae.apps.forum.services.registrations import (
    accept_offer,
    cancel_registration,
    choose_talks,
    confirm_registration,
    register,
)
from deungdae.apps.forum.services.reviewing import decide_talk
from deungdae.apps.forum.services.talks import change_setting, submit_talk, withdraw_talk
from deungdae.apps.forum.services.unconfirmed import drop_unconfirmed
from deungdae.apps.forum.services.waiting import expire_offers
from deungdae.apps.forum.spans import begins
from tests.support.at_once import at_once
from tests.support.forum import (
    a_call,
    a_talk,
    forum_facts,
    opened,
    placed,
    planned,
    registered,
    seat_states,
    staff_person,
    talk_facts,
    who,
)
from tests.support.refusals import code_of

pytestmark = pytest.mark.django_db


def test_who_comes_first_gets_the_seats_and_the_next_moves_up() -> None:
    staff = staff_person()
    forum, _talks = opened(1, staff)
    people = [registered(forum, number) for number in range(5)]
    assert seat_states(forum) == ["seated"] * 3 + ["waiting"] * 2
    cancel_registration(registration=people[0], reason="", actor=None)
    assert seat_states(forum) == ["cancelled", "seated", "seated", "offered", "waiting"]
    Registration.objects.filter(state="offered").update(offer_until=clock.now() - timedelta(minutes=1))
    late = Registration.objects.get(state="offered")
    assert code_of(lambda: accept_offer(registration=late, actor=None)) == "offer_over"
    assert (expire_offers(), expire_offers()) == (1, 0)
    assert seat_states(forum) == ["cancelled", "seated", "seated", "expired", "offered"]
    assert accept_offer(registration=people[4], actor=None).state == "seated"
    assert (
        OutboxMessage.objects.filter(template="forum/mail/letter", recipient="guest4@example.com").count()
        == 4
    )


def test_pressed_twice_is_registered_once_and_an_address_learns_nothing() -> None:
    staff = staff_person()
    forum, _talks = opened(1, staff)
    key = uuid4()
    asked = [register(forum=forum, facts=who(1), key=key, actor=None) for _press in range(2)]
    assert asked[0].pk == asked[1].pk
    other = register(forum=forum, facts=who(1), key=uuid4(), actor=None)
    assert (other.pk, other.state) == (asked[0].pk, "asked")
    assert Registration.objects.filter(forum=forum).count() == 1
    assert (
        confirm_registration(registration=other).number
        == confirm_registration(registration=other).number
        == 1
    )


def test_the_database_refuses_a_seat_too_many() -> None:
    staff = staff_person()
    forum, _talks = opened(1, staff, capacity=1)
    registered(forum, 1)
    waiting = registered(forum, 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.filter(pk=waiting.pk).update(state="seated")
    Forum.objects.filter(pk=forum.pk).update(capacity=2)
    Registration.objects.filter(pk=waiting.pk).update(state="seated")
    with pytest.raises(IntegrityError), transaction.atomic():
        Forum.objects.filter(pk=forum.pk).update(capacity=1)
    assert (
        code_of(lambda: update_forum(forum=forum, facts=forum_facts(capacity=1), actor=staff)) == "capacity"
    )


def test_a_small_room_has_seats_of_its_own() -> None:
    staff = staff_person()
    forum, [talk] = opened(1, staff)
    people = [registered(forum, number) for number in range(4)]
    told = {"title": talk.title, "track": talk.track, "expected": 10, "is_keynote": False}
    change_setting(talk=talk, seats=1, actor=staff, **told)
    talk.refresh_from_db()
    choose_talks(registration=people[0], talks=[talk])
    assert code_of(lambda: choose_talks(registration=people[1], talks=[talk])) == "talk_full"
    assert code_of(lambda: choose_talks(registration=people[3], talks=[talk])) == "seat_first"
    with pytest.raises(IntegrityError), transaction.atomic():
        TalkWish.objects.create(registration=people[1], talk=talk)
    cancel_registration(registration=people[0], reason="", actor=None)
    assert len(choose_talks(registration=people[1], talks=[talk])) == 1
    change_setting(talk=talk, seats=None, actor=staff, **told)
    free = Talk.objects.get(pk=talk.pk)
    choose_talks(registration=people[2], talks=[free])
    assert code_of(lambda: change_setting(talk=free, seats=1, actor=staff, **told)) == "seats"


def test_a_cancelled_forum_tells_everybody_once() -> None:
    staff = staff_person()
    forum, _talks = opened(2, staff)
    for number in range(4):
        registered(forum, number)
    before = OutboxMessage.objects.count()
    for _press in range(2):
        transition_forum(forum=forum, target="cancelled", reason="태풍", actor=staff)
    assert OutboxMessage.objects.count() == before + 4 + 2
    assert set(seat_states(forum)) == {"cancelled"}


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_for_three_seats() -> None:
    staff = staff_person()
    forum, _talks = opened(1, staff)
    asked = [register(forum=forum, facts=who(number), key=uuid4(), actor=None) for number in range(20)]
    acts = [lambda one=one: confirm_registration(registration=one) for one in asked]
    results = at_once(acts)
    assert [one for one in results if isinstance(one, Exception)] == []
    assert seat_states(forum) == ["seated"] * 3 + ["waiting"] * 17
    assert sorted(Registration.objects.values_list("number", flat=True)) == list(range(1, 21))


def test_a_forum_on_other_days_tells_everybody_once_and_outlives_no_offer() -> None:
    staff = staff_person()
    forum, _talks = opened(1, staff, opens=9 * 60 + 30)
    people = [registered(forum, number) for number in range(4)]
    cancel_registration(registration=people[0], reason="", actor=None)
    start = begins(forum)
    Registration.objects.filter(state="offered").update(offer_until=start)
    sent = OutboxMessage.objects.filter(subject__endswith="포럼 일정이 바뀌었습니다")
    past = forum_facts(
        first_day=clock.today() - timedelta(days=2), last_day=clock.today() - timedelta(days=2)
    )
    ForumSlot.objects.filter(forum=forum).delete()
    assert code_of(lambda: update_forum(forum=forum, facts=past, actor=staff)) == "past"
    before = forum_revision(forum)
    for _press in range(2):
        update_forum(forum=forum, facts=forum_facts(opens=9 * 60), actor=staff)
    assert forum_revision(forum) == before + 1
    told = [*(f"guest{number}@example.com" for number in (1, 2, 3)), _talks[0].speakers.get().email]
    assert sorted(sent.values_list("recipient", flat=True)) == sorted(told)
    assert Registration.objects.get(state="offered").offer_until == start - timedelta(minutes=30)
    check_in_day = begins(forum) - timedelta(minutes=30)
    mine = Registration.objects.filter(forum=forum, state="seated").first()
    assert mine is not None
    Arrival.objects.create(registration=mine, at=check_in_day, way=Arrival.Way.LIST)
    assert code_of(lambda: update_forum(forum=forum, facts=forum_facts(opens=600), actor=staff)) == "came"


def forum_revision(forum: Forum) -> int:
    return Forum.objects.get(pk=forum.pk).revision


def test_what_nobody_confirmed_goes_after_a_week() -> None:
    forum, old = a_call(), clock.now() - timedelta(days=7)
    submit_talk(forum=forum, facts=talk_facts(forum, 1), key=uuid4(), actor=None)
    talk = a_talk(forum, 2)
    for number, state in ((None, "asked"), (1, "waiting")):
        told = {"number": number, "name": "참가자", "email": f"{state}@example.com", "state": state}
        Registration.objects.create(forum=forum, requested_at=clock.now(), **told)
    assert (drop_unconfirmed(), Registration.objects.count(), Talk.objects.count()) == (0, 2, 2)
    Registration.objects.update(requested_at=old)
    Talk.objects.update(sent_at=old)
    assert (drop_unconfirmed(), drop_unconfirmed()) == (1, 0)
    assert [one.state for one in Registration.objects.all()] == ["waiting"]
    assert [one.pk for one in Talk.objects.all()] == [talk.pk]


def test_a_talk_that_is_rejected_after_all_leaves_another_programme() -> None:
    staff = staff_person()
    forum, talks = planned(2, staff)
    [one, other] = placed(talks, staff)
    for act in (
        lambda: decide_talk(talk=one, target="rejected", actor=staff),
        lambda: withdraw_talk(talk=other, reason="", actor=None),
    ):
        before = forum_revision(forum)
        act()
        assert forum_revision(forum) == before + 1

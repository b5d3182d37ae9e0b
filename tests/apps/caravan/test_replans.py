"""The day goes wrong: moves with reasons, taken over and back, each concerned told once, nobody doubled."""

import json
from collections import Counter
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from deungdae.apps.caravan.bridge.decisions import RERUNNABLE
from deungdae.apps.caravan.bridge.replans import Happening
from deungdae.apps.caravan.models import (
    Absence,
    MatchingDay,
    Meeting,
    MeetingRequest,
    MeetingSeat,
    Outage,
    Participant,
    Presence,
    Replan,
)
from deungdae.apps.caravan.selectors import timetable_grid
from deungdae.apps.caravan.services.changes import lock_meeting, move_meeting
from deungdae.apps.caravan.services.presence import mark_presence
from deungdae.apps.caravan.services.replans import (
    apply_replan,
    discard_replan,
    propose_again,
    propose_replan,
    undo_replan,
)
from deungdae.apps.core import clock
from deungdae.apps.core.decisions import document_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import OutboxMessage
from deungdae.engine.kernel.decision import Decision as Record
from deungdae.engine.kernel.decision import verify
from tests.support.at_once import Act, at_once
from tests.support.days import a_filled_day, meeting_between, member_of, place, revision_of, staff

pytestmark = pytest.mark.django_db
State, Kind = Replan.State, Replan.Kind
SEOUL = ZoneInfo("Asia/Seoul")
PLACES = {
    ("D001", "S001"): (1, 1),
    ("D002", "S002"): (1, 2),
    ("D001", "S002"): (2, 1),
    ("D002", "S001"): (3, 1),
}


def a_running_day() -> MatchingDay:
    """Today: two at ten, D001–S002 at half past ten, D002–S001 at eleven; four tables."""
    day = a_filled_day(demands=2, supplies=2, state=MatchingDay.State.TIMETABLE)
    for pair, cell in PLACES.items():
        place(meeting_between(day, *pair), *cell)
    MatchingDay.objects.filter(pk=day.pk).update(state=MatchingDay.State.PUBLISHED, date=clock.today())
    day.refresh_from_db()
    return day


def at(hour: int, minute: int = 0) -> datetime:
    today = clock.today()
    return datetime(today.year, today.month, today.day, hour, minute, tzinfo=SEOUL)


def one_of(day: MatchingDay, code: str) -> Participant:
    return day.participants.select_related("day", "organisation").get(code=code)


def proposed(day: MatchingDay, kind: str, **facts: Any) -> Replan:
    for name in ("participant", "partner"):
        if name in facts:
            facts[name] = one_of(day, facts[name])
    return propose_replan(day=day, happening=Happening(kind, **facts), actor=None)


def early(act: Act) -> Act:
    """The same at nine, whichever thread does it."""

    def acted() -> object:
        with clock.turned_to(at(9)):
            return act()

    return acted


def absent(day: MatchingDay, code: str) -> Replan:
    return proposed(day, Kind.ABSENT, participant=code)


def cells(day: MatchingDay) -> dict[tuple[str, str], tuple[int, int]]:
    found = Meeting.objects.filter(day=day, slot__isnull=False).select_related(
        "first", "second", "slot", "table"
    )
    return {(one.first.code, one.second.code): (one.slot.number, one.table.number) for one in found}  # type: ignore[union-attr]


def told(day: MatchingDay) -> Counter[str]:
    """How often each participant got a new agenda."""
    people = {one.contact_email: one.code for one in day.participants.all()}
    sent = OutboxMessage.objects.filter(occasion__startswith="agenda:")
    return Counter(people[one.recipient] for one in sent)


def test_a_no_show_loses_its_meetings_and_only_its_partners_are_told_once() -> None:
    day = a_running_day()
    with clock.turned_to(at(10, 40)):
        replan = absent(day, "S001")
        assert absent(day, "S001") == replan
        assert cells(day) == PLACES
        assert not OutboxMessage.objects.exists()
        apply_replan(replan=replan, actor=staff())
    after = {pair: cell for pair, cell in PLACES.items() if pair != ("D002", "S001")}
    assert cells(day) == after
    assert told(day) == {"D002": 1, "S001": 1}
    lost = meeting_between(day, "D002", "S001")
    assert (lost.state, "오지 않아" in lost.unplaced_reason) == ("planned", True)
    assert Presence.objects.get().state == Presence.State.ABSENT
    message = OutboxMessage.objects.filter(occasion__startswith="agenda:").first()
    assert message is not None
    assert "오지 않습니다" in message.body


def test_it_is_taken_back_until_its_first_slot_begins_and_told_again() -> None:
    day = a_running_day()
    with clock.turned_to(at(10, 20)):
        replan = absent(day, "S002")
        apply_replan(replan=replan, actor=None)
        assert ("D001", "S002") not in cells(day)
        undo_replan(replan=replan, actor=None)
    assert cells(day) == PLACES
    assert told(day) == {"D001": 2, "S002": 2}
    assert (Absence.objects.count(), Replan.objects.get().state) == (0, State.UNDONE)
    assert Presence.objects.last().state == Presence.State.UNKNOWN  # type: ignore[union-attr]
    with clock.turned_to(at(10, 20)):
        with pytest.raises(RefusedError) as refused:
            undo_replan(replan=replan, actor=None)
        assert refused.value.code == "decided"
        again = absent(day, "S002")
        apply_replan(replan=again, actor=None)
    with clock.turned_to(at(10, 30)), pytest.raises(RefusedError) as refused:
        undo_replan(replan=again, actor=None)
    assert refused.value.code == "begun"
    assert told(day) == {"D001": 3, "S002": 3}


def test_who_comes_after_all_can_be_placed_again() -> None:
    day = a_running_day()
    with clock.turned_to(at(10, 40)):
        apply_replan(replan=absent(day, "S001"), actor=None)
        lost = meeting_between(day, "D002", "S001")
        with pytest.raises(RefusedError) as refused:
            place(lost, 6, 1)
        assert refused.value.code == "absent"
        late = one_of(day, "S001")
        mark_presence(participant=late, state=Presence.State.HERE, way=Presence.Way.QR, actor=None)
        assert place(lost, 6, 1).slot is not None


def test_a_lost_table_moves_its_meetings_to_others_and_takes_no_more() -> None:
    day = a_running_day()
    with clock.turned_to(at(9)):
        replan = proposed(day, Kind.TABLE, table=day.tables.get(number=1))
        assert {tuple(entry["code"].split(".")[-2:]) for entry in replan.moves} == {("why", "table")}
        apply_replan(replan=replan, actor=None)
        after = cells(day)
        assert {pair: cell[0] for pair, cell in after.items()} == {p: c[0] for p, c in PLACES.items()}
        assert all(table != 1 for _slot, table in after.values())
        with pytest.raises(RefusedError) as refused:
            place(meeting_between(day, "D001", "S002"), 5, 1)
        assert refused.value.code == "table_closed"
        with pytest.raises(RefusedError) as refused:
            proposed(day, Kind.TABLE, table=day.tables.get(number=1))
        assert refused.value.code == "closed_already"
        undo_replan(replan=replan, actor=None)
        assert (cells(day), Outage.objects.count()) == (PLACES, 0)


def test_somebody_late_is_moved_behind_and_a_chain_names_who_needs_the_place() -> None:
    day = a_running_day()
    with clock.turned_to(at(9)):
        replan = proposed(day, Kind.LATE, participant="S001", slot_number=3)
        apply_replan(replan=replan, actor=None)
    after = cells(day)
    assert after["D001", "S001"][0] >= 4
    assert {pair: after[pair] for pair in PLACES if pair != ("D001", "S001")} == {
        pair: cell for pair, cell in PLACES.items() if pair != ("D001", "S001")
    }
    absence = Absence.objects.get()
    assert (f"{absence.starts_at:%H:%M}", f"{absence.ends_at:%H:%M}") == ("10:00", "11:00")


def test_a_longer_meeting_keeps_its_two_and_its_table_for_the_next_slot() -> None:
    day = a_running_day()
    with clock.turned_to(at(10, 25)):
        replan = proposed(day, Kind.OVERRUN, meeting=meeting_between(day, "D001", "S001"))
        apply_replan(replan=replan, actor=None)
        after = cells(day)
        assert after["D001", "S002"][0] >= 3
        assert after["D001", "S001"] == (1, 1)
        with pytest.raises(RefusedError) as refused:
            proposed(day, Kind.OVERRUN, meeting=meeting_between(day, "D002", "S001"))
        assert refused.value.code == "not_running"


def test_a_new_meeting_gets_a_place_and_is_cancelled_when_taken_back() -> None:
    day = a_running_day()
    request = MeetingRequest.objects.get(sender__code="D002", receiver__code="S001")
    Meeting.objects.filter(request=request).delete()
    request.delete()
    with clock.turned_to(at(10, 40)):
        replan = proposed(day, Kind.REQUEST, participant="D002", partner="S001")
        assert not MeetingRequest.objects.filter(sender__code="D002", receiver__code="S001").exists()
        apply_replan(replan=replan, actor=None)
        assert cells(day)["D002", "S001"][0] >= 3
        assert told(day) == {"D002": 1, "S001": 1}
        with pytest.raises(RefusedError) as refused:
            proposed(day, Kind.REQUEST, participant="D002", partner="S001")
        assert refused.value.code == "pair_twice"
        undo_replan(replan=replan, actor=None)
    meeting = meeting_between(day, "D002", "S001")
    assert (meeting.slot, meeting.state, meeting.request.state) == (None, "cancelled", "withdrawn")


def test_after_any_change_a_proposal_is_refused_and_a_new_one_found() -> None:
    day = a_running_day()
    with clock.turned_to(at(9)):
        replan = absent(day, "S001")
        place(meeting_between(day, "D002", "S001"), 6, 2)
        for _press in range(2):
            with pytest.raises(RefusedError) as refused:
                apply_replan(replan=replan, actor=None)
            assert refused.value.code == "stale"
        again = propose_again(replan=replan, actor=None)
        apply_replan(replan=again, actor=None)
        assert set(cells(day)) == {("D002", "S002"), ("D001", "S002")}
        discard_replan(replan=replan, actor=None)
        with pytest.raises(RefusedError):
            apply_replan(replan=replan, actor=None)
    with clock.turned_to(at(9)):
        late = absent(day, "S002")
    with clock.turned_to(at(10, 1)), pytest.raises(RefusedError) as refused:
        apply_replan(replan=late, actor=None)
    assert refused.value.code == "stale"


def test_what_was_moved_since_is_not_taken_back() -> None:
    day = a_running_day()
    with clock.turned_to(at(9)):
        replan = proposed(day, Kind.LATE, participant="S001", slot_number=3)
        apply_replan(replan=replan, actor=None)
        place(meeting_between(day, "D001", "S001"), 9, 3)
        with pytest.raises(RefusedError) as refused:
            undo_replan(replan=replan, actor=None)
        assert refused.value.code == "stale"
        assert cells(day)["D001", "S001"] == (9, 3)


def test_the_day_before_and_a_locked_meeting_are_left_alone() -> None:
    day = a_running_day()
    lock_meeting(
        meeting=meeting_between(day, "D001", "S001"),
        locked=True,
        expected_revision=revision_of(day),
        actor=None,
    )
    with clock.turned_to(at(9)):
        replan = proposed(day, Kind.LATE, participant="S001", slot_number=2)
        assert [entry["code"] for entry in replan.moves] == ["timetable.replan.lost.locked"]
        with pytest.raises(RefusedError) as refused:
            proposed(day, Kind.LATE, participant="S001", slot_number=1)
        assert refused.value.code == "late"
    with clock.turned_to(at(17)), pytest.raises(RefusedError) as refused:
        absent(day, "S001")
    assert refused.value.code == "over"
    MatchingDay.objects.filter(pk=day.pk).update(date=clock.today().replace(year=clock.today().year + 1))
    with pytest.raises(RefusedError) as refused:
        absent(day, "S001")
    assert refused.value.code == "other_day"


def test_the_record_of_a_proposal_is_run_again_and_holds() -> None:
    day = a_running_day()
    with clock.turned_to(at(9)):
        replan = proposed(day, Kind.LATE, participant="S001", slot_number=3)
    record = Record.from_json(document_of(replan.decision))
    assert (record.kind, record.seed) == ("timetable.replan", 1)
    assert verify(record, RERUNNABLE[record.kind].run, version=RERUNNABLE[record.kind].version).same
    document = json.loads(document_of(replan.decision))
    document["result"]["breaks"] = 99
    assert not verify(Record.from_json(json.dumps(document)), RERUNNABLE[record.kind].run).same


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "table"},
        {"kind": "late"},
        {"kind": "other"},
        {"state": "applied"},
        {"state": "undone", "applied_revision": 1},
    ],
)
def test_the_database_keeps_no_half_replan(wrong: dict[str, object]) -> None:
    day = a_running_day()
    with clock.turned_to(at(9)):
        replan = absent(day, "S001")
    with pytest.raises(IntegrityError), transaction.atomic():
        Replan.objects.filter(pk=replan.pk).update(**wrong)


def an_apply(replan: Replan) -> Act:
    return lambda: apply_replan(replan=replan, actor=None)


@pytest.mark.django_db(transaction=True)
def test_of_three_who_act_at_once_one_wins_and_nothing_is_double_booked() -> None:
    day = a_running_day()
    with clock.turned_to(at(9)):
        kinds = [
            proposed(day, Kind.LATE, participant="S001", slot_number=3),
            proposed(day, Kind.TABLE, table=day.tables.get(number=1)),
            absent(day, "S002"),
        ]
    results = at_once([early(an_apply(one)) for one in kinds])
    assert sorted(error.code for error in results if isinstance(error, RefusedError)) == ["stale", "stale"]
    with clock.turned_to(at(9)):
        same = proposed(day, Kind.LATE, participant="D002", slot_number=2)
    revision, hand = revision_of(day), meeting_between(day, "D001", "S001")

    def by_hand() -> object:
        return move_meeting(
            meeting=hand, slot_number=8, table_number=4, expected_revision=revision, actor=None
        )

    at_once([early(an_apply(same)), early(an_apply(same)), early(by_hand)])
    assert Replan.objects.filter(state=State.APPLIED).count() in (1, 2)
    assert revision_of(day) == revision + 1
    seats = Counter(MeetingSeat.objects.values_list("participant", "slot"))
    places = Counter(Meeting.objects.filter(slot__isnull=False).values_list("slot", "table"))
    assert max(seats.values()) == max(places.values()) == 1
    assert timetable_grid(day=MatchingDay.objects.get(pk=day.pk)).clashes == ()


def of_day(day: MatchingDay, name: str, **ids: object) -> str:
    return reverse(f"caravan:{name}", kwargs={"day_id": day.public_id, **ids})


def test_staff_say_what_happened_see_why_and_take_it_over_and_back() -> None:
    day, client = a_running_day(), Client()
    client.force_login(staff())
    with clock.turned_to(at(9)):
        page = client.get(of_day(day, "replans") + "?participant=S001").content.decode()
        assert "S001 공급기업1" in page
        sent = {"kind": "late", "participant": "S001", "slot_number": "3"}
        answer = client.post(of_day(day, "replans"), sent)
        replan = Replan.objects.get()
        assert answer["Location"] == of_day(day, "replan", replan_id=replan.public_id)
        page = client.get(answer["Location"]).content.decode()
        for words in (
            "늦어 11:00부터 만날 수 있습니다",
            "3번 시간대부터 있어 자리를 옮깁니다",
            "적용하면 알림을 받는 참가자",
            "증명했습니다",
        ):
            assert words in page
        decide = of_day(day, "replan_decide", replan_id=replan.public_id)
        assert client.post(decide, {"decision": "perhaps"}).status_code == 422
        assert client.post(decide, {"decision": "apply"}).status_code == 302
        assert "되돌리기" in client.get(answer["Location"]).content.decode()
        assert client.post(decide, {"decision": "undo"}).status_code == 302
        assert client.post(decide, {"decision": "undo"}).status_code == 422
        record = client.get(of_day(day, "replan_record", replan_id=replan.public_id))
        assert Record.from_json(record.content.decode()).kind == "timetable.replan"
        assert "되돌림" in client.get(of_day(day, "replans")).content.decode()


def test_a_stale_proposal_shows_the_new_one_in_its_place() -> None:
    day, client = a_running_day(), Client()
    client.force_login(staff())
    with clock.turned_to(at(9)):
        old = absent(day, "S001")
        place(meeting_between(day, "D002", "S001"), 6, 2)
        decide = of_day(day, "replan_decide", replan_id=old.public_id)
        answer = client.post(decide, {"decision": "apply"})
        new = Replan.objects.first()
        assert new is not None
        assert (answer.status_code, new.pk != old.pk) == (409, True)
        assert of_day(day, "replan_decide", replan_id=new.public_id) in answer.content.decode()
        assert client.post(decide, {"decision": "again"}).status_code == 302


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"kind": "flood"},
        {"kind": "absent"},
        {"kind": "absent", "participant": "X999"},
        {"kind": "late", "participant": "S001", "slot_number": "99"},
        {"kind": "table", "table": "77"},
        {"kind": "overrun", "meeting": "nothing"},
        {"kind": "request", "participant": "D001", "partner": "D001"},
        {"kind": "request", "participant": "D001", "partner": "S001"},
    ],
)
def test_what_makes_no_sense_is_answered_in_words(sent: dict[str, str]) -> None:
    day, client = a_running_day(), Client()
    client.force_login(staff())
    with clock.turned_to(at(9)):
        assert client.post(of_day(day, "replans"), sent).status_code == 422
    assert not Replan.objects.exists()
    member = Client()
    member.force_login(member_of(one_of(day, "S001").organisation))
    assert member.get(of_day(day, "replans")).status_code == 403

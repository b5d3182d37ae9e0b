"""Meetings: a computed agenda, orders with owner and day, and the next one starts from the open ones."""

from datetime import timedelta

import hwpforge
import pypdfium2
import pytest
from django.db import DatabaseError, transaction

from deungdae.apps.core import clock
from deungdae.apps.policy.documents.minutes import minutes_hwpx, minutes_of, minutes_pdf
from deungdae.apps.policy.models import MeetingOrder, Ministry, TaskMeeting
from deungdae.apps.policy.selectors.meetings import meetings_of, open_orders
from deungdae.apps.policy.services.lights import override_light
from deungdae.apps.policy.services.meetings import (
    add_item,
    close_minutes,
    compute_agenda,
    plan_meeting,
    record_order,
    settle_order,
)
from tests.support.policy import PolicyWorld, a_policy_world
from tests.support.refusals import code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> PolicyWorld:
    """A-1 is at risk, the others are fine."""
    found = a_policy_world()
    override_light(task=found.tasks["A-1"], light="red", reason="시험", actor=None)
    for code in ("B-1", "C-1"):
        override_light(task=found.tasks[code], light="green", reason="시험", actor=None)
    return found


def a_meeting(world: PolicyWorld, title: str = "점검 회의", *, days: int = 0) -> TaskMeeting:
    day = clock.today() + timedelta(days=days)
    return plan_meeting(strategy=world.strategy, title=title, day=day, place="", actor=world.keeper)


def agenda_of(meeting: TaskMeeting) -> list[tuple[str, list[str]]]:
    return list(meeting.items.values_list("task__code", "whys"))


def an_order(world: PolicyWorld, meeting: TaskMeeting, code: str = "B-1") -> MeetingOrder:
    return record_order(
        meeting=meeting,
        task=world.tasks[code],
        kind="order",
        text="새 일정을 냅니다.",
        owner=Ministry.objects.get(code="mss"),
        due_on=clock.today() + timedelta(days=30),
        actor=world.keeper,
    )


def test_the_agenda_is_what_is_late_or_at_risk_the_most_pressing_first(world: PolicyWorld) -> None:
    assert agenda_of(a_meeting(world)) == [("A-1", ["red"])]
    with clock.turned_to(clock.now() + timedelta(days=9)):
        later = a_meeting(world, "뒤의 회의")
    assert agenda_of(later) == [("A-1", ["late", "red"]), ("B-1", ["late"]), ("C-1", ["late"])]


def test_the_next_meeting_starts_from_open_orders_until_they_are_settled(world: PolicyWorld) -> None:
    first = a_meeting(world)
    order = an_order(world, first)
    close_minutes(meeting=first, minutes="조치를 정함", actor=world.keeper)
    second = a_meeting(world, "다음 회의", days=30)
    assert agenda_of(second) == [("B-1", ["order"]), ("A-1", ["red"])]
    assert list(open_orders(world.strategy)) == [order]
    settle_order(order=order, outcome="일정을 냈음", actor=world.keeper)
    assert code_of(lambda: settle_order(order=order, outcome="또", actor=None)) == "state"
    compute_agenda(meeting=second)
    assert agenda_of(second) == [("A-1", ["red"])]


def test_what_somebody_added_stays_when_the_agenda_is_computed_anew(world: PolicyWorld) -> None:
    meeting = a_meeting(world)
    add_item(meeting=meeting, task=world.tasks["C-1"])
    assert code_of(lambda: add_item(meeting=meeting, task=world.tasks["C-1"])) == "item_twice"
    compute_agenda(meeting=meeting)
    assert agenda_of(meeting) == [("A-1", ["red"]), ("C-1", ["added"])]


def test_an_order_has_an_owner_and_a_day_after_the_meeting(world: PolicyWorld) -> None:
    meeting = a_meeting(world)
    told = {"meeting": meeting, "task": None, "text": "보고", "actor": None}
    owner, yesterday = Ministry.objects.get(code="mss"), clock.today() - timedelta(days=1)
    assert code_of(lambda: record_order(kind="order", owner=None, due_on=None, **told)) == "owner"
    assert code_of(lambda: record_order(kind="order", owner=owner, due_on=yesterday, **told)) == "due"
    decision = record_order(kind="decision", owner=None, due_on=None, **told)
    assert code_of(lambda: settle_order(order=decision, outcome="끝", actor=None)) == "state"
    with pytest.raises(DatabaseError), transaction.atomic():
        MeetingOrder.objects.create(meeting=meeting, kind="order", text="주인 없음", made_at=clock.now())


def test_closed_minutes_are_closed_for_everything(world: PolicyWorld) -> None:
    meeting = a_meeting(world)
    order = an_order(world, meeting)
    coming = a_meeting(world, "다음 달", days=3)
    assert code_of(lambda: close_minutes(meeting=coming, minutes="미리", actor=None)) == "to_come"
    close_minutes(meeting=meeting, minutes="확정", actor=world.keeper)
    for act in (
        lambda: close_minutes(meeting=meeting, minutes="다시", actor=None),
        lambda: compute_agenda(meeting=meeting),
        lambda: an_order(world, meeting),
        lambda: add_item(meeting=meeting, task=world.tasks["C-1"]),
    ):
        assert code_of(act) == "held"
    with pytest.raises(DatabaseError), transaction.atomic():
        TaskMeeting.objects.filter(pk=meeting.pk).update(minutes="바꿈")
    with pytest.raises(DatabaseError), transaction.atomic():
        MeetingOrder.objects.create(meeting=meeting, kind="decision", text="늦음", made_at=clock.now())
    with pytest.raises(DatabaseError), transaction.atomic():
        MeetingOrder.objects.filter(pk=order.pk).update(text="바꿈")


def test_a_meeting_is_made_once_and_counts_what_is_open(world: PolicyWorld) -> None:
    meeting = a_meeting(world)
    an_order(world, meeting)
    an_order(world, meeting, "C-1")
    assert code_of(lambda: a_meeting(world)) == "meeting_twice"
    coming = a_meeting(world, "다음 달", days=30)
    newest, one = meetings_of(world.strategy)
    assert newest == coming
    assert (one.item_count, one.open_count) == (1, 2)  # type: ignore[attr-defined]


def pdf_of(meeting: TaskMeeting) -> str:
    with pypdfium2.PdfDocument(minutes_pdf(minutes_of(meeting))) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf).replace("\u2060", "")


def test_a_meeting_is_a_paper_before_it_and_minutes_after_it_in_both_formats(world: PolicyWorld) -> None:
    first = a_meeting(world)
    order = an_order(world, first)
    assert "회의 자료" in pdf_of(first)
    first = close_minutes(
        meeting=first, minutes="위원장이 열었음\r\n\r\n조치를 정함\x0b끝", actor=world.keeper
    )
    second = a_meeting(world, "다음 회의")
    record_order(
        meeting=second,
        task=None,
        kind="decision",
        text="분기마다 엽니다.",
        owner=None,
        due_on=None,
        actor=None,
    )
    second = close_minutes(meeting=second, minutes="마침", actor=world.keeper)
    settle_order(order=order, outcome="일정을 냈음", actor=world.keeper)
    hangul = hwpforge.Document.from_bytes(minutes_hwpx(minutes_of(first))).to_md(mode="lossy").text
    for text in (pdf_of(first), hangul):
        for words in (
            "회의록",
            "A-1 과제",
            "위험",
            "새 일정을 냅니다.",
            "B-1 과제",
            "위원장이 열었음",
            "조치를 정함",
        ):
            assert words in text
        assert "일정을 냈음" not in text
    assert [row[0] for row in minutes_of(second).before] == ["새 일정을 냅니다."]
    assert minutes_of(second).decisions == ("분기마다 엽니다.",)
    assert minutes_of(first).before == ()

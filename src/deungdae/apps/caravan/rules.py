"""The states of a matching day as data: which step leads where, what it is called, what it asks first."""

from collections.abc import Iterable
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deungdae.apps.caravan.models import MatchingDay

State = MatchingDay.State
Words = str | Promise

SHOWN_STATES = (State.PUBLISHED, State.HELD, State.CLOSED)
"""From publication on, participants see their agendas."""

TIMETABLE_STATES = (State.TIMETABLE, State.PUBLISHED)
"""Meetings have places, and hands may move them."""

PLANNING_STATES = (State.REQUESTS_CLOSED, State.TIMETABLE, State.PUBLISHED)
"""A timetable can be computed, and whatever changes its inputs makes earlier answers stale."""

REQUEST_STATES = (State.DRAFT, State.REQUESTS_OPEN, State.REQUESTS_CLOSED)
"""Requests can still be entered by the centre; participants send and answer while they are open."""

OVER_STATES = (State.HELD, State.CLOSED)


@dataclass(frozen=True, slots=True)
class Transition:
    """One step. `confirm` is what the page asks before it; empty when nothing is lost and nobody is told."""

    source: MatchingDay.State
    target: MatchingDay.State
    label: Words
    confirm: Words
    is_by_hand: bool = True


TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        State.DRAFT,
        State.REQUESTS_OPEN,
        _("신청 접수 시작"),
        _("참가자 모두에게 신청 안내를 보냅니다."),
    ),
    Transition(
        State.DRAFT,
        State.REQUESTS_CLOSED,
        _("접수 없이 신청 마감"),
        _("신청 안내를 보내지 않습니다. 지금 수락되어 있는 신청이 상담이 됩니다."),
    ),
    Transition(
        State.REQUESTS_OPEN,
        State.REQUESTS_CLOSED,
        pgettext_lazy("button", "신청 마감"),
        _("답변이 없는 신청은 기한 지남이 되고, 수락된 신청이 상담이 됩니다."),
    ),
    Transition(
        State.REQUESTS_CLOSED,
        State.REQUESTS_OPEN,
        _("신청 다시 받기"),
        _("참가자가 신청을 다시 고칠 수 있게 됩니다."),
    ),
    Transition(State.REQUESTS_CLOSED, State.TIMETABLE, _("시간표 계산"), "", is_by_hand=False),
    Transition(
        State.TIMETABLE,
        State.PUBLISHED,
        pgettext_lazy("button", "공개"),
        _("참가자 모두에게 상담 일정을 보냅니다. 이후의 변경은 해당 참가자에게 알립니다."),
    ),
    Transition(
        State.TIMETABLE,
        State.REQUESTS_CLOSED,
        _("시간표 버리기"),
        _("모든 상담의 시간대와 테이블, 고정 표시가 지워집니다."),
    ),
    Transition(
        State.PUBLISHED,
        State.HELD,
        pgettext_lazy("button", "개최 완료"),
        _("시간표를 더 바꿀 수 없고, 상담 결과를 기록합니다."),
    ),
    Transition(
        State.HELD, State.CLOSED, pgettext_lazy("button", "마감"), _("상담 결과를 더 바꿀 수 없습니다.")
    ),
)


def transitions_from(state: str) -> list[Transition]:
    """The steps that a person may choose in this state."""
    return [step for step in TRANSITIONS if step.source == state and step.is_by_hand]


def find_transition(*, source: str, target: str) -> Transition | None:
    """The step between two states, or None when there is none."""
    return next((step for step in TRANSITIONS if step.source == source and step.target == target), None)


def stepper(day: MatchingDay) -> list[dict[str, Words]]:
    """The states in their order, each done, current or still to come."""
    order = list(State)
    now = order.index(State(day.state))
    words = ["done"] * now + ["current"] + ["todo"] * (len(order) - now - 1)
    return [{"label": state.label, "state": word} for state, word in zip(order, words, strict=True)]


def circle_of(orders: Iterable[tuple[str, str]]) -> list[str]:
    """A circle in pairs (earlier, later), its first name repeated at the end; empty when there is none."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for earlier, later in orders:
        sorter.add(later, earlier)
    try:
        sorter.prepare()
    except CycleError as error:
        return list(error.args[1])
    return []

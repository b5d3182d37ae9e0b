"""How an indicator stands against its targets, by stated rules."""

from collections.abc import Sequence
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

RISKY, UNSURE = 50, 80
"""Percent of futures that reach the target, below which it is at risk, or watched."""
FAR_BEHIND = 0.8
"""Of what a straight way to the target would have brought by now; used where no forecast can be told."""


class State(models.TextChoices):
    """The word and the tone of an indicator."""

    REACHED = "reached", _("이룸")
    ON_COURSE = "on_course", _("순조로움")
    WATCHED = "watched", _("살펴볼 것")
    AT_RISK = "at_risk", _("위험")
    MISSED = "missed", _("이루지 못함")
    AWAITED = "awaited", _("증거를 기다림")
    WITHOUT = "without", _("목표 없음")


TONES = {
    State.REACHED: "success",
    State.ON_COURSE: "success",
    State.WATCHED: "warning",
    State.AT_RISK: "danger",
    State.MISSED: "danger",
    State.AWAITED: "neutral",
    State.WITHOUT: "neutral",
}
Points = Sequence[tuple[date, int]]


def expected_on(day: date, *, begun: date, targets: Points) -> int:
    """Where a straight way from nought through the targets stands at the end of the day."""
    before, height = begun, 0
    for end, value in targets:
        if day < end:
            done, whole = max(0, (day - before).days + 1), (end - before).days
            return height + (value - height) * min(done, whole) // whole
        before, height = end, value
    return height


def state_of(*, value: int, expected: int, final: int, chance: int | None, has_ended: bool) -> State:
    """`chance`: of the forecast, in percent; None: it cannot tell yet, and the straight way decides."""
    if value >= final:
        return State.REACHED
    if has_ended:
        return State.MISSED
    if chance is not None:
        return State.AT_RISK if chance < RISKY else State.WATCHED if chance < UNSURE else State.ON_COURSE
    if value < FAR_BEHIND * expected:
        return State.AT_RISK
    return State.WATCHED if value < expected else State.ON_COURSE

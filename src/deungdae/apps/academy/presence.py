"""What an arrival and a leaving come to: on time, late, left early, and how many minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Attendance, Session
from deungdae.apps.academy.services.letters import until_words
from deungdae.apps.core.errors import RefusedError, refused

GRACE = timedelta(minutes=10)
"""Whoever comes or goes within this of the hour was there from the start, or until the end."""
OPENS_BEFORE = timedelta(minutes=60)
CLOCKS_DIFFER = timedelta(minutes=2)
"""How far the clock of a telephone may run ahead of ours."""
State = Attendance.State


@dataclass(frozen=True, slots=True)
class Presence:
    """How somebody was at a session; `minutes` of it."""

    state: str
    minutes: int
    arrived_at: datetime | None = None
    left_at: datetime | None = None


def minutes_of(session: Session) -> int:
    """How long it is held; a session of less than a minute counts as one."""
    return max(int((session.ends_at - session.starts_at).total_seconds() // 60), 1)


def minutes_so_far(session: Session, row: Attendance, now: datetime) -> int:
    """What counts of an attendance by now: whoever is still there has not yet sat what is to come."""
    if row.left_at is not None and row.left_at <= now:
        return row.minutes
    to_come = max(session.ends_at - max(now, session.starts_at), timedelta())
    return max(row.minutes - -(-to_come // timedelta(minutes=1)), 0)


def presence_of(session: Session, *, arrived_at: datetime, left_at: datetime | None = None) -> Presence:
    """From arriving until leaving, or until the end. Late and gone early: what cost more."""
    arrived_at = arrived_at.replace(second=0, microsecond=0)
    late = arrived_at - session.starts_at
    early = session.ends_at - left_at if left_at is not None else timedelta()
    late, early = (each if each > GRACE else timedelta() for each in (late, early))
    missed = int((late + early).total_seconds() // 60)
    minutes = minutes_of(session) - missed
    if minutes < 1 or (left_at is not None and left_at <= arrived_at):
        raise RefusedError(
            "not_there", _("회차 시간 안에 있던 시각이 아닙니다. 온 때와 간 때를 다시 적어 주십시오.")
        )
    state = State.PRESENT
    if missed:
        state = State.LATE if late >= early else State.LEFT_EARLY
    return Presence(state, minutes, arrived_at, left_at)


def require_hours(session: Session, at: datetime) -> None:
    """Check-in from an hour before the session until its end."""
    opens = session.starts_at - OPENS_BEFORE
    if at < opens:
        template = _("‘{title}’ 출석은 {when}부터 받습니다. 그때 다시 해 주십시오.")
        raise refused("too_early", template, title=session.title, when=until_words(opens))
    if at >= session.ends_at:
        template = _("‘{title}’(은/는) {when}에 끝났습니다. 그 자리에 있었다면 센터에 알려 주십시오.")
        raise refused("too_late", template, title=session.title, when=until_words(session.ends_at))


def require_past(at: datetime, now: datetime) -> None:
    """Nobody has come in the future; a clock that runs wrong is named."""
    if at > now + CLOCKS_DIFFER:
        template = _("표시한 때가 {when}(으로/로) 지금보다 늦습니다. 기기의 시계를 맞춰 주십시오.")
        raise refused("clock", template, when=until_words(at))

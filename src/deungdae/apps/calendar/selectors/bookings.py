"""Reading bookings: of a resource for its feed, and what happened to one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.calendar.models import Booking, Resource
from deungdae.apps.calendar.selectors.words import span_words
from deungdae.apps.core import clock
from deungdae.engine.kernel.korean import sentence

BACK, AHEAD = timedelta(days=92), timedelta(days=400)
"""What a feed holds."""


def bookings_of_feed(*, resource: Resource) -> QuerySet[Booking]:
    now = clock.now()
    return Booking.objects.standing().filter(resource=resource).between(now - BACK, now + AHEAD)


def booked_together(*, booking: Booking, user: Viewer) -> QuerySet[Booking]:
    """What was booked in the same act, as far as the person may see it."""
    others = Booking.objects.visible_to(user).filter(together=booking.together).exclude(pk=booking.pk)
    return others.select_related("resource").order_by("resource__name", "pk")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a booking's history."""

    at: datetime
    who: str
    text: str


def steps_of(booking: Booking) -> Iterator[Step]:
    """Newest first: what was done, by whom, why."""
    history: Any = booking.history
    rows = list(history.select_related("history_user", "resource").order_by("-history_id"))
    for row, before in zip(rows, [*rows[1:], None], strict=True):
        words = words_of_step(row, before)
        reason = row.history_change_reason
        text = f"{words} {_('까닭: %(reason)s') % {'reason': reason}}" if reason else words
        yield Step(row.history_date, str(row.history_user or ""), text)


def words_of_step(row: Any, before: Any) -> str:
    now = span_words((row.starts_at, row.ends_at))
    if before is None:
        return _("%(when)s에 예약했습니다.") % {"when": now}
    if row.cancelled_at is not None:
        return _("취소했습니다.")
    told = []
    was = span_words((before.starts_at, before.ends_at))
    if was != now:
        told.append(_("옮겼습니다: %(before)s → %(now)s.") % {"before": was, "now": now})
    if before.resource_id != row.resource_id:
        template = _("{before}에서 {now}(으로/로) 자원을 바꿨습니다.")
        told.append(sentence(template, {"before": str(before.resource), "now": str(row.resource)}))
    if before.purpose != row.purpose:
        template = _("용도를 ‘{before}’에서 ‘{now}’(으로/로) 고쳤습니다.")
        told.append(sentence(template, {"before": before.purpose, "now": row.purpose}))
    return " ".join(told) or _("내용을 다시 확인했습니다.")

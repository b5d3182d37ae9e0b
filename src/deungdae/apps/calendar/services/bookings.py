"""Booking, moving and cancelling: whole or not at all, never twice the same time of one resource.

Other apps book through these; `source` (`kind:short id`) says what for, and finds the bookings again.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.models import Booking, Resource
from deungdae.apps.calendar.selectors.conflicts import Conflict, conflicts_of, next_free
from deungdae.apps.calendar.selectors.words import span_words
from deungdae.apps.calendar.spans import EARLIEST, LATEST, LONGEST, day_of
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.organisations.services.history import Act, save
from deungdae.engine.kernel.korean import sentence

SOURCE = re.compile(r"[a-z][a-z_.]{1,36}:[0-9A-Za-z]{22}")
MOST_RESOURCES = 50


def book(
    *,
    resources: Sequence[Resource],
    starts_at: datetime,
    ends_at: datetime,
    purpose: str,
    actor: User | None,
    source: str = "",
    overruled: str = "",
) -> list[Booking]:
    """One booking for each resource, all or none. `overruled`: why, although a resource is closed then."""
    require_times(starts_at, ends_at)
    require_words(purpose, source)
    if not 0 < len(resources) <= MOST_RESOURCES:
        message = _("예약할 자원을 1개에서 %(most)s개까지 골라 주십시오.") % {"most": MOST_RESOURCES}
        raise RefusedError("no_resource", message)
    try:
        with transaction.atomic():
            locked = lock_resources([resource.pk for resource in resources])
            require_free(locked, starts_at, ends_at, overruled=overruled, actor=actor)
            return write_bookings(
                locked,
                starts_at=starts_at,
                ends_at=ends_at,
                purpose=purpose,
                source=source,
                overruled=overruled,
                actor=actor,
            )
    except IntegrityError as error:
        raise overtaken(resources, starts_at, ends_at, actor=actor) from error


def write_bookings(
    resources: Sequence[Resource],
    *,
    starts_at: datetime,
    ends_at: datetime,
    purpose: str,
    source: str,
    overruled: str,
    actor: User | None,
) -> list[Booking]:
    act, together = Act(actor, overruled), new_public_id()
    made = []
    for resource in resources:
        booking = Booking(
            resource=resource,
            starts_at=starts_at,
            ends_at=ends_at,
            purpose=purpose,
            source=source,
            overruled=overruled,
            together=together,
            created_by=actor,
        )
        save(booking, act)
        made.append(booking)
    return made


def move(
    *,
    booking: Booking,
    starts_at: datetime,
    ends_at: datetime,
    actor: User | None,
    resource: Resource | None = None,
    purpose: str | None = None,
    reason: str = "",
    overruled: str = "",
    seen: int | None = None,
) -> Booking:
    """To another time, resource or purpose. `seen`: the `sequence` that the person had before the eyes."""
    require_times(starts_at, ends_at)
    target = resource or booking.resource
    try:
        with transaction.atomic():
            [free] = lock_resources([target.pk])
            locked = lock_standing(booking, seen=seen)
            require_words(locked.purpose if purpose is None else purpose, locked.source)
            require_free([free], starts_at, ends_at, overruled=overruled, actor=actor, ignoring=locked)
            locked.resource, locked.starts_at, locked.ends_at = free, starts_at, ends_at
            locked.purpose = locked.purpose if purpose is None else purpose
            locked.overruled = overruled
            locked.sequence += 1
            save(locked, Act(actor, reason))
            return locked
    except IntegrityError as error:
        raise overtaken([target], starts_at, ends_at, actor=actor, ignoring=booking) from error


@transaction.atomic
def cancel(*, booking: Booking, reason: str, actor: User | None, seen: int | None = None) -> Booking:
    """The time is free again; the booking stays with its reason."""
    if not reason.strip():
        raise RefusedError("reason", _("취소하는 까닭을 적어 주십시오."))
    locked = lock_standing(booking, seen=seen)
    locked.cancelled_at, locked.cancelled_by, locked.cancel_reason = clock.now(), actor, reason
    locked.sequence += 1
    save(locked, Act(actor, reason))
    return locked


def lock_resources(keys: Sequence[int]) -> list[Resource]:
    """In the order of their keys, so that two acts never wait for each other. The key itself stays unlocked:
    whoever writes a booking past this lock refers to it, and waits for the wall alone."""
    locked = Resource.objects.select_for_update(no_key=True)
    found = list(locked.filter(pk__in=keys).order_by("pk"))
    for resource in found:
        if resource.archived_at is not None:
            template = _("{name}(은/는) 보관되어 예약할 수 없습니다. 다른 자원을 골라 주십시오.")
            raise RefusedError("archived", sentence(template, {"name": resource.name}))
    if len(found) != len(set(keys)):
        raise RefusedError("gone", _("그사이 없어진 자원이 있습니다. 자원을 다시 골라 주십시오."))
    return found


def lock_standing(booking: Booking, *, seen: int | None) -> Booking:
    locked = Booking.objects.select_for_update(of=("self",)).select_related("resource").get(pk=booking.pk)
    if not locked.is_standing:
        raise RefusedError("cancelled", _("이미 취소한 예약이라 바꿀 수 없습니다. 새로 예약해 주십시오."))
    if seen is not None and locked.sequence != seen:
        message = _(
            "그사이 다른 사람이 이 예약을 바꿨습니다. 화면을 새로 고쳐 지금 내용을 보고 다시 하십시오."
        )
        raise RefusedError("stale", message)
    return locked


def require_times(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise RefusedError("order", _("끝 시각이 시작 시각보다 늦어야 합니다. 두 시각을 고쳐 주십시오."))
    if ends_at - starts_at > LONGEST:
        message = _("예약 하나는 24시간까지입니다. 더 길면 날마다 나누어 예약해 주십시오.")
        raise RefusedError("too_long", message)
    # The years first: the last moments of all have no date in Seoul.
    is_near = EARLIEST.year <= starts_at.year + 1 and ends_at.year - 1 <= LATEST.year
    if not (is_near and day_of(starts_at) >= EARLIEST and day_of(ends_at) <= LATEST):
        message = _("2000년부터 2100년까지의 날짜로 예약할 수 있습니다. 연도를 확인해 주십시오.")
        raise RefusedError("too_far", message)
    if any(at.second or at.microsecond for at in (starts_at, ends_at)):
        raise RefusedError("seconds", _("시각은 분까지만 적어 주십시오."))


def require_words(purpose: str, source: str) -> None:
    if not purpose.strip():
        raise RefusedError("purpose", _("무엇을 위한 예약인지 용도를 적어 주십시오."))
    if source and not SOURCE.fullmatch(source):
        raise RefusedError("source", _("출처는 ‘종류:번호’ 모양이어야 합니다."))


def require_free(
    resources: Sequence[Resource],
    starts_at: datetime,
    ends_at: datetime,
    *,
    overruled: str,
    actor: User | None,
    ignoring: Booking | None = None,
) -> None:
    """Nothing stands against it, or only what a reason overrules."""
    found = conflicts_of(
        starts_at=starts_at, ends_at=ends_at, resources=resources, user=actor, ignoring=ignoring
    )
    walls = [one for one in found if one.is_wall]
    if walls:
        raise taken(walls, resources, starts_at, ends_at, ignoring=ignoring)
    if found and not overruled.strip():
        words = " ".join(dict.fromkeys(one.message for one in found))
        hint = _("그래도 예약하려면 까닭을 적어 주십시오.")
        raise RefusedError(found[0].reason, f"{words} {hint}")


def taken(
    walls: Sequence[Conflict],
    resources: Sequence[Resource],
    starts_at: datetime,
    ends_at: datetime,
    *,
    ignoring: Booking | None,
) -> RefusedError:
    """What is in the way, and the next time that suits all."""
    words = [one.message for one in walls[:3]]
    free = next_free(starts_at=starts_at, ends_at=ends_at, resources=resources, ignoring=ignoring)
    if free is None:
        words.append(_("앞으로 2주 안에는 같은 길이의 빈 시간이 없습니다. 다른 자원을 골라 주십시오."))
    else:
        words.append(_("다음 빈 시간: %(when)s.") % {"when": span_words(free)})
    return RefusedError("taken", " ".join(words))


def overtaken(
    resources: Sequence[Resource],
    starts_at: datetime,
    ends_at: datetime,
    *,
    actor: User | None,
    ignoring: Booking | None = None,
) -> RefusedError:
    """The database refused what looked free a moment ago: somebody was quicker, past the locks."""
    found = conflicts_of(
        starts_at=starts_at, ends_at=ends_at, resources=resources, user=actor, ignoring=ignoring
    )
    walls = [one for one in found if one.is_wall]
    if walls:
        return taken(walls, resources, starts_at, ends_at, ignoring=ignoring)
    message = _("바로 그 시간을 방금 다른 예약이 차지했습니다. 화면을 새로 고쳐 빈 시간을 고르십시오.")
    return RefusedError("taken", message)

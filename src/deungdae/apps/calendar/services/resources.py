"""Keeping resources: what they are, when they are open, and putting them away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.models import Booking, ClosedDay, OpeningTime, Resource
from deungdae.apps.calendar.opening_words import Opening
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.frame import Person
from deungdae.apps.organisations.models import Region
from deungdae.apps.organisations.services.history import Act, save
from deungdae.engine.kernel.korean import sentence

MOST_CLOSED_DAYS = 62


@dataclass(frozen=True, slots=True)
class Content:
    """All that is known about a resource."""

    kind: str
    name: str
    place: str = ""
    region: Region | None = None
    seats: int | None = None
    equipment: str = ""
    account: User | None = None
    openings: Sequence[Opening] = ()


@transaction.atomic
def create_resource(*, content: Content, actor: Person | None) -> Resource:
    resource = Resource()
    write(resource, content, actor)
    return resource


@transaction.atomic
def update_resource(*, resource: Resource, content: Content, actor: Person | None) -> Resource:
    """All that is known about the resource is what is given here."""
    locked = lock(resource)
    write(locked, content, actor)
    return locked


def write(resource: Resource, content: Content, actor: Person | None) -> None:
    is_person = content.kind == Resource.Kind.PERSON
    if content.account is not None and not is_person:
        message = _("계정은 강사·멘토에게만 이을 수 있습니다. 종류를 고치거나 계정을 비우십시오.")
        raise RefusedError("account", message)
    for name in ("kind", "name", "place", "region", "seats", "equipment", "account"):
        setattr(resource, name, getattr(content, name))
    try:
        with transaction.atomic():
            save(resource, Act(actor))
    except IntegrityError as error:
        raise told_twice(resource) from error
    resource.opening_times.all().delete()
    OpeningTime.objects.bulk_create(
        OpeningTime(resource=resource, weekday=weekday, opens=opens, closes=closes)
        for weekday, opens, closes in content.openings
    )


def told_twice(resource: Resource) -> RefusedError:
    """Which of the unique things is somebody else's."""
    others = Resource.objects.exclude(pk=resource.pk)
    holder = others.filter(account=resource.account).first() if resource.account is not None else None
    if holder is not None:
        template = _("이 계정은 이미 ‘{name}’의 것입니다. 그 자원을 고치거나 다른 계정을 고르십시오.")
        return RefusedError("account_taken", sentence(template, {"name": holder.name}))
    template = _("‘{name}’(은/는) 같은 장소에 이미 있습니다. 그 자원을 고치거나 이름을 바꾸어 주십시오.")
    return RefusedError("resource_twice", sentence(template, {"name": resource.name}))


def lock(resource: Resource) -> Resource:
    return Resource.objects.select_for_update(of=("self",)).get(pk=resource.pk)


@transaction.atomic
def archive_resource(*, resource: Resource, actor: User | None) -> Resource:
    """Put away; refused while bookings lie ahead, as nobody would be told."""
    locked = lock(resource)
    ahead = Booking.objects.standing().filter(resource=locked, ends_at__gt=clock.now()).count()
    if ahead:
        template = _("앞으로의 예약이 {count}건 있습니다. 먼저 취소하거나 다른 자원으로 옮겨 주십시오.")
        raise RefusedError("booked", sentence(template, {"count": ahead}))
    if locked.archived_at is None:
        locked.archived_at = clock.now()
        save(locked, Act(actor))
    return locked


@transaction.atomic
def restore_resource(*, resource: Resource, actor: User | None) -> Resource:
    locked = lock(resource)
    locked.archived_at = None
    try:
        with transaction.atomic():
            save(locked, Act(actor))
    except IntegrityError as error:
        raise told_twice(locked) from error
    return locked


@transaction.atomic
def close_days(
    *, resource: Resource | None, first: date, last: date, reason: str, actor: User | None
) -> list[ClosedDay]:
    """Closed from the first day to the last, both included; `resource` None: the whole centre."""
    count = (last - first).days + 1
    if not 1 <= count <= MOST_CLOSED_DAYS:
        template = _("첫날부터 끝날까지 {most}일 안으로, 끝날이 첫날보다 앞서지 않게 적어 주십시오.")
        raise RefusedError("range", sentence(template, {"most": MOST_CLOSED_DAYS}))
    days = [first + timedelta(days=step) for step in range(count)]
    known = ClosedDay.objects.filter(resource=resource, day__range=(first, last)).first()
    if known is not None:
        template = _("{day}(은/는) 이미 쉬는 날입니다. 그날을 빼고 적어 주십시오.")
        raise RefusedError("closed_twice", sentence(template, {"day": day_words(known.day)}))
    try:
        with transaction.atomic():
            return [
                ClosedDay.objects.create(resource=resource, day=day, reason=reason, created_by=actor)
                for day in days
            ]
    except IntegrityError as error:
        message = _("바로 그날을 방금 다른 사람이 쉬는 날로 적었습니다. 화면을 새로 고쳐 확인해 주십시오.")
        raise RefusedError("closed_twice", message) from error


@transaction.atomic
def open_day(*, closed: ClosedDay, actor: User | None) -> None:
    """The day is as other days again."""
    ClosedDay.objects.filter(pk=closed.pk).delete()


@transaction.atomic
def renew_feed_link(*, resource: Resource, actor: User | None) -> Resource:
    """The old address of the calendar opens nothing from now on."""
    Resource.objects.filter(pk=resource.pk).update(link_version=F("link_version") + 1)
    resource.refresh_from_db()
    return resource

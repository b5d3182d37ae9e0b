"""The JSON API of the calendar: resources, free times, bookings."""

from datetime import date, datetime, timedelta
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema, Status
from pydantic import AfterValidator

from deungdae.apps.accounts.once import Key, once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.models import Booking, Resource
from deungdae.apps.calendar.opening_words import opening_lines
from deungdae.apps.calendar.public_holidays import holiday_on
from deungdae.apps.calendar.rules import READ_ALL, READ_OWN, WRITE
from deungdae.apps.calendar.selectors.free import MOST_DAYS, free_times
from deungdae.apps.calendar.selectors.resources import (
    ResourceFilters,
    openings_of_resource,
    resources_matching,
)
from deungdae.apps.calendar.services import bookings as services
from deungdae.apps.calendar.services.bookings import MOST_RESOURCES
from deungdae.apps.calendar.spans import SEOUL, moment
from deungdae.apps.core import clock
from deungdae.apps.core.api.fields import BusinessDate, Clean, Id, Sent, ShortText, text_of
from deungdae.apps.core.api.paging import PageQuery, named_record, page_of, record_of
from deungdae.apps.core.api.problems import FieldError, ForbiddenError, NotFoundError

router = Router(tags=["예약"])
CONFLICTS = frozenset({"taken", "stale", "cancelled", "archived", "gone"})
"""Refusals that the present state of the calendar causes, not the values of the call."""


def in_seoul(value: datetime) -> datetime:
    """A moment without a zone is one of Seoul."""
    if not 2000 <= value.year <= 2100:
        raise ValueError(_("2000년부터 2100년까지의 날짜로 예약할 수 있습니다. 연도를 확인해 주십시오."))
    return value if value.tzinfo is not None else value.replace(tzinfo=SEOUL)


Moment = Annotated[datetime, AfterValidator(in_seoul)]
Purpose = Annotated[str, text_of(200, shortest=1), Clean]
Reason = Annotated[str, text_of(100), Clean]
CancelReason = Annotated[str, text_of(100, shortest=1), Clean]


class ResourceOut(Schema):
    id: str
    kind: str
    name: str
    place: str
    region: str | None
    seats: int | None
    equipment: str
    openings: list[str]
    is_archived: bool

    @staticmethod
    def resolve_id(resource: Resource) -> str:
        return resource.short_id

    @staticmethod
    def resolve_region(resource: Resource) -> str | None:
        return resource.region_id

    @staticmethod
    def resolve_openings(resource: Resource) -> list[str]:
        return opening_lines(openings_of_resource(resource.opening_times.all()))

    @staticmethod
    def resolve_is_archived(resource: Resource) -> bool:
        return resource.archived_at is not None


class ResourcePage(Schema):
    items: list[ResourceOut]
    next: str | None


class BookingOut(Schema):
    id: str
    resource: str
    starts_at: datetime
    ends_at: datetime
    purpose: str
    source: str
    overruled: str
    sequence: int
    is_cancelled: bool

    @staticmethod
    def resolve_id(booking: Booking) -> str:
        return booking.short_id

    @staticmethod
    def resolve_resource(booking: Booking) -> str:
        return booking.resource.short_id

    @staticmethod
    def resolve_is_cancelled(booking: Booking) -> bool:
        return not booking.is_standing


class Bookings(Schema):
    items: list[BookingOut]


class FreeTime(Schema):
    starts_at: datetime
    ends_at: datetime


class Holiday(Schema):
    day: date
    name: str


class FreeTimes(Schema):
    items: list[FreeTime]
    holidays: list[Holiday]


class ResourceQuery(PageQuery):
    q: ShortText = ""
    kind: ShortText = ""
    region: ShortText = ""
    seats: ShortText = ""
    equipment: ShortText = ""


class DaysQuery(Schema):
    first: BusinessDate | None = Field(None, description="비우면 오늘")
    last: BusinessDate | None = Field(None, description="비우면 첫날부터 한 주")

    def days(self) -> tuple[date, date]:
        """From–to, both included; at most a quarter of a year."""
        first = self.first or clock.today()
        last = self.last or first + timedelta(days=6)
        if not timedelta(0) <= last - first < timedelta(days=MOST_DAYS):
            message = _("기간을 %(days)s일 안으로, 첫날이 끝날보다 늦지 않게 정해 주십시오.") % {
                "days": MOST_DAYS
            }
            raise FieldError(field="last", message=message)
        return first, last


class FreeQuery(DaysQuery):
    resources: Annotated[str, text_of(2_000)] = Field("", description="자원의 번호, 쉼표로 나눕니다")
    minutes: int = Field(60, ge=1, le=24 * 60, description="필요한 길이(분)")


class BookingIn(Sent):
    resources: Annotated[list[Id], Field(min_length=1, max_length=MOST_RESOURCES)]
    starts_at: Moment
    ends_at: Moment
    purpose: Purpose
    overruled: Reason = ""


class MoveIn(Sent):
    starts_at: Moment
    ends_at: Moment
    resource: Id | None = None
    reason: Reason = ""
    overruled: Reason = ""
    sequence: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None


class CancelIn(Sent):
    reason: CancelReason


def readable(request: HttpRequest) -> QuerySet[Resource]:
    """The caller's resources; who has none gets the answer of a missing address."""
    if not (request.user.has_perm(READ_ALL) or request.user.has_perm(READ_OWN)):
        raise NotFoundError("calendar")
    return Resource.objects.visible_to(request.user).prefetch_related("opening_times")


def require_keeper(request: HttpRequest) -> None:
    """Asked after the record was found, so that it tells nothing about it."""
    if not request.user.has_perm(WRITE):
        raise ForbiddenError


def booking_of(request: HttpRequest, booking_id: str) -> Booking:
    visible = Booking.objects.visible_to(request.user).select_related("resource")
    return record_of(visible, booking_id)


@router.get("", response=ResourcePage, operation_id="list_resources", summary="예약 자원 목록")
def list_resources(request: HttpRequest, query: Query[ResourceQuery]) -> dict[str, Any]:
    """이름 순입니다. 강사·멘토는 자기 것만 봅니다."""
    readable(request)
    values = query.dict(exclude={"limit", "after"})
    found = resources_matching(user=request.user, filters=ResourceFilters(**values))
    return page_of(found, query=query, order=("name", "id"))


@router.get("/free", response=FreeTimes, operation_id="free_times", summary="빈 시간")
def get_free_times(request: HttpRequest, query: Query[FreeQuery]) -> dict[str, Any]:
    """고른 자원이 모두 비고 열린 시간입니다. 쉬는 날과 공휴일은 빠지며, 공휴일은 이름과 함께 알립니다."""
    known = readable(request).filter(archived_at__isnull=True)
    ids = [one.strip() for one in query.resources.split(",") if one.strip()]
    if not 0 < len(ids) <= MOST_RESOURCES:
        message = _("예약할 자원을 1개에서 %(most)s개까지 골라 주십시오.") % {"most": MOST_RESOURCES}
        raise FieldError(field="resources", message=message)
    chosen = [named_record(known, one, field="resources") for one in ids]
    first, last = query.days()
    spans = free_times(resources=chosen, first=first, last=last, length=timedelta(minutes=query.minutes))
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    names = [(day, holiday_on(day)) for day in days]
    return {
        "items": [{"starts_at": start, "ends_at": end} for start, end in spans],
        "holidays": [{"day": day, "name": name} for day, name in names if name],
    }


@router.post("/bookings", response={201: Bookings}, operation_id="create_bookings", summary="예약하기")
def post_bookings(request: HttpRequest, payload: BookingIn, key: Key = None) -> Status:
    """센터 직원만 할 수 있습니다. 자원이 여럿이면 모두 비어 있을 때만 함께 예약합니다.

    쉬는 날, 공휴일, 여는 시간 밖이면 `overruled`에 까닭을 적어야 합니다. 겹치는 예약은 409입니다.
    """
    known = readable(request)
    require_keeper(request)
    chosen = [named_record(known, one, field="resources") for one in payload.resources]
    first = once(
        request,
        key=key,
        records=Booking.objects.all(),
        create=lambda: services.book(
            resources=chosen,
            starts_at=payload.starts_at,
            ends_at=payload.ends_at,
            purpose=payload.purpose,
            overruled=payload.overruled,
            actor=user_of(request),
        )[0],
    )
    made = Booking.objects.filter(together=first.together).select_related("resource").order_by("pk")
    return Status(201, {"items": list(made)})


@router.get("/bookings/{booking_id}", response=BookingOut, operation_id="get_booking", summary="예약")
def get_booking(request: HttpRequest, booking_id: str) -> Booking:
    """취소한 예약도 보입니다."""
    return booking_of(request, booking_id)


@router.post(
    "/bookings/{booking_id}/move", response=BookingOut, operation_id="move_booking", summary="예약 옮기기"
)
def post_move(request: HttpRequest, booking_id: str, payload: MoveIn) -> Booking:
    """센터 직원만 할 수 있습니다. `sequence`를 주면 그 뒤에 바뀐 예약은 409입니다."""
    booking = booking_of(request, booking_id)
    require_keeper(request)
    known = readable(request)
    target = named_record(known, payload.resource, field="resource") if payload.resource else None
    return services.move(
        booking=booking,
        starts_at=payload.starts_at,
        ends_at=payload.ends_at,
        resource=target,
        reason=payload.reason,
        overruled=payload.overruled,
        seen=payload.sequence,
        actor=user_of(request),
    )


@router.post(
    "/bookings/{booking_id}/cancel", response=BookingOut, operation_id="cancel_booking", summary="예약 취소"
)
def post_cancel(request: HttpRequest, booking_id: str, payload: CancelIn) -> Booking:
    """센터 직원만 할 수 있습니다. 예약은 까닭과 함께 남고 그 시간은 비게 됩니다."""
    booking = booking_of(request, booking_id)
    require_keeper(request)
    return services.cancel(booking=booking, reason=payload.reason, actor=user_of(request))


@router.get("/{resource_id}", response=ResourceOut, operation_id="get_resource", summary="예약 자원")
def get_resource(request: HttpRequest, resource_id: str) -> Resource:
    """보관한 자원도 보입니다."""
    return record_of(readable(request), resource_id)


@router.get(
    "/{resource_id}/bookings", response=Bookings, operation_id="list_bookings", summary="자원의 예약 목록"
)
def list_bookings(request: HttpRequest, resource_id: str, query: Query[DaysQuery]) -> dict[str, Any]:
    """첫날부터 끝날까지 살아 있는 예약을 시작 순으로 보입니다. 92일까지 볼 수 있습니다."""
    resource = record_of(readable(request), resource_id)
    first, last = query.days()
    standing = Booking.objects.standing().filter(resource=resource).select_related("resource")
    return {"items": list(standing.between(moment(first, 0), moment(last, 24 * 60)))}

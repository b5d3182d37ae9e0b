"""Days: list, one, new, next step."""

import datetime as dt
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status

from deungdae.apps.accounts.once import Key, once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.caravan.api.access import day_of, require_staff
from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.caravan.services.days import create_day, transition_day
from deungdae.apps.core.api.fields import BusinessDate, Label, Sent, TimeOfDay, Title
from deungdae.apps.core.api.paging import PageQuery, page_of, record_of

days = Router(tags=["상담일"])
State = Literal["draft", "requests_open", "requests_closed", "timetable", "published", "held", "closed"]


class SlotOut(Schema):
    number: int
    starts_at: dt.time
    ends_at: dt.time


class PauseOut(Schema):
    label: str
    starts_at: dt.time
    ends_at: dt.time


class TableOut(Schema):
    number: int
    capacity: int
    remark: str


class DayOut(Schema):
    id: str
    title: str
    date: dt.date
    place: str
    opens_at: dt.time
    closes_at: dt.time
    slot_minutes: int
    mode: str
    state: str
    fairness: int | None
    requests_until: dt.date | None
    timetable_revision: int

    @staticmethod
    def resolve_id(day: MatchingDay) -> str:
        return day.short_id


class DayDetail(DayOut):
    slots: list[SlotOut]
    pauses: list[PauseOut]
    tables: list[TableOut]


class DayPage(Schema):
    items: list[DayOut]
    next: str | None


class PauseIn(Sent):
    label: Label
    starts_at: TimeOfDay
    ends_at: TimeOfDay


class DayIn(Sent):
    title: Title
    date: BusinessDate
    place: Title
    opens_at: TimeOfDay
    closes_at: TimeOfDay
    slot_minutes: Annotated[int, Field(ge=5, le=240)]
    mode: Literal["two_sided", "brokerage"] = "two_sided"
    fairness: Annotated[int, Field(ge=0, le=99)] | None = 2
    table_count: Annotated[int, Field(ge=1, le=500)]
    pauses: Annotated[list[PauseIn], Field(max_length=20)] = []
    requests_until: BusinessDate | None = None


class TransitionIn(Sent):
    target: State


def detailed() -> QuerySet[MatchingDay]:
    return MatchingDay.objects.prefetch_related("slots", "pauses", "tables")


@days.get("", response=DayPage, operation_id="list_days", summary="상담일 목록")
def list_days(request: HttpRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """날짜가 늦은 것부터 보입니다. 참가 기업은 자기 기업이 참가하는 날만 봅니다."""
    visible = MatchingDay.objects.visible_to(request.user)
    return page_of(visible, query=query, order=("-date", "-id"))


@days.post("", response={201: DayDetail}, operation_id="create_day", summary="상담일 만들기")
def post_day(request: HttpRequest, payload: DayIn, key: Key = None) -> Status:
    """센터 직원만 할 수 있습니다. 시간대와 테이블을 함께 만듭니다."""
    require_staff(request)
    values = payload.dict()
    values["pauses"] = [(pause.label, pause.starts_at, pause.ends_at) for pause in payload.pauses]
    day = once(
        request,
        key=key,
        records=MatchingDay.objects.all(),
        create=lambda: create_day(**values, actor=user_of(request)),
    )
    return Status(201, detailed().get(pk=day.pk))


@days.get("/{day_id}", response=DayDetail, operation_id="get_day", summary="상담일")
def get_day(request: HttpRequest, day_id: str) -> MatchingDay:
    visible = MatchingDay.objects.visible_to(request.user)
    return record_of(visible.prefetch_related("slots", "pauses", "tables"), day_id)


@days.post("/{day_id}/transition", response=DayOut, operation_id="transition_day", summary="다음 단계로")
def post_transition(request: HttpRequest, day_id: str, payload: TransitionIn) -> MatchingDay:
    """센터 직원만 할 수 있습니다. 바로 갈 수 없는 단계는 409와 까닭을 돌려줍니다."""
    day = day_of(request, day_id)
    require_staff(request)
    return transition_day(day=day, target=payload.target, actor=user_of(request))

"""The JSON API of matching days."""

from datetime import date, time
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.core.api.paging import PageQuery, page_of, record_of

days = Router(tags=["상담일"])


class DayOut(Schema):
    id: str
    title: str
    date: date
    place: str
    opens_at: time
    closes_at: time
    slot_minutes: int
    mode: str
    state: str
    fairness: int | None
    requests_until: date | None

    @staticmethod
    def resolve_id(day: MatchingDay) -> str:
        return day.short_id


class DayPage(Schema):
    items: list[DayOut]
    next: str | None


@days.get("", response=DayPage, operation_id="list_days", summary="상담일 목록")
def list_days(request: HttpRequest, query: Query[PageQuery]) -> dict[str, Any]:
    visible = MatchingDay.objects.visible_to(request.user)
    return page_of(visible, query=query, order=("-date", "-id"))


@days.get("/{day_id}", response=DayOut, operation_id="get_day", summary="상담일")
def get_day(request: HttpRequest, day_id: str) -> MatchingDay:
    return record_of(MatchingDay.objects.visible_to(request.user), day_id)

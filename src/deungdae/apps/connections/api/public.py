"""What everybody may read: notices, courses that take people, forums, the digital gap."""

from datetime import date, datetime
from typing import Any, Literal

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from deungdae.apps.academy.models import Cohort
from deungdae.apps.academy.selectors.catalogue import with_counts
from deungdae.apps.accounts.api import BearerToken
from deungdae.apps.connections.api.keys import KeyBearer, without_a_key
from deungdae.apps.connections.selectors.gap import gap_table, rows_of_table
from deungdae.apps.connections.selectors.places import address_on_site
from deungdae.apps.core import clock
from deungdae.apps.core.api.fields import Id, Label
from deungdae.apps.core.api.paging import PageQuery, page_of, record_of
from deungdae.apps.core.api.problems import FieldError, NotFoundError
from deungdae.apps.forum.models import Forum
from deungdae.apps.gap.bridge.tables import INDICATORS
from deungdae.apps.gap.selectors.editions import newest_edition
from deungdae.apps.notices.links import short_address
from deungdae.apps.notices.models import Notice

router = Router(tags=["공개 자료"], auth=[KeyBearer(), BearerToken(), without_a_key])


class NoticeOut(Schema):
    id: str
    category: str = Field(description="notice, press, call, event, tender")
    title: str
    department: str
    published_at: datetime | None
    expires_at: datetime | None
    tags: list[str]
    address: str = Field(description="사람이 읽는 주소")

    @staticmethod
    def resolve_id(notice: Notice) -> str:
        return notice.short_id

    @staticmethod
    def resolve_tags(notice: Notice) -> list[str]:
        return [tag.name for tag in notice.tags.all()]

    @staticmethod
    def resolve_address(notice: Notice) -> str:
        return short_address(notice)


class NoticeWhole(NoticeOut):
    text: str = Field(description="내용(서식 없는 글)")


class NoticePage(Schema):
    items: list[NoticeOut]
    next: str | None


class NoticeQuery(PageQuery):
    category: Literal["notice", "press", "call", "event", "tender"] | None = None
    tag: Label | None = None


class CourseOut(Schema):
    id: str = Field(description="기수의 번호. 교육을 신청할 때 씁니다")
    course: str
    title: str
    number: int
    state: str
    enrol_from: datetime
    enrol_until: datetime
    region: str | None
    capacity: int
    seated: int
    waiting: int
    address: str


class CoursePage(Schema):
    items: list[CourseOut]
    next: str | None


class ForumOut(Schema):
    id: str
    title: str
    first_day: date
    last_day: date
    place: str
    host: str
    state: str
    capacity: int
    address: str

    @staticmethod
    def resolve_id(forum: Forum) -> str:
        return forum.short_id

    @staticmethod
    def resolve_address(forum: Forum) -> str:
        return address_on_site(reverse("forum:forum", args=[forum.public_id]))


class ForumPage(Schema):
    items: list[ForumOut]
    next: str | None


class GapRowOut(Schema):
    side: str = Field(description="whole, size, industry, region")
    code: str
    name: str
    n: int | None = Field(description="응답 기업 수. 가린 칸은 null")
    value: float | None
    low: float | None = Field(description="95% 구간의 아래")
    high: float | None


class GapOut(Schema):
    indicator: str
    round: str
    year: int
    made_at: datetime
    rows: list[GapRowOut]


class GapQuery(Schema):
    indicator: Label = Field("use", description="use, overall, D1…D6")
    round: Label = Field("T0", description="T0, T1, T2")
    year: int | None = Field(None, ge=1990, le=2200)


@router.get("/notices", response=NoticePage, operation_id="public_notices", summary="공지 목록")
def list_notices(request: HttpRequest, query: Query[NoticeQuery]) -> dict[str, Any]:
    """게시판에 있는 것이며, 최근에 게시한 것부터입니다."""
    found = Notice.objects.on_board(clock.now()).defer("body", "text").prefetch_related("tags")
    if query.category:
        found = found.filter(category=query.category)
    if query.tag:
        found = found.filter(tags__name=query.tag)
    return page_of(found, query=query, order=("-published_at", "-id"))


@router.get("/notices/{notice_id}", response=NoticeWhole, operation_id="public_notice", summary="공지")
def get_notice(request: HttpRequest, notice_id: Id) -> Notice:
    """게시를 끝낸 것도 읽을 수 있습니다."""
    return record_of(Notice.objects.open().defer("body").prefetch_related("tags"), notice_id)


@router.get("/courses", response=CoursePage, operation_id="public_courses", summary="모집하는 교육")
def list_open_courses(request: HttpRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """지금 신청을 받거나 받을 예정인 기수이며, 모집을 먼저 마치는 것부터입니다."""
    known = Cohort.objects.filter(state=Cohort.State.OPEN, enrol_until__gt=clock.now())
    known = known.exclude(admission=Cohort.Admission.INVITATION).exclude(opened_at=None)
    page = page_of(with_counts(known).select_related("course"), query=query, order=("enrol_until", "id"))
    return {**page, "items": [course_out(cohort) for cohort in page["items"]]}


def course_out(cohort: Any) -> dict[str, Any]:
    names = ("number", "state", "enrol_from", "enrol_until", "capacity")
    return {
        **{name: getattr(cohort, name) for name in names},
        "id": cohort.short_id,
        "course": cohort.course.short_id,
        "title": cohort.course.title,
        "region": cohort.region_id,
        "seated": cohort.held_count,
        "waiting": cohort.waiting_count,
        "address": address_on_site(reverse("academy:cohort", args=[cohort.public_id])),
    }


@router.get("/forums", response=ForumPage, operation_id="public_forums", summary="포럼")
def list_forums(request: HttpRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """공개한 포럼이며, 뒤에 열리는 것부터입니다."""
    found = Forum.objects.exclude(Q(opened_at=None) | Q(state=Forum.State.DRAFT))
    return page_of(found, query=query, order=("-first_day", "-id"))


@router.get("/gap", response=GapOut, operation_id="public_gap", summary="디지털 격차")
def get_gap(request: HttpRequest, query: Query[GapQuery]) -> dict[str, Any]:
    """가장 최근에 계산한 표입니다. 다섯 곳이 안 되거나 빼서 알 수 있는 칸은 비어 있습니다."""
    if query.indicator not in INDICATORS:
        known = ", ".join(INDICATORS)
        message = _("‘%(value)s’ 지표는 없습니다. 쓸 수 있는 지표: %(known)s.")
        raise FieldError(field="indicator", message=message % {"value": query.indicator, "known": known})
    edition = newest_edition()
    table = None if edition is None else gap_table(edition, wanted=query.round, year=query.year)
    if edition is None or table is None:
        raise NotFoundError(query.round)
    return {
        "indicator": query.indicator,
        "round": table.round,
        "year": table.year,
        "made_at": edition.made_at,
        "rows": list(rows_of_table(table, query.indicator)),
    }

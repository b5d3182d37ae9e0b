"""The JSON API of the academy: courses, their cohorts, one's own seats, and the check of a certificate."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Router, Schema

from deungdae.apps.academy.models import Cohort, Course, Enrolment, Session
from deungdae.apps.academy.numbers import LONGEST
from deungdae.apps.academy.selectors.catalogue import with_counts
from deungdae.apps.academy.selectors.certificates import checked
from deungdae.apps.core.api.fields import Id, ShortText
from deungdae.apps.core.api.paging import PageQuery, page_of, record_of

router = Router(tags=["교육"])


class CourseOut(Schema):
    id: str
    title: str
    title_english: str
    role: str
    step: str
    language: str
    summary: str
    hours: int
    fee_krw: int
    competencies: list[str]
    state: str

    @staticmethod
    def resolve_id(course: Course) -> str:
        return course.short_id

    @staticmethod
    def resolve_competencies(course: Course) -> list[str]:
        return [one.name for one in course.competencies.all()]


class CoursePage(Schema):
    items: list[CourseOut]
    next: str | None


class CourseQuery(PageQuery):
    q: ShortText = ""
    role: ShortText = ""


class CohortOut(Schema):
    id: str
    course: str
    number: int
    state: str
    enrol_from: datetime
    enrol_until: datetime
    region: str | None
    capacity: int
    seated: int
    waiting: int

    @staticmethod
    def resolve_id(cohort: Cohort) -> str:
        return cohort.short_id

    @staticmethod
    def resolve_course(cohort: Cohort) -> str:
        return cohort.course.short_id

    @staticmethod
    def resolve_region(cohort: Cohort) -> str | None:
        return cohort.region_id

    @staticmethod
    def resolve_seated(cohort: Any) -> int:
        return int(cohort.held_count)

    @staticmethod
    def resolve_waiting(cohort: Any) -> int:
        return int(cohort.waiting_count)


class CohortPage(Schema):
    items: list[CohortOut]
    next: str | None


class SessionOut(Schema):
    title: str
    starts_at: datetime
    ends_at: datetime
    delivery: str


class CohortWhole(CohortOut):
    sessions: list[SessionOut]

    @staticmethod
    def resolve_sessions(cohort: Cohort) -> list[Session]:
        return list(Session.objects.filter(cohort=cohort))


class EnrolmentOut(Schema):
    id: str
    cohort: str
    number: int
    state: str
    offer_until: datetime | None
    requested_at: datetime
    started_on: date | None
    completed_on: date | None
    certified_on: date | None

    @staticmethod
    def resolve_id(enrolment: Enrolment) -> str:
        return enrolment.short_id

    @staticmethod
    def resolve_cohort(enrolment: Enrolment) -> str:
        return enrolment.cohort.short_id


class EnrolmentPage(Schema):
    items: list[EnrolmentOut]
    next: str | None


class CheckOut(Schema):
    state: str
    number: str
    name: str
    course: str
    completed_on: date | None
    certified_on: date | None


def courses_of(request: HttpRequest) -> QuerySet[Course]:
    return Course.objects.visible_to(request.user).prefetch_related("competencies")


def cohorts_of(request: HttpRequest) -> QuerySet[Cohort]:
    return with_counts(Cohort.objects.visible_to(request.user)).select_related("course")


@router.get("/courses", response=CoursePage, operation_id="list_courses", summary="과정 목록")
def list_courses(request: HttpRequest, query: Query[CourseQuery]) -> dict[str, Any]:
    """이름 순입니다. 센터 직원이 아니면 운영 중인 과정만 봅니다."""
    found = courses_of(request)
    if query.q:
        found = found.filter(title__icontains=query.q)
    if query.role:
        found = found.filter(role=query.role)
    return page_of(found, query=query, order=("title", "id"))


@router.get("/courses/{course_id}", response=CourseOut, operation_id="get_course", summary="과정")
def get_course(request: HttpRequest, course_id: Id) -> Course:
    """과정 하나입니다."""
    return record_of(courses_of(request), course_id)


@router.get(
    "/courses/{course_id}/cohorts",
    response=CohortPage,
    operation_id="list_cohorts",
    summary="과정의 기수 목록",
)
def list_cohorts(request: HttpRequest, course_id: Id, query: Query[PageQuery]) -> dict[str, Any]:
    """기수 순입니다."""
    course = record_of(courses_of(request), course_id)
    return page_of(cohorts_of(request).filter(course=course), query=query, order=("number", "id"))


@router.get("/cohorts/{cohort_id}", response=CohortWhole, operation_id="get_cohort", summary="기수")
def get_cohort(request: HttpRequest, cohort_id: Id) -> Cohort:
    """회차와 함께 보입니다. 온라인 주소는 보이지 않습니다."""
    return record_of(cohorts_of(request), cohort_id)


@router.get("/enrolments", response=EnrolmentPage, operation_id="list_enrolments", summary="수강 신청 목록")
def list_enrolments(request: HttpRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """최근에 신청한 것부터입니다. 자기 신청과 담당하는 기업이 신청한 것을 봅니다. 이름은 담지 않습니다."""
    found = Enrolment.objects.visible_to(request.user).select_related("cohort")
    return page_of(found, query=query, order=("-requested_at", "-id"))


@router.get(
    "/certificates/{certificate_number}",
    response=CheckOut,
    operation_id="check_certificate",
    summary="수료증 확인",
)
def check_certificate(request: HttpRequest, certificate_number: str) -> dict[str, Any]:
    """`state`는 valid, revoked, unknown 가운데 하나입니다. 이름은 본인이 허락한 만큼만 보입니다."""
    found = checked(certificate_number[:LONGEST])
    one = found["certificate"]
    return {
        "state": found["state"],
        "number": one.number if one else "",
        "name": found["name"],
        "course": one.course_title if one else "",
        "completed_on": one.completed_on if one else None,
        "certified_on": one.certified_on if one else None,
    }

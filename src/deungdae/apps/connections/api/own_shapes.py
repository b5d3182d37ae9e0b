"""The shapes of what a company reads of its own and sends."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema

from deungdae.apps.academy.models import Enrolment
from deungdae.apps.caravan.models import MatchingDay, Meeting
from deungdae.apps.caravan.selectors.agendas import moment_of
from deungdae.apps.core.api.fields import Email, Id, Label, Name, Phone, Sent
from deungdae.apps.core.api.paging import PageQuery
from deungdae.apps.diagnosis.bridge.frameworks import title_of
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.roadmap.models import Roadmap, RoadmapStep

MOST_PEOPLE = 50


class CompanyRef(Schema):
    id: str
    name: str


class LearnerOut(Schema):
    id: str
    name: str
    organisation: str | None
    cohort: str
    course: str = Field(description="과정 이름")
    cohort_number: int
    number: int = Field(description="접수 번호")
    state: str
    offer_until: datetime | None
    requested_at: datetime
    started_on: date | None
    completed_on: date | None
    certified_on: date | None


class LearnerPage(Schema):
    items: list[LearnerOut]
    next: str | None


States = Literal[
    "requested", "waiting", "offered", "seated", "declined", "cancelled", "expired", "transferred"
]


class LearnerQuery(PageQuery):
    state: States | None = None
    certified: bool | None = Field(None, description="수료증을 받은 사람만, 또는 받지 않은 사람만")


class DimensionOut(Schema):
    code: str
    score: float | None
    level: str | None


class DiagnosisOut(Schema):
    id: str
    organisation: CompanyRef
    title: str
    framework: str
    version: str
    rule: str
    round: str
    state: str
    due_on: date | None
    submitted_at: datetime | None
    settled_at: datetime | None
    overall: float | None
    level: str | None
    dimensions: list[DimensionOut]


class DiagnosisPage(Schema):
    items: list[DiagnosisOut]
    next: str | None


class StepOut(Schema):
    place: int
    title: str
    begins_on: date
    ends_on: date = Field(description="그날은 들지 않습니다")
    price_krw: int


class RoadmapOut(Schema):
    id: str
    organisation: CompanyRef
    assessment: str
    number: int
    state: str
    choice: str
    begins_on: date
    months: int
    budget_krw: int
    steps: list[StepOut]


class RoadmapPage(Schema):
    items: list[RoadmapOut]
    next: str | None


class AppointmentOut(Schema):
    id: str
    starts_at: datetime | None
    ends_at: datetime | None
    table: int | None
    partner: str
    state: str
    unplaced_reason: str


class AgendaOut(Schema):
    day: str
    title: str
    date: date
    place: str
    items: list[AppointmentOut]


class PersonIn(Sent):
    name: Name
    email: Email
    phone: Phone = ""
    job_title: Annotated[Label, Field(min_length=0)] | Literal[""] = ""


class EnrolIn(Sent):
    cohort: Id
    people: Annotated[list[PersonIn], Field(min_length=1, max_length=MOST_PEOPLE)]


class EnrolledRef(Schema):
    id: str
    number: int
    state: str


class EnrolledOut(Schema):
    items: list[EnrolledRef]


def company_ref(organisation: Organisation) -> dict[str, str]:
    return {"id": organisation.short_id, "name": organisation.name}


def learner_out(one: Enrolment, *, is_plain: bool) -> dict[str, Any]:
    names = ("number", "state", "offer_until", "requested_at", "started_on", "completed_on", "certified_on")
    return {
        **{name: getattr(one, name) for name in names},
        "id": one.short_id,
        "name": one.trainee.name if is_plain else one.trainee.as_masked()["name"],
        "organisation": one.organisation.short_id if one.organisation is not None else None,
        "cohort": one.cohort.short_id,
        "course": one.cohort.course.title,
        "cohort_number": one.cohort.number,
    }


def diagnosis_out(one: Assessment) -> dict[str, Any]:
    score = one.score or {}
    names = ("rule", "round", "state", "due_on", "submitted_at", "settled_at")
    return {
        **{name: getattr(one, name) for name in names},
        "id": one.short_id,
        "organisation": company_ref(one.organisation),
        "title": title_of(one.framework),
        "framework": one.framework.code,
        "version": one.framework.version,
        "overall": score.get("overall"),
        "level": score.get("level"),
        "dimensions": [
            {"code": code, "score": points, "level": score["levels"].get(code)}
            for code, points in score.get("dimensions", {}).items()
        ],
    }


def roadmap_out(one: Roadmap, steps: Iterable[RoadmapStep]) -> dict[str, Any]:
    names = ("number", "state", "choice", "begins_on", "months", "budget_krw")
    return {
        **{name: getattr(one, name) for name in names},
        "id": one.short_id,
        "organisation": company_ref(one.organisation),
        "assessment": one.assessment.short_id,
        "steps": [step_out(step) for step in steps],
    }


def step_out(step: RoadmapStep) -> dict[str, Any]:
    names = ("place", "begins_on", "ends_on", "price_krw")
    return {**{name: getattr(step, name) for name in names}, "title": step.offering.title}


def agenda_out(day: MatchingDay, meetings: Iterable[Meeting], company: Organisation) -> dict[str, Any]:
    return {
        "day": day.short_id,
        "title": day.title,
        "date": day.date,
        "place": day.place,
        "items": [appointment_out(day, one, company) for one in meetings],
    }


def appointment_out(day: MatchingDay, one: Meeting, company: Organisation) -> dict[str, Any]:
    partner = one.second if one.first.organisation_id in company.family else one.first
    slot = one.slot
    return {
        "id": one.short_id,
        "starts_at": moment_of(day, slot.starts_at) if slot is not None else None,
        "ends_at": moment_of(day, slot.ends_at) if slot is not None else None,
        "table": one.table.number if one.table is not None else None,
        "partner": partner.organisation.name,
        "state": one.state,
        "unplaced_reason": one.unplaced_reason,
    }

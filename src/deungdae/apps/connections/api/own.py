"""What a company reads of its own, and asks for, with a key of its own."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Query, Router, Status

from deungdae.apps.academy.models import Cohort, Enrolment
from deungdae.apps.academy.rules import ENROL
from deungdae.apps.academy.services.enrolments import enrol_person
from deungdae.apps.academy.services.trainees import PersonFacts
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.once import Key, once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.caravan.api.access import day_of
from deungdae.apps.connections.api.keys import key_in
from deungdae.apps.connections.api.own_shapes import (
    AgendaOut,
    DiagnosisOut,
    DiagnosisPage,
    EnrolIn,
    EnrolledOut,
    LearnerOut,
    LearnerPage,
    LearnerQuery,
    PersonIn,
    RoadmapOut,
    RoadmapPage,
    agenda_out,
    diagnosis_out,
    learner_out,
    roadmap_out,
)
from deungdae.apps.connections.selectors.own import (
    agenda_rows,
    diagnoses_of,
    learners_of,
    note_learners_read,
    roadmaps_of,
    steps_of,
)
from deungdae.apps.connections.selectors.places import company_in_use
from deungdae.apps.core.api.fields import Id
from deungdae.apps.core.api.paging import PageQuery, named_record, page_of, record_of
from deungdae.apps.core.api.problems import FieldError, ForbiddenError
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.organisations.api import OrganisationOut, organisations_of
from deungdae.apps.organisations.models import Organisation

router = Router(tags=["우리 기업"])


@router.get("/company", response=OrganisationOut, operation_id="own_company", summary="우리 기업")
def get_company(request: HttpRequest) -> Organisation:
    """키를 만든 사람이 담당하는 기업입니다. 연락처는 담지 않습니다."""
    return organisations_of(request).get(pk=company_in_use(user_of(request)).pk)


@router.get("/learners", response=LearnerPage, operation_id="list_learners", summary="우리 기업의 교육생")
def list_learners(request: HttpRequest, query: Query[LearnerQuery]) -> dict[str, Any]:
    """최근에 신청한 것부터입니다. 기업은 신청한 사람의 이름을 보고, 센터의 키로는 가려집니다."""
    user = user_of(request)
    found = learners_of(user)
    if query.state:
        found = found.filter(state=query.state)
    if query.certified is not None:
        found = found.filter(certified_on__isnull=not query.certified)
    page = page_of(found, query=query, order=("-requested_at", "-id"))
    return {**page, "items": told(request, user, page["items"])}


@router.get(
    "/learners/{enrolment_id}", response=LearnerOut, operation_id="get_learner", summary="교육생 한 사람"
)
def get_learner(request: HttpRequest, enrolment_id: Id) -> dict[str, Any]:
    """수강 신청 한 건과 그 사람의 시작·수료·수료증을 받은 날입니다."""
    user = user_of(request)
    [found] = told(request, user, [record_of(learners_of(user), enrolment_id)])
    return found


def told(request: HttpRequest, user: User, enrolments: list[Enrolment]) -> list[dict[str, Any]]:
    """With names where the company knows them; that they were read is written down."""
    key = key_in(request)
    is_plain = note_learners_read(user, enrolments, key=key.prefix if key is not None else "")
    return [learner_out(one, is_plain=is_plain) for one in enrolments]


@router.get("/diagnoses", response=DiagnosisPage, operation_id="list_diagnoses", summary="우리 기업의 진단")
def list_diagnoses(request: HttpRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """최근에 연 것부터입니다. 점수는 진단을 마친 뒤에 있습니다."""
    page = page_of(diagnoses_of(user_of(request)), query=query, order=("-opened_at", "-id"))
    return {**page, "items": [diagnosis_out(one) for one in page["items"]]}


@router.get(
    "/diagnoses/{assessment_id}", response=DiagnosisOut, operation_id="get_diagnosis", summary="진단 한 건"
)
def get_diagnosis(request: HttpRequest, assessment_id: Id) -> dict[str, Any]:
    """영역마다의 점수가 함께 있습니다."""
    return diagnosis_out(record_of(diagnoses_of(user_of(request)), assessment_id))


@router.get("/roadmaps", response=RoadmapPage, operation_id="list_roadmaps", summary="우리 기업의 로드맵")
def list_roadmaps(request: HttpRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """최근에 세운 것부터입니다. 단계는 지금 따르는 계획의 것입니다."""
    page = page_of(roadmaps_of(user_of(request)), query=query, order=("-asked_at", "-id"))
    steps = steps_of(page["items"])
    return {**page, "items": [roadmap_out(one, steps.get(one.pk, [])) for one in page["items"]]}


@router.get("/roadmaps/{roadmap_id}", response=RoadmapOut, operation_id="get_roadmap", summary="로드맵 한 건")
def get_roadmap(request: HttpRequest, roadmap_id: Id) -> dict[str, Any]:
    """단계마다 시작하는 달, 비용, 기업이 정한 것이 있습니다."""
    found = record_of(roadmaps_of(user_of(request)), roadmap_id)
    return roadmap_out(found, steps_of([found]).get(found.pk, []))


@router.get(
    "/days/{day_id}/agenda", response=AgendaOut, operation_id="list_agenda", summary="우리 기업의 상담"
)
def list_agenda(request: HttpRequest, day_id: Id) -> dict[str, Any]:
    """공개된 시간표에서 우리 기업의 상담만, 시간 순입니다."""
    user = user_of(request)
    day = day_of(request, day_id)
    return agenda_out(day, agenda_rows(user, day), company_in_use(user))


@router.post(
    "/enrolments", response={201: EnrolledOut}, operation_id="enrol_people", summary="여럿을 교육에 신청"
)
def post_enrolments(request: HttpRequest, payload: EnrolIn, key: Key = None) -> Status:
    """한 기수에 우리 기업 사람을 한꺼번에 신청합니다. 한 사람이라도 받을 수 없으면 모두 그대로입니다."""
    user = user_of(request)
    if not user.has_perm(ENROL):
        raise ForbiddenError
    cohort = named_record(Cohort.objects.visible_to(user), payload.cohort, field="cohort")
    company = company_in_use(user)

    def create() -> Cohort:
        enrol_all(cohort, payload.people, company, user)
        return cohort

    once(request, key=key, records=Cohort.objects.all(), create=create)
    places = {one.email.lower(): place for place, one in enumerate(payload.people)}
    made = Enrolment.objects.active().filter(cohort=cohort, organisation=company, trainee__email__in=places)
    rows = sorted(made.select_related("trainee"), key=lambda one: places[one.trainee.email])
    return Status(201, {"items": [{"id": r.short_id, "number": r.number, "state": r.state} for r in rows]})


@transaction.atomic
def enrol_all(cohort: Cohort, people: list[PersonIn], company: Organisation, user: User) -> None:
    for place, one in enumerate(people):
        facts = PersonFacts(name=one.name, email=one.email, phone=one.phone, job_title=one.job_title)
        try:
            enrol_person(cohort=cohort, facts=facts, organisation=company, actor=user)
        except RefusedError as error:
            raise FieldError(field=f"people.{place}", message=error.message) from error

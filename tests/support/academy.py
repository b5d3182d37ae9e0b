"""A made-up academy: a course, a cohort with sessions in 2030, and people who want seats."""

from datetime import date, datetime, timedelta

from deungdae.apps.academy.models import Certificate, Cohort, Course, Enrolment, Session
from deungdae.apps.academy.services.certificates import issue_certificate
from deungdae.apps.academy.services.cohorts import CohortFacts, create_cohort, transition_cohort
from deungdae.apps.academy.services.courses import CourseFacts, create_course, offer_course
from deungdae.apps.academy.services.enrolments import enrol_person
from deungdae.apps.academy.services.seats import QuotaWords, change_seats
from deungdae.apps.academy.services.sessions import SessionFacts, add_session
from deungdae.apps.academy.services.trainees import PersonFacts
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Organisation
from tests.support.rooms import TUESDAY, at


def a_course(title: str = "데이터 분석 실무", **facts: object) -> Course:
    told = {"title": title, "role": "data_analyst", "step": "basic", "hours": 24, **facts}
    return offer_course(course=create_course(facts=CourseFacts(**told), actor=None), actor=None)  # type: ignore[arg-type]


def cohort_facts(**facts: object) -> CohortFacts:
    """Enrolment is open from yesterday to next month."""
    now = clock.now().replace(second=0, microsecond=0)
    told = {"enrol_from": now - timedelta(days=1), "enrol_until": now + timedelta(days=30), **facts}
    return CohortFacts(**told)  # type: ignore[arg-type]


def session_facts(day: date = TUESDAY, **facts: object) -> SessionFacts:
    told = {"title": "첫 시간", "starts_at": at(10, day), "ends_at": at(16, day), **facts}
    return SessionFacts(**told)  # type: ignore[arg-type]


def a_draft(
    capacity: int = 2, *, course: Course | None = None, most: int | None = None, **facts: object
) -> Cohort:
    return create_cohort(
        course=course or a_course(),
        facts=cohort_facts(**facts),
        capacity=capacity,
        most_per_company=most,
        actor=None,
    )


def an_open_cohort(
    capacity: int = 2,
    *,
    course: Course | None = None,
    most: int | None = None,
    quotas: list[QuotaWords] | None = None,
    **facts: object,
) -> Cohort:
    cohort = a_draft(capacity, course=course, most=most, **facts)
    add_session(cohort=cohort, facts=session_facts(), actor=None)
    if quotas:
        limited(cohort, capacity, most=most, quotas=quotas)
    return transition_cohort(cohort=cohort, target=Cohort.State.OPEN, actor=None)


def limited(
    cohort: Cohort,
    capacity: int,
    *,
    most: int | None = None,
    quotas: list[QuotaWords] | None = None,
    back: list[Enrolment] | None = None,
    reason: str = "",
) -> Cohort:
    return change_seats(
        cohort=cohort,
        capacity=capacity,
        most_per_company=most,
        quotas=quotas or [],
        taken_back=back or [],
        reason=reason,
        actor=None,
    )


def who(number: int, name: str = "") -> PersonFacts:
    return PersonFacts(name=name or f"수강생{number:03}", email=f"person{number}@example.com")


def enrolled(
    cohort: Cohort, number: int, *, organisation: Organisation | None = None, name: str = ""
) -> Enrolment:
    return enrol_person(cohort=cohort, facts=who(number, name), organisation=organisation, actor=None)


def states(cohort: Cohort) -> list[str]:
    """In the order of arrival."""
    return list(Enrolment.objects.filter(cohort=cohort).order_by("number").values_list("state", flat=True))


def sessions_of(cohort: Cohort) -> list[Session]:
    return list(Session.objects.filter(cohort=cohort))


def later(days: float) -> datetime:
    return clock.now() + timedelta(days=days)


def completed(
    cohort: Cohort, number: int, *, organisation: Organisation | None = None, name: str = ""
) -> Enrolment:
    """Somebody with a seat who has started and completed, both before today."""
    enrolment = enrolled(cohort, number, organisation=organisation, name=name)
    days = {
        "started_on": clock.today() - timedelta(days=9),
        "completed_on": clock.today() - timedelta(days=2),
    }
    Enrolment.objects.filter(pk=enrolment.pk).update(**days)
    enrolment.refresh_from_db()
    return enrolment


def certified(
    cohort: Cohort, number: int, *, organisation: Organisation | None = None, name: str = ""
) -> Certificate:
    enrolment = completed(cohort, number, organisation=organisation, name=name)
    return issue_certificate(enrolment=enrolment, actor=None)

"""Chief executives of made-up companies, and a cohort that only they are invited to."""

from deungdae.apps.academy.bridge.peer_groups import Grouping, computed, question_of
from deungdae.apps.academy.models import Cohort, Course, Enrolment, PeerGrouping
from deungdae.apps.academy.selectors.invitations import invitees_of
from deungdae.apps.academy.services.cohorts import transition_cohort
from deungdae.apps.academy.services.invitations import choose_people
from deungdae.apps.academy.services.peer_groups import GroupRules, ask_grouping, write_seats
from deungdae.apps.academy.services.sessions import add_session
from deungdae.apps.core.decisions import keep_decision
from deungdae.apps.organisations.models import Contact, Industry, Organisation, Region
from tests.support.academy import a_course, a_draft, session_facts


def a_company(number: int, *, industry: str = "", region: str = "", title: str = "대표이사") -> Organisation:
    """With somebody who leads it."""
    company = Organisation.objects.create(
        name=f"상장기업{number:02}",
        industry=Industry.objects.filter(code=industry).first() if industry else None,
        region=Region.objects.filter(code=region).first() if region else None,
    )
    Contact.objects.create(
        organisation=company, name=f"대표님{number:02}", department=title, email=f"chief{number}@example.com"
    )
    return company


def a_course_for_chiefs(**facts: object) -> Course:
    return a_course("최고경영자 과정", role="ceo", hours=6, **facts)


def an_invited_draft(capacity: int = 2, *, course: Course | None = None, **facts: object) -> Cohort:
    course = course or a_course_for_chiefs()
    cohort = a_draft(capacity, course=course, admission=Cohort.Admission.INVITATION, **facts)
    add_session(cohort=cohort, facts=session_facts(), actor=None)
    return cohort


def chosen(cohort: Cohort, *companies: Organisation, words: str = "") -> list[Enrolment]:
    return choose_people(cohort=cohort, people=invitees_of(companies), words=words, actor=None)


def an_invited_cohort(
    capacity: int, people: int, *, course: Course | None = None, **facts: object
) -> tuple[Cohort, list[Enrolment]]:
    """Opened: the letters are out, as far as there are seats."""
    cohort = an_invited_draft(capacity, course=course, **facts)
    asked = chosen(cohort, *(a_company(number) for number in range(people)))
    cohort = transition_cohort(cohort=cohort, target=Cohort.State.OPEN, actor=None)
    for one in asked:
        one.refresh_from_db()
    return cohort, asked


def grouped(cohort: Cohort, rules: GroupRules) -> PeerGrouping:
    """As the worker would do it, without one."""
    grouping = ask_grouping(cohort=cohort, rules=rules, actor=None)
    answer, record = computed(question_of(grouping), seed=1, tell=lambda percent: None)
    assert isinstance(answer, Grouping)
    grouping.decision = keep_decision(record, subject=grouping.short_id, decided_by=None)
    grouping.state = PeerGrouping.State.COMPUTED
    grouping.save()
    write_seats(grouping, answer)
    return grouping

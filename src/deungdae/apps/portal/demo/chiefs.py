"""The CEO academy of the made-up centre: a cohort that was held, and one that is coming."""

import threading
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction

from deungdae.apps.academy.models import Cohort, Course, Enrolment, Session
from deungdae.apps.academy.selectors.invitations import invitees_of
from deungdae.apps.academy.services.attendance import Mark, marked, write_marks
from deungdae.apps.academy.services.circle import appoint_chair, introduce, keep_note
from deungdae.apps.academy.services.cohorts import CohortFacts, create_cohort, transition_cohort
from deungdae.apps.academy.services.completion import complete_cohort
from deungdae.apps.academy.services.courses import CourseFacts, create_course, offer_course
from deungdae.apps.academy.services.enrolments import accept_offer
from deungdae.apps.academy.services.invitations import choose_people, decline_invitation
from deungdae.apps.academy.services.peer_groups import (
    GroupRules,
    ask_grouping,
    current_grouping,
    publish_grouping,
)
from deungdae.apps.academy.services.sessions import SessionFacts, add_session
from deungdae.apps.academy.services.visits import VisitFacts, answer_host, plan_visit, take_place
from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.models import Resource
from deungdae.apps.calendar.public_holidays import holiday_on
from deungdae.apps.calendar.spans import moment
from deungdae.apps.core import clock
from deungdae.apps.core.jobs.worker import work
from deungdae.apps.organisations.models import Contact, Organisation
from deungdae.apps.portal.demo.world import World

HELD, COMING = 12, 16
"""How many companies are invited to each."""
HOST = 40
"""The lighthouse plant: a demand company that sends nobody."""
TIED = 5
"""The first company owns, or is owned by, some of those that follow."""
WORDS = "숫자로 보는 공장을 함께 보고, 다른 업종의 대표님들과 이야기를 나누시길 바랍니다."
NOTE = "불량률 화면을 우리 2공장에도. 생산팀장과 다음 주에 이야기."
PROMISE = "현장에서 보고 들은 공정, 설비, 도면과 숫자를 밖에 말하지 않겠습니다."


def make_chief_academy(
    world: World, organisations: Mapping[str, Organisation], people: Mapping[str, User]
) -> None:
    """Both cohorts, their invitations, groups and visits; the demand company's person was at the first."""
    staff, chief = people["staff@deungdae.example"], people["demand@deungdae.example"]
    companies = [organisations[one.business_number] for one in world.demand]
    first = spread([companies[0], *companies[TIED:]], HELD)
    second = spread([one for one in companies[TIED:HOST] if one not in first], COMING)
    with transaction.atomic():
        add_chiefs([*first, *second], chief)
        course = make_course(staff)
        with clock.turned_to(clock.now() - timedelta(days=75)):
            held = invited(course, first, seats=HELD, days=(14, 21), staff=staff)
            answer(held, yes=HELD - 2)
            plan_demo_visit(held, companies[HOST], staff)
        coming = invited(course, second, seats=12, days=(45, 52), staff=staff)
        answer(coming, yes=10)
        plan_demo_visit(coming, companies[HOST], staff)
        appoint_chair(cohort=coming, email="trainer@deungdae.example", actor=staff)
        for cohort in (held, coming):
            ask_grouping(cohort=cohort, rules=GroupRules(groups=2, least=4), actor=staff)
    work(stop=threading.Event(), until_idle=True)
    with transaction.atomic():
        hold(held, staff, chief)


def spread(companies: Sequence[Organisation], count: int) -> list[Organisation]:
    """The first so many of whom no more than two are of one class: two groups can keep them apart."""
    found: list[Organisation] = []
    for one in companies:
        same = sum(1 for other in found if other.industry_id == one.industry_id)
        if same < 2 and len(found) < count:
            found.append(one)
    return found


def add_chiefs(companies: Sequence[Organisation], chief: User) -> None:
    """Somebody who leads each company, with an address; the first signs in to the demo."""
    for number, company in enumerate(companies):
        known = company.contacts.order_by("pk").first()
        name = chief.name if number == 0 or known is None else known.name
        email = chief.email if number == 0 else f"chief{number}@deungdae.example"
        Contact.objects.create(organisation=company, name=name, department="대표이사", email=email)


def make_course(staff: User) -> Course:
    facts = CourseFacts(
        title="CEO 아카데미",
        title_english="CEO academy",
        role="ceo",
        step="basic",
        hours=12,
        competencies=("디지털 전략",),
        summary="최고경영자들이 경쟁하지 않는 동료와 배우고, 선도기업의 현장을 봅니다.",
        deputies=True,
    )
    return offer_course(course=create_course(facts=facts, actor=staff), actor=staff)


def invited(
    course: Course, companies: Sequence[Organisation], *, seats: int, days: tuple[int, int], staff: User
) -> Cohort:
    """A cohort with two sessions so many days from now, opened: the letters are out."""
    first, second = (working_day(clock.today() + timedelta(days=ahead)) for ahead in days)
    facts = CohortFacts(
        enrol_from=clock.now().replace(second=0, microsecond=0),
        enrol_until=moment(first - timedelta(days=3), 18 * 60),
        admission=Cohort.Admission.INVITATION,
        offer_hours=14 * 24,
    )
    cohort = create_cohort(course=course, facts=facts, capacity=seats, most_per_company=1, actor=staff)
    room = list(Resource.objects.filter(name="세미나실 201호"))
    for day, title, resources in ((first, "숫자로 보는 공장", room), (second, "선도기업 현장", [])):
        times = (moment(day, 10 * 60), moment(day, 16 * 60))
        session = SessionFacts(title, *times, resources=resources, overruled="초청 행사")
        add_session(cohort=cohort, facts=session, actor=staff)
    choose_people(cohort=cohort, people=invitees_of(companies), words=WORDS, actor=staff)
    return transition_cohort(cohort=cohort, target=Cohort.State.OPEN, actor=staff)


def working_day(day: date) -> date:
    while day.weekday() > 4 or holiday_on(day):
        day += timedelta(days=1)
    return day


def answer(cohort: Cohort, *, yes: int) -> None:
    """So many accept, the next one declines, who is left still thinks."""
    asked = list(Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.OFFERED).order_by("place"))
    for one in asked[:yes]:
        accept_offer(enrolment=one, actor=None)
        shown = ["name", "company", "job_title", "industry"] if one.number % 4 else ["company"]
        introduce(enrolment=one, audience="cohort", shown=shown, words="")
    decline_invitation(enrolment=asked[yes], reason="해외 출장과 겹칩니다.", actor=None)


def plan_demo_visit(cohort: Cohort, host: Organisation, staff: User) -> None:
    """The second session is at a lighthouse plant, which has agreed; some have signed up."""
    session = Session.objects.filter(cohort=cohort).order_by("-starts_at")[0]
    facts = VisitFacts(
        host=host,
        contact_name="임하늘",
        contact_email="plant@deungdae.example",
        capacity=15,
        promise=PROMISE,
        transport="센터 앞에서 9시에 버스가 떠납니다.",
        no_competitors=False,
    )
    visit = answer_host(visit=plan_visit(session=session, facts=facts, actor=staff), is_yes=True)
    for one in Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.SEATED)[:6]:
        take_place(visit=visit, enrolment=one)


def hold(cohort: Cohort, staff: User, chief: User) -> None:
    """Groups shown, both sessions attended, completed; some are in the directory of alumni."""
    grouping = current_grouping(cohort)
    if grouping is not None:
        publish_grouping(grouping=grouping, actor=staff)
    seats = list(Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.SEATED))
    for session in Session.objects.filter(cohort=cohort).select_related("cohort__course"):
        presence = marked(session, state="present", arrived_at=None, left_at=None, at=session.ends_at)
        marks = [Mark(one, presence, session.ends_at) for one in seats]
        write_marks(session=session, marks=marks, way="list", actor=staff)
        keep_note(session=session, author=chief, text=NOTE)
    closed = transition_cohort(cohort=cohort, target=Cohort.State.CLOSED, actor=staff)
    for one in complete_cohort(cohort=closed, actor=staff)[:8]:
        introduce(
            enrolment=one,
            audience="alumni",
            shown=["name", "company", "job_title", "industry", "region"],
            words="서로의 공장을 보고 배우고 싶습니다.",
        )
    transition_cohort(cohort=closed, target=Cohort.State.FINISHED, actor=staff)

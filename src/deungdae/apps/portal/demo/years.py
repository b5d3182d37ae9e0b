"""Four past years of the made-up academy, lived day by day through its own services: 4,000 specialists.

Each cohort has 25 people who are there for the first time and complete, two who come back for another course,
and three who do not complete: one never came, one left half-way, one was excused and then missed the rest. So
people and certificates are not the same number, and started is not completed.
"""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from django.db import transaction
from django.urls import reverse

from deungdae.apps.academy.models import Attendance, Certificate, Cohort, Course, Enrolment, Session, Trainee
from deungdae.apps.academy.services.attendance import Mark, marked, write_marks
from deungdae.apps.academy.services.certificates import issue_certificates
from deungdae.apps.academy.services.cohorts import CohortFacts, create_cohort, transition_cohort
from deungdae.apps.academy.services.completion import complete_cohort
from deungdae.apps.academy.services.lists import Wanted, enrol_list
from deungdae.apps.academy.services.sessions import SessionFacts, add_session
from deungdae.apps.academy.services.trainees import PersonFacts
from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.public_holidays import holiday_on
from deungdae.apps.calendar.spans import moment
from deungdae.apps.core import clock
from deungdae.apps.core.jobs.context import JobContext
from deungdae.apps.core.jobs.registry import job_function
from deungdae.apps.core.jobs.services import enqueue_job
from deungdae.apps.core.models import Job
from deungdae.apps.organisations.models import Organisation, Region
from deungdae.apps.portal.demo.courses import PLANS, CoursePlan
from deungdae.apps.portal.demo.words import FAMILY, FIRST_SYLLABLES, LAST_SYLLABLES, TITLES
from deungdae.apps.portal.demo.world import SEED, made_up_world

JOB = "portal.demo_years"
LET_OTHERS_WRITE = 0.1
"""Seconds between two cohorts: SQLite has one writer, and somebody may want to sign in."""
STAFF = "staff@deungdae.example"
NEW, AGAIN, UNFINISHED = 25, 2, 3
COHORTS = {2021: 16, 2022: 36, 2023: 50, 2024: 58}
"""160 cohorts of 25 new specialists: 4,000."""
FIRST_DAY, LAST_DAY = (4, 19), (11, 20)
"""Month and day between which the cohorts of a year begin."""
REGIONS = ("11680", "48120", "44130", "26440", "27290", "29200", "41117")
State = Attendance.State


def ask_for_past_years(staff: User) -> Job:
    return enqueue_job(
        name=JOB,
        title="데모 자료: 지난 네 해의 교육",
        arguments={},
        idempotency_key="demo:years",
        owner=staff,
    )


@job_function(JOB)
def live_past_years(context: JobContext) -> None:
    """Cohort by cohort; begun again, it goes on where it was."""
    years, cohorts = PastYears(), list(past_cohorts())
    for past in cohorts:
        context.tell(100 * past.place // len(cohorts), f"{past.days[0].year}년 {past.plan.title}")
        if not years.is_lived(past):
            with transaction.atomic():
                context.hold()
                years.live(past)
            time.sleep(LET_OTHERS_WRITE)
    with transaction.atomic():
        context.hold()
        context.finish(message="지난 네 해의 교육을 만들었습니다.", result_url=reverse("academy:specialists"))


@dataclass(frozen=True)
class PastCohort:
    """A cohort as it is to be lived: its course, its days, its place in the order of all."""

    place: int
    plan: CoursePlan
    days: tuple[date, ...]

    @property
    def number(self) -> int:
        return self.place // len(PLANS) + 1


def past_cohorts() -> Iterator[PastCohort]:
    """All of them, by their first day."""
    place = 0
    for year, count in COHORTS.items():
        first, last = date(year, *FIRST_DAY), date(year, *LAST_DAY)
        for number in range(count):
            plan = PLANS[place % len(PLANS)]
            begin = first + (last - first) * number // count
            yield PastCohort(place, plan, tuple(working_days(begin, len(plan.sessions))))
            place += 1


def working_days(begin: date, count: int) -> list[date]:
    """One day a week, each pushed to the next that is no weekend and no holiday."""
    found: list[date] = []
    for week in range(count):
        day = begin + timedelta(days=7 * week)
        while day.weekday() > 4 or holiday_on(day) or day in found:
            day += timedelta(days=1)
        found.append(day)
    return found


class PastYears:
    """Living the cohorts one after the other; who was certified may come back."""

    def __init__(self) -> None:
        self.staff = User.objects.get(email=STAFF)
        numbers = [one.business_number for one in made_up_world().demand]
        self.companies = list(
            Organisation.objects.filter(business_number__in=numbers).order_by("business_number")
        )
        self.courses = {course.title: course for course in Course.objects.all()}
        papers = Certificate.objects.select_related("enrolment__trainee__organisation").order_by("pk")
        self.certified = [one.enrolment.trainee for one in papers]
        self.names = made_up_names()
        self.regions = Region.objects.in_bulk(REGIONS)

    def is_lived(self, past: PastCohort) -> bool:
        return Cohort.objects.filter(course__title=past.plan.title, number=past.number).exists()

    @transaction.atomic
    def live(self, past: PastCohort) -> None:
        """From the call to the certificates."""
        chance = random.Random(SEED + past.place)  # noqa: S311 - made-up data, no secret
        with clock.turned_to(moment(past.days[0] - timedelta(days=30), 600)):
            cohort, sessions = self.open(past)
            people = enrol_list(cohort=cohort, people=self.people(past, chance), actor=self.staff)
            cohort = transition_cohort(cohort=cohort, target=Cohort.State.CLOSED, actor=self.staff)
        for number, session in enumerate(sessions):
            with clock.turned_to(session.ends_at + timedelta(minutes=10)):
                marks = [mark_of(session, one, number, len(sessions), chance) for one in people]
                come = [mark for mark in marks if mark is not None]
                write_marks(session=session, marks=come, way=Attendance.Way.LIST, actor=self.staff)
        with clock.turned_to(moment(past.days[-1] + timedelta(days=3), 600)):
            complete_cohort(cohort=cohort, actor=self.staff)
            cohort = transition_cohort(cohort=cohort, target=Cohort.State.FINISHED, actor=self.staff)
            issued = issue_certificates(cohort=cohort, actor=self.staff)
        self.certified += [one.enrolment.trainee for one in issued]

    def open(self, past: PastCohort) -> tuple[Cohort, list[Session]]:
        facts = CohortFacts(
            enrol_from=moment(past.days[0] - timedelta(days=31), 600),
            enrol_until=moment(past.days[0] - timedelta(days=7), 18 * 60),
            region=self.regions[REGIONS[past.place % len(REGIONS)]],
        )
        cohort = create_cohort(
            course=self.courses[past.plan.title],
            facts=facts,
            capacity=NEW + AGAIN + UNFINISHED,
            most_per_company=None,
            actor=self.staff,
        )
        Cohort.objects.filter(pk=cohort.pk).update(number=past.number)
        sessions = []
        for day, title in zip(past.days, past.plan.sessions, strict=True):
            told = SessionFacts(title, moment(day, 10 * 60), moment(day, 17 * 60))
            sessions.append(add_session(cohort=cohort, facts=told, actor=self.staff))
        return transition_cohort(cohort=cohort, target=Cohort.State.OPEN, actor=self.staff), sessions

    def people(self, past: PastCohort, chance: random.Random) -> list[Wanted]:
        """Who does not finish, who comes back, who is new; without addresses: nobody is written to."""
        first = past.place * (NEW + UNFINISHED)
        names = self.names[first : first + NEW + UNFINISHED]
        again = chance.sample(self.certified, AGAIN) if self.certified else []
        known = [Wanted(facts_of(one), one.organisation, one) for one in again]
        new = [self.new_person(name, chance) for name in names]
        return [*new[:UNFINISHED], *known, *new[UNFINISHED:]]

    def new_person(self, name: str, chance: random.Random) -> Wanted:
        company = chance.choice(self.companies)
        trainee = Trainee.objects.create(name=name, job_title=chance.choice(TITLES[2:]), organisation=company)
        return Wanted(facts_of(trainee), company, trainee)


def facts_of(trainee: Trainee) -> PersonFacts:
    return PersonFacts(trainee.name, trainee.email, trainee.phone, trainee.job_title)


def made_up_names() -> list[str]:
    """Each name once, in the same order every time."""
    names = ["".join(parts) for parts in product(FAMILY, FIRST_SYLLABLES, LAST_SYLLABLES)]
    random.Random(SEED).shuffle(names)  # noqa: S311 - names, no secrets
    return names


def mark_of(session: Session, one: Enrolment, number: int, last: int, chance: random.Random) -> Mark | None:
    """How somebody was at the session of this number, counted from nought; None: nobody saw them at all."""
    is_late = one.number > UNFINISHED and chance.random() < 0.04
    if one.number == 1:
        return None
    state = State.PRESENT
    arrived = session.starts_at + timedelta(minutes=20) if is_late else None
    if one.number == 2:
        state = State.LEFT_EARLY if number == 0 else State.ABSENT
    elif one.number == 3:
        state = State.EXCUSED if number == 0 else State.ABSENT
    elif is_late:
        state = State.LATE
    left = session.starts_at + timedelta(hours=3) if state == State.LEFT_EARLY else None
    presence = marked(session, state=state, arrived_at=arrived, left_at=left, at=clock.now())
    return Mark(one, presence, clock.now())

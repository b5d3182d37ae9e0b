"""Courses of the made-up academy: cohorts that take people, one that is full, one by approval, one by lot."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from deungdae.apps.academy.models import Cohort, Course
from deungdae.apps.academy.services.cohorts import CohortFacts, create_cohort, transition_cohort
from deungdae.apps.academy.services.courses import CourseFacts, create_course, offer_course
from deungdae.apps.academy.services.lists import Wanted, enrol_list
from deungdae.apps.academy.services.sessions import SessionFacts, add_session
from deungdae.apps.academy.services.trainees import PersonFacts
from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.models import Resource
from deungdae.apps.calendar.public_holidays import holiday_on
from deungdae.apps.calendar.spans import moment
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Organisation, Region
from deungdae.apps.portal.demo.learning import make_learning, make_materials
from deungdae.apps.portal.demo.words import FAMILY, GIVEN, TITLES
from deungdae.apps.portal.demo.world import SEED, World

FULL_DAY = (10, 17)
PAST_COHORTS = 32
"""Of each course, see demo/years.py."""


@dataclass(frozen=True)
class CoursePlan:
    """A course and the cohort of it that is coming: its first session so many days from now."""

    title: str
    english: str
    role: str
    step: str
    hours: int
    fee: int
    percent: int
    competencies: tuple[str, ...]
    summary: str
    ahead: int
    sessions: tuple[str, ...]
    room: str
    trainer: str
    region: str
    seats: int
    most: int | None
    asking: int
    admission: str = Cohort.Admission.FIRST_COME
    after: str = ""


PLANS = (
    CoursePlan(
        "최고경영자 디지털 전환 과정",
        "Digital transformation for chief executives",
        "ceo",
        "basic",
        12,
        0,
        0,
        ("디지털 전략", "변화 관리"),
        "숫자로 보는 공장에서 사람과 조직까지, 최고경영자가 먼저 알아야 할 것을 여섯 시간씩 이틀에 나눕니다.",
        28,
        ("숫자로 보는 공장", "사람과 조직"),
        "대강의실 301호",
        "백가온",
        "11680",
        24,
        1,
        9,
        Cohort.Admission.APPROVAL,
    ),
    CoursePlan(
        "데이터 분석 실무",
        "Data analysis in practice",
        "data_analyst",
        "middle",
        18,
        500_000,
        70,
        ("데이터 수집", "시각화", "통계 기초"),
        "우리 회사의 설비·품질 데이터를 가져와 직접 분석합니다. 노트북을 가져오십시오.",
        35,
        ("데이터 모으기", "그림으로 보기", "원인 찾기"),
        "실습실 A",
        "남아라",
        "48120",
        20,
        4,
        31,
        after="데이터 읽기 기초",
    ),
    CoursePlan(
        "데이터 읽기 기초",
        "Reading data",
        "field_leader",
        "basic",
        6,
        0,
        0,
        ("데이터 읽기",),
        "현장의 숫자를 읽고 말하는 하루 과정입니다.",
        24,
        ("현장의 숫자 읽기",),
        "세미나실 201호",
        "도윤슬",
        "44130",
        30,
        None,
        17,
    ),
    CoursePlan(
        "예지 보전 AI 엔지니어",
        "AI engineer for predictive maintenance",
        "ai_engineer",
        "advanced",
        24,
        900_000,
        50,
        ("예지 보전", "기계 학습", "모델 운영"),
        "진동과 전류에서 고장을 먼저 아는 모델을 만들고, 공장에 올려 굴립니다.",
        63,
        ("신호와 특징", "모델 만들기", "공장에 올리기", "지켜보기"),
        "실습실 A",
        "도윤슬",
        "48120",
        16,
        2,
        28,
        Cohort.Admission.LOTTERY,
        after="데이터 분석 실무",
    ),
    CoursePlan(
        "디지털 전환 기획자",
        "Planner of digital transformation",
        "planner",
        "middle",
        12,
        300_000,
        70,
        ("과제 발굴", "투자 효과 계산"),
        "어디부터 바꿀지 정하고, 돈과 효과를 한 장으로 설득합니다.",
        31,
        ("과제 찾기", "효과 계산"),
        "대강의실 301호",
        "길한결",
        "11680",
        40,
        5,
        22,
    ),
)


def make_courses(world: World, organisations: Mapping[str, Organisation], staff: User) -> int:
    """How many courses there are."""
    made: dict[str, Course] = {}
    for plan in sorted(PLANS, key=lambda plan: plan.after != ""):
        made[plan.title] = make_course(plan, made, staff)
    companies = [organisations[one.business_number] for one in world.demand]
    asked: list[Wanted] = []
    for number, plan in enumerate(PLANS):
        cohort = make_cohort(plan, made[plan.title], staff)
        people = made_up_people(number, plan.asking, companies)
        people += [at_another_address(one) for one in asked[:1]]
        enrol_list(cohort=cohort, people=people, actor=staff)
        asked = people if number == 0 else []
        make_learning(cohort, staff)
        make_materials(cohort, staff)
    return len(made)


def make_course(plan: CoursePlan, made: Mapping[str, Course], staff: User) -> Course:
    facts = CourseFacts(
        title=plan.title,
        title_english=plan.english,
        role=plan.role,
        step=plan.step,
        hours=plan.hours,
        fee_krw=plan.fee,
        subsidy_percent=plan.percent,
        subsidy_most_krw=3_000_000 if plan.percent else None,
        competencies=plan.competencies,
        summary=plan.summary,
        prerequisites=[made[plan.after]] if plan.after in made else [],
    )
    return offer_course(course=create_course(facts=facts, actor=staff), actor=staff)


def make_cohort(plan: CoursePlan, course: Course, staff: User) -> Cohort:
    """Open since yesterday, until a week before its first session."""
    today, days = clock.today(), session_days(plan)
    facts = CohortFacts(
        enrol_from=moment(today - timedelta(days=1), 600),
        enrol_until=moment(days[0] - timedelta(days=7), 18 * 60),
        region=Region.objects.get(code=plan.region),
        admission=plan.admission,
    )
    cohort = create_cohort(
        course=course, facts=facts, capacity=plan.seats, most_per_company=plan.most, actor=staff
    )
    # The past years, which the worker lives afterwards, have the numbers before.
    Cohort.objects.filter(pk=cohort.pk).update(number=PAST_COHORTS + 1)
    resources = list(Resource.objects.filter(name__in=[plan.room, plan.trainer]))
    for day, title in zip(days, plan.sessions, strict=True):
        times = [moment(day, hour * 60) for hour in FULL_DAY]
        session = SessionFacts(title, times[0], times[1], resources=resources)
        add_session(cohort=cohort, facts=session, actor=staff)
    return transition_cohort(cohort=cohort, target=Cohort.State.OPEN, actor=staff)


def session_days(plan: CoursePlan) -> list[date]:
    """One day a week, each pushed to the next working day."""
    found = []
    for week in range(len(plan.sessions)):
        day = clock.today() + timedelta(days=plan.ahead + 7 * week)
        while day.weekday() > 4 or holiday_on(day) or day in found:
            day += timedelta(days=1)
        found.append(day)
    return found


def at_another_address(one: Wanted) -> Wanted:
    """The same person once more, as people do who forget under which address they came before."""
    return Wanted(replace(one.facts, email=f"home.{one.facts.email}"), one.organisation, None)


def made_up_people(number: int, count: int, companies: Sequence[Organisation]) -> list[Wanted]:
    """People of the demand companies, the first of which sends the most."""
    chance = random.Random(SEED + number)  # noqa: S311 - names, no secrets
    names = list(dict.fromkeys(f"{chance.choice(FAMILY)}{chance.choice(GIVEN)}" for _one in range(count * 3)))
    found = []
    for place, name in enumerate(names[:count]):
        company = companies[0] if place % 6 == 0 else companies[chance.randrange(len(companies))]
        email = f"person{number}{place:03}@{company.short_id.lower()[:8]}.example"
        facts = PersonFacts(
            name,
            email,
            f"010-{chance.randrange(10**4):04}-{chance.randrange(10**4):04}",
            chance.choice(TITLES),
        )
        found.append(Wanted(facts, company, None))
    return found

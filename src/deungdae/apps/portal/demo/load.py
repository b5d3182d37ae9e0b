"""Putting the made-up centre into an empty database, through the same services that people use."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db import transaction

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.caravan.models import MatchingDay, Meeting, Participant
from deungdae.apps.caravan.services.compute import start_compute
from deungdae.apps.caravan.services.days import create_day, set_table, transition_day
from deungdae.apps.caravan.services.outcomes import record_outcomes
from deungdae.apps.caravan.services.participants import add_absence, add_participant
from deungdae.apps.caravan.services.requests import send_request
from deungdae.apps.core import clock
from deungdae.apps.core.jobs.worker import work
from deungdae.apps.organisations.models import Membership, Organisation
from deungdae.apps.portal.demo.aftermath import make_aftermath
from deungdae.apps.portal.demo.assessed import confirm_statuses, make_assessed
from deungdae.apps.portal.demo.chiefs import make_chief_academy
from deungdae.apps.portal.demo.connections import make_connections
from deungdae.apps.portal.demo.courses import make_courses
from deungdae.apps.portal.demo.diagnoses import make_diagnoses
from deungdae.apps.portal.demo.figures import make_figures
from deungdae.apps.portal.demo.forums import finish_forum, make_forums
from deungdae.apps.portal.demo.notices import make_notices
from deungdae.apps.portal.demo.offerings import make_offerings
from deungdae.apps.portal.demo.people import DEMO_PASSWORD, SIGN_INS
from deungdae.apps.portal.demo.policy import make_policy
from deungdae.apps.portal.demo.programme import make_programme
from deungdae.apps.portal.demo.register import make_organisations
from deungdae.apps.portal.demo.reports import make_reports
from deungdae.apps.portal.demo.rooms import make_rooms
from deungdae.apps.portal.demo.solutions import make_solutions
from deungdae.apps.portal.demo.world import SEED, Company, Wish, World, made_up_wishes, made_up_world
from deungdae.apps.portal.demo.years import ask_for_past_years

State = MatchingDay.State
OPENS, CLOSES, MINUTES = time(9, 0), time(18, 0), 30
LUNCH = ("점심", time(12, 0), time(13, 0))
NO_SHOW_EVERY = 13


@dataclass(frozen=True)
class DayPlan:
    """A day of the demo: how many come, and how far it is along.

    held_on None: it is `ahead` days from today, so that there is always something to prepare;
    answers_in: days until requests must be answered.
    """

    title: str
    number: int
    place: str
    demand: int
    supply: int
    wanted: int
    tables: int
    held_on: date | None = None
    ahead: int = 0
    answers_in: int | None = None

    @property
    def day(self) -> date:
        return self.held_on or clock.today() + timedelta(days=self.ahead)

    @property
    def answers_until(self) -> date | None:
        return None if self.answers_in is None else clock.today() + timedelta(days=self.answers_in)

    def wishes(self) -> tuple[Wish, ...]:
        """Who wants to meet whom on this day: the same every time."""
        return made_up_wishes(
            seed=SEED + self.number, demand=self.demand, supply=self.supply, wanted=self.wanted
        )


PAST = DayPlan(
    "2021 찾아가는 디지털 카라반 천안", 1, "천안 컨벤션홀", 12, 20, 60, 10, held_on=date(2021, 10, 14)
)
MAIN = DayPlan("디지털 전환 상담회", 2, "서울 삼성동 그랜드홀 B", 90, 250, 540, 45, ahead=14)
OPEN = DayPlan(
    "찾아가는 디지털 카라반 창원", 3, "창원 비즈니스센터 3층", 24, 40, 70, 14, ahead=35, answers_in=21
)
Accepted = Callable[[int, Wish], bool]
"""(place in the list, wish) -> whether it is accepted already."""


def load_demo(*, say: Callable[[str], None]) -> bool:
    """Everything of the demo, once; False when it is there already."""
    if User.objects.filter(email=SIGN_INS[0].email).exists():
        return False
    world = made_up_world()
    with transaction.atomic():
        people = make_people()
        staff = people["staff@deungdae.example"]
        organisations = make_organisations(world, staff)
        join_organisations(people, world, organisations)
        make_figures(world, organisations)
        confirm_statuses(world, organisations, staff)
        make_solutions(world, organisations, first=most_wanted(), staff=staff)
        resources = make_rooms(people, staff)
        courses = make_courses(world, organisations, staff)
        forum = make_forums(world, organisations, staff)
        diagnoses = make_diagnoses(world, organisations, people, staff)
        offerings = make_offerings(organisations, people, world.demand[0].business_number)
        assessed = make_assessed(world, organisations, staff)
        notices = make_notices(staff)
        tasks = make_policy(people, staff)
        distinctions = make_programme(world, organisations, staff)
    say(f"기업 {len(organisations)}곳, 예약할 자원 {resources}개, 교육 과정 {courses}개를 만들었습니다.")
    say(f"진단 {diagnoses}건과 지원 항목 {offerings}개를 만들었습니다. 몇 곳은 T0과 T1을 마쳤습니다.")
    say(f"세 지역의 기업 {assessed}곳이 T0을, 다섯 가운데 넷은 T1도 마쳐 디지털 격차를 볼 수 있습니다.")
    say(f"게시판에 글 {notices}건을 올렸습니다. 하나는 내일 게시됩니다.")
    say(f"2021~2024년 사업의 목표와 선정 기록 {distinctions}건을 넣었습니다.")
    say(f"정책 과제 {tasks}건과 부처의 보고를 만들었습니다.")
    make_chief_academy(world, organisations, people)
    say("CEO 아카데미의 지난 기수와 초청 중인 기수를 만들었습니다.")
    make_past_day(world, organisations, staff)
    finish_forum(forum, staff)
    say("포럼 한 건을 마쳤고, 다른 한 건은 프로그램을 계산해 공개했습니다.")
    say("지난 상담회 한 건의 시간표를 계산하고 결과를 기업 카드에 남겼습니다.")
    reports = make_reports(people, organisations[world.demand[0].business_number])
    say(f"보고서 {reports}건을 만들었습니다. 두 건은 두 사람이 서명해 발행했습니다.")
    keys = make_connections(User.objects.get(email="demand@deungdae.example"))
    say(f"기업의 프로그램이 쓰는 API 키 {keys}개와 웹훅 한 개를 만들었습니다.")
    make_open_day(world, organisations, staff)
    make_main_day(world, organisations, staff)
    ask_for_past_years(staff)
    say(f"‘{MAIN.title}’의 시간표와 지난 네 해의 교육(전문 인력 4,000명)을 작업 프로세스가 만듭니다.")
    return True


def make_people() -> dict[str, User]:
    """The demo's sign-ins."""
    people = {}
    for one in SIGN_INS:
        user = create_account(email=one.email, name=one.name, password=DEMO_PASSWORD)
        if one.grant:
            grant_role(user=user, role=one.grant, starts_on=date(2021, 4, 14))
        people[one.email] = user
    return people


def join_organisations(people: dict[str, User], world: World, organisations: dict[str, Organisation]) -> None:
    """The demo's company people act for the first company of their side."""
    for one in SIGN_INS:
        if one.side:
            company = world.demand[0] if one.side == "demand" else world.supply[most_wanted()]
            Membership.objects.create(
                user=people[one.email],
                organisation=organisations[company.business_number],
                role=Membership.Role.OWNER,
                starts_on=date(2021, 4, 14),
            )


def most_wanted() -> int:
    """The supplier of both coming days that most ask for, so that its agenda is worth looking at."""
    asked = [wish.supply for plan in (MAIN, OPEN) for wish in plan.wishes()]
    return max(range(OPEN.supply), key=lambda place: (asked.count(place), -place))


def make_day(plan: DayPlan, staff: User) -> MatchingDay:
    """The day with tables that hold two companies of three people each."""
    day = create_day(
        title=plan.title,
        date=plan.day,
        place=plan.place,
        opens_at=OPENS,
        closes_at=CLOSES,
        slot_minutes=MINUTES,
        mode=MatchingDay.Mode.TWO_SIDED,
        fairness=2,
        table_count=plan.tables,
        pauses=[LUNCH],
        requests_until=plan.answers_until,
        actor=staff,
    )
    for number in range(1, plan.tables + 1):
        set_table(day=day, number=number, capacity=6, remark="", actor=staff)
    return day


def fill_day(
    plan: DayPlan,
    day: MatchingDay,
    world: World,
    organisations: dict[str, Organisation],
    *,
    staff: User,
    accepted: Accepted,
) -> None:
    """Participants, absences and requests of the first companies of the world."""
    demand = [join(day, one, organisations, "demand", staff) for one in world.demand[: plan.demand]]
    supply = [join(day, one, organisations, "supply", staff) for one in world.supply[: plan.supply]]
    mark_absences(day, world, [*demand, *supply], staff)
    for place, wish in enumerate(plan.wishes()):
        pair = (demand[wish.demand], supply[wish.supply])
        sender, receiver = reversed(pair) if wish.from_supply else pair
        send_request(
            sender=sender,
            receiver=receiver,
            rank=wish.rank,
            reason=wish.reason,
            wish=Participant.Wish.ANY,
            actor=staff,
            accepted=accepted(place, wish),
        )


def join(
    day: MatchingDay, company: Company, organisations: dict[str, Organisation], side: str, staff: User
) -> Participant:
    return add_participant(
        day=day,
        organisation=organisations[company.business_number],
        side=side,
        contact_name=company.contact,
        contact_email=company.email,
        attendees=company.attendees,
        actor=staff,
    )


def mark_absences(day: MatchingDay, world: World, participants: Sequence[Participant], staff: User) -> None:
    slots = {slot.number: slot for slot in day.slots.all()}
    absent = dict(world.absences)
    for participant in participants:
        number = absent.get(participant.organisation.business_number or "")
        if number in slots:
            slot = slots[number]
            add_absence(
                participant=participant,
                starts_at=slot.starts_at,
                ends_at=slot.ends_at,
                reason="다른 일정",
                actor=staff,
            )


@transaction.atomic
def make_main_day(world: World, organisations: dict[str, Organisation], staff: User) -> None:
    """The large day; its timetable is computed by the worker while the product starts."""
    day = make_day(MAIN, staff)
    fill_day(MAIN, day, world, organisations, staff=staff, accepted=lambda place, wish: True)
    day = transition_day(day=day, target=State.REQUESTS_CLOSED, actor=staff)
    start_compute(day=day, actor=staff, keep_current=False, seconds=None, seed=SEED)


@transaction.atomic
def make_open_day(world: World, organisations: dict[str, Organisation], staff: User) -> None:
    """A day whose requests are still open: some unanswered, those of the demo's company people among them."""
    day = make_day(OPEN, staff)
    visitors = most_wanted()

    def is_accepted(place: int, wish: Wish) -> bool:
        return place % 3 != 0 and wish.demand != 0 and wish.supply != visitors

    fill_day(OPEN, day, world, organisations, staff=staff, accepted=is_accepted)
    transition_day(day=day, target=State.REQUESTS_OPEN, actor=staff)


def make_past_day(world: World, organisations: dict[str, Organisation], staff: User) -> None:
    """A day that is over: computed, published, held, with its evidence in the cases."""
    with transaction.atomic():
        day = make_day(PAST, staff)
        fill_day(PAST, day, world, organisations, staff=staff, accepted=lambda place, wish: True)
        day = transition_day(day=day, target=State.REQUESTS_CLOSED, actor=staff)
        start_compute(day=day, actor=staff, keep_current=False, seconds=None, seed=SEED)
    work(stop=threading.Event(), until_idle=True)
    with transaction.atomic():
        day = transition_day(day=day, target=State.PUBLISHED, actor=staff)
        day = transition_day(day=day, target=State.HELD, actor=staff)
        meetings = Meeting.objects.filter(day=day, slot__isnull=False).order_by("pk")
        outcomes = {
            meeting: "second_absent" if place % NO_SHOW_EVERY == 0 else "held"
            for place, meeting in enumerate(meetings, start=1)
        }
        record_outcomes(day=day, outcomes=outcomes, actor=staff)
        make_aftermath(day)

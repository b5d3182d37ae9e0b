"""The demo's policy monitor: the register, rounds of reports, a meeting that is over and one to come."""

import random
from datetime import date, datetime, time, timedelta

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.spans import SEOUL
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Membership, Organisation, OrganisationKind
from deungdae.apps.policy.models import (
    MeetingOrder,
    Ministry,
    ReportAct,
    ReportingRound,
    Strategy,
    Task,
    TaskMeeting,
)
from deungdae.apps.policy.services.lights import override_light
from deungdae.apps.policy.services.meetings import close_minutes, plan_meeting, record_order
from deungdae.apps.policy.services.ministries import connect_body
from deungdae.apps.policy.services.register import write_tasks
from deungdae.apps.policy.services.reports import act_on_report, save_report
from deungdae.apps.policy.services.rounds import close_round, open_round, period_of
from deungdae.apps.portal.demo.policy_rounds import accept_all, content_of, reports_with_parts
from deungdae.apps.portal.demo.policy_world import SEED, made_up_tasks

OFFICIAL = "ministry@deungdae.example"
MINE = "motie"
"""The ministry that the demo's official acts for."""
REGISTERED = date(2021, 1, 11)
FIRST_QUARTER = date(2021, 3, 1)
QUARTER = ReportingRound.Kind.QUARTER
Act = ReportAct.Act
FAR = (
    (),
    (Act.APPROVE,),
    (Act.APPROVE, Act.SUBMIT),
    (Act.APPROVE, Act.SUBMIT, Act.RETURN),
    *[(Act.APPROVE, Act.SUBMIT, Act.ACCEPT)] * 9,
)
"""How far the reports of the open round have come, in turn."""
SILENT_EVERY = 12


def at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), SEOUL)


def make_policy(people: dict[str, User], staff: User) -> int:
    """How many tasks there are. Past rounds are told as if it were their day."""
    strategy, official = Strategy.objects.get(), people[OFFICIAL]
    this_year = clock.today().year
    body = make_body(official)
    with clock.turned_to(at(REGISTERED)):
        connect_body(ministry=Ministry.objects.get(code=MINE), organisation=body)
        contents = made_up_tasks(last_year=this_year)
        written = write_tasks(strategy=strategy, contents=contents, known={})
    chance = random.Random(SEED)  # noqa: S311 - made-up data, no secret
    last, _after = quarter_before(clock.today())
    second, _after = quarter_before(last)
    third, _after = quarter_before(second)
    for day in (FIRST_QUARTER, third, second):
        past_round(strategy, day, chance, (official, staff))
    hold_meeting(strategy, second, staff)
    open_now(strategy, last, chance, (official, staff))
    mark_one(strategy, staff)
    title, day = "부처 합동 점검 회의", clock.today() + timedelta(days=20)
    plan_meeting(strategy=strategy, title=title, day=day, place="센터 회의실", actor=staff)
    return len(written.created)


def make_body(official: User) -> Organisation:
    """The government body that the official acts for and is in charge of."""
    body = Organisation.objects.create(
        name="산업통상자원부", legal_kind=Organisation.LegalKind.PUBLIC_INSTITUTION
    )
    OrganisationKind.objects.create(organisation=body, kind=OrganisationKind.Kind.GOVERNMENT)
    Membership.objects.create(
        user=official, organisation=body, role=Membership.Role.OWNER, starts_on=date(2021, 4, 14)
    )
    return body


def quarter_before(day: date) -> tuple[date, date]:
    first, _after = period_of(QUARTER, day)
    return period_of(QUARTER, first - timedelta(days=1))


def past_round(strategy: Strategy, day: date, chance: random.Random, people: tuple[User, User]) -> None:
    _first, after = period_of(QUARTER, day)
    staff = people[1]
    with clock.turned_to(at(after)):
        due = after + timedelta(days=14)
        round_ = open_round(strategy=strategy, kind=QUARTER, day=day, due_on=due, actor=staff)
    with clock.turned_to(at(due)):
        accept_all(round_, chance, people)
    with clock.turned_to(at(due + timedelta(days=7))):
        close_round(round_=round_, actor=staff)


def open_now(strategy: Strategy, day: date, chance: random.Random, people: tuple[User, User]) -> None:
    """The round of the last quarter, in every state; its day is just over, so that some are late."""
    _first, after = period_of(QUARTER, day)
    official, staff = people
    due = max(after, clock.today() - timedelta(days=3))
    with clock.turned_to(at(after, 9)):
        round_ = open_round(strategy=strategy, kind=QUARTER, day=day, due_on=due, actor=staff)
    until = after - timedelta(days=1)
    for place, report in enumerate(reports_with_parts(round_), start=1):
        if place % SILENT_EVERY == 0:
            continue
        content = content_of(report, chance, until=until)
        with clock.turned_to(at(max(after, due - timedelta(days=1 + place % 9)))):
            save_report(report=report, seen=0, content=content, actor=official)
            for act in FAR[place % len(FAR)]:
                reason = "지역별 실적과 근거 자료를 더해 주십시오." if act == Act.RETURN else ""
                actor = staff if act in (Act.RETURN, Act.ACCEPT) else official
                act_on_report(report=report, act=act, seen=1, actor=actor, reason=reason)


def hold_meeting(strategy: Strategy, quarter: date, staff: User) -> TaskMeeting:
    """A meeting after that quarter: one decision, two orders of which one is still open."""
    _first, after = period_of(QUARTER, quarter)
    day = after + timedelta(days=25)
    with clock.turned_to(at(day)):
        title = "분기 점검 회의"
        meeting = plan_meeting(strategy=strategy, title=title, day=day, place="센터 회의실", actor=staff)
        owner = Ministry.objects.get(code=MINE)
        kinds = MeetingOrder.Kind
        for item, kind, text in zip(
            meeting.items.select_related("task")[:2],
            (kinds.ORDER, kinds.DECISION),
            ("늦은 이정표의 새 일정을 부처 협의를 거쳐 내기로 함", "다음 분기까지 지원 대상을 넓히기로 함"),
            strict=False,
        ):
            record_order(
                meeting=meeting,
                task=item.task,
                kind=kind,
                text=text,
                owner=owner,
                due_on=day + timedelta(days=30),
                actor=staff,
            )
        minutes = "안건별로 늦은 까닭을 듣고 조치를 정했습니다. 다음 회의에서 결과를 확인합니다."
        return close_minutes(meeting=meeting, minutes=minutes, actor=staff)


def mark_one(strategy: Strategy, staff: User) -> None:
    """One light that says something else than it was computed."""
    task = Task.objects.filter(strategy=strategy).order_by("code").last()
    if task is not None:
        reason = "담당 기관이 바뀌는 중이라 다음 회의까지 지켜보기로 했습니다."
        override_light(task=task, light="yellow", reason=reason, actor=staff)

"""A small strategy: three ministries with their people, a task of each, and a round about it."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Membership, Organisation, OrganisationKind
from deungdae.apps.policy.models import Ministry, ReportingRound, Strategy, Task, TaskReport
from deungdae.apps.policy.services.content import BudgetFacts, IndicatorFacts, TargetFacts, TaskContent
from deungdae.apps.policy.services.ministries import connect_body
from deungdae.apps.policy.services.reference import load_policy
from deungdae.apps.policy.services.register import write_tasks
from deungdae.apps.policy.services.reports import ReportContent, act_on_report, save_report
from deungdae.apps.policy.services.rounds import open_round
from tests.support.centre import person
from tests.support.factors import with_factor

THIS_YEAR = date(clock.today().year, 1, 1)
NEXT_YEAR = date(THIS_YEAR.year + 1, 1, 1)


def a_strategy() -> Strategy:
    load_policy()
    return Strategy.objects.get()


def a_content(code: str, lead: str = "motie", **facts: Any) -> TaskContent:
    """From last year to the end of the next: one milestone a year ago, one to come, one indicator."""
    told: dict[str, Any] = {
        "field": "rnd",
        "title": f"{code} 과제",
        "starts_on": date(THIS_YEAR.year - 1, 1, 1),
        "ends_on": date(NEXT_YEAR.year, 12, 31),
        "milestones": (
            ("공고", clock.today() - timedelta(days=10)),
            ("발표", date(NEXT_YEAR.year, 6, 30)),
        ),
        "indicators": (
            IndicatorFacts(
                "지원 기업", "개사", Decimal("0.00"), (TargetFacts(THIS_YEAR, NEXT_YEAR, Decimal("100.00")),)
            ),
        ),
        "budgets": (BudgetFacts(THIS_YEAR.year, "국비", 2_000_000_000, None),),
        **facts,
    }
    return TaskContent(code=code, lead=lead, **told).ordered()


def registered(*contents: TaskContent, strategy: Strategy | None = None) -> list[Task]:
    mine = strategy or a_strategy()
    known = {one.code: one for one in mine.tasks.all()}
    written = write_tasks(strategy=mine, contents=contents, known=known)
    return [*written.created, *written.changed]


def a_body(code: str) -> Organisation:
    """The government body of a ministry."""
    ministry = Ministry.objects.get(code=code)
    if ministry.organisation is not None:
        return ministry.organisation
    body = Organisation.objects.create(name=f"{code} 부처")
    OrganisationKind.objects.create(organisation=body, kind=OrganisationKind.Kind.GOVERNMENT)
    connect_body(ministry=ministry, organisation=body)
    return body


def an_official(code: str, *, name: str = "", is_in_charge: bool = True) -> User:
    """Somebody who acts for the ministry."""
    user = person(name or f"official-{code}")
    role = Membership.Role.OWNER if is_in_charge else Membership.Role.MEMBER
    Membership.objects.create(
        user=user, organisation=a_body(code), role=role, starts_on=clock.today() - timedelta(days=1)
    )
    return user


def a_keeper() -> User:
    keeper = person("keeper")
    grant_role(user=keeper, role="centre_staff")
    return with_factor(keeper)


def a_round(strategy: Strategy, *, actor: User | None = None) -> ReportingRound:
    """About last month; to be handed in within a week from now."""
    day = clock.today().replace(day=1) - timedelta(days=1)
    due = clock.today() + timedelta(days=7)
    return open_round(strategy=strategy, kind="month", day=day, due_on=due, actor=actor)


def a_text(report: TaskReport, progress: str = "공고를 냈습니다.", **facts: Any) -> ReportContent:
    return ReportContent(percent=30, progress=progress, **facts)


def handed_in(report: TaskReport, actor: User | None, content: ReportContent | None = None) -> TaskReport:
    """Saved, approved in the ministry and handed in."""
    version = save_report(report=report, seen=report.number, content=content or a_text(report), actor=actor)
    act_on_report(report=report, act="approve", seen=version.number, actor=actor)
    return act_on_report(report=report, act="submit", seen=version.number, actor=actor)


@dataclass(frozen=True)
class PolicyWorld:
    strategy: Strategy
    tasks: dict[str, Task]
    round: ReportingRound
    officials: dict[str, User]
    keeper: User

    def report(self, code: str) -> TaskReport:
        return TaskReport.objects.select_related("task", "round").get(task__code=code, round=self.round)


def a_policy_world() -> PolicyWorld:
    """A-1 of one ministry with another as partner, B-1 of that one, C-1 of a third; B-1 waits for A-1."""
    strategy = a_strategy()
    tasks = registered(
        a_content("A-1", "motie", partners=("mss",)),
        a_content("B-1", "mss", field="people", needs=("A-1",)),
        a_content("C-1", "msit", field="law"),
        strategy=strategy,
    )
    officials = {code: an_official(code) for code in ("motie", "mss", "msit")}
    keeper = a_keeper()
    return PolicyWorld(
        strategy, {one.code: one for one in tasks}, a_round(strategy, actor=keeper), officials, keeper
    )

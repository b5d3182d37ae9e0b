"""The register as it was known on any day, and lights that are computed, never set."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from deungdae.apps.calendar.spans import SEOUL
from deungdae.apps.core import clock
from deungdae.apps.policy.models import IndicatorTarget, LightOverride, Strategy, Task
from deungdae.apps.policy.selectors.overview import budget_on, matrix_of, needs_on
from deungdae.apps.policy.selectors.register import Line, lines_on
from deungdae.apps.policy.selectors.task import parts_on, task_on
from deungdae.apps.policy.services.content import BudgetFacts, IndicatorFacts, TargetFacts
from deungdae.apps.policy.services.lights import override_light
from deungdae.apps.policy.services.register import edit_task
from deungdae.apps.policy.services.reports import act_on_report
from tests.support.policy import a_content, a_policy_world, a_strategy, a_text, handed_in, registered
from tests.support.refusals import code_of

pytestmark = pytest.mark.django_db
OPENED = date(2021, 4, 14)


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=SEOUL)


def of_2021(title: str = "A-1 과제", planned: int = 10**9) -> Task:
    """Registered on the day before the centre opened."""
    indicator = IndicatorFacts(
        "기업",
        "개사",
        Decimal("0.00"),
        (TargetFacts(date(2021, 1, 1), date(2022, 1, 1), Decimal("100.00")),),
    )
    content = a_content(
        "A-1",
        title=title,
        starts_on=date(2021, 1, 1),
        ends_on=date(2024, 12, 31),
        milestones=(("공고", date(2021, 4, 20)),),
        indicators=(indicator,),
        budgets=(BudgetFacts(2021, "국비", planned, None),),
    )
    [task] = registered(content)
    return task


def line_on(day: date) -> Line:
    [line] = lines_on(Strategy.objects.get(), day)
    return line


def test_a_day_shows_what_was_known_at_its_end_and_not_what_came_later() -> None:
    with clock.turned_to(at(OPENED - timedelta(days=1))):
        task = of_2021()
    with clock.turned_to(at(date(2021, 6, 1))):
        of_2021(title="고친 이름", planned=3 * 10**9)
    assert line_on(OPENED).title == "A-1 과제"
    assert line_on(date(2021, 5, 31)).title == "A-1 과제"
    assert line_on(date(2021, 6, 1)).title == line_on(clock.today()).title == "고친 이름"
    lines, strategy = [line_on(OPENED)], Strategy.objects.get()
    assert budget_on(strategy, lines, OPENED, None).years[2021].planned == 10**9
    assert budget_on(strategy, lines, clock.today(), 2021).years[2021].planned == 3 * 10**9
    assert lines_on(strategy, OPENED - timedelta(days=2)) == []
    assert task_on(task, OPENED - timedelta(days=2)) is None


def test_lights_follow_the_day() -> None:
    with clock.turned_to(at(OPENED)):
        of_2021()
    lights = {day: line_on(day).light for day in (date(2021, 4, 20), date(2021, 4, 21), date(2021, 5, 21))}
    assert list(lights.values()) == ["grey", "yellow", "red"]


def test_a_removed_row_is_there_before_it_was_removed() -> None:
    with clock.turned_to(at(OPENED)):
        of_2021()
    with clock.turned_to(at(date(2021, 6, 1))):
        registered(a_content("A-1", milestones=()))
    assert [one.title for one in line_on(OPENED).milestones] == ["공고"]
    assert line_on(date(2021, 6, 1)).milestones == ()


def test_what_waited_for_what_is_told_as_of_the_day() -> None:
    link = (("과제 누리집", "https://example.kr/a"),)
    with clock.turned_to(at(OPENED)):
        first, second = registered(a_content("A-1"), a_content("B-1", needs=("A-1",), links=link))
    with clock.turned_to(at(date(2021, 6, 1))):
        registered(a_content("A-1", title="고친 이름"), a_content("B-1"))
    strategy = Strategy.objects.get()
    assert needs_on(strategy, OPENED) == [(second.pk, first.pk)]
    assert needs_on(strategy, OPENED - timedelta(days=1)) == needs_on(strategy, date(2021, 6, 1)) == []
    then, now = parts_on(second, OPENED), parts_on(second, clock.today())
    assert [one.title for one in then.needs] == ["A-1 과제"]
    assert [one.code for one in parts_on(first, OPENED).opens] == ["B-1"]
    assert [row[1:] for row in then.links] == list(link)
    assert (now.needs, now.opens, now.links) == ([], [], [])


def test_an_accepted_report_changes_the_light_and_a_handed_in_one_does_not() -> None:
    world = a_policy_world()
    report = world.report("A-1")
    indicator, milestone = report.task.indicators.get(), report.task.milestones.get(title="공고")

    def line() -> Line:
        return next(one for one in lines_on(world.strategy, clock.today()) if one.code == "A-1")

    assert (line().light, line().report, line().is_late) == ("yellow", "draft", False)
    figures, claims = {indicator.pk: Decimal(200)}, {milestone.pk: milestone.due_on}
    handed_in(report, world.officials["motie"], a_text(report, figures=figures, claims=claims))
    assert (line().light, line().report) == ("yellow", "submitted")
    act_on_report(report=report, act="accept", seen=1, actor=world.keeper)
    assert (line().light, line().report) == ("green", "accepted")
    with clock.turned_to(clock.now() + timedelta(days=8)):
        late = {one.code: one.is_late for one in lines_on(world.strategy, clock.today())}
    assert late == {"A-1": False, "B-1": True, "C-1": True}


def test_an_override_needs_a_reason_stands_beside_the_computed_light_and_can_be_lifted() -> None:
    with clock.turned_to(at(OPENED)):
        task = of_2021()
        assert code_of(lambda: override_light(task=task, light="red", reason=" ", actor=None)) == "reason"
        override_light(task=task, light="red", reason="담당 기관이 없습니다.", actor=None)
        assert code_of(lambda: override_light(task=task, light="red", reason="또", actor=None)) == "state"
        line = line_on(OPENED)
        assert (line.light, line.verdict.light.value) == ("red", "grey")
        assert line.override is not None
        assert line.override.reason == "담당 기관이 없습니다."
    with clock.turned_to(at(OPENED + timedelta(days=2))):
        override_light(task=task, light="", reason="기관을 정했습니다.", actor=None)
    assert line_on(OPENED + timedelta(days=2)).light == "grey"
    assert line_on(OPENED + timedelta(days=1)).light == "red"
    for statement in ("UPDATE policy_lightoverride SET reason = 'x'", "DELETE FROM policy_lightoverride"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert LightOverride.objects.count() == 2


def test_the_database_refuses_periods_that_overlap() -> None:
    task = of_2021()
    indicator = task.indicators.get()
    facts = {"indicator": indicator, "ends_on": date(2023, 1, 1), "target": 150}
    with pytest.raises(DatabaseError), transaction.atomic():
        IndicatorTarget.objects.create(starts_on=date(2021, 12, 31), **facts)
    after = IndicatorTarget.objects.create(starts_on=date(2022, 1, 1), **facts)
    with pytest.raises(DatabaseError), transaction.atomic():
        IndicatorTarget.objects.filter(pk=after.pk).update(starts_on=date(2021, 6, 1))


def test_two_who_edit_one_task_are_told() -> None:
    task = of_2021()
    facts = {"contents": "", "starts_on": task.starts_on, "ends_on": task.ends_on}
    assert edit_task(task=task, seen=1, title="먼저", **facts).version == 2
    assert code_of(lambda: edit_task(task=task, seen=1, title="나중", **facts)) == "stale"
    facts["ends_on"] = task.starts_on
    assert code_of(lambda: edit_task(task=task, seen=2, title="거꾸로", **facts)) == "period"


def test_every_sum_of_the_matrix_agrees_with_the_list() -> None:
    world = a_policy_world()
    lines = lines_on(world.strategy, clock.today())
    told = matrix_of(world.strategy, lines)
    assert told["all"].count == len(lines) == sum(cell.count for cell in told["foot"])
    assert sum(whole.count for *_rest, whole in told["rows"]) == len(lines)
    budget = budget_on(world.strategy, lines, clock.today(), None)
    sums = {
        sum(one.planned for one in side.values())
        for side in (budget.fields, budget.ministries, budget.sources)
    }
    assert sums == {6_000_000_000}


def test_a_register_without_tasks_has_no_lines() -> None:
    assert lines_on(a_strategy(), clock.today()) == []

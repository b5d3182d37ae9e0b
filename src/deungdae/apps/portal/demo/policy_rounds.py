"""Rounds of the demo that are over, written at once: every report accepted but a few that never came."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from simple_history.utils import bulk_update_with_history

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.policy.models import (
    Milestone,
    MilestoneClaim,
    ReportAct,
    ReportFigure,
    ReportingRound,
    ReportVersion,
    TaskIndicator,
    TaskReport,
)
from deungdae.apps.policy.services.reports import ReportContent
from deungdae.apps.portal.demo import policy_words as words

MISSING_EVERY = 29
State, Act = TaskReport.State, ReportAct.Act


def content_of(report: TaskReport, chance: random.Random, *, until: date) -> ReportContent:
    """What its ministry would write: near the plan or behind it. `until`: the period's last day."""
    skill = skill_of(report)
    spent = (until - report.task.starts_on).days / max(1, (report.task.ends_on - report.task.starts_on).days)
    figures = {one.pk: Decimal(round(planned_by(one, until) * skill)) for one in report.task.indicators.all()}
    claims = {
        one.pk: one.due_on - timedelta(days=chance.randrange(10))
        for one in report.task.milestones.all()
        if one.due_on <= until and one.done_on is None and not is_behind(report, one, until)
    }
    return ReportContent(
        percent=max(1, min(100, round(100 * spent * min(1.0, skill)))),
        progress=chance.choice(words.PROGRESS),
        issues=chance.choice(words.ISSUES) if skill < 1 else "",
        figures=figures,
        claims=claims,
    )


def skill_of(report: TaskReport) -> float:
    """Most tasks keep their plan, some come near it, a few fall behind."""
    return (1.05, 0.98, 1.0, 0.95, 0.8, 1.1, 0.97, 1.02, 0.6, 1.0)[report.task_id % 10]


def is_behind(report: TaskReport, milestone: Milestone, until: date) -> bool:
    """The last milestone of a few tasks is late."""
    return report.task_id % 13 == 4 and (until - milestone.due_on).days < 120


def planned_by(indicator: TaskIndicator, day: date) -> float:
    """The plan of that day on a straight line through the year."""
    before = 0.0
    for one in indicator.targets.all():
        if day < one.ends_on:
            share = max(0, (day - one.starts_on).days) / (one.ends_on - one.starts_on).days
            return before + (float(one.target) - before) * share
        before = float(one.target)
    return before


def reports_with_parts(round_: ReportingRound) -> list[TaskReport]:
    parts = ("task__milestones", "task__indicators__targets")
    return list(round_.reports.select_related("task").prefetch_related(*parts))


def accept_all(round_: ReportingRound, chance: random.Random, people: Sequence[User]) -> int:
    """`people`: who writes and who accepts. How many reports were accepted."""
    until = round_.ends_on - timedelta(days=1)
    told = [
        (one, content_of(one, chance, until=until))
        for place, one in enumerate(reports_with_parts(round_), start=1)
        if place % MISSING_EVERY
    ]
    now, (writer, judge) = clock.now(), people
    versions = ReportVersion.objects.bulk_create(
        ReportVersion(
            report=one,
            number=1,
            percent=content.percent,
            progress=content.progress,
            issues=content.issues,
            at=now,
            by=writer,
        )
        for one, content in told
    )
    pairs = list(zip(versions, told, strict=True))
    write_figures([(version, content) for version, (_one, content) in pairs])
    ReportAct.objects.bulk_create(
        ReportAct(report=one, number=1, act=act, at=now, by=judge if act == Act.ACCEPT else writer)
        for one, _content in told
        for act in (Act.APPROVE, Act.SUBMIT, Act.ACCEPT)
    )
    keys = [one.pk for one, _content in told]
    TaskReport.objects.filter(pk__in=keys).update(state=State.ACCEPTED, number=1, submitted_at=now)
    take_over(told, until)
    return len(told)


def write_figures(pairs: Sequence[tuple[ReportVersion, ReportContent]]) -> None:
    ReportFigure.objects.bulk_create(
        ReportFigure(version=version, indicator_id=key, value=value)
        for version, content in pairs
        for key, value in content.figures.items()
    )
    MilestoneClaim.objects.bulk_create(
        MilestoneClaim(version=version, milestone_id=key, done_on=day)
        for version, content in pairs
        for key, day in content.claims.items()
    )


def take_over(told: Sequence[tuple[TaskReport, ReportContent]], until: date) -> None:
    """What was accepted stands in the register, as the services do it one by one."""
    indicators, milestones = [], []
    for report, content in told:
        for indicator in report.task.indicators.all():
            indicator.value, indicator.value_on = content.figures[indicator.pk], until
            indicators.append(indicator)
        for milestone in report.task.milestones.all():
            if milestone.pk in content.claims:
                milestone.done_on = content.claims[milestone.pk]
                milestones.append(milestone)
    now = clock.now()
    bulk_update_with_history(indicators, TaskIndicator, ["value", "value_on"], default_date=now)
    if milestones:
        bulk_update_with_history(milestones, Milestone, ["done_on"], default_date=now)

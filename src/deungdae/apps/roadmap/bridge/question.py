"""What the engine is asked for a roadmap: gaps from an assessment and goals, offerings as they are today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from deungdae.apps.diagnosis.bridge.frameworks import framework_of
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.roadmap.models import Offering, Roadmap, StepAct
from deungdae.apps.roadmap.months import months_between
from deungdae.apps.roadmap.selectors.fitting import Company, Fit, Names, fit_of
from deungdae.apps.roadmap.selectors.standing import Standing
from deungdae.apps.roadmap.selectors.starting import last_month, starts_in
from deungdae.apps.roadmap.selectors.terms import Terms
from deungdae.engine.maturity.model import Framework
from deungdae.engine.roadmap.model import Eligible, Gap, Problem, Serves, Stage
from deungdae.engine.roadmap.model import Offering as Asked
from deungdae.engine.roadmap.rules import SHARES, value_of

STAGES = {
    Offering.Stage.AWARENESS: Stage.AWARENESS,
    Offering.Stage.CAPABILITY: Stage.CAPABILITY,
    Offering.Stage.EXECUTION: Stage.EXECUTION,
}
MOST_RISE = 25
"""A goal that nobody changed lies at most so far above the level."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Offerings with what they mean today, and how each stands with the company. By the offering's key."""

    offerings: Sequence[Offering]
    terms: Mapping[int, Terms]
    standings: Mapping[int, Standing]
    company: Company
    names: Names

    def standing(self, one: Offering) -> Standing:
        return self.standings.get(one.pk, Standing())


def levels_of(assessment: Assessment) -> dict[str, int]:
    """Of a hundred, rounded down; without dimensions that nobody answered."""
    framework, score = framework_of(assessment.framework), assessment.score or {"dimensions": {}}
    found = {}
    for code, points in score["dimensions"].items():
        if points is not None:
            found[code] = int(100 * Fraction(str(points)) / framework.maximum)
    return found


def usual_target(framework: Framework, level: int) -> int:
    """The end of the next level, at most `MOST_RISE` points above; without levels, that much above."""
    tops = sorted(int(100 * one.up_to / framework.maximum) for one in framework.levels)
    above = [top for top in tops if top > level]
    end = above[1] if len(above) > 1 else 100
    return min(end, level + MOST_RISE, 100)


def serves_of(one: Offering, family: str) -> tuple[Serves, ...]:
    rows = [row for row in one.serves.all() if row.family == family]
    return tuple(Serves(row.dimension, row.low, row.high, row.gain) for row in rows)


def gaps_with(levels: Mapping[str, int], roadmap: Roadmap, offered: Offered) -> tuple[Gap, ...]:
    """The goals over the levels: measured, and raised by what was done since as far as it counts."""
    done = [asked(one, roadmap, offered) for one in offered.offerings if is_gain(offered.standing(one))]
    found = []
    for dimension, (target, weight) in sorted(roadmap.goals.items()):
        level = min(levels.get(dimension, target), target)
        rise = value_of([Gap(dimension, level, target)], done) // SHARES[0]
        found.append(Gap(dimension, min(level + rise, target), target, weight))
    return tuple(found)


def is_gain(standing: Standing) -> bool:
    """Done since the levels were measured."""
    return standing.is_done and not standing.is_measured


def asked(one: Offering, roadmap: Roadmap, offered: Offered) -> Asked:
    """The offering as the engine knows it."""
    terms, standing = offered.terms[one.pk], offered.standing(one)
    fit, reason = fit_of(one, offered.company, offered.names)
    if fit is Fit.YES and terms.ask:
        fit, reason = Fit.UNKNOWN, terms.ask
    is_subsidised = terms.subsidised in ("", offered.company.status)
    told = Asked(
        id=one.code,
        stage=STAGES[Offering.Stage(one.stage)],
        serves=serves_of(one, roadmap.family),
        months=terms.months,
        cost=terms.cost,
        subsidy=terms.subsidy if is_subsidised else 0,
        hours=terms.hours,
        needs=tuple(sorted(need.code for need in one.needs.all() if not offered.standing(need).is_measured)),
        seats=terms.seats,
        last_start=last_month(terms, roadmap.begins_on),
        starts=starts_in(terms, roadmap),
        eligible=Eligible(str(fit)),
        reason=reason,
    )
    return begun(told, standing, roadmap.begins_on)


def begun(told: Asked, standing: Standing, first: date) -> Asked:
    """What was begun before the plan has only its rest still to take, and is paid for already."""
    if standing.act != StepAct.Act.ACCEPT or standing.month is None or standing.month >= first:
        return told
    months = max(1, told.months + months_between(first, standing.month))
    return replace(told, months=months, cost=0, subsidy=0, hours=0)


def question_of(roadmap: Roadmap, offered: Offered, *, before: Sequence[str]) -> Problem:
    """`before`: codes of the steps of the plan that was followed until now."""
    first, acts = roadmap.begins_on, StepAct.Act

    def those(act: str) -> list[tuple[Offering, Standing]]:
        found = [(one, offered.standing(one)) for one in offered.offerings]
        return [(one, standing) for one, standing in found if standing.act == act]

    def months(act: str) -> tuple[tuple[str, int], ...]:
        found = [(one.code, standing.month) for one, standing in those(act) if standing.month is not None]
        return tuple(sorted((code, max(0, months_between(first, month))) for code, month in found))

    codes = {one.code for one in offered.offerings}
    return Problem(
        gaps=gaps_with(levels_of(roadmap.assessment), roadmap, offered),
        offerings=tuple(asked(one, roadmap, offered) for one in offered.offerings),
        budget=roadmap.budget_krw,
        months=roadmap.months,
        hours=roadmap.hours,
        done=frozenset(one.code for one, _standing in those(acts.DONE)),
        accepted=months(acts.ACCEPT),
        postponed=months(acts.POSTPONE),
        replaced=frozenset(one.code for one, _standing in those(acts.REPLACE)),
        before=frozenset(before) & codes,
    )

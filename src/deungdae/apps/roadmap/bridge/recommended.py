"""Which offerings help a company most where it stands: the engine's own measure, one offering at a time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from deungdae.apps.core import clock
from deungdae.apps.diagnosis.bridge.frameworks import framework_of
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.roadmap.bridge.question import Offered, levels_of, serves_of, usual_target
from deungdae.apps.roadmap.models import Offering
from deungdae.apps.roadmap.selectors.fitting import Fit, fit_of
from deungdae.engine.roadmap.model import Gap, Serves, Stage
from deungdae.engine.roadmap.model import Offering as Asked
from deungdae.engine.roadmap.rules import rise_by, value_of

HELD = ("accept", "replace", "done")


@dataclass(frozen=True, slots=True)
class Helpful:
    """`points`: by dimension, of a hundred, those that lead towards the usual goals."""

    offering: Offering
    points: dict[str, int]


def helpful(
    assessment: Assessment,
    offered: Offered,
    *,
    most: int,
    kinds: Collection[str],
    without: Collection[int] = (),
) -> list[Helpful]:
    """What helps most, then what helps most beside it, and so on; of equals the first code. Without what
    cannot be had or was decided on already, and without these keys."""
    framework = framework_of(assessment.framework)
    gaps = [Gap(code, level, usual_target(framework, level)) for code, level in levels_of(assessment).items()]
    those = [one for one in offered.offerings if one.kind in kinds and one.pk not in without]
    wanted = [one for one in those if can_be_had(one, offered)]
    serving = {one: asked_for(one, assessment.family) for one in wanted}
    adds = {one: value_of(gaps, [told]) for one, told in serving.items()}
    found: list[Offering] = []
    while len(found) < most:
        best = best_beside(gaps, found, serving, adds)
        if best is None:
            break
        found.append(best)
        del adds[best]
    return [Helpful(one, points_of(gaps, serves_of(one, assessment.family))) for one in found]


def best_beside(
    gaps: list[Gap], found: list[Offering], serving: Mapping[Offering, Asked], adds: dict[Offering, int]
) -> Offering | None:
    """What adds most beside what was found; None where nothing adds anything.

    `adds`: what each of the others added beside fewer. Nothing adds more beside more, so only those that
    added enough then are asked again.
    """
    beside = [serving[one] for one in found]
    now, best = value_of(gaps, beside), None
    for one in sorted(adds, key=lambda one: (-adds[one], one.code)):
        if best is not None and (-adds[best], best.code) < (-adds[one], one.code):
            break
        adds[one] = value_of(gaps, [*beside, serving[one]]) - now
        if best is None or (-adds[one], one.code) < (-adds[best], best.code):
            best = one
    return best if best is not None and adds[best] > 0 else None


def can_be_had(one: Offering, offered: Offered) -> bool:
    """A course that somebody of the company has completed still helps the others."""
    terms = offered.terms[one.pk]
    is_past = terms.last_day is not None and terms.last_day < clock.today()
    is_over = terms.seats == 0 or terms.days == () or is_past
    standing = offered.standing(one)
    is_decided = standing.act in HELD and not (standing.is_shown and one.kind == Offering.Kind.COURSE)
    fit, _reason = fit_of(one, offered.company, offered.names)
    return not is_over and not is_decided and fit is not Fit.NO


def asked_for(one: Offering, family: str) -> Asked:
    """No more than what it does."""
    return Asked(id=one.code, stage=Stage.AWARENESS, serves=serves_of(one, family), months=1, cost=0)


def points_of(gaps: list[Gap], serves: tuple[Serves, ...]) -> dict[str, int]:
    found = {gap.dimension: rise_by(gap, serves) for gap in gaps}
    return {dimension: points for dimension, points in found.items() if points > 0}

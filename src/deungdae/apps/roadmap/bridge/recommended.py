"""Which offerings help a company most where it stands: the engine's own measure, one offering at a time."""

from dataclasses import dataclass

from deungdae.apps.diagnosis.bridge.frameworks import framework_of
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.roadmap.bridge.question import Offered, levels_of, serves_of, usual_target
from deungdae.apps.roadmap.models import Offering
from deungdae.apps.roadmap.selectors.fitting import Fit, fit_of
from deungdae.engine.roadmap.model import Gap, Serves
from deungdae.engine.roadmap.rules import rise_by

HELD = ("accept", "replace", "done")


@dataclass(frozen=True, slots=True)
class Helpful:
    """`points`: by dimension, of a hundred, those that lead towards the usual goals."""

    offering: Offering
    points: dict[str, int]

    @property
    def worth(self) -> int:
        return sum(self.points.values())


def helpful(assessment: Assessment, offered: Offered) -> list[Helpful]:
    """The most helpful first, then by code; without what cannot be had or was decided on already."""
    framework = framework_of(assessment.framework)
    gaps = [Gap(code, level, usual_target(framework, level)) for code, level in levels_of(assessment).items()]
    found = []
    for one in offered.offerings:
        terms = offered.terms[one.pk]
        is_over = terms.seats == 0 or terms.days == ()
        if offered.standing(one).act in HELD or is_over or fit_of(one, offered.company)[0] is Fit.NO:
            continue
        points = points_of(gaps, serves_of(one, assessment.family))
        if points:
            found.append(Helpful(one, points))
    return sorted(found, key=lambda one: (-one.worth, one.offering.code))


def points_of(gaps: list[Gap], serves: tuple[Serves, ...]) -> dict[str, int]:
    found = {gap.dimension: rise_by(gap, serves) for gap in gaps}
    return {dimension: points for dimension, points in found.items() if points > 0}

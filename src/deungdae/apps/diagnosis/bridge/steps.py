"""What a company does well, and what the next level looks like where it is weakest; from a kept score."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from deungdae.apps.diagnosis.bridge.frameworks import Framework, framework_of, said
from deungdae.apps.diagnosis.bridge.results import points_words, words_of
from deungdae.apps.diagnosis.models import Assessment
from deungdae.engine.maturity.model import Dimension

MOST = 3
Told = Mapping[str, Any]
"""A score as it is kept."""


@dataclass(frozen=True, slots=True)
class Strength:
    name: str
    level: str
    means: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """`looks`: what the next level of a dimension looks like; `gap`: how far it is, in words."""

    name: str
    level: str
    target: str
    gap: str
    looks: str

    @property
    def way(self) -> str:
        """From what to what, and how far it is."""
        way = f"{self.level} → {self.target}"
        return f"{way}, {self.gap}" if self.gap else way


def strengths_of(assessment: Assessment, before: Told | None = None) -> list[Strength]:
    """The best dimensions that are above the lowest level and have not fallen since the score before; of a
    single one there is no best."""
    framework, score = framework_of(assessment.framework), assessment.score
    if score is None or len(framework.dimensions) == 1:
        return []
    lowest = framework.levels[0].code if framework.levels else "0"
    found = [
        one
        for one in ranked(framework, assessment)[::-1]
        if score["levels"][one.code] != lowest and not has_fallen(one, score, before)
    ]
    return [Strength(name_of(one), *words_of(framework, one, score)) for one in found[:MOST]]


def strength_rule(assessment: Assessment, before: str) -> str:
    """What counts as a strength, in a sentence; `before`: the round it was compared with, "" none."""
    framework = framework_of(assessment.framework)
    words = {"most": MOST, "round": before}
    if len(framework.levels) > 1:
        words["level"] = said(framework.levels[1].text)
        if before:
            return (
                _(
                    "‘%(level)s’ 이상이고 %(round)s보다 떨어지지 않은 영역을 점수가 높은 순서로"
                    " %(most)s개까지 적었습니다."
                )
                % words
            )
        return _("‘%(level)s’ 이상인 영역을 점수가 높은 순서로 %(most)s개까지 적었습니다.") % words
    if before:
        return (
            _(
                "가장 낮은 단계를 넘었고 %(round)s보다 떨어지지 않은 영역을 높은 순서로"
                " %(most)s개까지 적었습니다."
            )
            % words
        )
    return _("가장 낮은 단계를 넘은 영역을 높은 순서로 %(most)s개까지 적었습니다.") % words


def has_fallen(one: Dimension, score: Told, before: Told | None) -> bool:
    earlier = before["dimensions"][one.code] if before is not None else None
    return earlier is not None and score["dimensions"][one.code] < earlier


def next_steps(assessment: Assessment) -> list[NextStep]:
    """For the weakest dimensions, the weakest first; what is at the top has no next level."""
    framework = framework_of(assessment.framework)
    found = (step_of(framework, one, assessment) for one in ranked(framework, assessment))
    return [one for one in found if one is not None][:MOST]


def ranked(framework: Framework, assessment: Assessment) -> list[Dimension]:
    """From the weakest to the strongest; what is alike in the order of the form."""
    score = assessment.score
    if score is None:
        return []
    known = [one for one in framework.dimensions if score["dimensions"][one.code] is not None]
    return sorted(known, key=lambda one: score["dimensions"][one.code])


def name_of(one: Dimension) -> str:
    return f"{one.code} {said(one.text)}"


def step_of(framework: Framework, one: Dimension, assessment: Assessment) -> NextStep | None:
    score = assessment.score or {}
    now, _means = words_of(framework, one, score)
    if not framework.levels:
        return band_step(framework, one, score, now)
    codes = [level.code for level in framework.levels]
    place = codes.index(score["levels"][one.code])
    if place + 1 == len(codes):
        return None
    target, end = framework.levels[place + 1], framework.levels[place].up_to
    missing = round(float(end) - score["dimensions"][one.code], 2)
    words = {"points": points_words(framework, missing)}
    gap = _("%(points)s 넘게 오르면") % words if missing > 0 else _("조금만 더 오르면")
    return NextStep(name_of(one), now, said(target.text), gap, said(one.means.get(target.code)))


def band_step(framework: Framework, one: Dimension, score: dict[str, object], now: str) -> NextStep | None:
    """The band above; without levels a dimension is one question."""
    [term] = framework.rule(str(score["rule"])).terms[one.code]
    steps = framework.question(term.question).steps
    levels = score["levels"]
    above = int(levels[one.code]) + 1  # type: ignore[index]
    if above >= len(steps):
        return None
    return NextStep(name_of(one), now, said(steps[above].text), "", said(steps[above].means))

"""Where a company stands among others like it, without any of them being given away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Left
from django.utils.translation import gettext as _

from deungdae.apps.core.words import dash
from deungdae.apps.diagnosis.bridge import peers as bridge
from deungdae.apps.diagnosis.bridge.frameworks import framework_of
from deungdae.apps.diagnosis.bridge.peers import INDUSTRY, REGION, SIZE, Places
from deungdae.apps.diagnosis.bridge.peers import Peers as Counted
from deungdae.apps.diagnosis.bridge.results import bar, points_words
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.evidence.models import CompanySize
from deungdae.apps.organisations.models import Industry, Region
from deungdae.apps.organisations.models.places import in_this_language
from deungdae.engine.kernel.korean import sentence

FINE = 50
"""From so many points on a mean is told in whole ones: two figures of two days then tell nobody's points."""


ASKED = (0, 2, len(bridge.ORDER))
"""The levels whose cells are counted one after the other: the narrowest, its section all over the country and
everybody. Those between are seen in the next of these; a question for each costs more than its rows."""


@dataclass(frozen=True, slots=True)
class Peers:
    """`cell`: whom the figures are of; `steps`: what was widened; lengths of the bar in percent."""

    cell: str
    n: int
    mean: str
    interval: str
    verdict: str
    steps: tuple[str, ...]
    own: str
    at: str
    low: str
    width: str
    middle: str


def peers_of(assessment: Assessment) -> Peers | None:
    """Of the same version, rule and round; None where no cell may be shown or there is no whole.

    Only a cell is counted, a wider one only where none within it can be shown: cells contain each other, so
    whether one may be shown is seen in it alone.
    """
    score = assessment.score
    if score is None or score["overall"] is None:
        return None
    others, known = others_of(assessment), Known.now()
    facts = (assessment.industry or "", assessment.region or "", assessment.size_class or "")
    own = known.places.of(*facts)
    keys = bridge.keys_of(own)
    for level in ASKED:
        key = keys[level]
        peers = [] if bridge.UNKNOWN in key else counted(others.filter(within_cell(known, key)))
        found = bridge.shown_cell(peers, known.places, own, level=level)
        if found is not None:
            return shown(assessment, *found, known=known)
    return None


def counted(found: QuerySet[Assessment]) -> list[Counted]:
    """The database adds up each place; from the sums the figures are exactly those of the single rows."""
    squares = Sum(F("overall") * F("overall"))
    places = found.values_list(Left("industry", 2), Left("region", 2), "size_class")
    return list(places.annotate(Count("pk"), Sum("overall"), squares=squares))  # type: ignore[arg-type]


def others_of(assessment: Assessment) -> QuerySet[Assessment]:
    """Settled ones whose figures mean the same, without the company's own."""
    same = Assessment.objects.filter(
        framework=assessment.framework_id,
        rule=assessment.rule,
        round=assessment.round,
        state=Assessment.State.SETTLED,
        industry__isnull=False,
        overall__isnull=False,
    )
    return same.exclude(organisation__in=assessment.organisation.family).order_by()


@dataclass(frozen=True, slots=True)
class Known:
    """The register's industries and provinces; `labels`: (axis, code) → Korean and English name."""

    places: Places
    labels: Mapping[tuple[int, str], tuple[str, str]]
    divisions: Mapping[str, list[str]]
    """Of each section."""
    codes: Mapping[str, list[str]]
    """Of each province of today: its own and earlier ones."""

    @classmethod
    def now(cls) -> "Known":
        rows = Industry.objects.filter(level__lte=2).order_by()
        industries = list(rows.values_list("code", "parent_id", "name_ko", "name_en"))
        provinces_ = Region.objects.filter(level=1).order_by()
        regions = list(provinces_.values_list("code", "successor_id", "full_name", "full_name_en"))
        sections = {code: str(parent) for code, parent, *_names in industries if parent}
        provinces = {code: successor or code for code, successor, *_names in regions}
        labels = {(INDUSTRY, code): (korean, english) for code, _up, korean, english in industries}
        labels |= {(REGION, code): (korean, english) for code, _next, korean, english in regions}
        return cls(Places(sections, provinces), labels, grouped(sections), grouped(provinces))

    def name(self, axis: int, code: str) -> str:
        """What people call it, in the language of the page."""
        if code == bridge.ALL:
            return {INDUSTRY: _("모든 업종"), REGION: _("전국"), SIZE: _("모든 규모")}[axis]
        if code == bridge.UNKNOWN:
            return unknown_words()[axis]
        if axis == SIZE and code in CompanySize.values:
            return str(CompanySize(code).label)
        return in_this_language(*self.labels.get((axis, code), (code, "")))


def unknown_words() -> dict[int, str]:
    return {INDUSTRY: _("알 수 없는 업종"), REGION: _("알 수 없는 지역"), SIZE: _("알 수 없는 규모")}


def grouped(parents: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, parent in parents.items():
        found.setdefault(parent, []).append(code)
    return found


def within_cell(known: Known, key: tuple[str, ...]) -> Q:
    """The rows of a cell."""
    industry, region, size = key
    found = Q()
    if industry.isdigit():
        found &= Q(industry__startswith=industry)
    elif industry != bridge.ALL:
        inside = Q(industry=industry)
        for division in known.divisions.get(industry, []):
            inside |= Q(industry__startswith=division)
        found &= inside
    if region != bridge.ALL:
        inside = Q()
        for code in known.codes.get(region, [region]):
            inside |= Q(region__startswith=code)
        found &= inside
    return found if size == bridge.ALL else found & Q(size_class=size)


def shown(assessment: Assessment, cell: bridge.Cell, found: bridge.Estimate, *, known: Known) -> Peers:
    framework, score = framework_of(assessment.framework), assessment.score or {}
    mean, low, high = bridge.points_of(found)
    digits = 0 if framework.maximum >= FINE else 1

    def words(points: float) -> str:
        return points_words(framework, round(points, digits))

    def length(points: float) -> float:
        return float(bar(framework, points, 0)[0])

    return Peers(
        cell=" · ".join(known.name(axis, code) for axis, code in enumerate(cell.key)),
        n=found.n,
        mean=words(mean),
        interval=f"{words(low)} {dash()} {words(high)}",
        verdict=verdict_of(score["overall"], low, high),
        steps=tuple(
            sentence(_("{before}(은/는) 견줄 기업이 적어 {after}(으로/로) 넓혔습니다."), values)
            for values in steps_of(cell, known)
        ),
        own=points_words(framework, score["overall"]),
        at=f"{length(score['overall']):.2f}",
        low=f"{length(low):.2f}",
        width=f"{length(high) - length(low):.2f}",
        middle=f"{length(mean):.2f}",
    )


def steps_of(cell: bridge.Cell, known: Known) -> list[dict[str, Any]]:
    return [{"before": before, "after": after} for before, after in bridge.widened(cell, known.name)]


def verdict_of(own: float, low: float, high: float) -> str:
    """Against the interval of the mean: within it nothing can be said."""
    if own > high:
        return _("비슷한 기업의 평균보다 높습니다.")
    if own < low:
        return _("비슷한 기업의 평균보다 낮습니다.")
    return _("비슷한 기업의 평균과 다르다고 할 수 없습니다.")

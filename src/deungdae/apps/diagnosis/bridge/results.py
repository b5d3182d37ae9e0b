"""A kept score in words and lengths of bars; nothing is scored here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from deungdae.apps.diagnosis.bridge.frameworks import framework_of, said
from deungdae.apps.diagnosis.models import Assessment
from deungdae.engine.maturity.model import Dimension, Framework

Score = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A dimension, or the whole. `sure`, `planned`: lengths of the bar in percent; `change`: since before."""

    name: str
    points: str
    level: str
    means: str
    sure: str
    planned: str
    from_plans: str
    change: str = ""
    block: str = ""


def number_words(points: float) -> str:
    """46.46, 40, -8.33: no more decimals than there are."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


def points_words(framework: Framework, points: float) -> str:
    return f"{number_words(points)}{unit_of(framework)}"


def unit_of(framework: Framework) -> str:
    unit = said(framework.unit)
    return f" {unit}" if unit.isascii() else unit


def level_name(framework: Framework, code: str | None) -> str:
    return next((said(level.text) for level in framework.levels if level.code == code), "")


def bar(framework: Framework, points: float, from_plans: float) -> tuple[str, str]:
    """How long the sure part and the planned part are, of a hundred."""
    whole = max(0.0, min(100.0, 100 * points / float(framework.maximum)))
    planned = max(0.0, min(whole, 100 * from_plans / float(framework.maximum)))
    return f"{whole - planned:.2f}", f"{planned:.2f}"


def whole_of(assessment: Assessment, before: Score | None = None) -> Part | None:
    """None where the framework has no whole."""
    framework, score = framework_of(assessment.framework), assessment.score
    if score is None or score["overall"] is None:
        return None
    plans = score["from_plans"]["overall"] or 0
    sure, planned = bar(framework, score["overall"], plans)
    return Part(
        name=_("종합"),
        points=points_words(framework, score["overall"]),
        level=level_name(framework, score["level"]),
        means="",
        sure=sure,
        planned=planned,
        from_plans=points_words(framework, plans) if plans else "",
        change=change_words(score["overall"], before["overall"] if before is not None else None),
    )


def parts_of(assessment: Assessment, before: Score | None = None) -> list[Part]:
    framework, score = framework_of(assessment.framework), assessment.score
    if score is None:
        return []
    return [part_of(framework, one, score, before) for one in framework.dimensions]


def part_of(framework: Framework, one: Dimension, score: Score, before: Score | None) -> Part:
    points = score["dimensions"][one.code]
    plans = score["from_plans"]["dimensions"][one.code] or 0
    level, means = words_of(framework, one, score)
    sure, planned = bar(framework, points or 0, plans)
    return Part(
        name=f"{one.code} {said(one.text)}",
        points=points_words(framework, points) if framework.levels else number_words(points or 0),
        level=level,
        means=means,
        sure=sure,
        planned=planned,
        from_plans=points_words(framework, plans) if plans else "",
        change=change_words(points, before["dimensions"].get(one.code) if before is not None else None),
        block=said(one.block),
    )


def words_of(framework: Framework, one: Dimension, score: Score) -> tuple[str, str]:
    """The level of a dimension and what it looks like; without levels, its band."""
    level = score["levels"][one.code]
    if framework.levels:
        return level_name(framework, level), said(one.means.get(level))
    [term] = framework.rule(score["rule"]).terms[one.code]
    step = framework.question(term.question).steps[int(level)]
    return said(step.text), said(step.means)


def change_words(now: float | None, before: float | None) -> str:
    """+3.5, −1, ±0; empty without anything to compare."""
    if now is None or before is None:
        return ""
    change = round(now - before, 2)
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    return f"{sign}{number_words(abs(change)) if change else 0}"


def result_words(assessment: Assessment) -> str:
    """The whole in a few words: 47.05점, 보통."""
    whole = whole_of(assessment)
    if whole is None:
        return _("영역별 수준")
    return f"{whole.points}, {whole.level}"


def answer_words(assessment: Assessment, code: str, value: Any) -> list[str]:
    """An answer line by line, as people read it."""
    framework = framework_of(assessment.framework)
    question = framework.question(code)
    items = [said(item.text) for item in question.items]
    if isinstance(value, dict):
        marks = [(said(mark.text), value.get(mark.id) or []) for mark in question.marks]
        found = [f"{mark}: {', '.join(items[row - 1] for row in rows)}" for mark, rows in marks if rows]
    elif question.kind == "ticks":
        found = [items[number - 1] for number in value]
    elif isinstance(value, list):
        names = {0: _("아니요"), 0.5: _("부분적으로"), 1: _("예")}
        steps = [f"{number} {said(step.text)}" for number, step in enumerate(question.steps)]
        shown = [(steps[one] if steps else names[one]) if one is not None else "–" for one in value]
        found = [f"{item}: {one}" for item, one in zip(items, shown, strict=True)]
    elif question.kind == "band":
        found = [f"{value} {said(question.steps[value].text)}"]
    else:
        found = [str(value)]
    return found or [_("해당하는 것이 없습니다")]

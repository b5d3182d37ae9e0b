"""What a score says in words: level and meaning, how far to the next one, plans, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from deungdae.engine.kernel.explanation import Explanation, explain
from deungdae.engine.maturity.formats.result import hundredths
from deungdae.engine.maturity.model import DimensionScore, Framework, Score, Text


def shown(points: Fraction) -> str:
    """Points with two decimals, e.g. 46.46; without decimals where there are none to show."""
    whole, rest = divmod(abs(hundredths(points)), 100)
    sign = "-" if hundredths(points) < 0 else ""
    return f"{sign}{whole}" + (f".{rest:02d}".rstrip("0") if rest else "")


def explanation_of(framework: Framework, score: Score) -> tuple[Explanation, ...]:
    """The whole first, then each dimension in order, then what is missing."""
    return (
        *_head(framework, score),
        *(one for dimension in score.dimensions for one in _dimension(framework, score, dimension)),
        *gaps(framework, score),
    )


def _head(framework: Framework, score: Score) -> Iterator[Explanation]:
    yield explain(
        "maturity.head",
        name=framework.text.ko,
        version=score.version,
        rule=framework.rule(score.rule).text.ko,
    )
    if not framework.has_overall:
        yield explain("maturity.no_whole")
    elif score.overall is not None:
        name, most = _level_name(framework, score.level).ko, _points(framework, framework.maximum)
        yield explain("maturity.whole", points=_points(framework, score.overall), most=most, level=name)
        if score.from_plans:
            yield explain("maturity.whole_plans", points=_points(framework, score.from_plans))


def _points(framework: Framework, points: Fraction) -> str:
    """Points with their unit: 46.46점, 7개."""
    return f"{shown(points)}{framework.unit.ko}"


def _dimension(framework: Framework, score: Score, one: DimensionScore) -> Iterator[Explanation]:
    dimension = framework.dimension(one.code)
    name = f"{one.code} {dimension.text.ko}"
    if one.points is None:
        yield explain("maturity.open", name=name)
    elif framework.levels:
        points, level = _points(framework, one.points), _level_name(framework, one.level).ko
        means = _open_ended(dimension.means[str(one.level)])
        yield explain("maturity.dimension", name=name, points=points, level=level, means=means)
        yield from _next_level(framework, one.points, name)
        if one.from_plans:
            yield explain("maturity.plans", name=name, points=_points(framework, one.from_plans))
    else:
        yield _band(framework, score, one, name)


def _open_ended(text: Text) -> str:
    """Without its full stop, which the sentence around it brings."""
    return text.ko.removesuffix(".")


def _next_level(framework: Framework, points: Fraction, name: str) -> Iterator[Explanation]:
    """How far it is to the level above; the end of a level still belongs to it."""
    ends = [level for level in framework.levels if points <= level.up_to]
    if len(ends) > 1:
        gap = _points(framework, ends[0].up_to - points)
        yield explain("maturity.next", name=name, gap=gap, level=ends[1].text.ko)


def _band(framework: Framework, score: Score, one: DimensionScore, name: str) -> Explanation:
    """The band of the one question of a dimension, with what it looks like."""
    [term] = framework.rule(score.rule).terms[one.code]
    band = int(one.points or 0)
    step = framework.question(term.question).steps[band]
    means = "" if step.means is None else _open_ended(step.means)
    return explain("maturity.at_band", name=name, band=band, title=step.text.ko, means=means)


def gaps(framework: Framework, score: Score) -> Iterator[Explanation]:
    """What is not answered and counted as nothing, in the order of the form; nothing where all is."""
    if score.missing:
        yield explain("maturity.whole_open", count=len(score.missing))
    for place in score.missing:
        code = place.split(".")[0].split("[")[0]
        yield explain("maturity.missing", place=place, question=framework.question(code).text.ko)


def _level_name(framework: Framework, code: str | None) -> Text:
    return next(level.text for level in framework.levels if level.code == code)

"""What a company is in one world, where nothing is open: the law in its own order."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from deungdae.engine.eligibility.facts import Hold, Industry
from deungdae.engine.eligibility.model import Group, Kind, Rule, StatusWord

KIND_RULES = {
    Kind.NONPROFIT: Rule.NONPROFIT,
    Kind.PUBLIC_INSTITUTION: Rule.PUBLIC_INSTITUTION,
    Kind.FOREIGN_BRANCH: Rule.FOREIGN_BRANCH,
}


class World(NamedTuple):
    """One possible truth. Amounts in won."""

    kind: Kind
    industry: Industry
    group: Group
    hold: Hold
    assets: Fraction | int
    average: Fraction | int
    related: Fraction | int
    last_year: Fraction | int


class Verdict(NamedTuple):
    """The status in one world, and every rule that leads to it, the strongest first."""

    word: StatusWord
    rules: tuple[Rule, ...]


def verdict_of(world: World, *, assets_limit: int, in_grace: bool) -> Verdict:
    """The status by Framework Act on SMEs §2 and Mid-sized Enterprises Act §2 with their decrees.

    assets_limit: won, from which total assets alone make it no SME.
    """
    excluded = _exclusions(world)
    if excluded:
        return Verdict(StatusWord.EXCLUDED, excluded)
    not_sme = _not_sme(world, assets_limit)
    if in_grace and world.group is Group.NONE:
        is_small = not not_sme and world.industry.limit is not None
        return Verdict(StatusWord.SME, _WITHIN if is_small else (Rule.GRACE,))
    large = _not_independent(world)
    if large:
        return Verdict(StatusWord.LARGE, large)
    return Verdict(StatusWord.MID_SIZED, not_sme) if not_sme else _small(world)


def _small(world: World) -> Verdict:
    """Nothing speaks against its being an SME but, perhaps, that its industry has no limit."""
    if world.industry.limit is None:
        return Verdict(StatusWord.UNKNOWN, (Rule.UNKNOWN,))
    least = world.industry.candidate
    if least is not None and world.last_year >= least:
        return Verdict(StatusWord.CANDIDATE, (Rule.CANDIDATE_SALES,))
    return Verdict(StatusWord.SME, _WITHIN)


_WITHIN = (Rule.WITHIN_LIMITS,)


def _exclusions(world: World) -> tuple[Rule, ...]:
    kind = (KIND_RULES[world.kind],) if world.kind in KIND_RULES else ()
    return (*kind, Rule.FINANCE) if world.industry.finance else kind


def _not_independent(world: World) -> tuple[Rule, ...]:
    group = (Rule.LARGE_GROUP,) if world.group is Group.CROSS_SHAREHOLDING else ()
    return (*group, Rule.LARGE_HOLDER) if world.hold is Hold.LARGE else group


def _not_sme(world: World, assets_limit: int) -> tuple[Rule, ...]:
    """Every reason for which it is no SME, but for the ones that make it large."""
    limit = world.industry.limit
    reasons = (
        (Rule.DISCLOSURE_GROUP, world.group is not Group.NONE),
        (Rule.HOLDER, world.hold is not Hold.FREE),
        (Rule.ASSETS, world.assets >= assets_limit),
        (Rule.AVERAGE_SALES, limit is not None and world.average > limit),
        (Rule.RELATED_SALES, limit is not None and 0 < world.related > limit - world.average),
    )
    return tuple(rule for rule, holds in reasons if holds)

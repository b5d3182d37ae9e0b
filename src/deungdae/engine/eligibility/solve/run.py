"""Judge every world that what is known leaves open, and say what they agree on, or what is missing."""

from __future__ import annotations

from collections.abc import Collection, Set
from datetime import date
from fractions import Fraction
from itertools import product, starmap

from deungdae.engine.eligibility.explain import Answer, cannot_say, said
from deungdae.engine.eligibility.facts import Facts, Hold, Industry, amount
from deungdae.engine.eligibility.model import Company, Group, Kind, Rule, Status, StatusWord
from deungdae.engine.eligibility.rules import Figure, Rules
from deungdae.engine.eligibility.sanity import refuse_nonsense
from deungdae.engine.eligibility.solve.average import sales_of
from deungdae.engine.eligibility.solve.calendar import grace_end
from deungdae.engine.eligibility.solve.industry import industries_of
from deungdae.engine.eligibility.solve.judge import Verdict, World, verdict_of
from deungdae.engine.eligibility.solve.ownership import holding_of
from deungdae.engine.eligibility.solve.worlds import mattering

Amounts = tuple[Fraction | int, ...]
Choices = tuple[
    tuple[Kind, ...],
    tuple[Industry, ...],
    tuple[Group, ...],
    tuple[Hold, ...],
    Amounts,
    Amounts,
    Amounts,
    Amounts,
]


def solve(company: Company, *, on: date, rules: Rules) -> Status:
    """What the company legally is on the day; UNKNOWN with `needs` where what is missing could change it.

    Money in won, shares as fractions of 1. The status of a fiscal year holds from the day on which three
    months have passed since its end (Framework Act on SMEs, decree §3조의3(1)). Average sales: decree §7(2);
    limits: annex 1; independence: §2(1) of the act and §3(1)2 of the decree, and §2(2) of the decree of the
    Mid-sized Enterprises Act; candidates: §2(4) of it; grace: §2(3) of the act.
    Sources: docs/engine/eligibility.md.

    Raises InputError, which names the value, its place and the way out, for figures that contradict
    themselves or the day.
    """
    refuse_nonsense(company, on, rules)
    if not rules.covers(on):
        return cannot_say(company, on, rules, needs=("on",))
    facts = facts_of(company, on, rules)
    choices = _choices(facts)
    limit = rules.figure(Figure.ASSETS_LIMIT, on)
    verdicts = [
        verdict_of(world, assets_limit=limit, in_grace=facts.in_grace)
        for world in starmap(World, product(*choices))
    ]
    words = {verdict.word for verdict in verdicts}
    if len(words) > 1 or StatusWord.UNKNOWN in words:
        sizes = [len(choice) for choice in choices]
        matter = mattering([verdict.word for verdict in verdicts], sizes)
        questions = {World._fields[position] for position in matter}
        if StatusWord.UNKNOWN in words:
            questions.add("industry")
        return cannot_say(company, on, rules, needs=_needs(facts, questions), facts=facts)
    reasons, certain = _reasons(verdicts)
    answer = Answer(words.pop(), reasons, certain, is_open=len(verdicts) > 1)
    return said(company, on, rules, facts=facts, answer=answer)


def facts_of(company: Company, on: date, rules: Rules) -> Facts:
    """What the law asks about, on the day."""
    start, until = company.grace_from, None
    if start is not None:
        until = grace_end(start, rules.figure(Figure.GRACE_YEARS, start))
    return Facts(
        kinds=(Kind.COMPANY, Kind.NONPROFIT) if company.kind is None else (company.kind,),
        industries=industries_of(company.main_industry, on, rules),
        groups=tuple(Group) if company.group is None else (company.group,),
        holding=holding_of(company.holder, on, rules),
        sales=sales_of(company, on, rules),
        related=amount(company.related_sales_krw, "related_sales_krw"),
        grace_until=until,
        in_grace=start is not None and until is not None and start <= on <= until,
    )


def _choices(facts: Facts) -> Choices:
    """What is left for each field of a `World`."""
    sales = facts.sales
    return (
        facts.kinds,
        facts.industries,
        facts.groups,
        facts.holding.may_be,
        _plain(sales.assets.ends),
        _plain(sales.average.ends),
        _plain(facts.related.ends),
        _plain(sales.last_year.ends),
    )


def _plain(amounts: tuple[Fraction, ...]) -> Amounts:
    """Whole won as integers: they are compared in every world, ten times as fast as fractions."""
    return tuple(amount.numerator if amount.denominator == 1 else amount for amount in amounts)


def _needs(facts: Facts, open_questions: Set[str]) -> tuple[str, ...]:
    """The places in the input that answer the open questions."""
    places = {
        "kind": ("kind",),
        "industry": ("main_industry",),
        "group": ("group",),
        "hold": facts.holding.needs,
        "assets": facts.sales.assets.needs,
        "average": facts.sales.average.needs,
        "related": facts.related.needs,
        "last_year": facts.sales.last_year.needs,
    }
    found = (place for name, needs in places.items() if name in open_questions for place in needs)
    return tuple(dict.fromkeys(found))


def _reasons(verdicts: Collection[Verdict]) -> tuple[tuple[Rule, ...], bool]:
    """The rules that hold in every world; where none does, one that may hold, and False."""
    certain = tuple(rule for rule in Rule if all(rule in verdict.rules for verdict in verdicts))
    if certain:
        return certain, True
    return (next(rule for rule in Rule if any(rule in verdict.rules for verdict in verdicts)),), False

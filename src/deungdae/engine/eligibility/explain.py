"""What an answer says in words: the figures, the limits, the article, and what would change it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from deungdae.engine.eligibility.facts import Facts, Method
from deungdae.engine.eligibility.model import Company, Group, Rule, Status, StatusWord
from deungdae.engine.eligibility.rules import Figure, Rules
from deungdae.engine.kernel.explanation import Explanation, explain
from deungdae.engine.kernel.korean import Param

HUNDRED_MILLION = 10**8
NAMELESS = "이 회사"
_OF_A_YEAR = re.compile(r"fiscal_years\[(\d+)\]\.(\w+)")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be said. certain: the reasons hold whatever is missing; is_open: something is missing."""

    word: StatusWord
    reasons: tuple[Rule, ...]
    certain: bool
    is_open: bool


def eok(won: Fraction | int) -> str:
    """An amount in units of 100 million won, to the won (a broken won counts as a whole one)."""
    whole, rest = divmod(ceil(won), HUNDRED_MILLION)
    return f"{whole:,}" + (f".{rest:08d}".rstrip("0") if rest else "")


def cannot_say(
    company: Company, on: date, rules: Rules, *, needs: tuple[str, ...], facts: Facts | None = None
) -> Status:
    """The answer that there is none, and what is missing. facts None: the law of the day is not known."""
    told = [_head(company, on, StatusWord.UNKNOWN)]
    code = company.main_industry
    if facts is None:
        told.append(explain("eligibility.unknown.day", first=str(rules.first_day())))
    else:
        told.append(explain("eligibility.unknown.open"))
        told += [_need(place) for place in needs]
        if code is not None and len(facts.industries) > 1:
            told.append(explain("eligibility.unknown.section", industry=code))
        elif code is not None and facts.industries[0].limit is None:
            told.append(explain("eligibility.unknown.no_limit", industry=code))
    return Status(StatusWord.UNKNOWN, Rule.UNKNOWN, needs, tuple(told))


def _need(place: str) -> Explanation:
    """What is missing, in words; `place` is where it belongs in the input."""
    year = _OF_A_YEAR.fullmatch(place)
    if year is not None:
        return explain(f"eligibility.need.{year[2]}", year=int(year[1]), place=place)
    return explain(f"eligibility.need.{place}", place=place)


def said(company: Company, on: date, rules: Rules, *, facts: Facts, answer: Answer) -> Status:
    """The answer with its reasons, figures and what would change it."""
    words = _Words(company, on, rules, facts)
    told = [_head(company, on, answer.word)]
    if answer.certain:
        told += [sentence for rule in answer.reasons for sentence in words.reason(rule)]
    if answer.is_open:
        told.append(explain("eligibility.any_way"))
    if answer.certain:
        told += [*words.figures(answer), *words.grace(answer), *words.change(answer)]
    return Status(answer.word, answer.reasons[0], (), tuple(told))


def _head(company: Company, on: date, word: StatusWord) -> Explanation:
    return explain(f"eligibility.is.{word}", name=company.name or NAMELESS, on=str(on))


class _Words:
    """The sentences about one company on one day."""

    def __init__(self, company: Company, on: date, rules: Rules, facts: Facts) -> None:
        self.company, self.on, self.rules, self.facts = company, on, rules, facts
        self.limits = [industry.limit for industry in facts.industries if industry.limit is not None]
        self.rows = tuple(industry.row for industry in facts.industries)

    def figure(self, name: Figure) -> int:
        return self.rules.figure(name, self.on)

    def reason(self, rule: Rule) -> Iterator[Explanation]:
        """Why, by one rule."""
        params = _REASONS[rule](self) if rule in _REASONS else {}
        vague = rule is Rule.AVERAGE_SALES and not self.facts.sales.average.known
        yield explain(f"eligibility.reason.{rule}{'_at_least' if vague else ''}", **params)
        if rule is Rule.CANDIDATE_SALES:
            yield explain("eligibility.reason.sme.within_limits", **_within(self))
        if rule is Rule.FINANCE and self.limits:
            yield explain("eligibility.note.finance", limit=eok(min(self.limits)))

    def figures(self, answer: Answer) -> Iterator[Explanation]:
        """Which years were looked at and how they were averaged."""
        sales = self.facts.sales
        if answer.word in (StatusWord.EXCLUDED, StatusWord.LARGE):
            return
        if sales.average.known and sales.method is not Method.UNCLEAR:
            yield explain(f"eligibility.method.{sales.method}", years=sales.years)
        if sales.last_year.known and sales.average.known:
            yield explain("eligibility.counted", year=sales.year)
        if answer.reasons[0] in (Rule.WITHIN_LIMITS, Rule.CANDIDATE_SALES) and self.facts.related.low > 0:
            yield explain("eligibility.note.related", **_related(self))
        if any(industry.only for industry in self.facts.industries) and len(self.rows) == 1:
            yield explain("eligibility.note.seats", industry=self.rows[0], limit=eok(self.limits[0]))

    def grace(self, answer: Answer) -> Iterator[Explanation]:
        """What becomes of a grace period that is claimed."""
        start, until = self.company.grace_from, self.facts.grace_until
        if start is None or until is None or answer.word is StatusWord.EXCLUDED:
            return
        if self.on < start:
            yield explain("eligibility.grace.later", start=str(start))
        elif self.on > until:
            yield explain("eligibility.grace.over", end=str(until))
        elif self.company.group is not Group.NONE:
            yield explain("eligibility.grace.group")
        elif answer.reasons[0] is Rule.WITHIN_LIMITS:
            yield explain("eligibility.grace.not_needed", end=str(until))
            if self.rules.has(Figure.GRACE_AGAIN, self.on):
                yield explain("eligibility.grace.again")

    def change(self, answer: Answer) -> Iterator[Explanation]:
        """What would change the status, and how far away it is."""
        yield _change(self, answer.reasons[0])
        if answer.reasons[0] is Rule.WITHIN_LIMITS:
            yield from self.candidate()

    def candidate(self) -> Iterator[Explanation]:
        """How far an SME is from being a candidate, where that is known."""
        limits = {industry.candidate for industry in self.facts.industries}
        last = self.facts.sales.last_year
        if self.facts.in_grace or len(limits) > 1:
            return
        limit = limits.pop()
        if limit is None:
            yield explain("eligibility.note.candidate_unknown")
        else:
            gap = eok(limit - last.low)
            yield explain("eligibility.note.candidate", limit=eok(limit), sales=eok(last.low), gap=gap)


Params = Mapping[str, Param]


def _average(words: _Words) -> Params:
    average, limit = words.facts.sales.average.low, max(words.limits)
    return {
        "average": eok(average),
        "limit": eok(limit),
        "gap": eok(average - limit),
        "industry": words.rows,
    }


def _related(words: _Words) -> Params:
    average, related, limit = words.facts.sales.average.low, words.facts.related.low, max(words.limits)
    return {
        "average": eok(average),
        "related": eok(related),
        "total": eok(average + related),
        "limit": eok(limit),
        "gap": eok(average + related - limit),
        "industry": words.rows,
    }


def _assets(words: _Words) -> Params:
    assets, limit = words.facts.sales.assets.low, words.figure(Figure.ASSETS_LIMIT)
    return {"assets": eok(assets), "limit": eok(limit), "gap": eok(assets - limit)}


def _holder(words: _Words, limit: Figure) -> Params:
    holder = words.company.holder
    share = (holder.share if holder is not None else None) or Fraction(0)
    assets = (holder.assets_krw if holder is not None else None) or 0
    return {
        "share": f"{float(share * 100):.10g}",
        "assets": eok(assets),
        "least": words.figure(Figure.HOLDER_SHARE),
        "limit": eok(words.figure(limit)),
    }


def _grace(words: _Words) -> Params:
    start = words.company.grace_from or words.on
    until = words.facts.grace_until or words.on
    years = words.rules.figure(Figure.GRACE_YEARS, start)
    return {"start": str(start), "end": str(until), "years": years}


def _candidate(words: _Words) -> Params:
    limit = max(industry.candidate or 0 for industry in words.facts.industries)
    sales = words.facts.sales
    return {"year": sales.year, "sales": eok(sales.last_year.low), "limit": eok(limit)}


def _within(words: _Words) -> Params:
    sales, limit = words.facts.sales, min(words.limits)
    return {
        "average": eok(sales.average.high),
        "limit": eok(limit),
        "assets": eok(sales.assets.high),
        "most": eok(words.figure(Figure.ASSETS_LIMIT)),
        "industry": words.rows,
    }


_REASONS: Mapping[Rule, Callable[[_Words], Params]] = {
    Rule.FINANCE: lambda words: {"industry": words.company.main_industry or words.rows},
    Rule.LARGE_HOLDER: lambda words: _holder(words, Figure.MID_SIZED_HOLDER_ASSETS),
    Rule.HOLDER: lambda words: _holder(words, Figure.SME_HOLDER_ASSETS),
    Rule.ASSETS: _assets,
    Rule.AVERAGE_SALES: _average,
    Rule.RELATED_SALES: _related,
    Rule.GRACE: _grace,
    Rule.WITHIN_LIMITS: _within,
    Rule.CANDIDATE_SALES: _candidate,
}


def _change(words: _Words, rule: Rule) -> Explanation:
    """What would change the status that the rule gave."""
    if rule is Rule.GRACE:
        day = (words.facts.grace_until or words.on) + timedelta(days=1)
        return explain("eligibility.change.grace", day=str(day))
    if rule in (Rule.WITHIN_LIMITS, Rule.CANDIDATE_SALES):
        gap = min(words.limits) - words.facts.sales.average.high - words.facts.related.high
        most, years = eok(words.figure(Figure.ASSETS_LIMIT)), words.figure(Figure.GRACE_YEARS)
        return explain("eligibility.change.sme", gap=eok(gap), most=most, years=years)
    if rule.startswith(StatusWord.MID_SIZED):
        limit = eok(words.figure(Figure.MID_SIZED_HOLDER_ASSETS))
        return explain("eligibility.change.mid_sized", limit=limit, least=words.figure(Figure.HOLDER_SHARE))
    return explain(f"eligibility.change.{rule.split('.')[0]}")

"""The generator of the demo's tasks: 71 in the real counts, 14 ministries, 5.3 trillion won for 2021."""

import random
from datetime import date
from decimal import Decimal

from deungdae.apps.policy.services.content import (
    BudgetFacts,
    IndicatorFacts,
    LawFacts,
    RiskFacts,
    TargetFacts,
    TaskContent,
)
from deungdae.apps.portal.demo import policy_words as words

SEED = 20201112
FIRST = date(2021, 1, 1)
LEAST_YEARS = 4
PREFIX = {"rnd": "RD", "finance": "FI", "export": "EX", "people": "HR", "law": "LA", "support": "GS"}
MILLION = 1_000_000


def made_up_tasks(*, last_year: int, seed: int = SEED) -> list[TaskContent]:
    """The same every time, from 2021 to the end of that year. A few of each field wait for the one before."""
    years = range(FIRST.year, max(last_year, FIRST.year + LEAST_YEARS - 1) + 1)
    chance = random.Random(seed)  # noqa: S311 - made-up data, no secret
    shares = shares_of_2021(chance)
    found = []
    for field, titles in words.TASKS.items():
        for place, title in enumerate(titles):
            lead = words.LEADS[field][place % len(words.LEADS[field])]
            code = f"{PREFIX[field]}-{place + 1:02d}"
            others = [one for one in words.LEADS[field] if one != lead]
            partners = tuple(sorted({chance.choice(others)})) if place % 2 == 0 else ()
            found.append(
                TaskContent(
                    code=code,
                    field=field,
                    title=title,
                    lead=lead,
                    partners=partners,
                    starts_on=FIRST,
                    ends_on=date(years[-1], 12, 31),
                    contents=f"{title} 과제입니다. 대상 기업을 정하고 해마다 성과를 확인합니다.",
                    milestones=milestones_of(chance, years),
                    indicators=(indicator_of(field, chance, years),),
                    budgets=budgets_of(shares[code], chance, years),
                    laws=laws_of(field, title),
                    risks=(RiskFacts("참여 기업 부족", "지역 설명회를 늘립니다.", "medium"),)
                    if place % 5 == 0
                    else (),
                    needs=needs_of(field, place),
                ).ordered()
            )
    return found


def needs_of(field: str, place: int) -> tuple[str, ...]:
    """Some wait for the one before, some for a change of the law."""
    found = [f"{PREFIX[field]}-{place:02d}"] if place % 4 in (2, 3) else []
    if field != "law" and place % 7 == 6:
        found.append(f"{PREFIX['law']}-{place % 5 + 1:02d}")
    return tuple(found)


def shares_of_2021(chance: random.Random) -> dict[str, int]:
    """Won by task; together exactly the year's money."""
    weights = {
        f"{PREFIX[field]}-{place + 1:02d}": words.WEIGHTS[field] * chance.uniform(0.4, 1.6)
        for field, titles in words.TASKS.items()
        for place in range(len(titles))
    }
    whole = sum(weights.values())
    shares = {
        code: int(words.TRILLIONS_2021 * weight / whole) // MILLION * MILLION
        for code, weight in weights.items()
    }
    first = next(iter(shares))
    shares[first] += words.TRILLIONS_2021 - sum(shares.values())
    return shares


def milestones_of(chance: random.Random, years: range) -> tuple[tuple[str, date], ...]:
    months = sorted(chance.sample(range(2, 12 * len(years) - 2), len(words.MILESTONES)))
    return tuple(
        (title, date(2021 + month // 12, month % 12 + 1, 28))
        for title, month in zip(words.MILESTONES, months, strict=True)
    )


def indicator_of(field: str, chance: random.Random, years: range) -> IndicatorFacts:
    """Levels that add up over the years."""
    title, unit, in_all = words.UNITS[field]
    most = round(in_all * chance.uniform(0.7, 1.3))
    targets = tuple(
        TargetFacts(date(year, 1, 1), date(year + 1, 1, 1), Decimal(most * (place + 1) // len(years)))
        for place, year in enumerate(years)
    )
    return IndicatorFacts(title, unit, Decimal(0), targets)


def budgets_of(won: int, chance: random.Random, years: range) -> tuple[BudgetFacts, ...]:
    """2021 is what it is; the years after grow a little. What was executed is known but of the last."""
    lines = []
    for place, year in enumerate(years):
        planned = won * (100 + 4 * place) // 100
        state = planned * 4 // 5
        for source, part in (("국비", state), ("지방비", planned - state)):
            executed = part * chance.randint(82, 100) // 100 if year < years[-1] else None
            lines.append(BudgetFacts(year, source, part, executed))
    return tuple(lines)


def laws_of(field: str, title: str) -> tuple[LawFacts, ...]:
    if field != "law":
        return ()
    return (LawFacts(f"{title} 관련 시행령", "기준과 절차를 고칩니다.", date(2023, 6, 30), "notice"),)

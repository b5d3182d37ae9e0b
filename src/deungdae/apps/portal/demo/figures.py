"""Made-up yearly figures, shares and a business group of the demo."""

import random
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from deungdae.apps.core import clock
from deungdae.apps.organisations.figure_kinds import ASSETS, EMPLOYEES, EXPORT, RESEARCH, SALES
from deungdae.apps.organisations.models import Organisation, YearlyFigure
from deungdae.apps.organisations.services.figures import Statement, record_figures
from deungdae.apps.organisations.services.ownership import Owner, join_group, record_share
from deungdae.apps.portal.demo.world import ASSESSED, SEED, World

YEARS = 5
HUNDRED_MILLION = 10**8
REPORTED_IN = 3
"""The month in which the accounts of the year before come out."""
SINCE = date(2019, 3, 28)
FIRST_YEAR = 2018
SALES_OF = {"large": 9_000, "mid_sized": 3_200, "small": 240}
"""In hundred millions of won, around which the first year lies."""
Source = YearlyFigure.Source


def make_figures(world: World, organisations: Mapping[str, Organisation]) -> None:
    """Five years for every company, more for those that were assessed, a restated one for the first; a
    holding above two, a fund in a third, a group of large ones."""
    chance = random.Random(SEED)  # noqa: S311 - made-up data, no secret
    demand = [organisations[company.business_number] for company in world.demand]
    supply = [organisations[company.business_number] for company in world.supply]
    made = [figure for one in demand for figure in years_of(one, chance, sales=900)]
    made += [figure for one in supply for figure in years_of(one, chance, sales=60)]
    made += list(figures_before_assessment(world, organisations))
    YearlyFigure.objects.bulk_create(made, batch_size=1_000)
    restate(demand[0])
    shares = ((demand[1], demand[0], "34.2"), (demand[0], demand[2], "62.5"), (demand[0], supply[0], "20"))
    for owner, owned, share in shares:
        record_share(
            owner=Owner(owner),
            owned=owned,
            share=Decimal(share),
            starts_on=SINCE,
            source="주주명부",
            actor=None,
        )
    fund = Owner(name="등대성장제일호 사모투자", kind="private_fund")
    record_share(owner=fund, owned=demand[0], share=Decimal("11.75"), starts_on=date(2021, 7, 1), actor=None)
    for one in demand[:3]:
        join_group(
            organisation=one,
            name="한별가상 그룹",
            kind="other",
            starts_on=SINCE,
            source="기업 제출",
            actor=None,
        )
    for company, size in world.assessed:
        if size == "large":
            join_group(
                organisation=organisations[company.business_number],
                name="은하가상 그룹",
                kind="cross_shareholding_restricted",
                starts_on=SINCE,
                source="지정 현황",
                actor=None,
            )


def figures_before_assessment(
    world: World, organisations: Mapping[str, Organisation]
) -> Iterator[YearlyFigure]:
    """From three years before the first assessment, by which the law tells their size."""
    chance = random.Random(SEED + 1)  # noqa: S311 - made-up data, no secret
    last = reported_years()[-1]
    for company, size in world.assessed:
        one = organisations[company.business_number]
        yield from years_of(one, chance, sales=SALES_OF[size], years=range(FIRST_YEAR, last + 1))
    for company in world.demand[:ASSESSED]:
        first = max(FIRST_YEAR, company.founded_on.year + 1)
        one = organisations[company.business_number]
        yield from years_of(one, chance, sales=900, years=range(first, reported_years()[0]))


def reported_years() -> range:
    """The latest fiscal years whose accounts are out: three months after their end."""
    today = clock.today()
    last = today.year - (1 if today.month > REPORTED_IN else 2)
    return range(last - YEARS + 1, last + 1)


def years_of(
    company: Organisation, chance: random.Random, *, sales: int, years: range | None = None
) -> Iterator[YearlyFigure]:
    """Figures that go together: sales around so many hundred million won, the others in proportion."""
    size = sales * chance.uniform(0.4, 2.4)
    is_audited = chance.random() < 0.6
    for year in years if years is not None else reported_years():
        size *= chance.uniform(0.94, 1.16)
        won = round(size * HUNDRED_MILLION, -6)
        values = {
            SALES: int(won),
            ASSETS: int(round(won * chance.uniform(0.8, 1.3), -6)),
            EMPLOYEES: max(5, round(size * chance.uniform(0.22, 0.3))),
            RESEARCH: int(round(won * chance.uniform(0.008, 0.045), -6)),
            EXPORT: int(round(won * chance.uniform(0, 0.4), -6)),
        }
        for kind, value in values.items():
            yield YearlyFigure(
                organisation=company,
                year=year,
                kind=kind,
                value=value,
                ends_on=date(year, 12, 31),
                source_kind=Source.AUDITED if is_audited and kind != EMPLOYEES else Source.SUBMITTED,
                as_of=date(year + 1, 3, 31),
                recorded_at=clock.now(),
            )


def restate(company: Organisation) -> None:
    """Sales of the year before last as they were first told, then as they were restated."""
    last = reported_years()[-1]
    told = YearlyFigure.objects.current().get(organisation=company, year=last - 1, kind=SALES)
    statement = Statement(
        year=last - 1,
        source_kind=told.source_kind,
        source=f"{last}년 감사보고서에서 고쳐 적음",
        as_of=date(last + 1, 3, 31),
    )
    record_figures(
        organisation=company, statement=statement, values={SALES: told.value * 103 // 100}, actor=None
    )

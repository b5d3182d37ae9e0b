"""The page of the gap over every mid-sized company of the country in three rounds.

    python -m benchmarks.gap_page --database sqlite|postgresql [--companies 6474] [--turns 30]

Each assessment has answers of its own that were scored; a third of the companies was at a forum between T0
and T1. The edition is what a worker computes; pages in CPU milliseconds (least, median) and by the clock
(median, most).
"""

import argparse
import io
import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from benchmarks.house import Visitor, a_house, options_of, spent_on

SEED = 6_474
DAYS = {"T0": date(2023, 1, 2), "T1": date(2024, 1, 2), "T2": date(2025, 1, 2)}
SECTIONS = (
    ("C", "26", 34),
    ("G", "46", 20),
    ("J", "58", 14),
    ("F", "41", 10),
    ("M", "70", 12),
    ("H", "49", 10),
)
IN_ONE_INSERT = 1_000


def main() -> None:
    options = options_of("gap_page", companies=6_474, turns=30).parse_args()
    with a_house(options.database):
        print(f"{options.database}: {options.companies} companies, {len(DAYS)} rounds")
        run(options)


def took(what: str, act: Callable[[], object]) -> object:
    began, processor = time.perf_counter(), time.process_time()
    result = act()
    print(f"{what}: {time.perf_counter() - began:.1f} s, CPU {time.process_time() - processor:.1f} s")
    return result


def run(options: argparse.Namespace) -> None:
    from django.core.management import call_command  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from deungdae.apps.accounts.services import grant_role  # noqa: PLC0415
    from deungdae.apps.gap.services.editions import make_edition  # noqa: PLC0415
    from tests.support.centre import person  # noqa: PLC0415
    from tests.support.factors import with_factor  # noqa: PLC0415

    call_command("load_reference", stdout=io.StringIO())
    chance = random.Random(SEED)  # noqa: S311 - a made-up country
    companies = a_country(chance, options.companies)
    took("scored and loaded", lambda: [a_round(chance, companies, name) for name in DAYS])
    served(companies)
    took("edition", make_edition)
    staff = person("keeper")
    grant_role(user=staff, role="centre_staff")
    visitor = Visitor(with_factor(staff))
    home = reverse("gap:home")
    pages = {
        "use by size": home,
        "D5 by industry, T2": f"{home}?indicator=D5&side=industry&round=T2",
        "overall by region": f"{home}?indicator=overall&side=region",
        "CSV": f"{reverse('gap:figures')}?side=industry",
        "surveys": reverse("gap:surveys"),
        "effect": reverse("gap:effect"),
        "pairs": reverse("gap:pairs"),
    }
    for name, address in pages.items():
        print(f"page {name}: {spent_on(lambda address=address: visitor.open(address), times=options.turns)}")


def a_country(chance: random.Random, count: int) -> list[Any]:
    from deungdae.apps.organisations.models import Organisation, Region  # noqa: PLC0415

    provinces = list(Region.objects.today().filter(level=1))
    industries = chance.choices(SECTIONS, [weight for *_codes, weight in SECTIONS], k=count)
    rows = [
        Organisation(name=f"가상{number:05d}", industry_id=industry, region=chance.choice(provinces))
        for number, (_section, industry, _weight) in enumerate(industries)
    ]
    return Organisation.objects.bulk_create(rows, batch_size=IN_ONE_INSERT)


def a_round(chance: random.Random, companies: list[Any], name: str) -> None:
    """Everybody's assessment of one round, and what it says of the gap."""
    from deungdae.apps.diagnosis.models import Assessment, FrameworkVersion  # noqa: PLC0415
    from deungdae.apps.gap.models import Observation  # noqa: PLC0415

    version = FrameworkVersion.objects.filter(code="eu-dma-sme").latest("pk")
    rows = [an_assessment(chance, version, company, name) for company in companies]
    rows = Assessment.objects.bulk_create(rows, batch_size=IN_ONE_INSERT)
    seen = [an_observation(chance, one) for one in rows]
    Observation.objects.bulk_create(seen, batch_size=IN_ONE_INSERT)


def an_assessment(chance: random.Random, version: Any, company: Any, name: str) -> Any:
    from deungdae.apps.calendar.spans import moment  # noqa: PLC0415
    from deungdae.apps.diagnosis.bridge.frameworks import framework_of  # noqa: PLC0415
    from deungdae.apps.diagnosis.bridge.peers import hundredths  # noqa: PLC0415
    from deungdae.apps.diagnosis.bridge.scoring import told_score  # noqa: PLC0415
    from deungdae.apps.diagnosis.models import Assessment  # noqa: PLC0415
    from deungdae.apps.portal.demo.diagnoses import made_up  # noqa: PLC0415

    at = moment(DAYS[name] + timedelta(days=chance.randrange(360)), 600)
    answers = made_up(chance, chance.uniform(0.15, 0.65))
    score = told_score(framework_of(version), answers, rule="V1k")
    return Assessment(
        organisation=company,
        framework=version,
        family=version.code,
        round=name,
        rule="V1k",
        state="settled",
        opened_at=at,
        submitted_at=at,
        settled_at=at,
        answers=answers,
        score=score,
        overall=hundredths(score),
    )


def an_observation(chance: random.Random, assessment: Any) -> Any:
    from deungdae.apps.calendar.spans import day_of  # noqa: PLC0415
    from deungdae.apps.gap.bridge.answers import score_columns, uses_data_ai  # noqa: PLC0415
    from deungdae.apps.gap.models import Observation  # noqa: PLC0415

    day = day_of(assessment.settled_at)
    sections = {code: section for section, code, _weight in SECTIONS}
    return Observation(
        assessment=assessment,
        round=assessment.round,
        settled_on=day,
        year=day.year,
        basis=f"{assessment.framework.version}/{assessment.rule}",
        size=chance.choices(["mid_sized", "small", "large", ""], [80, 12, 4, 4])[0],
        industry=sections[assessment.organisation.industry_id],
        region=assessment.organisation.region_id,
        uses_data_ai=uses_data_ai(assessment.framework, assessment.answers),
        **score_columns(assessment.score),
    )


def served(companies: list[Any]) -> None:
    from deungdae.apps.core import clock  # noqa: PLC0415
    from deungdae.apps.evidence.models import EvidenceEntry  # noqa: PLC0415
    from deungdae.apps.evidence.services import remember_kinds  # noqa: PLC0415
    from deungdae.apps.forum.kinds import ATTENDED  # noqa: PLC0415

    remember_kinds()
    rows = [
        EvidenceEntry(
            organisation=company,
            kind=ATTENDED,
            happened_on=date(2024, 1, 1),
            recorded_at=clock.now(),
            source=f"benchmark:{company.short_id}",
        )
        for company in companies[::3]
    ]
    EvidenceEntry.objects.bulk_create(rows, batch_size=IN_ONE_INSERT)


if __name__ == "__main__":
    main()

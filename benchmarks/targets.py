"""The lead's page of targets at size.

    python -m benchmarks.targets --database sqlite|postgresql [--companies 5500] [--entries 200000]

Companies with entries of four kinds over four years, one in a hundred of them distinguished. "cold": the
first look of a process, when everything is counted; then what is remembered as long as no entry comes.
"""

import argparse
import io
import random
import time
from datetime import date, timedelta
from typing import Any

from benchmarks.house import Visitor, a_house, options_of, spent_on

SEED = 71
FIRST, DAYS = date(2021, 3, 1), 1_390
IN_ONE_INSERT = 2_000


def main() -> None:
    options = options_of("targets", companies=5_500, entries=200_000, turns=20).parse_args()
    with a_house(options.database):
        print(f"{options.database}: {options.companies} companies, {options.entries} entries")
        run(options)


def run(options: argparse.Namespace) -> None:
    from django.core.management import call_command  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from deungdae.apps.accounts.services import grant_role  # noqa: PLC0415
    from deungdae.apps.programme.models import Indicator  # noqa: PLC0415
    from tests.support.centre import person  # noqa: PLC0415
    from tests.support.factors import with_factor  # noqa: PLC0415

    call_command("load_reference", stdout=io.StringIO())
    began = time.perf_counter()
    write(random.Random(SEED), options.companies, options.entries)  # noqa: S311 - a made-up country
    print(f"written in {time.perf_counter() - began:.0f} s")
    lead = person("lead")
    grant_role(user=lead, role="centre_lead")
    visitor = Visitor(with_factor(lead))
    forum = Indicator.objects.get(code="matched")
    mid = "2022-12-31"
    pages = {
        "targets, two years in": f"{reverse('programme:home')}?on={mid}",
        "targets, at the end": reverse("programme:home"),
        "one indicator": f"{reverse('programme:indicator', args=[forum.public_id])}?on={mid}",
        "its records": f"{reverse('programme:entries', args=[forum.public_id])}?on={mid}",
        "overlap": f"{reverse('programme:overlap')}?on={mid}",
        "who waits": f"{reverse('programme:funnel')}?stage=awareness&on={mid}",
    }
    for name, address in pages.items():
        began = time.process_time()
        visitor.open(address)
        cold = 1_000 * (time.process_time() - began)
        spent = spent_on(lambda address=address: visitor.open(address), times=options.turns)
        print(f"page {name}: cold {cold:.0f} | {spent}")


def write(chance: random.Random, companies: int, entries: int) -> None:
    from deungdae.apps.core import clock  # noqa: PLC0415
    from deungdae.apps.evidence.models import EvidenceEntry  # noqa: PLC0415
    from deungdae.apps.organisations.models import Organisation  # noqa: PLC0415

    made = Organisation.objects.bulk_create(
        [Organisation(name=f"가상{number:05d}") for number in range(companies)], batch_size=IN_ONE_INSERT
    )
    rows: list[Any] = []
    for number in range(entries):
        kind, payload = an_entry(number, chance)
        company = chance.choice(made)
        rows.append(
            EvidenceEntry(
                organisation=company,
                kind=kind,
                happened_on=FIRST + timedelta(days=chance.randrange(DAYS)),
                recorded_at=clock.now(),
                source=f"bench:{number}",
                payload=payload,
                organisation_kinds="demand",
                region=chance.choice(("11680", "41117", "48120")),
            )
        )
        if len(rows) == IN_ONE_INSERT:
            EvidenceEntry.objects.bulk_create(rows)
            rows = []
    EvidenceEntry.objects.bulk_create(rows)


def an_entry(number: int, chance: random.Random) -> tuple[str, dict[str, object]]:
    place = number % 100
    if place == 0:
        name = chance.choice(("lighthouse", "excellent_dx"))
        axis = chance.choice(("", "digital"))
        return "programme.distinguished", {"distinction": name, "axis": axis, "title": name, "by": "-"}
    if place < 40:
        side = chance.choice(("supply", "demand"))
        told = {"title": "-", "partner_name": "-", "starts_at": "10:00", "table": 1}
        return "caravan.meeting_held", {"partner_side": side, "day": number % 50, **told}
    if place < 80:
        return "forum.attended", {"forum": str(number % 40), "title": "-", "number": number}
    scores = {"overall": chance.random() * 100, "framework": "f", "version": "1", "rule": "V1"}
    return "diagnosis.settled", {"round": chance.choice(("T0", "T1")), **scores}


if __name__ == "__main__":
    main()

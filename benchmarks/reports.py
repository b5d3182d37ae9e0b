"""A file for the audit of a hundred pages: making its content, and each of its four formats.

    python -m benchmarks.reports --database sqlite|postgresql [--entries 2600] [--companies 400]

Seconds by the clock and of the processor; pages are those of the PDF. The target is a report of a hundred
pages within sixty seconds, all formats together.
"""

import argparse
import io
import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from benchmarks.house import a_house, options_of

SEED = 100
IN_ONE_INSERT = 1_000
SINCE, UNTIL = date(2021, 1, 1), date(2022, 1, 1)


def main() -> None:
    options = options_of("reports", entries=2_600, companies=400).parse_args()
    with a_house(options.database):
        run(options)


def took(what: str, act: Callable[[], Any]) -> Any:
    began, processor = time.perf_counter(), time.process_time()
    result = act()
    seconds, cpu = time.perf_counter() - began, time.process_time() - processor
    size = f", {len(result) / 1_000:.0f} kB" if isinstance(result, bytes) else ""
    print(f"{what}: {seconds:.1f} s, CPU {cpu:.1f} s{size}")
    return result


def run(options: argparse.Namespace) -> None:
    import pypdfium2  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from deungdae.apps.reports.documents.paper import document_of  # noqa: PLC0415
    from deungdae.apps.reports.models import Report  # noqa: PLC0415
    from deungdae.apps.reports.selectors.comparing import comparison_with_today  # noqa: PLC0415
    from deungdae.apps.reports.services.files import WRITERS  # noqa: PLC0415
    from deungdae.apps.reports.services.making import make_content  # noqa: PLC0415
    from deungdae.apps.reports.services.moving import begin_report  # noqa: PLC0415
    from tests.support.reports import a_colleague, a_template, wanted  # noqa: PLC0415

    call_command("load_reference", stdout=io.StringIO())
    write_entries(options.entries, options.companies)
    facts = {"template": a_template("audit-file"), "since": SINCE, "until": UNTIL}
    report = begin_report(wanted=wanted(**facts), actor=a_colleague("keeper"))
    print(f"{options.database}: {options.entries} entries of {options.companies} companies")
    snapshot = took("content", lambda: make_content(report))
    print(f"  {len(snapshot.text) / 1_000:.0f} kB of JSON, {len(snapshot.content['figures'])} figures")
    document = document_of(Report.objects.get(pk=report.pk))
    for name, (write, _kind) in WRITERS.items():
        content = took(name, lambda write=write: write(document))
        if name == "pdf":
            print(f"  {len(pypdfium2.PdfDocument(content))} pages")
    took("comparison with today", lambda: comparison_with_today(snapshot))


def write_entries(count: int, companies: int) -> None:
    """Visits of forums and talks over a year, written at once."""
    from deungdae.apps.calendar.spans import moment  # noqa: PLC0415
    from deungdae.apps.evidence.models import EvidenceEntry  # noqa: PLC0415
    from deungdae.apps.evidence.services import remember_kinds  # noqa: PLC0415
    from deungdae.apps.forum.kinds import ATTENDED  # noqa: PLC0415
    from deungdae.apps.organisations.models import Organisation  # noqa: PLC0415

    remember_kinds()
    chance = random.Random(SEED)  # noqa: S311 - a made-up year
    made = Organisation.objects.bulk_create(
        Organisation(name=f"가상{number:05d} 정밀 주식회사") for number in range(companies)
    )
    days = [SINCE + timedelta(days=chance.randrange((UNTIL - SINCE).days)) for _number in range(count)]
    EvidenceEntry.objects.bulk_create(
        (
            EvidenceEntry(
                organisation=chance.choice(made),
                kind=ATTENDED,
                happened_on=day,
                recorded_at=moment(day, 18 * 60),
                source=f"forum.registration:{number:022d}",
                payload={
                    "forum": "0" * 22,
                    "title": "디지털 전환 산학연 포럼",
                    "host": "센터",
                    "number": number + 1,
                },
                region=chance.choice(("11", "41", "48")),
            )
            for number, day in enumerate(days)
        ),
        batch_size=IN_ONE_INSERT,
    )


if __name__ == "__main__":
    main()

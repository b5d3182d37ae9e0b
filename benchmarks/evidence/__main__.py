"""Build a million entries, then time the page of a case and counts over all cases.

python -m benchmarks.evidence --database sqlite|postgresql [--entries 1000000]
"""

from collections.abc import Callable
from datetime import date

from benchmarks.house import Visitor, a_house, options_of, spent_on

TIMES = 60


def main() -> None:
    """Start the database, build, measure, print."""
    options = options_of("evidence", entries=1_000_000).parse_args()
    with a_house(options.database):
        measure(options.entries)


def measure(entries: int) -> None:
    from django.db import connection  # noqa: PLC0415

    from benchmarks.evidence.build import build  # noqa: PLC0415
    from deungdae.apps.evidence.models import EvidenceCount, EvidenceEntry  # noqa: PLC0415

    staff, company, seconds = build(entries=entries)
    told, cells = EvidenceEntry.objects.count(), EvidenceCount.objects.count()
    print(f"{connection.vendor}: {told:,} entries written in {seconds:.0f} s, {cells:,} cells of counts\n")
    print("| what | CPU ms, least | CPU ms, median | ms, median | ms, slowest |")
    print("|---|---|---|---|---|")
    pages(staff, company)
    counts(staff)


def pages(staff: object, company: object) -> None:
    """The case of one company, as the signed-in staff user opens it."""
    from django.urls import reverse  # noqa: PLC0415

    from deungdae.apps.evidence.selectors import case_of, page_of_case  # noqa: PLC0415

    visitor = Visitor(staff)
    address = reverse("evidence:case", args=[company.public_id])
    second = f"?after={page_of_case(case_of(organisation=company, user=staff)).after}"
    for what, path in (
        ("case page, 500 entries, newest 50", address),
        ("case page, next 50", address + second),
        ("case page, by group, period and word", f"{address}?group=execution&since=2022-01-01&q=다온"),
    ):
        row(what, lambda path=path: visitor.open(path))


def counts(staff: object) -> None:
    """The same counts from the cells that are kept, and from the entries themselves."""
    from django.db.models import Count  # noqa: PLC0415
    from django.db.models.functions import Substr, TruncMonth  # noqa: PLC0415

    from deungdae.apps.evidence.models import EvidenceEntry  # noqa: PLC0415
    from deungdae.apps.evidence.selectors import counts_of  # noqa: PLC0415

    by = ["kind", "month", "size", "region"]
    row("count by kind, month, size, region", lambda: counts_of(user=staff, by=by))
    month = date(2023, 5, 1)
    row(
        "count of one kind in one month, by size and region",
        lambda: counts_of(
            user=staff, by=["size", "region"], kinds=["benchmark.kind_01"], since=month, until=month
        ),
    )
    row("count by region", lambda: counts_of(user=staff, by=["region"]))
    row(
        "count by month and organisation kind",
        lambda: counts_of(user=staff, by=["month", "organisation_kind"]),
    )
    raw = (
        EvidenceEntry.objects.standing()
        .order_by()
        .annotate(month=TruncMonth("happened_on"), province=Substr("region", 1, 2))
        .values("kind", "month", "size", "province")
        .annotate(entries=Count("pk"))
    )
    found = {
        (each["kind"], each["month"], each["size"], each["province"]): each["entries"]
        for each in raw.iterator()
    }
    assert found == {count.values: count.entries for count in counts_of(user=staff, by=by)}
    row("the same from the entries (the straightforward way)", lambda: list(raw.all()), times=3)


def row(what: str, act: Callable[[], object], *, times: int = TIMES) -> None:
    print(f"| {what} | {spent_on(act, times=times)} |", flush=True)


if __name__ == "__main__":
    main()

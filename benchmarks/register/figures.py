"""A list of 100,000 yearly figures: checked, applied, sent again, restated, taken back, sent out."""

import csv
import io
import resource
import time
from collections.abc import Callable, Iterator

from django.core.files.base import ContentFile

from deungdae.apps.core.imports import services
from deungdae.apps.core.jobs.services import claim_job
from deungdae.apps.core.jobs.worker import run_job
from deungdae.apps.core.models import ImportRun
from deungdae.apps.organisations.figure_files import csv_parts, figures_to_send, workbook
from deungdae.apps.organisations.models import Organisation, YearlyFigure
from deungdae.apps.organisations.numbers import business_check_digit
from deungdae.apps.organisations.selectors.figures import counts_by_size

COMPANIES, YEARS = 5_000, (2020, 2021, 2022, 2023)
KINDS = ("매출액", "자산총계", "직원 수", "연구개발비", "수출액")
HEADER = ("사업자등록번호", "연도", "항목", "값", "출처", "기준일")


def number(index: int) -> str:
    first = f"{100_000_000 + index:09d}"
    return first + str(business_check_digit(first))


def lines(*, factor: int = 1) -> Iterator[tuple[object, ...]]:
    yield HEADER
    for company in range(COMPANIES):
        for year in YEARS:
            for place, kind in enumerate(KINDS):
                amount = 10**9 * (company % 300 + 20 + place) * factor + year
                value = 40 + company % 900 if kind == "직원 수" else amount
                yield number(company), year, kind, value, "감사보고서", f"{year + 1}-03-31"


def content(*, factor: int = 1) -> bytes:
    output = io.StringIO()
    csv.writer(output).writerows(lines(factor=factor))
    return output.getvalue().encode()


def measure() -> None:
    """Print one line for each act."""
    Organisation.objects.bulk_create(
        [
            Organisation(name=f"가상정밀{index:05d}", business_number=number(index))
            for index in range(COMPANIES)
        ],
        batch_size=1_000,
    )
    print("| act on 100,000 rows | s | CPU s | created / changed / unchanged / warnings |\n|---|---|---|---|")
    first = act("check and preview", lambda: sent(content()))
    act("apply", lambda: applied(first))
    act("the same file, check and preview", lambda: sent(content()))
    second = act("every amount another, check", lambda: sent(content(factor=2)))
    act("every amount another, apply", lambda: applied(second))
    act("undo", lambda: undone(second))
    act("export CSV", lambda: sum(map(len, csv_parts(everything()))))
    act("export XLSX", lambda: len(workbook(everything(), title="수치")))
    act("counts by size of 5,000 companies", lambda: counts_by_size(Organisation.objects.all()))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"\npeak memory: this process {peak} MB, the largest reading process {reader} MB\n")


def everything():  # type: ignore[no-untyped-def]
    return figures_to_send(Organisation.objects.all(), year=None)


def act(what: str, do: Callable[[], object]):  # type: ignore[no-untyped-def]
    began, used = time.perf_counter(), processor_seconds()
    result = do()
    seconds = time.perf_counter() - began
    told = ""
    if isinstance(result, ImportRun):
        counts = result.counts
        told = " / ".join(f"{counts[key]:,}" for key in ("created", "changed", "unchanged", "warnings"))
        told += f", {result.state}"
    print(f"| {what} | {seconds:.1f} | {processor_seconds() - used:.1f} | {told} |", flush=True)
    return result


def processor_seconds() -> float:
    """Processor time of this process and of the processes that read files for it."""
    return time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime


def work_off() -> None:
    while (job := claim_job(worker="benchmark")) is not None:
        run_job(job)


def sent(file: bytes) -> ImportRun:
    run = services.start_import(
        importer="figures", subject="", file=ContentFile(file, name="figures.csv"), actor=None
    )
    work_off()
    run.refresh_from_db()
    return run


def applied(run: ImportRun) -> ImportRun:
    services.apply_import(run=run, actor=None)
    work_off()
    run.refresh_from_db()
    return run


def undone(run: ImportRun) -> ImportRun:
    services.start_undo(run=run, actor=None)
    work_off()
    run.refresh_from_db()
    assert YearlyFigure.objects.current().count() == YearlyFigure.objects.count()
    return run

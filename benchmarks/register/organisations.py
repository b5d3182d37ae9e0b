"""A list of 100,000 organisations: checked, applied, sent again."""

import csv
import io
import resource

from django.core.files.base import ContentFile

from benchmarks.register.figures import act, applied, work_off
from benchmarks.search.register import business_numbers, made_up_names
from deungdae.apps.core.imports import services
from deungdae.apps.core.models import ImportRun

COUNT = 100_000
REGIONS = ("서울특별시", "부산광역시", "경기도 안양시", "충청남도 천안시", "경상남도 창원시")
INDUSTRIES = ("C24", "C29", "C26", "J58", "C30")
HEADER = ("기업명", "사업자등록번호", "구분", "업종", "지역", "주요 제품", "홈페이지")


def content() -> bytes:
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(HEADER)
    numbers = business_numbers(COUNT)
    for place, (name, number) in enumerate(zip(made_up_names(COUNT), numbers, strict=True)):
        kind = "공급기업" if place % 4 == 0 else "수요기업"
        where = place % len(REGIONS)
        page = f"https://company{place}.example"
        writer.writerow((name, number, kind, INDUSTRIES[where], REGIONS[where], "정밀 부품, 금형", page))
    return output.getvalue().encode()


def sent(file: bytes) -> ImportRun:
    run = services.start_import(
        importer="organisations",
        subject="",
        file=ContentFile(file, name="organisations.csv"),
        actor=None,
        options={"unclear": "new"},
    )
    work_off()
    run.refresh_from_db()
    return run


def measure() -> None:
    """Print one line for each act."""
    print("| act on 100,000 rows | s | CPU s | created / changed / unchanged / warnings |\n|---|---|---|---|")
    file = content()
    run = act("check and preview", lambda: sent(file))
    act("apply", lambda: applied(run))
    act("the same file, check and preview", lambda: sent(file))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"\npeak memory: this process {peak} MB, the largest reading process {reader} MB\n")

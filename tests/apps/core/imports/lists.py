"""Lists as people send them, good and hostile, made where they are needed."""

import io
import random
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter
from django.core.files.base import ContentFile

from deungdae.apps.accounts import services as accounts
from deungdae.apps.accounts.models import User
from deungdae.apps.core.imports import services
from deungdae.apps.core.jobs.services import claim_job
from deungdae.apps.core.jobs.worker import run_job
from deungdae.apps.core.models import ImportRun, Job
from deungdae.apps.organisations.numbers import business_check_digit

Rows = Sequence[Sequence[object]]
HEADER = ("기업명", "사업자등록번호", "지역")
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def number(index: int) -> str:
    """A made-up business number with a right check digit."""
    first = f"{100_000_000 + index:09d}"
    return first + str(business_check_digit(first))


def companies(count: int, start: int = 0) -> list[tuple[str, str, str]]:
    return [(f"가상정밀{index:05d}", number(index), "서울") for index in range(start, start + count)]


def csv_of(rows: Rows, encoding: str = "utf-8") -> bytes:
    return "\r\n".join(",".join(str(cell) for cell in row) for row in rows).encode(encoding)


def xlsx_of(sheets: dict[str, Rows]) -> bytes:
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"strings_to_formulas": False}) as workbook:
        for title, rows in sheets.items():
            sheet = workbook.add_worksheet(title)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return output.getvalue()


def raw_xlsx(sheet: bytes, *, prolog: str = "") -> bytes:
    """A workbook of one sheet whose XML is given; `prolog` stands before the XML of the workbook."""
    sheets = '<sheets><sheet name="목록" sheetId="1" r:id="r1"/></sheets>'
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{RELATIONS}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'{prolog}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{sheets}</workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELATIONS}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return output.getvalue()


def sheet_xml(rows: bytes) -> bytes:
    return b'<worksheet xmlns="' + MAIN.encode() + b'"><sheetData>' + rows + b"</sheetData></worksheet>"


def text_cell(address: str, text: str) -> bytes:
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


def with_false_sizes(archive: bytes, name: str, size: int) -> bytes:
    """The same archive, whose directory says that the entry unpacks to `size` bytes."""
    content = bytearray(archive)
    for mark, name_at, size_at in ((b"PK\x01\x02", 46, 24), (b"PK\x03\x04", 30, 22)):
        start = 0
        while (start := content.find(mark, start)) != -1:
            if content[start + name_at : start + name_at + len(name)] == name.encode():
                struct.pack_into("<I", content, start + size_at, size)
            start += 4
    return bytes(content)


def ole_file(stream: str) -> bytes:
    """The head of an OLE file whose directory names this stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(512)


def mutated(content: bytes, seed: int) -> bytes:
    """The content with a few bytes changed, cut out, doubled or cut off."""
    chance, changed = random.Random(seed), bytearray(content)  # noqa: S311
    for _round in range(chance.randint(1, 6)):
        place, length = chance.randrange(len(changed)), chance.randint(1, 40)
        act = chance.randrange(4)
        if act == 0:
            changed[place] = chance.randrange(256)
        elif act == 1:
            del changed[place : place + length]
        elif act == 2:
            changed[place:place] = changed[place : place + length]
        else:
            del changed[max(place, 10) :]
        if not changed:
            changed += b"x"
    return bytes(changed)


def stored(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def staff(email: str = "staff@example.kr") -> User:
    user = accounts.create_account(email=email, name="김직원", password=None)
    accounts.grant_role(user=user, role="centre_staff")
    return user


def work_off() -> list[Job]:
    """Do every job that waits, in this process; the jobs as they ended."""
    done = []
    while (job := claim_job(worker="test")) is not None:
        run_job(job)
        done.append(Job.objects.get(pk=job.pk))
    return done


def checked_run(
    content: bytes,
    *,
    name: str = "목록.csv",
    importer: str = "organisations",
    subject: str = "",
    user: User | None = None,
    **options: str,
) -> ImportRun:
    """The file sent in and checked."""
    run = services.start_import(
        importer=importer, subject=subject, file=ContentFile(content, name=name), actor=user, options=options
    )
    work_off()
    run.refresh_from_db()
    return run


def applied_run(
    content: bytes, *, name: str = "목록.csv", user: User | None = None, **options: str
) -> ImportRun:
    """The file sent in, checked and applied."""
    run = checked_run(content, name=name, user=user, **options)
    services.apply_import(run=run, actor=user)
    work_off()
    run.refresh_from_db()
    return run

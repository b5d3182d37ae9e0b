"""Workbook, prints and page of a day: everything is there, nothing that people wrote becomes code."""

import io
import re
import zlib
from dataclasses import replace

import openpyxl
import pytest

from deungdae.apps.caravan.documents import pdf
from deungdae.apps.caravan.documents.agenda import DayBookMeeting
from deungdae.apps.caravan.documents.page import day_html
from deungdae.apps.caravan.documents.template import (
    ABSENCE_HEADS,
    DAY_HEADS,
    PARTICIPANT_HEADS,
    REQUEST_HEADS,
)
from deungdae.apps.caravan.documents.workbook import day_workbook
from deungdae.apps.caravan.importers.columns import ABSENCES, PARTICIPANTS, REQUESTS
from deungdae.apps.caravan.importers.template import day_template
from deungdae.apps.core.documents.layout import unbroken
from tests.support.day_book import LONG_NAME, a_book

FORMULAS = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    '=HYPERLINK("http://example.com")',
    "http://x.example",
)


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_the_workbook_has_its_five_sheets_with_heads_in_sight() -> None:
    book = opened(day_workbook(a_book()))
    assert book.sheetnames == ["상담 시간표", "참가자별", "상담 목록", "미배치", "요약"]
    assert [book[name].freeze_panes for name in book.sheetnames[:3]] == ["B2", "C2", "B2"]


def test_every_placed_meeting_stands_in_the_list_and_in_the_grid() -> None:
    day = a_book()
    book = opened(day_workbook(day))
    listed = [row[0].value for row in book["상담 목록"].iter_rows(min_row=2)]
    assert sorted(listed) == sorted(meeting.id for meeting in day.placed)
    rows = book["상담 시간표"].iter_rows(min_row=2, min_col=3, values_only=True)
    grid = [value for row in rows for value in row if value]
    assert len(grid) == len(day.placed)
    assert "한빛정밀1\n다온소프트1" in grid


def test_a_meeting_without_a_place_stands_with_its_reason() -> None:
    rows = list(opened(day_workbook(a_book()))["미배치"].iter_rows(min_row=2, values_only=True))
    assert rows == [("M999", "한빛정밀", "다온소프트", "함께 비어 있는 시간대가 없습니다.")]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_people_wrote_never_becomes_a_formula_or_a_link(text: str) -> None:
    day = a_book(pairs=1, slots=1)
    day = replace(day, title=text, meetings=(DayBookMeeting(text, 1, 1, text, text, text, text),))
    book = opened(day_workbook(day))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert len(cells) >= 5
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_a_text_longer_than_a_cell_is_cut_and_not_lost() -> None:
    day = a_book(pairs=1, slots=1)
    day = replace(day, meetings=(DayBookMeeting("1", None, None, "가", "나", "", "길" * 40_000),))
    cell = opened(day_workbook(day))["미배치"]["D2"].value
    assert len(cell) == 32_000


def test_the_same_day_gives_the_same_bytes() -> None:
    assert day_workbook(a_book()) == day_workbook(a_book())


def test_an_empty_day_still_gives_every_document() -> None:
    empty = replace(a_book(), slots=(), tables=(), agendas=(), meetings=(), summary=())
    assert opened(day_workbook(empty)).sheetnames[0] == "상담 시간표"
    assert "<table" in day_html(empty)
    for build in (pdf.agendas_pdf, pdf.table_signs_pdf, pdf.grid_pdf):
        assert build(empty).startswith(b"%PDF")


def test_the_template_has_the_sheets_and_heads_of_the_import() -> None:
    book = opened(day_template())
    assert book.sheetnames == ["참가자", "불참", "상담 신청", "행사", "작성 안내"]
    heads = {name: tuple(cell.value for cell in book[name][1]) for name in book.sheetnames}
    assert heads["참가자"] == PARTICIPANT_HEADS
    assert heads["불참"] == ABSENCE_HEADS
    assert heads["상담 신청"] == REQUEST_HEADS
    assert heads["행사"] == DAY_HEADS
    assert all(book[name].max_row > 1 for name in book.sheetnames)


def test_each_participant_has_a_page_of_their_own() -> None:
    day = a_book(pairs=4, slots=16, name=LONG_NAME)
    (document,) = pdf.laid_out("agendas", [pdf.agenda_document(day, day.agendas)])
    assert len(document.pages) == len(day.agendas)


def test_a_long_paper_is_made_in_parts_and_tells_how_far_it_is() -> None:
    day = a_book(pairs=23, slots=2, tables=23)
    told: list[tuple[int, int]] = []
    content = pdf.agendas_pdf(day, lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert len(re.findall(rb"/Type /Page[^s]", unpacked(content))) == 46


def unpacked(content: bytes) -> bytes:
    """The document with its compressed streams opened."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.S)
    return content + b"".join(
        zlib.decompressobj().decompress(stream) for stream in streams if stream[:1] == b"x"
    )


@pytest.mark.parametrize("slots", [1, 9, 16, 24])
def test_each_table_has_one_sign_however_many_slots_there_are(slots: int) -> None:
    day = a_book(pairs=3, slots=slots, tables=3, name=LONG_NAME)
    (document,) = pdf.laid_out("signs", [pdf.sign_document(day, day.tables)])
    assert len(document.pages) == 3


def test_the_grid_goes_on_to_a_second_part_after_sixteen_slots() -> None:
    parts = list(pdf.grid_parts(a_book(slots=20)))
    assert [len(part["slots"]) for part in parts] == [16, 4]


def test_the_pdf_carries_the_house_font_inside() -> None:
    assert b"Pretendard-GOV" in unpacked(pdf.grid_pdf(a_book()))


def test_the_page_escapes_what_people_wrote() -> None:
    evil = "<script>alert(1)</script>"
    page = day_html(a_book(name=evil))
    assert evil not in page
    assert "&lt;script&gt;" in page


def test_the_page_loads_nothing_from_elsewhere() -> None:
    page = day_html(a_book())
    assert "http" not in page
    assert "<script" not in page
    assert "<link" not in page


def test_the_template_uses_the_labels_of_the_importer() -> None:
    labels = {
        sheet.label: tuple(column.label for column in sheet.columns)
        for sheet in (PARTICIPANTS, ABSENCES, REQUESTS)
    }
    assert labels == {"참가자": PARTICIPANT_HEADS, "불참": ABSENCE_HEADS, "상담 신청": REQUEST_HEADS}


def test_a_short_korean_word_is_kept_whole_and_a_long_one_may_break() -> None:
    joined = unbroken("<p>인사이트 a가</p>")
    assert joined == "<p>인\u2060사\u2060이\u2060트 a가</p>"
    assert unbroken("가" * 13) == "가" * 13

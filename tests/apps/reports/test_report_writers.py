"""One content, four writers: each file is read back by another reader and says the same."""

import io
import re
import zipfile
from datetime import UTC, datetime

import docx
import hwpforge
import openpyxl
import pypdfium2
import pytest

from deungdae.apps.core.documents.content.as_json import blocks_of, kept
from deungdae.apps.core.documents.content.chart import chart_svg
from deungdae.apps.core.documents.content.model import (
    Block,
    Chart,
    Heading,
    Items,
    Number,
    PageBreak,
    Paragraph,
    Series,
    Table,
    text_of,
)
from deungdae.apps.core.documents.content.pictures import size_of
from deungdae.apps.core.documents.hwpx.check import faults_of
from deungdae.apps.reports.documents.docx import report_docx
from deungdae.apps.reports.documents.hwpx import report_hwpx
from deungdae.apps.reports.documents.paper import Document
from deungdae.apps.reports.documents.pdf import report_pdf
from deungdae.apps.reports.documents.xlsx import free_name, report_xlsx

pytestmark = pytest.mark.one_database
BLOCKS: tuple[Block, ...] = (
    Paragraph("머리말: 2021년 3월의 활동을 보고합니다."),
    Heading("1. 한눈에"),
    Paragraph("기업 12곳을 지원했습니다 [1].", strong=True),
    Table(
        "활동",
        ("지표", "이 기간"),
        (("지원받은 기업 [1]", Number(1234, unit="곳")), ("모름", Number(None))),
        (60, 40),
    ),
    Chart(
        "단계별 활동",
        "bars",
        ("인식 제고", "역량 강화"),
        (Series("이 기간", (3, 5)), Series("앞 기간", (1, 0))),
        "건",
    ),
    Heading("2. 흐름"),
    Chart("열두 달", "columns", ("21.1", "21.2"), (Series("인식", (3, 500)),), "건"),
    Items(("하나", "=SUM(A1:A9)")),
    PageBreak(),
    Heading("부속 1. 지표의 정의"),
    Heading("나눈 것", 2),
)
DOCUMENT = Document(
    title="월간 보고 <3월> & 기타",
    centre="디지털 혁신센터",
    kind="센터 월간 보고",
    facts=(("문서 번호", "2021-0007"), ("기간", "2021년 3월")),
    blocks=BLOCKS,
    mark="디지털 혁신센터 · 2021-0007 · 0123456789ab",
    language="ko",
    made_at=datetime(2021, 4, 5, tzinfo=UTC),
)
SAID = [
    "월간 보고 <3월> & 기타",
    "2021-0007",
    "머리말: 2021년 3월의 활동을 보고합니다.",
    "기업 12곳을 지원했습니다 [1].",
    "지원받은 기업 [1]",
    "1,234곳",
    "단계별 활동",
    "=SUM(A1:A9)",
    "부속 1. 지표의 정의",
]
"""What each format must say."""


def squeezed(text: str) -> str:
    return "".join(text.replace("\u2060", "").split())


def test_what_is_kept_as_json_comes_back_the_same() -> None:
    assert blocks_of([kept(block) for block in BLOCKS]) == BLOCKS


def test_a_block_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown block"):
        blocks_of([{"is": "video"}])


def test_a_number_that_is_not_known_is_a_dash() -> None:
    assert [text_of(Number(None)), text_of(Number(1_000)), text_of("a")] == ["–", "1,000", "a"]


def test_a_chart_escapes_its_words_and_shows_every_value() -> None:
    svg = chart_svg(Chart("<b>", "bars", ("<i>",), (Series("&", (7,)),)))
    assert "<b>" not in svg
    assert ">7<" in svg
    flat = chart_svg(Chart("빈 그림", "columns", ("1월",), (Series("가", (0,)),)))
    assert "NaN" not in flat


def test_the_hwpx_has_no_fault_and_a_second_reader_finds_text_table_and_pictures() -> None:
    content = report_hwpx(DOCUMENT)
    assert faults_of(content) == []
    read = hwpforge.Document.from_bytes(content)
    assert read.validate()["ok"]
    text = squeezed(read.to_md(mode="lossy").text.replace("\\", ""))
    assert [said for said in SAID if squeezed(said) not in text] == []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        pictures = [name for name in archive.namelist() if name.startswith("BinData/")]
        assert len(pictures) == 2
        assert size_of(archive.read(pictures[0]))[0] == 1600
        section = archive.read("Contents/section0.xml").decode()
    assert section.count("<hp:pic ") == 2
    assert "단계별 활동</hp:shapeComment>" in section
    # Of its own size, not of that on the page: else readers show a corner of it.
    assert f'dimwidth="{1600 * 75}"' in section


def test_the_word_processor_does_not_number_headings_that_have_a_number() -> None:
    with zipfile.ZipFile(io.BytesIO(report_hwpx(DOCUMENT))) as archive:
        section = archive.read("Contents/section0.xml").decode()
        header = archive.read("Contents/header.xml").decode()
    shape = re.search(r'paraPrIDRef="(\d+)"', section[: section.index("1. 한눈에")].rpartition("<hp:p ")[2])
    assert shape is not None
    [look] = re.findall(rf'<hh:paraPr [^>]*\bid="{shape[1]}"[^>]*>.*?</hh:paraPr>', header, flags=re.DOTALL)
    assert re.findall(r'<hh:heading type="(\w+)"', look) == ["NONE"]
    assert 'keepWithNext="1"' in look


def test_the_pdf_says_it_on_numbered_pages() -> None:
    with pypdfium2.PdfDocument(report_pdf(DOCUMENT)) as pdf:
        pages = [squeezed(page.get_textpage().get_text_range()) for page in pdf]
    assert len(pages) == 2
    assert all(squeezed(said) in "".join(pages) for said in SAID)
    assert "1/2" in pages[0]
    assert "2021-0007" in pages[1]


def test_the_docx_repeats_the_head_of_its_tables_and_names_korean_fonts() -> None:
    content = report_docx(DOCUMENT)
    file = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    said = [paragraph.text for paragraph in file.paragraphs] + cells
    assert set(SAID) <= set(said)
    assert len(file.inline_shapes) == 2
    body = file.element.xml
    assert body.count("<w:tblHeader/>") == 1
    assert 'descr="단계별 활동"' in body
    assert 'w:eastAsia="맑은 고딕"' in file.styles.element.xml
    assert "PAGE" in file.sections[0].footer._element.xml


def test_the_workbook_keeps_numbers_as_numbers_and_formulas_as_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(DOCUMENT)))
    assert book.sheetnames == ["표지", "1. 한눈에", "2. 흐름", "부속 1. 지표의 정의"]
    values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert 1234 in values
    assert "· =SUM(A1:A9)" in values
    assert [len(sheet._charts) for sheet in book] == [0, 1, 1, 0]


def test_sheets_have_names_that_a_workbook_takes() -> None:
    names: set[str] = set()
    first = free_name("가" * 40, names)
    second = free_name("가" * 40, names)
    assert (len(first), len(second) <= 31, first == second) == (31, True, False)
    assert free_name("a/b:c*[d]?", names) == "a b c  d"


def test_the_same_report_is_the_same_file() -> None:
    for write in (report_hwpx, report_docx, report_xlsx):
        assert write(DOCUMENT) == write(DOCUMENT), write.__name__


def test_no_format_says_less_than_another() -> None:
    """Every text of the content stands in every paper."""
    wanted = [block.text for block in BLOCKS if isinstance(block, Heading | Paragraph)]
    word = squeezed("".join(one.text for one in docx.Document(io.BytesIO(report_docx(DOCUMENT))).paragraphs))
    with pypdfium2.PdfDocument(report_pdf(DOCUMENT)) as pdf:
        paper = "".join(squeezed(page.get_textpage().get_text_range()) for page in pdf)
    hangul = hwpforge.Document.from_bytes(report_hwpx(DOCUMENT)).to_md(mode="lossy").text
    hangul = squeezed(hangul.replace("\\", ""))
    for text in wanted:
        assert all(squeezed(text) in side for side in (word, paper, hangul)), text

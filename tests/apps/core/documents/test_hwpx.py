"""Papers for the word processor: sound, the same twice, and read back by a reader of other hands."""

import io
import zipfile
from xml.etree import ElementTree

import pytest
from hwpforge import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from deungdae.apps.core.documents.hwpx.check import faults_of
from deungdae.apps.core.documents.hwpx.model import Block, Heading, Items, PageBreak, Paper, Table, Text
from deungdae.apps.core.documents.hwpx.write import written
from deungdae.apps.core.errors import RefusedError

pytestmark = pytest.mark.one_database

BLOCKS: tuple[Block, ...] = (
    Heading("첫째 마당"),
    Text("<가> & '나' 漢字 😀\n둘째 줄", align="RIGHT"),
    Heading("작은 마당", 3),
    Items(("사과", "배")),
    Items(("하나", "둘"), numbered=True),
    Table(
        head=("이름", "수", "말"),
        rows=(("한빛정밀", "12", "좋음"), ("", "7", "나쁨")),
        widths=(3, 1, 2),
        aligns=("LEFT", "RIGHT", "CENTER"),
        merged=((1, 0, 2, 0),),
    ),
    PageBreak(),
    Text("끝", bold=True, size=14),
)
PAPER = Paper("기업 보고서", BLOCKS)


def test_a_paper_is_sound_the_same_twice_and_read_back_by_another_reader() -> None:
    content = written(PAPER)
    assert content == written(PAPER)
    assert faults_of(content) == []
    read = Document.from_bytes(content)
    assert read.validate()["ok"]
    headings = [(found["text"], found["level"]) for found in read.outline()["outline"]["headings"]]
    assert headings == [("첫째 마당", 1), ("작은 마당", 3)]
    words = read.to_md(mode="lossy").text
    rows = ("| 이름 | 수 | 말 |", "| 한빛정밀 | 12 | 좋음 |")
    for word in ("<가> & '나' 漢字 😀", "둘째 줄", "사과", "둘", *rows):
        assert word in words
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read("Preview/PrvText.txt").decode().startswith("기업 보고서\n첫째 마당")
        assert b"synthetic" not in archive.read("Contents/content.hpf")
        shapes = archive.read("Contents/header.xml").decode()
        assert shapes.count('keepWithNext="1"') == 2, "a heading of each level stays with what follows"


LETTERS = st.text(st.sampled_from("가힣ㄱ漢字ABz09<>&'\"] \t😀👩é\u200b\u2060"), min_size=1, max_size=30)


@settings(max_examples=15, deadline=None)
@given(words=st.lists(LETTERS, min_size=1, max_size=3))
def test_any_text_comes_back_as_it_was(words: list[str]) -> None:
    table = Table(rows=tuple((word,) for word in words), widths=(1,))
    content = written(Paper("글", (*(Text(word) for word in words), table)))
    assert faults_of(content) == []
    cells = Document.from_bytes(content).read(table=0)["table"]["cells"]
    assert [cell["text"] for cell in cells] == words


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1f", "\x85", "\ud800", "\uffff"])
def test_a_control_character_is_refused_naming_its_place(bad: str) -> None:
    for block in (Text(f"가나{bad}"), Table(rows=((f"가나{bad}",),), widths=(1,)), Items((f"가나{bad}",))):
        with pytest.raises(RefusedError, match=rf"‘가나’의 3번째 글자\(U\+{ord(bad):04X}\)"):
            written(Paper("글", (block,)))


@pytest.mark.parametrize(
    ("part", "old", "new", "fault"),
    [
        ("Contents/section0.xml", b'charPrIDRef="0"', b'charPrIDRef="999"', "charPrIDRef 999 leads nowhere"),
        ("Contents/section0.xml", b'paraPrIDRef="0"', b'paraPrIDRef="998"', "paraPrIDRef 998 leads nowhere"),
        ("Contents/section0.xml", b'rowSpan="2"', b'rowSpan="1"', "a table of 9 places has 8"),
        ("Contents/section0.xml", b"</hs:sec>", b"", "not well-formed"),
        ("Contents/content.hpf", b'href="settings.xml"', b'href="none.xml"', "none.xml is named and missing"),
        ("mimetype", b"hwp", b"odt", "the type is not first and plain"),
    ],
)
def test_the_checker_sees_what_is_broken(part: str, old: bytes, new: bytes, fault: str) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written(PAPER))) as source, zipfile.ZipFile(target, "w") as broken:
        for info in source.infolist():
            content = source.read(info)
            assert info.filename != part or old in content
            broken.writestr(info, content.replace(old, new) if info.filename == part else content)
    assert any(fault in found for found in faults_of(target.getvalue()))


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    plain = Heading("번호 없는 마당", is_numbered=False)
    with zipfile.ZipFile(io.BytesIO(written(Paper("글", (*BLOCKS, plain, Text("끝")))))) as archive:
        section = ElementTree.fromstring(archive.read("Contents/section0.xml"))  # noqa: S314 - our own
        header = ElementTree.fromstring(archive.read("Contents/header.xml"))  # noqa: S314 - our own
    shapes = {one.get("id"): one for one in header.findall(".//{*}paraPr")}
    told = {"".join(one.itertext()): shapes[one.get("paraPrIDRef")] for one in section.findall(".//{*}p")}
    for text, kind in (("첫째 마당", "OUTLINE"), ("작은 마당", "OUTLINE"), (plain.text, "NONE")):
        breaks, heading = (told[text].find(f"{{*}}{name}") for name in ("breakSetting", "heading"))
        assert breaks is not None
        assert heading is not None
        assert (breaks.get("keepWithNext"), heading.get("type")) == ("1", kind)

"""A report as one row of blocks with its head and its annex: every writer writes exactly this."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from deungdae.apps.core.documents.content.as_json import blocks_of
from deungdae.apps.core.documents.content.model import (
    Block,
    Chart,
    Heading,
    Items,
    Number,
    PageBreak,
    Paragraph,
    Table,
)
from deungdae.apps.core.reporting.figures import SOURCES
from deungdae.apps.reports.models import Report
from deungdae.apps.reports.selectors.words import period_words

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Document:
    """`facts`: what stands in the head, name and value; `mark`: the line at the foot of each page."""

    title: str
    centre: str
    kind: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    mark: str
    language: str
    made_at: datetime


def document_of(report: Report) -> Document:
    """The content of a report with the words of its present state; in the language in force."""
    assert report.snapshot is not None  # noqa: S101  # nosec - asked of reports that have a content
    content = report.snapshot.content
    return Document(
        title=content["title"],
        centre=content["centre"],
        kind=content["template"]["name"],
        facts=tuple(facts_of(report, content)),
        blocks=(*body_of(content), *annex_of(content)),
        mark=mark_of(report, content),
        language=content["language"],
        made_at=report.snapshot.at,
    )


def facts_of(report: Report, content: Content) -> Iterator[tuple[str, str]]:
    assert report.snapshot is not None  # noqa: S101  # nosec - see above
    if report.reference:
        yield _("문서 번호"), report.reference
    if content["subject"]:
        yield pgettext("report", "대상"), content["subject"]
    since, until = (date.fromisoformat(content[name]) for name in ("since", "until"))
    yield _("기간"), period_words(since, until)
    yield _("자료 기준"), date_format(localtime(report.snapshot.at), "DATETIME_FORMAT")
    if report.published_at is not None:
        yield pgettext("report", "발행"), date_format(localtime(report.published_at), "DATE_FORMAT")
        for one in report.snapshot.signatures.select_related("person"):
            when = date_format(localtime(one.signed_at), "SHORT_DATETIME_FORMAT")
            name = _("{place} 서명").format(place=one.get_place_display())
            yield name, f"{one.person.name} ({when})"
    else:
        yield _("상태"), _("발행 전 초안입니다. 밖에 내지 마십시오.")
    yield _("내용의 SHA-256"), report.snapshot.sha256


def mark_of(report: Report, content: Content) -> str:
    """At the foot of each page: the number of the paper, or that it is a draft."""
    assert report.snapshot is not None  # noqa: S101  # nosec - see above
    what = report.reference or _("초안")
    return f"{content['centre']} · {what} · {report.snapshot.sha256[:12]}"


def body_of(content: Content) -> Iterator[Block]:
    yield from paragraphs(content["opening"])
    yield from blocks_of(content["blocks"])
    yield from paragraphs(content["closing"])


def captioned(blocks: Iterable[Block]) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether its caption is written: not where it repeats what stands right above."""
    above = ""
    for block in blocks:
        told = ""
        if isinstance(block, Heading):
            told = block.text.partition(". ")[2] if block.level == 1 else block.text
        elif isinstance(block, Table | Chart):
            told = block.caption
        yield block, told != above
        above = told or above


def paragraphs(text: str) -> Iterator[Block]:
    yield from (Paragraph(line) for line in text.splitlines() if line.strip())


def annex_of(content: Content) -> Iterator[Block]:
    """What each figure is, how it was asked and when; and what was left out, so that nobody looks for it."""
    if content["definitions"]:
        yield PageBreak()
        yield Heading(_("부속 1. 지표의 정의"))
        as_of = _("모든 수치는 {day}까지 적힌 것으로 셌습니다.").format(day=content["as_of"])
        yield Paragraph(as_of)
        yield definitions_of(content["definitions"])
        yield Heading(_("부속 2. 수치와 세는 조건"))
        yield figures_of(content["definitions"], content["figures"])
    if content["left_out"]:
        yield Heading(_("이 보고서에서 뺀 부분"))
        yield Items(tuple(why_left_out(row) for row in content["left_out"]))


def definitions_of(rows: Sequence[Content]) -> Table:
    head = (pgettext("column", "번호"), _("지표"), _("뜻"), _("출처"), pgettext("column", "단위"))
    lines = tuple(
        (f"[{place}]", row["name"], row["meaning"], row["source"], row["unit"])
        for place, row in enumerate(rows, start=1)
    )
    return Table(_("지표의 정의"), head, lines, (8, 18, 40, 26, 8))


def figures_of(definitions: Sequence[Content], rows: Sequence[Content]) -> Table:
    head = (pgettext("column", "번호"), _("지표"), _("세는 조건"), pgettext("column", "값"))
    lines = tuple(
        (
            f"[{row['definition']}]",
            definitions[row["definition"] - 1]["name"],
            query_words(row["query"]),
            Number(row["value"]),
        )
        for row in rows
    )
    return Table(_("수치와 세는 조건"), head, lines, (8, 32, 44, 16))


def query_words(query: Content) -> str:
    """A query of a source that is not there any more stays readable, as the data it is."""
    source = SOURCES.get(query["of"])
    return source.words(query) if source is not None else str(dict(query))


def why_left_out(row: Content) -> str:
    if row["why"] == "unknown":
        words = _("{title}: 이 내용을 다루는 기능이 아직 없어 뺐습니다({section}).")
    else:
        words = _("{title}: 이 기간에 해당하는 내용이 없어 뺐습니다.")
    return words.format(title=row["title"], section=row["section"])

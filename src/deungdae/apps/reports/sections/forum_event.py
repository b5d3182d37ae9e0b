"""A forum told to the press: what it was, its facts, its programme."""

from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from deungdae.apps.core.context import centre_name
from deungdae.apps.core.documents.content.model import Block, Heading, Paragraph, Table
from deungdae.apps.core.reporting.figures import Definition
from deungdae.apps.core.reporting.sections import Asked, ReportSection, Subject, register_report_section
from deungdae.apps.forum.models import Forum
from deungdae.apps.forum.selectors.programme import open_talks, programme_days, speakers_words
from deungdae.apps.reports.sections.forum_counts import ATTENDED, REGISTERED, forum_query
from deungdae.engine.kernel.korean import sentence


def forum_of(asked: Asked) -> Forum:
    return Forum.objects.get(public_id=asked.record)


def registered_definition() -> Definition:
    return Definition(
        _("참가 신청"),
        _("자리가 있는 신청자 수"),
        _("포럼의 참가 신청. 취소와 대기는 뺌"),
        pgettext("unit", "명"),
    )


def attended_definition() -> Definition:
    return Definition(_("참석"), _("출석을 적은 사람 수"), _("포럼의 출석 기록"), pgettext("unit", "명"))


def days_words(forum: Forum) -> str:
    first, last = (date_format(day, "DATE_FORMAT") for day in (forum.first_day, forum.last_day))
    return first if forum.first_day == forum.last_day else f"{first} ~ {last}"


def lead(asked: Asked) -> Iterator[Block]:
    """One sentence that says who held what, when and where; then its own summary."""
    forum = forum_of(asked)
    values = {
        "host": forum.host or centre_name(),
        "days": days_words(forum),
        "title": forum.title,
        "place": forum.place or _("온라인"),
        "talks": f"{len(open_talks(forum)):,}",
    }
    if forum.state == Forum.State.HELD:
        [came] = asked.book.measured([(attended_definition(), forum_query(forum.short_id, ATTENDED))])
        words = _(
            "{host}(은/는) {days} {place}에서 ‘{title}’(을/를) 열었습니다. "
            "발표 {talks}건에 {people}명이 함께했습니다."
        )
        yield Paragraph(sentence(words, {**values, "people": f"{came.value:,}"}), strong=True)
    else:
        words = _("{host}(은/는) {days} {place}에서 ‘{title}’(을/를) 엽니다. 발표 {talks}건이 있습니다.")
        yield Paragraph(sentence(words, values), strong=True)
    yield from (Paragraph(text) for text in forum.summary.splitlines() if text.strip())


def facts(asked: Asked) -> Iterator[Block]:
    forum = forum_of(asked)
    asked_for = [(registered_definition(), forum_query(forum.short_id, REGISTERED))]
    if forum.state == Forum.State.HELD:
        asked_for.append((attended_definition(), forum_query(forum.short_id, ATTENDED)))
    found = asked.book.measured(asked_for)
    rows: list[tuple[Any, ...]] = [
        (_("날짜"), days_words(forum)),
        (_("장소"), forum.place or "–"),
        (_("주최"), forum.host or centre_name()),
    ]
    if forum.partners:
        rows.append((_("함께하는 곳"), forum.partners))
    rows.append((_("정원"), _("{seats}명").format(seats=f"{forum.capacity:,}")))
    rows += [
        (asked.book.mark(definition), cell.text)
        for (definition, _query), cell in zip(asked_for, found, strict=True)
    ]
    yield Table(_("행사 개요"), (_("항목"), _("내용")), tuple(rows), (28, 72))


def programme(asked: Asked) -> Iterator[Block]:
    """Day by day; only when it was published."""
    forum = forum_of(asked)
    if forum.programme_at is None:
        return
    for day in programme_days(forum):
        yield Heading(day["day"], 2)
        rows = tuple(line for row in day["rows"] for line in lines_of(row))
        head = (_("시각"), _("장소"), _("제목"), _("발표"))
        yield Table(day["day"], head, rows, (18, 18, 36, 28))


def lines_of(row: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """One line a talk; a break is a line of its own."""
    if row["is_pause"]:
        yield row["when"], "", row["slot"].title or row["slot"].get_kind_display(), ""
        return
    cells = [row["whole"]] if row["whole"] else row["cells"]
    for cell in cells:
        talk = cell["talk"]
        if talk is not None:
            yield row["when"], str(cell["room"]), talk.title, speakers_words(talk)


for name, label, build in (
    ("forum.lead", gettext_lazy("개요"), lead),
    ("forum.facts", gettext_lazy("행사 개요"), facts),
    ("forum.programme", gettext_lazy("프로그램"), programme),
):
    register_report_section(ReportSection(name, label, build, Subject.FORUM))

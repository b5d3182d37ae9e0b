"""Making the content of a report: a job asks each section, and the answer is sealed."""

import hashlib
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.context import centre_name
from deungdae.apps.core.documents.content.as_json import kept
from deungdae.apps.core.documents.content.model import Block, Heading
from deungdae.apps.core.documents.hwpx.write import look_at_line
from deungdae.apps.core.jobs.context import JobContext
from deungdae.apps.core.jobs.registry import job_function
from deungdae.apps.core.jobs.services import enqueue_job
from deungdae.apps.core.reporting.figures import FigureBook
from deungdae.apps.core.reporting.sections import SECTIONS, Asked
from deungdae.apps.reports.models import Report, Snapshot
from deungdae.apps.reports.models.snapshots import canonical
from deungdae.apps.reports.selectors.words import part_title, subject_name, template_name
from deungdae.apps.reports.services.moving import locked

MAKE = "reports.make"
VERSION = 1
"""Of the shape of a content."""
Tell = Callable[[int, str], None]
Content = dict[str, Any]


def ask_content(*, report: Report, actor: User | None) -> Report:
    """Have the content made by a job; the one under way, if there is one."""
    report.job = enqueue_job(
        name=MAKE,
        title=_("보고서 만들기: {title}").format(title=report.title)[:200],
        arguments={"report": report.pk, "language": report.language},
        idempotency_key=f"{MAKE}:{report.short_id}",
        owner=actor,
    )
    report.save(update_fields=["job"])
    return report


@transaction.atomic
def remake_content(*, report: Report, actor: User) -> Report:
    """Of a draft, with everything that has been recorded by now."""
    return ask_content(report=locked(report, Report.State.DRAFT), actor=actor)


@job_function(MAKE)
def make_job(context: JobContext) -> None:
    """Reads while nothing is locked; what was made is kept at the end, or nothing."""
    report = Report.objects.get(pk=context.arguments["report"])
    with context.in_language():
        content, at = content_of(report, tell=context.tell)
        with transaction.atomic():
            context.hold()
            keep_content(report=report, content=content, at=at)
            context.finish(
                message=_("보고서의 내용을 만들었습니다."),
                result_url=reverse("reports:report", args=[report.public_id]),
            )


def make_content(report: Report) -> Snapshot:
    """Make and keep it at once (demo, tests)."""
    with override(report.language):
        content, at = content_of(report, tell=lambda _percent, _step: None)
    return keep_content(report=report, content=content, at=at)


@transaction.atomic
def keep_content(*, report: Report, content: Content, at: datetime) -> Snapshot:
    """The next snapshot of a draft; refused for a report that has left its draft meanwhile."""
    found = locked(report, Report.State.DRAFT)
    text = canonical(content)
    snapshot = Snapshot.objects.create(
        report=found,
        number=found.snapshots.count() + 1,
        at=at,
        document=zlib.compress(text),
        sha256=hashlib.sha256(text).hexdigest(),
    )
    found.snapshot = snapshot
    found.save(update_fields=["snapshot"])
    return snapshot


def content_of(report: Report, *, tell: Tell) -> tuple[Content, datetime]:
    """Everything that the report says, as it is known at this moment, and the moment."""
    at = clock.now()
    book, blocks, left_out = FigureBook(at), [], []
    record = report.organisation or report.forum
    wanted = report.template.sections
    for place, row in enumerate(wanted):
        section = SECTIONS.get(row["section"])
        title = part_title(row)
        tell(100 * place // len(wanted), _("‘{title}’ 부분을 쓰고 있습니다.").format(title=title))
        if section is None:
            left_out.append({"title": title, "why": "unknown", "section": row["section"]})
            continue
        asked = Asked(
            since=report.since,
            until=report.until,
            book=book,
            subject=record.public_id if record is not None else None,
            parameters=row["parameters"],
        )
        made = list(section.build(asked))
        if made:
            blocks += [Heading(title), *made]
        else:
            left_out.append({"title": title, "why": "empty", "section": row["section"]})
    content = assembled(report, book, list(numbered(blocks)), left_out)
    look_at_texts(content)
    return content, at


def look_at_texts(content: object) -> None:
    """What no format can write is found now, and not when the report is signed and published."""
    if isinstance(content, str):
        look_at_line(content)
    elif isinstance(content, Mapping):
        for one in content.values():
            look_at_texts(one)
    elif isinstance(content, list):
        for one in content:
            look_at_texts(one)


def numbered(blocks: list[Block]) -> Iterator[Block]:
    """Parts are counted from 1."""
    count = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            count += 1
            yield Heading(f"{count}. {block.text}")
        else:
            yield block


def assembled(
    report: Report, book: FigureBook, blocks: list[Block], left_out: list[dict[str, str]]
) -> Content:
    """Plain data alone: it is sealed, kept and read again in later years."""
    template = report.template
    return {
        "version": VERSION,
        "title": report.title,
        "kind": template.kind,
        "template": {"code": template.code, "version": template.version, "name": template_name(template)},
        "since": report.since.isoformat(),
        "until": report.until.isoformat(),
        "subject": subject_name(report),
        "centre": centre_name(),
        "language": get_language(),
        "at": book.at.isoformat(),
        "as_of": date_format(clock.today(), "DATE_FORMAT"),
        "opening": report.opening,
        "closing": report.closing,
        "blocks": [kept(block) for block in blocks],
        "definitions": [
            {"name": one.name, "meaning": one.meaning, "source": one.source, "unit": one.unit}
            for one in book.definitions
        ],
        "figures": [
            {"definition": one.definition, "query": dict(one.query), "value": one.value}
            for one in book.figures
        ],
        "left_out": left_out,
    }

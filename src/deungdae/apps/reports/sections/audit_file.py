"""For the auditor: every entry of a time with its source and what became of it, and the sealed decisions."""

from collections.abc import Iterator
from itertools import groupby

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.calendar.spans import moment
from deungdae.apps.core.documents.content.model import Block, Heading, Paragraph, Table
from deungdae.apps.core.models import Decision
from deungdae.apps.core.reporting.sections import Asked, ReportSection, register_report_section
from deungdae.apps.evidence.kinds import kind_of, words_of
from deungdae.apps.evidence.models import EvidenceEntry

SHOWN_OF_A_HASH = 16


def entries(asked: Asked) -> Iterator[Block]:
    """Month by month, also what was corrected; nobody's name."""
    span = Q(happened_on__gte=asked.since, happened_on__lt=asked.until, recorded_at__lte=asked.book.at)
    found = EvidenceEntry.objects.filter(span, corrects__isnull=True).select_related(
        "organisation__merged_into", "evidenceentry"
    )
    for month, some in groupby(
        found.order_by("happened_on", "id").iterator(chunk_size=2_000),
        key=lambda one: one.happened_on.replace(day=1),
    ):
        label = date_format(month, "YEAR_MONTH_FORMAT")
        rows = tuple(row_of(one, asked) for one in some)
        yield Heading(label, 2)
        yield Paragraph(_("기록 {count}건").format(count=f"{len(rows):,}"))
        head = (_("날짜"), _("적은 날"), _("기업"), _("종류와 내용"), _("근거"), _("상태"))
        yield Table(label, head, rows, (13, 13, 17, 33, 14, 10))


def row_of(entry: EvidenceEntry, asked: Asked) -> tuple[str, ...]:
    counter = entry.counter
    is_corrected = counter is not None and counter.recorded_at <= asked.book.at
    return (
        date_format(entry.happened_on, "SHORT_DATE_FORMAT"),
        date_format(localtime(entry.recorded_at), "SHORT_DATE_FORMAT"),
        (entry.organisation.merged_into or entry.organisation).name,
        f"{kind_of(entry.kind).label}: {words_of(kind=entry.kind, payload=entry.payload)}",
        entry.source.partition(":")[0],
        _("바로잡음") if is_corrected else _("유효"),
    )


def decisions(asked: Asked) -> Iterator[Block]:
    """What the product decided by calculation, each with the hash by which it can be run again."""
    span = Q(decided_at__gte=moment(asked.since, 0), decided_at__lt=moment(asked.until, 0))
    found = (
        Decision.objects.filter(span, decided_at__lte=asked.book.at)
        .defer("document")
        .order_by("decided_at", "pk")
    )
    rows = tuple(
        (
            date_format(localtime(one.decided_at), "SHORT_DATETIME_FORMAT"),
            one.kind,
            f"{one.engine} {one.engine_version}",
            one.result_hash[:SHOWN_OF_A_HASH],
        )
        for one in found
    )
    if rows:
        head = (_("결정한 때"), _("종류"), _("계산기와 판"), _("결과 해시(앞부분)"))
        yield Table(_("계산으로 정한 것"), head, rows, (24, 26, 24, 26))


for name, label, build in (
    ("audit.entries", gettext_lazy("증거 기록"), entries),
    ("audit.decisions", gettext_lazy("계산으로 정한 것"), decisions),
):
    register_report_section(ReportSection(name, label, build))

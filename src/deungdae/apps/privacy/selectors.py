"""What the pages and the certificate say about requests and about a round of destruction."""

from dataclasses import dataclass

from django.db.models import Case, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.retention.registry import KINDS
from deungdae.apps.core.retention.schedule import Term, schedule
from deungdae.apps.privacy.models import DataRequest, DestructionItem, DestructionRun

OPEN_REQUESTS = (DataRequest.State.RECEIVED, DataRequest.State.IN_WORK)
IN_A_SAMPLE = 5
KEPT = {
    "audit_log": _("감사 기록"),
    "consent": _("동의"),
    "evidence": _("기업 카드의 기록"),
    "notice_subscription": _("새 글 구독"),
    "report": _("발행한 보고서"),
}
"""What the schedule names and no round destroys."""


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of record in a round."""

    label: str | Promise
    term: Term
    found: int
    held: int
    destroyed: int
    kept: int
    sample: tuple[str, ...] = ()


def lines_of(run: DestructionRun, *, with_sample: bool = False) -> list[Line]:
    """The kinds of a round, with a few records of each in words; nothing personal."""
    terms = schedule()
    return [
        Line(
            label=KINDS[line["kind"]].label,
            term=terms[line["kind"]],
            found=line["found"],
            held=line["held"],
            destroyed=line["destroyed"],
            kept=line["kept"],
            sample=sample_of(run, line["kind"]) if with_sample and line["found"] else (),
        )
        for line in run.counts
        if line["kind"] in KINDS and line["kind"] in terms
    ]


def sample_of(run: DestructionRun, name: str) -> tuple[str, ...]:
    kind = KINDS[name]
    items = DestructionItem.objects.filter(run=run, kind=name, state=DestructionItem.State.PLANNED)
    keys = list(items.order_by("record").values_list("record", flat=True)[:IN_A_SAMPLE])
    due = kind.due(schedule()[name].ends_before(run.as_of))
    return tuple(kind.words(record) for record in due.filter(pk__in=keys).order_by("pk"))


def terms() -> list[tuple[str | Promise, Term]]:
    """The schedule for reading: every kind with its label."""
    labels = {**KEPT, **{name: kind.label for name, kind in KINDS.items()}}
    return [(labels[name], term) for name, term in schedule().items()]


def runs() -> list[DestructionRun]:
    return list(DestructionRun.objects.select_related("started_by", "proposed_by", "decided_by"))


def requests_in_order() -> QuerySet[DataRequest]:
    """The queue: what waits first, by the day on which it is due; then what has ended, the newest first."""
    ended = Case(When(state__in=OPEN_REQUESTS, then=Value(0)), default=Value(1))
    found = DataRequest.objects.select_related("person", "taken_by", "ended_by").annotate(has_ended=ended)
    return found.order_by("has_ended", Case(When(state__in=OPEN_REQUESTS, then="due_on")), "-ended_at", "id")


def open_requests() -> int:
    """How many wait for the staff."""
    return DataRequest.objects.filter(state__in=OPEN_REQUESTS).count()

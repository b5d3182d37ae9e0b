"""An edition: all tables and the effect, computed together by a job and kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.decisions import keep_decision
from deungdae.apps.core.jobs.context import JobContext
from deungdae.apps.core.jobs.registry import job_function
from deungdae.apps.core.jobs.services import enqueue_job
from deungdae.apps.core.models import Job
from deungdae.apps.gap.bridge.effect import Decision, compared
from deungdae.apps.gap.bridge.tables import LEAST, table_of
from deungdae.apps.gap.models import Edition, GapTable, Observation
from deungdae.apps.gap.selectors.editions import newest_edition
from deungdae.apps.gap.selectors.sample import all_seen, answers_by_table, companies_compared

MAKE = "gap.make_edition"
NEWCOMERS = LEAST
"""A new edition waits for so many new observations: two editions that differ by less could be subtracted."""


def is_due() -> bool:
    """Whether enough has been settled since the newest edition."""
    last = Edition.objects.aggregate(last=Max("through"))["last"] or 0
    return Observation.objects.filter(pk__gt=last)[:NEWCOMERS].count() >= NEWCOMERS


def ask_edition_when_due() -> Job | None:
    """A chore of the worker."""
    if not is_due():
        return None
    title = _("디지털 격차 지표 계산")
    return enqueue_job(name=MAKE, title=title, arguments={}, idempotency_key=MAKE, owner=None)


@job_function(MAKE)
def make_edition_job(context: JobContext) -> None:
    """Computes while nothing is locked; writes at the end."""
    draft = compute_edition(tell=context.tell)
    with transaction.atomic():
        context.hold()
        if draft is not None:
            keep_edition(draft)
        context.finish(message=_("디지털 격차 지표를 새로 계산했습니다."), result_url=reverse("gap:home"))


def make_edition() -> Edition | None:
    """Compute and keep what the pages show; the newest one where nothing has come since."""
    draft = compute_edition()
    return keep_edition(draft) if draft is not None else newest_edition()


@dataclass(frozen=True, slots=True)
class Draft:
    """An edition before it is kept; `tables`: by round and year."""

    through: int
    record: Decision
    tables: dict[tuple[str, int], dict[str, Any]]


def compute_edition(tell: Callable[[int, str], None] = lambda _percent, _step: None) -> Draft | None:
    """None where nothing has come since the newest one."""
    seen = all_seen()
    known = newest_edition()
    through = max((one.pk for one in seen), default=0)
    if not seen or (known is not None and known.through >= through):
        return None
    tell(5, _("지원받은 기업과 비슷한 기업을 견주고 있습니다."))
    record = compared(companies_compared(seen))
    waiting, tables = list(answers_by_table(seen)), {}
    for place, ((round_, year), answers) in enumerate(waiting):
        step = _("{year}년 {round} 표를 계산하고 있습니다.").format(year=year, round=round_)
        tell(10 + 85 * place // len(waiting), step)
        tables[round_, year] = table_of(answers, year)
    return Draft(through, record, tables)


@transaction.atomic
def keep_edition(draft: Draft) -> Edition:
    """Once for the same observations: whoever comes second gets what the first one kept."""
    known = Edition.objects.filter(through=draft.through).first()
    if known is not None:
        return known
    now = clock.now()
    decision = keep_decision(draft.record, subject=f"gap:{draft.through}", decided_by=None, at=now)
    edition = Edition.objects.create(through=draft.through, made_at=now, decision=decision)
    GapTable.objects.bulk_create(
        GapTable(edition=edition, round=round_, year=year, document=document)
        for (round_, year), document in draft.tables.items()
    )
    return edition

"""An edition: all tables and the effect, computed together by a job and kept."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.decisions import keep_decision
from deungdae.apps.core.jobs.context import JobContext
from deungdae.apps.core.jobs.registry import job_function
from deungdae.apps.core.jobs.services import enqueue_job
from deungdae.apps.core.models import Job
from deungdae.apps.gap.bridge.effect import compared
from deungdae.apps.gap.bridge.tables import LEAST, table_of
from deungdae.apps.gap.models import Edition, GapTable, Observation
from deungdae.apps.gap.selectors.sample import all_seen, answers_by_table, companies_compared

MAKE = "gap.make_edition"
NEWCOMERS = LEAST
"""A new edition waits for so many new observations: two editions that differ by less could be subtracted."""


def newest_edition() -> Edition | None:
    return Edition.objects.first()


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
    with transaction.atomic():
        context.hold()
        make_edition()
        context.finish(message=_("디지털 격차 지표를 새로 계산했습니다."), result_url="/gap/")


@transaction.atomic
def make_edition() -> Edition | None:
    """Compute and keep what the pages show; the newest one where nothing has come since."""
    seen = all_seen()
    known = newest_edition()
    through = max((one.pk for one in seen), default=0)
    if not seen or (known is not None and known.through >= through):
        return known
    now = clock.now()
    record = compared(companies_compared(seen))
    decision = keep_decision(record, subject=f"gap:{through}", decided_by=None, at=now)
    edition = Edition.objects.create(through=through, made_at=now, decision=decision)
    GapTable.objects.bulk_create(
        GapTable(edition=edition, round=round_, year=year, document=table_of(answers, year))
        for (round_, year), answers in answers_by_table(seen)
    )
    return edition

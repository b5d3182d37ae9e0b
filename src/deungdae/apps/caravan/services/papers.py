"""Printing the papers of a day: 340 agendas take half a minute, so a job makes them."""

from collections.abc import Callable
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.documents.agenda import DayBook
from deungdae.apps.caravan.models import DayPaper, MatchingDay
from deungdae.apps.caravan.selectors.agendas import book_of_day
from deungdae.apps.caravan.services.turns import lock_day
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.files import discard_file, keep_file
from deungdae.apps.core.ids import from_short
from deungdae.apps.core.jobs.context import JobContext
from deungdae.apps.core.jobs.registry import job_function
from deungdae.apps.core.jobs.services import enqueue_job
from deungdae.apps.core.models import Job, StoredFile
from deungdae.engine.kernel.korean import sentence

JOB = "caravan.make_paper"
Kind = DayPaper.Kind


def start_paper(*, day: MatchingDay, kind: str, actor: User | None) -> Job:
    """Ask for a paper as the day is now, or get the job that is at it already."""
    if kind not in Kind.values:
        raise refused("paper_kind", _("‘{kind}’(은/는) 만들 수 있는 문서가 아닙니다."), kind=kind)
    language = get_language()
    return enqueue_job(
        name=JOB,
        title=sentence("{paper}: {title}", {"paper": str(Kind(kind).label), "title": day.title})[:200],
        arguments={"day": day.short_id, "kind": kind, "language": language},
        idempotency_key=f"paper:{day.short_id}:{kind}:{language}",
        owner=actor,
    )


@job_function(JOB)
def make_paper(context: JobContext) -> None:
    """Read the day once, lay the paper out, keep the file in the job's last transaction."""
    with context.in_language():
        day, book = read_day(context.arguments["day"])
        kind = Kind(context.arguments["kind"])
        content = laid_out(kind, book, partial(tell, context))
        keep_paper(context, day=day, kind=kind, content=content)


def read_day(short_id: str) -> tuple[MatchingDay, DayBook]:
    """The day and its book at one and the same revision."""
    with transaction.atomic():
        day = MatchingDay.objects.filter(public_id=from_short(short_id)).first()
        if day is None:
            raise RefusedError("no_day", _("행사가 지워져 문서를 만들 수 없습니다."))
        day = lock_day(day=day)
        return day, book_of_day(day=day)


def laid_out(kind: Kind, book: DayBook, tell: Callable[[int, int], None]) -> bytes:
    # The layout library takes a second to import: only the worker that prints needs it.
    from deungdae.apps.caravan.documents import pdf  # noqa: PLC0415

    makers = {Kind.AGENDAS: pdf.agendas_pdf, Kind.SIGNS: pdf.table_signs_pdf, Kind.GRID: pdf.grid_pdf}
    return makers[kind](book, tell)


def tell(context: JobContext, done: int, total: int) -> None:
    """How far the layout is."""
    words = _("%(total)s묶음 가운데 %(done)s묶음을 만들었습니다.") % {"done": done, "total": total}
    context.tell(95 * done // max(1, total), words)


def keep_paper(context: JobContext, *, day: MatchingDay, kind: Kind, content: bytes) -> None:
    """The new file takes the place of the last one, whole or not at all."""
    stored = keep_file(
        file=ContentFile(content),
        shown_name=f"{kind.value}.pdf",
        content_type="application/pdf",
        extension="pdf",
        owner_id=context.job.owner_id,
    )
    stored.scan_state = StoredFile.Scan.CLEAN
    try:
        with transaction.atomic():
            context.hold()
            stored.save()
            replace_paper(day=day, kind=kind, stored=stored, context=context)
            context.finish(
                message=sentence(_("{paper}(을/를) 만들었습니다."), {"paper": str(kind.label)}),
                result_url=reverse("caravan:documents", args=[day.public_id]),
            )
    except BaseException:
        discard_file(stored=stored)
        raise


def replace_paper(*, day: MatchingDay, kind: Kind, stored: StoredFile, context: JobContext) -> None:
    which = {"day": day, "kind": kind, "language": context.arguments["language"]}
    earlier = DayPaper.objects.filter(**which).select_related("file").first()
    values = {
        "file": stored,
        "revision": day.timetable_revision,
        "made_at": clock.now(),
        "made_by_id": context.job.owner_id,
    }
    DayPaper.objects.update_or_create(**which, defaults=values)
    if earlier is not None:
        StoredFile.objects.filter(pk=earlier.file_id).delete()
        transaction.on_commit(partial(discard_file, stored=earlier.file))

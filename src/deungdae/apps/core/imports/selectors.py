"""Which imports a person may look at, and what the pages show of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from deungdae.apps.core.imports.frame import (
    IMPORTERS,
    Importer,
    Option,
    Person,
    Subject,
    is_ticked,
    permitted_importers,
)
from deungdae.apps.core.models import ImportRow, ImportRun

PAGE_SIZE = 50
ROWS_PER_PAGE = 200


def runs_visible_to(*, user: Person) -> QuerySet[ImportRun]:
    """The runs of every importer that the person may use."""
    names = [importer.name for importer in permitted_importers(user=user)]
    return ImportRun.objects.filter(importer__in=names).select_related("file", "created_by", "job")


def importer_of(run: ImportRun) -> Importer:
    return IMPORTERS[run.importer]


def page_of_runs(*, user: Person, before: int | None = None) -> tuple[list[ImportRun], int | None]:
    """One page of the history, newest first, and the key that the next page starts before."""
    runs = runs_visible_to(user=user).order_by("-id").defer("preview", "undo_log", "mapping")
    if before is not None:
        runs = runs.filter(id__lt=before)
    found = list(runs[: PAGE_SIZE + 1])
    return found[:PAGE_SIZE], (found[PAGE_SIZE - 1].pk if len(found) > PAGE_SIZE else None)


def page_of_bad_rows(*, run: ImportRun, after: int = 0) -> tuple[list[ImportRow], int | None]:
    """One page of what is wrong, in the order of the file, and the key that the next page starts after."""
    found = list(run.bad_rows.filter(id__gt=after).order_by("id")[: ROWS_PER_PAGE + 1])
    return found[:ROWS_PER_PAGE], (found[ROWS_PER_PAGE - 1].pk if len(found) > ROWS_PER_PAGE else None)


def earlier_applied_run(*, run: ImportRun) -> ImportRun | None:
    """The run that has applied the same file to the same thing already, whatever its options."""
    same = ImportRun.objects.filter(
        importer=run.importer,
        subject=run.subject,
        file_hash=run.file_hash,
        state=ImportRun.State.APPLIED,
    )
    return same.exclude(pk=run.pk).select_related("created_by").order_by("-applied_at").first()


def subjects_of(runs: Iterable[ImportRun], *, user: Person) -> dict[tuple[str, str], Subject]:
    """What the runs belong to, by importer and subject; one question to each importer."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for run in runs:
        if run.subject:
            wanted[run.importer].add(run.subject)
    return {
        (name, subject): found
        for name, subjects in wanted.items()
        for subject, found in IMPORTERS[name].subjects(subjects=subjects, user=user).items()
    }


def is_applied_already(*, run: ImportRun) -> bool:
    """Whether this file has been applied with the same choices: it cannot be applied again."""
    return applied_with_same_choices(run=run).exists()


def applied_with_same_choices(*, run: ImportRun) -> QuerySet[ImportRun]:
    return ImportRun.objects.filter(
        importer=run.importer,
        subject=run.subject,
        file_hash=run.file_hash,
        options_hash=run.options_hash,
        state=ImportRun.State.APPLIED,
    ).exclude(pk=run.pk)


def changes_nothing(*, run: ImportRun) -> bool:
    """Whether every row of a checked file is registered as it stands."""
    return not run.counts.get("created") and not run.counts.get("changed")


@dataclass(frozen=True, slots=True)
class Mending:
    """An option that would mend errors: in how many rows, and how many wrong rows would be left."""

    option: Option
    rows: int
    left: int


def mendings_of(*, run: ImportRun) -> list[Mending]:
    """What one click would mend of a rejected file."""
    if run.state != ImportRun.State.REJECTED:
        return []
    errors = run.bad_rows.filter(is_warning=False)
    found = []
    for option in importer_of(run).options:
        if option.mends and not is_ticked(run.options, option.name):
            rows = rows_with(errors.filter(code__in=option.mends))
            left = rows_with(errors.exclude(code__in=option.mends))
            found += [Mending(option, rows, left)] if rows else []
    return found


def rows_with(errors: QuerySet[ImportRow]) -> int:
    return errors.order_by().values("sheet", "row_number").distinct().count()


def usable_importers(*, user: Person) -> list[Importer]:
    """The importers that the person may start from the history page: those that belong to nothing."""
    return [
        importer
        for importer in permitted_importers(user=user)
        if importer.subject_title(subject="", user=user) is not None
    ]

"""Reading yearly figures: what counts of each year, what was said before, and how the years went."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, Value, When

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.organisations.figure_kinds import EMPLOYEES
from deungdae.apps.organisations.models import Organisation, YearlyFigure

Key = tuple[int, str]
"""Year and kind."""


@dataclass(slots=True)
class Entry:
    """Everything that is known of one figure of one year: what counts first, then what else was said."""

    counting: YearlyFigure | None = None
    others: list[YearlyFigure] = field(default_factory=list)
    """Current in a source that counts less."""
    earlier: list[YearlyFigure] = field(default_factory=list)
    """Restated or withdrawn, the newest first."""

    @property
    def replaced(self) -> YearlyFigure | None:
        """The figure that the counting one corrects, when its value was another."""
        for figure in self.earlier:
            if self.counting and figure.pk == self.counting.supersedes_id:
                return figure if figure.value != self.counting.value else None
        return None


def figures_of(*, organisation: Organisation, user: Viewer) -> dict[Key, Entry]:
    """All figures of an organisation, in one query."""
    rows = YearlyFigure.objects.visible_to(user).filter(organisation=organisation)
    entries: dict[Key, Entry] = {}
    for figure in rows.order_by("year", "kind", "source_kind", "-recorded_at", "-pk"):
        entry = entries.setdefault((figure.year, figure.kind), Entry())
        if figure.ended_at is not None:
            entry.earlier.append(figure)
        elif entry.counting is None:
            entry.counting = figure
        else:
            entry.others.append(figure)
    return entries


def counting_values(*, organisation: Organisation) -> dict[Key, int]:
    """(year, kind) → the value that counts: of the most reliable source."""
    rows = YearlyFigure.objects.current().filter(organisation=organisation)
    return counting(rows.order_by("source_kind").values_list("year", "kind", "value"))


def employees_on(organisation: Organisation, on: date) -> int | None:
    """How many people worked there at the end of the newest fiscal year that had ended by that day."""
    rows = YearlyFigure.objects.current().filter(organisation=organisation, kind=EMPLOYEES, ends_on__lte=on)
    return rows.order_by("-ends_on", "source_kind").values_list("value", flat=True).first()


def counting(rows: Iterable[tuple[int, str, int]]) -> dict[Key, int]:
    """The first of each year and kind; the rows come in the order in which sources count."""
    found: dict[Key, int] = {}
    for year, kind, value in rows:
        found.setdefault((year, kind), value)
    return found


def series_of(entries: Mapping[Key, Entry], kind: str) -> list[tuple[int, int]]:
    """(year, value) of one kind, in the order of the years."""
    return sorted(
        (year, entry.counting.value)
        for (year, each), entry in entries.items()
        if each == kind and entry.counting is not None
    )


SIZE_CLASSES: tuple[tuple[str, int], ...] = (("large", 1_000), ("mid", 300), ("small", 1))
"""Employees from which a company is large, mid or small for counts by size; not its legal status."""


def with_size_class(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Adds `employees` (the newest figure that counts) and `size_class`: large, mid, small or unknown."""
    newest = (
        YearlyFigure.objects.current()
        .filter(organisation=OuterRef("pk"), kind=EMPLOYEES)
        .order_by("-year", "source_kind")
        .values("value")[:1]
    )
    classes = [When(employees__gte=least, then=Value(name)) for name, least in SIZE_CLASSES]
    return organisations.annotate(employees=Subquery(newest, output_field=IntegerField())).annotate(
        size_class=Case(*classes, default=Value("unknown"))
    )


def counts_by_size(organisations: QuerySet[Organisation]) -> dict[str, int]:
    """How many of these organisations are of each size class."""
    found = dict.fromkeys([*(name for name, _least in SIZE_CLASSES), "unknown"], 0)
    sized: QuerySet[Any] = with_size_class(organisations).order_by()
    found.update(dict(sized.values_list("size_class").annotate(count=Count("pk"))))
    return found

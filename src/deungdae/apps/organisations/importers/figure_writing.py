"""Comparing a list of yearly figures with what is known, writing what differs, and taking it back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.frame import Counts, Issue, Person, Row, Verdict
from deungdae.apps.core.imports.undoing import batches
from deungdae.apps.organisations.figure_doubts import doubts_of
from deungdae.apps.organisations.importers.writing import among
from deungdae.apps.organisations.models import YearlyFigure
from deungdae.apps.organisations.selectors.figures import counting

IN_ONE_INSERT = 1_000
Place = tuple[int, str, int]
"""Year, kind and source kind."""


@dataclass(slots=True)
class Said:
    """One figure that a row gives; None: the row does not say."""

    row: Row
    column: str
    year: int
    kind: str
    value: int
    source_kind: int
    source: str = ""
    as_of: date | None = None
    months: int | None = None
    ends_on: date | None = None

    @property
    def place(self) -> Place:
        return self.year, self.kind, self.source_kind


@dataclass(frozen=True, slots=True)
class Known:
    """A current figure, as far as it is compared."""

    pk: int
    value: int
    months: int
    ends_on: date
    source: str
    as_of: date

    def says(self, said: Said) -> bool:
        """Whether this is what the row says; what the row leaves open does not count."""
        return (
            self.value == said.value
            and (said.months is None or said.months == self.months)
            and (said.ends_on is None or said.ends_on == self.ends_on)
            and (not said.source or said.source == self.source)
            and (said.as_of is None or said.as_of == self.as_of)
        )


@dataclass(slots=True)
class Plan:
    """Figures to write: (organisation, what the row says, the figure it replaces)."""

    new: list[tuple[int, Said, Known | None]] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)


def plan_of(said: Mapping[int, Sequence[Said]], verdict: Verdict) -> Plan:
    """What the list would do, some hundred companies at a time."""
    plan = Plan()
    for pks in batches(sorted(said)):
        known = known_figures(pks)
        for pk in pks:
            add_company(plan, pk, said[pk], known.get(pk, {}), verdict)
    return plan


def known_figures(pks: Sequence[int]) -> dict[int, dict[Place, Known]]:
    """The current figures of these companies, in the order in which their sources count."""
    rows = (
        YearlyFigure.objects.current()
        .filter(among("organisation", pks))
        .order_by("source_kind")
        .values_list(
            "organisation_id",
            "year",
            "kind",
            "source_kind",
            "pk",
            "value",
            "months",
            "ends_on",
            "source",
            "as_of",
        )
    )
    found: dict[int, dict[Place, Known]] = {}
    for organisation, year, kind, source_kind, pk, value, months, ends_on, source, as_of in rows.iterator(
        chunk_size=5_000
    ):
        known = Known(pk, value, months, ends_on, source, as_of)
        found.setdefault(organisation, {})[year, kind, source_kind] = known
    return found


def add_company(
    plan: Plan, pk: int, said: Sequence[Said], known: Mapping[Place, Known], verdict: Verdict
) -> None:
    """The figures of one company: what is new, what restates, what is twice, and what looks like a slip."""
    seen: dict[Place, Said] = {}
    new: dict[tuple[int, str], int] = {}
    for each in said:
        first = seen.setdefault(each.place, each)
        if first is not each:
            verdict.issues.append(twice(each, first))
            continue
        before = known.get(each.place)
        if before is None:
            plan.counts.created += 1
        elif before.says(each):
            plan.counts.unchanged += 1
            continue
        else:
            plan.counts.changed += 1
        plan.new.append((pk, each, before))
        new[each.year, each.kind] = each.value
    if new:
        values = counting((year, kind, figure.value) for (year, kind, _source), figure in known.items())
        add_doubts(seen, new, values, verdict)


def add_doubts(
    seen: Mapping[Place, Said],
    new: Mapping[tuple[int, str], int],
    values: Mapping[tuple[int, str], int],
    verdict: Verdict,
) -> None:
    """A doubt is a warning at the row that gave the figure."""
    doubts = doubts_of(new=new, known=values)
    if not doubts:
        return
    givers = {(each.year, each.kind): each for each in seen.values()}
    of_year = {each.year: each for each in seen.values()}
    for doubt in doubts:
        giver = givers.get((doubt.year, doubt.kind)) or of_year[doubt.year]
        verdict.issues.append(
            giver.row.issue(
                giver.column,
                code=doubt.code,
                message=doubt.message,
                remedy=_("맞는 값이면 그대로 반영해도 됩니다."),
                is_warning=True,
            )
        )


def twice(each: Said, first: Said) -> Issue:
    return each.row.issue(
        each.column,
        code="twice",
        message=_("%(row)s행에 기업, 연도, 항목, 출처가 같은 값이 있습니다.") % {"row": first.row.number},
        remedy=_("한 행만 남겨 주십시오."),
    )


def write(plan: Plan, actor: Person | None) -> dict[str, object]:
    """Write the new figures and close those they replace; the log that undo needs."""
    now = clock.now()
    replaced = [known.pk for _pk, _said, known in plan.new if known is not None]
    for part in batches(replaced):
        YearlyFigure.objects.filter(pk__in=part).update(ended_at=now)
    written = list(write_new(plan, now, actor.pk if actor else None))
    return {"created": written, "replaced": replaced}


def write_new(plan: Plan, now: datetime, actor: int | None) -> Iterator[int]:
    today = clock.today()
    for part in batches(plan.new, IN_ONE_INSERT):
        figures = YearlyFigure.objects.bulk_create(
            YearlyFigure(
                organisation_id=pk,
                year=said.year,
                kind=said.kind,
                value=said.value,
                months=said.months or (known.months if known else 12),
                ends_on=said.ends_on or (known.ends_on if known else date(said.year, 12, 31)),
                source_kind=said.source_kind,
                source=said.source or (known.source if known else ""),
                as_of=said.as_of or today,
                recorded_at=now,
                recorded_by_id=actor,
                supersedes_id=known.pk if known else None,
            )
            for pk, said, known in part
        )
        yield from (figure.pk for figure in figures)


def take_back(log: dict) -> None:
    """Remove what the list wrote, and let what it had replaced be current again."""
    created, replaced = log.get("created", []), log.get("replaced", [])
    for part in batches(created):
        figures = YearlyFigure.objects.filter(pk__in=part)
        if figures.filter(ended_at__isnull=False).exists() or figures.count() != len(part):
            raise RefusedError(
                "import_undo_changed",
                _(
                    "가져온 수치 가운데 그 뒤에 정정하거나 거둔 것이 있어 되돌릴 수 없습니다. "
                    "기업의 재무·인력 화면에서 직접 고쳐 주십시오."
                ),
            )
    now = clock.now()
    for part in batches(created):
        figures = YearlyFigure.objects.filter(pk__in=part)
        figures.update(ended_at=now, withdrawal=_("가져오기를 되돌림"))
        figures.delete()
    for part in batches(replaced):
        YearlyFigure.objects.filter(pk__in=part).update(ended_at=None)

"""Reading the edit history of an organisation and its parts: acts, latest first, each with its changes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from deungdae.apps.organisations.models import (
    Branch,
    Contact,
    ExternalIdentifier,
    Membership,
    Organisation,
    OrganisationIndustry,
    OrganisationKind,
    OrganisationName,
)

ACTS_PER_PAGE = 25
LINES_PER_MODEL = 300
TRACKED: tuple[type[models.Model], ...] = (
    Organisation,
    OrganisationKind,
    OrganisationIndustry,
    ExternalIdentifier,
    OrganisationName,
    Branch,
    Contact,
    Membership,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One record's change: its row after the act, and the row before when there is one."""

    model: type[models.Model]
    after: Any
    before: Any


@dataclass(frozen=True, slots=True)
class HistoryAct:
    """What one person did at one moment, and why."""

    at: datetime
    who: Any
    reason: str
    lines: list[Line] = field(default_factory=list)


def acts_of(
    *, organisation: Organisation, before: datetime | None = None
) -> tuple[list[HistoryAct], datetime | None]:
    """One page of acts, and the moment that the next page starts before. Ask the right to read it first."""
    found: list[tuple[type[models.Model], Any]] = []
    horizon = None
    for model in TRACKED:
        rows = rows_of(model, organisation, before)
        if len(rows) == LINES_PER_MODEL:
            oldest = rows[-1].history_date
            horizon = oldest if horizon is None else max(horizon, oldest)
        found += [(model, row) for row in rows]
    found.sort(key=lambda pair: (pair[1].history_date, pair[1].history_user_id or 0), reverse=True)
    moments = [(at, list(rows)) for at, rows in groupby(found, key=lambda pair: pair[1].history_date)]
    whole = [(at, rows) for at, rows in moments if horizon is None or at > horizon] or moments[:1]
    shown = whole[:ACTS_PER_PAGE]
    rows_shown = [pair for _at, rows in shown for pair in rows]
    older = shown[-1][0] if shown and (len(shown) < len(moments) or horizon is not None) else None
    return acts_from(rows_shown, rows_before(rows_shown)), older


def rows_of(model: type[models.Model], organisation: Organisation, before: datetime | None) -> list[Any]:
    """The latest history rows of one model, each with the key of its record's row before."""
    history: Any = model.history.model  # type: ignore[attr-defined]
    earlier = history.objects.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    key = "id" if model is Organisation else "organisation"
    mine = Q(**{key: organisation.pk})
    if before is not None:
        mine &= Q(history_date__lt=before)
    rows = history.objects.filter(mine).select_related("history_user", *references(history))
    rows = rows.annotate(before_id=Subquery(earlier.order_by("-history_id").values("history_id")[:1]))
    return list(rows.order_by("-history_date", "-history_id")[:LINES_PER_MODEL])


def references(history: Any) -> list[str]:
    """What the rows name of other tables: industry, region, person."""
    return [
        each.name
        for each in history.tracked_fields
        if isinstance(each, models.ForeignKey) and each.name != "organisation"
    ]


def rows_before(found: Iterable[tuple[type[models.Model], Any]]) -> dict[tuple[type, int], Any]:
    """The rows before, by model and key; one query per model."""
    keys: dict[type[models.Model], list[int]] = defaultdict(list)
    for model, row in found:
        if row.history_type == "~" and row.before_id:
            keys[model].append(row.before_id)
    before = {}
    for model, wanted in keys.items():
        history: Any = model.history.model  # type: ignore[attr-defined]
        rows = history.objects.select_related(*references(history)).in_bulk(wanted)
        before.update({(model, key): row for key, row in rows.items()})
    return before


def acts_from(
    found: Iterable[tuple[type[models.Model], Any]], before: dict[tuple[type, int], Any]
) -> list[HistoryAct]:
    """Rows of one moment, person and reason are one act; the organisation itself comes first."""
    acts: dict[tuple[datetime, int | None, str], HistoryAct] = {}
    for model, row in found:
        reason = row.history_change_reason or ""
        key = (row.history_date, row.history_user_id, reason)
        act = acts.setdefault(key, HistoryAct(row.history_date, row.history_user, reason))
        act.lines.append(Line(model, row, before.get((model, row.before_id))))
    for act in acts.values():
        act.lines.sort(key=lambda line: (TRACKED.index(line.model), line.after.history_id))
    return list(acts.values())

"""Writing the parts that a list brings, and taking them back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from deungdae.apps.core.imports.undoing import batches
from deungdae.apps.organisations.importers.identity import Wanted
from deungdae.apps.organisations.importers.parts import FIELDS, MODELS, PartChange, PartPlan
from deungdae.apps.organisations.services.history import CHANGED, CREATED, REMOVED, Act, write_lines
from deungdae.apps.organisations.services.search import index_organisations

IN_ONE_INSERT = 1_000


def write_parts(plan: PartPlan, new_keys: Mapping[Wanted, int], act: Act) -> dict[str, object]:
    """Write what is new and what differs; the log that undo needs. `new_keys`: of new organisations' rows."""
    created: dict[str, list[int]] = {}
    for sheet in MODELS:
        model: Any = MODELS[sheet]
        wanted = [part for part in plan.new if part.sheet == sheet]
        records = [
            model(
                organisation_id=new_keys[part.owner] if isinstance(part.owner, Wanted) else part.owner,
                **{name: value for name, value in part.values.items() if value is not None},
            )
            for part in wanted
        ]
        for batch in batches(records, IN_ONE_INSERT):
            model._default_manager.bulk_create(batch)
            write_lines(batch, act, CREATED)
        created[sheet] = [record.pk for record in records]
    write_changes(plan.changes, act)
    index_organisations(sorted(owners_of(plan, new_keys)))
    changed = [[change.sheet, change.pk, as_json(change.values)] for change in plan.changes]
    return {"created": created, "changed": changed}


def owners_of(plan: PartPlan, new_keys: Mapping[Wanted, int]) -> set[int]:
    """The organisations whose parts the plan writes."""
    new = {new_keys[part.owner] if isinstance(part.owner, Wanted) else part.owner for part in plan.new}
    for sheet in MODELS:
        model: Any = MODELS[sheet]
        changed = [change.pk for change in plan.changes if change.sheet == sheet]
        for batch in batches(changed):
            rows = model._default_manager.filter(pk__in=batch)
            new.update(rows.values_list("organisation_id", flat=True))
    return new


def as_json(values: dict[str, tuple[Any, Any]]) -> dict[str, list[Any]]:
    return {
        name: [one.isoformat() if isinstance(one, date) else one for one in pair]
        for name, pair in values.items()
    }


def write_changes(changes: Sequence[PartChange], act: Act) -> None:
    by_sheet: dict[str, dict[int, PartChange]] = defaultdict(dict)
    for change in changes:
        by_sheet[change.sheet][change.pk] = change
    for sheet, wanted in by_sheet.items():
        for batch in batches(sorted(wanted)):
            records = list(
                MODELS[sheet]._default_manager.select_for_update(of=("self",)).filter(pk__in=batch)
            )
            for record in records:
                for name, (_before, after) in wanted[record.pk].values.items():
                    setattr(record, name, after)
            keep(sheet, records, act)


def keep(sheet: str, records: Sequence[Any], act: Act) -> None:
    names = [name.removesuffix("_id") for name in FIELDS[sheet]]
    MODELS[sheet]._default_manager.bulk_update(records, names, batch_size=50)
    write_lines(records, act, CHANGED)


def take_back_parts(log: Mapping[str, Any], act: Act) -> bool:
    """Restore and delete; False when somebody has changed one of them since."""
    by_sheet: dict[str, dict[int, dict[str, list[Any]]]] = defaultdict(dict)
    for sheet, pk, values in log.get("changed", []):
        by_sheet[sheet][pk] = values
    owners: set[int] = set()
    for sheet, changes in by_sheet.items():
        for batch in batches(sorted(changes)):
            records = list(MODELS[sheet]._default_manager.filter(pk__in=batch))
            owners.update(record.organisation_id for record in records)
            if len(records) < len(batch) or not all(restore(one, changes[one.pk]) for one in records):
                return False
            keep(sheet, records, act)
    for sheet, pks in log.get("created", {}).items():
        for batch in batches(pks):
            records = list(MODELS[sheet]._default_manager.filter(pk__in=batch))
            history: Any = MODELS[sheet].history.model  # type: ignore[attr-defined]
            edited = history.objects.filter(id__in=batch).exclude(history_type=CREATED)
            if len(records) < len(batch) or edited.exists():
                return False
            owners.update(record.organisation_id for record in records)
            write_lines(records, act, REMOVED)
            rows = MODELS[sheet]._default_manager.filter(pk__in=batch)
            rows._raw_delete(rows.db)
    index_organisations(sorted(owners))
    return True


def restore(record: Any, values: dict[str, list[Any]]) -> bool:
    for name, (before, after) in values.items():
        now = getattr(record, name)
        if (now.isoformat() if isinstance(now, date) else now) != after:
            return False
        is_day = name in ("valid_from", "valid_to", "opened_on", "closed_on")
        setattr(record, name, date.fromisoformat(before) if is_day and before else before)
    return True

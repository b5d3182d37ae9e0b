"""The edit history: every change of an organisation or a part of it is kept with who, when and why.

One act has one moment, so that its records are read together. The library's own signals stay as the net under
a save that names nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, models

from deungdae.apps.core import clock
from deungdae.apps.core.imports.frame import Person
from deungdae.apps.core.imports.undoing import batches

CREATED, CHANGED, REMOVED = "+", "~", "-"
REASON_LENGTH = 100
OWN_FIELDS = ("history_type", "history_date", "history_user", "history_change_reason")


@dataclass(frozen=True, slots=True)
class Act:
    """Who changes something, at which moment, and why."""

    actor: Person | None
    reason: str = ""
    at: datetime = field(default_factory=clock.now)

    def mark(self, record: models.Model) -> None:
        """What the record's next history line will say."""
        marked: Any = record
        marked._history_user = self.actor
        marked._history_date = self.at
        marked._change_reason = self.reason[:REASON_LENGTH]


def save(record: models.Model, act: Act) -> None:
    """Save one record and its history."""
    act.mark(record)
    record.save()


def remove(record: models.Model, act: Act) -> None:
    """Delete one record; that it was there is kept."""
    act.mark(record)
    record.delete()


def write_lines(records: Sequence[models.Model], act: Act, line_type: str) -> None:
    """The history of many records that were written in bulk, past the signals.

    The database copies the rows as they stand in it: before a deletion, or after any other change.
    """
    if not records:
        return
    model: Any = type(records[0])
    history, quote = model.history.model, connection.ops.quote_name
    columns = ", ".join(quote(each.column) for each in history.tracked_fields)
    own = ", ".join(quote(history._meta.get_field(name).column) for name in OWN_FIELDS)
    head = (
        f"INSERT INTO {quote(history._meta.db_table)} ({columns}, {own}) "  # noqa: S608 # nosec B608
        f"SELECT {columns}, %s, %s, %s, %s FROM {quote(model._meta.db_table)} WHERE {quote('id')} IN "
    )
    values = [
        line_type,
        connection.ops.adapt_datetimefield_value(act.at),
        act.actor.pk if act.actor is not None else None,
        act.reason[:REASON_LENGTH],
    ]
    with connection.cursor() as cursor:
        for batch in batches([record.pk for record in records]):
            places = ", ".join(["%s"] * len(batch))
            cursor.execute(f"{head}({places})", [*values, *batch])

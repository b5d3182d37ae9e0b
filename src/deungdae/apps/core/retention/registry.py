"""The kinds of records that end: each app registers how its own are found and destroyed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

GONE = "(destroyed)"
"""What stands where words or the name of a file were."""

Due = Callable[[date], "QuerySet[Model]"]
Destroy = Callable[[Sequence[int]], None]


@dataclass(frozen=True, slots=True)
class RecordKind:
    """`due`: the records from before a day that can go; `destroy`: by keys, in the caller's transaction.

    words: a record in the sample of the preview, without what is personal.
    person, organisation: the way from a record to whom it is about, for what must be kept in an open case.
    """

    name: str
    label: str | Promise
    due: Due
    destroy: Destroy
    words: Callable[[Any], str] = lambda record: f"#{record.pk}"
    person: str = ""
    organisation: str = ""


KINDS: dict[str, RecordKind] = {}


def register_record_kind(kind: RecordKind) -> None:
    KINDS[kind.name] = kind


def deleting(model: type[Model]) -> Destroy:
    """Rows that simply go."""

    def destroy(keys: Sequence[int]) -> None:
        model._base_manager.filter(pk__in=keys).delete()

    return destroy

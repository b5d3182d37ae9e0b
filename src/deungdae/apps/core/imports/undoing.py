"""What stands in the way of taking something back."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext as _

BATCH = 900
Value = TypeVar("Value")


def dependents_of(
    model: type[models.Model],
    pks: Sequence[int],
    *,
    ignoring: Collection[str] = (),
    words: Mapping[str, str] | None = None,
) -> list[str]:
    """What refers to these records (`상담 신청 3건`); `ignoring` leaves relations out, `words` names them."""
    found = []
    for relation in model._meta.related_objects:
        name = relation.get_accessor_name() or relation.name
        if name in ignoring or relation.name in ignoring:
            continue
        source = relation.related_model
        count = sum(
            source._base_manager.filter(**{f"{relation.field.name}__in": part}).count()
            for part in batches(pks)
        )
        if count:
            word = (words or {}).get(name, source._meta.verbose_name)
            found.append(_("%(what)s %(count)s건") % {"what": word, "count": count})
    return found


def batches(values: Sequence[Value], size: int = BATCH) -> Iterator[Sequence[Value]]:
    """The values in pieces that fit into one query of any database."""
    for start in range(0, len(values), size):
        yield values[start : start + size]

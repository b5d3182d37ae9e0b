"""What happened in one app, told to whoever listens, in the transaction of the act itself.

An app that acts knows nothing of its listeners: those stand above it and put themselves here at start.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from deungdae.apps.core.models.base import PublicModel


@dataclass(frozen=True, slots=True)
class Happening:
    """`kind`: a stable name; `record`: public id of what it happened to; `source`: this one happening and no
    other; `organisation`: key of whose it is, None: everybody's; `facts`: without anything personal."""

    kind: str
    record: str
    source: str
    organisation: int | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


Hearer = Callable[[Sequence[Happening]], None]
HEARERS: list[Hearer] = []


def register_hearer(hearer: Hearer) -> None:
    if hearer not in HEARERS:
        HEARERS.append(hearer)


def announce(happened: Sequence[Happening]) -> None:
    """Call it within the transaction of the act."""
    if happened:
        for hearer in HEARERS:
            hearer(happened)


def source_of(record: PublicModel, *parts: object) -> str:
    """A name for one happening to a record."""
    return ":".join([record._meta.label_lower, record.short_id, *map(str, parts)])

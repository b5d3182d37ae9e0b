"""What can be exported: each app registers its lists of people at start."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class ExportKind:
    """`rows`: every line in the order of the file, as texts; `count`: how many there are now."""

    name: str
    title: str | Promise
    columns: Sequence[str | Promise]
    count: Callable[[], int]
    rows: Callable[[], Iterable[Sequence[str]]]


KINDS: dict[str, ExportKind] = {}


def register_kind(kind: ExportKind) -> None:
    KINDS[kind.name] = kind


def choices() -> list[tuple[str, str]]:
    return [(kind.name, str(kind.title)) for kind in KINDS.values()]

"""Which parts of a whole may be shown without anybody being found; docs/engine/surveys.md."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

LEAST = 5
"""A figure of fewer could be undone with what one of them knows of the others."""
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


def shown(parts: Mapping[Key, Sequence[Value]], *, least: int = LEAST) -> Mapping[Key, Sequence[Value]]:
    """The parts that may be shown, each by itself, and their whole: those with `least` values or more.

    Smaller parts are in no figure at all, not even in the whole: taking what is shown from it leaves nothing
    of them, also when the whole is looked at again after another part has come.
    """
    return {key: values for key, values in parts.items() if len(values) >= least}

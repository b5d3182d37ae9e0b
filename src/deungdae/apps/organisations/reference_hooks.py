"""Where apps above join in: what a confirmed reference leaves behind, and where that is read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from deungdae.apps.accounts.models import User, Viewer
from deungdae.apps.organisations.models import SolutionReference


@dataclass(frozen=True, slots=True)
class Entry:
    """Where it is written that a reference was confirmed: whose case, and its address."""

    name: str
    url: str


Confirmed = Callable[[SolutionReference], object]
TakenBack = Callable[[SolutionReference, str, User | None], object]
"""(the reference with the confirmation that no longer holds, why, by whom)."""
Finder = Callable[[Sequence[SolutionReference], Viewer], Mapping[int, Sequence[Entry]]]
"""Key of a reference → the entries that this person may read."""
ON_CONFIRMATION: list[Confirmed] = []
ON_TAKING_BACK: list[TakenBack] = []
FINDERS: list[Finder] = []


def register_on_confirmation(told: Confirmed, *, taken_back: TakenBack, finder: Finder) -> None:
    """What other apps do in the transaction of a confirmation and of its end, e.g. write to the cases."""
    if told not in ON_CONFIRMATION:
        ON_CONFIRMATION.append(told)
        ON_TAKING_BACK.append(taken_back)
        FINDERS.append(finder)


def entries_of(references: Sequence[SolutionReference], *, user: Viewer) -> dict[int, list[Entry]]:
    """The entries about these references that the person may read."""
    found: dict[int, list[Entry]] = {}
    for finder in FINDERS:
        for key, entries in finder(references, user).items():
            found.setdefault(key, []).extend(entries)
    return found

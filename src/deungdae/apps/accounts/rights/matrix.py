"""The matrix as it is written: object, field level, action, and per role how far the right reaches."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import rules

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.accounts.rights.roles import HeldRole, role_in_use
from deungdae.apps.accounts.rights.scopes import SCOPE_WORDS, Level, Role, Scope

MATRIX = Path(__file__).with_name("matrix.csv")
LEVELS = Path(__file__).with_name("levels.csv")


@dataclass(frozen=True, slots=True)
class Right:
    """A row: what may be done to which fields of what."""

    thing: str
    level: Level
    action: str


@lru_cache(maxsize=1)
def matrix() -> Mapping[Right, Mapping[Role, Scope]]:
    """Every row of the file; a word that is not known there stops the start."""
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return {
            Right(row["object"], Level(row["level"]), row["action"]): {
                role: SCOPE_WORDS[row[role.value]] for role in Role
            }
            for row in csv.DictReader(file)
        }


@lru_cache(maxsize=1)
def levels() -> Mapping[tuple[str, str], Level]:
    """(object, field) → how protected the field is."""
    with LEVELS.open(encoding="utf-8", newline="") as file:
        return {(row["object"], row["field"]): Level(row["level"]) for row in csv.DictReader(file)}


def scope_of(role: HeldRole, right: Right) -> Scope:
    """How far the right reaches in this role."""
    return max(matrix()[right][column] for column in role.columns)


def scope_for(user: Viewer, *, thing: str, action: str, level: Level = Level.STAFF) -> Scope:
    """How far a person may go now, in the role in use."""
    return scope_of(role_in_use(user=user), Right(thing, level, action))


def may(thing: str, action: str, *, level: Level = Level.STAFF, reach: Scope = Scope.ALL) -> rules.Predicate:
    """Whether the role in use reaches at least this far; the row must be in the matrix."""
    right = Right(thing, level, action)
    if right not in matrix():
        raise LookupError(f"no row of the rights matrix: {right}")

    @rules.predicate(f"may {action} {thing} ({level}, {reach.name})")
    def reaches(user: Viewer) -> bool:
        return scope_of(role_in_use(user=user), right) >= reach

    return reaches


PUBLISHABLE = frozenset({Level.PUBLIC, Level.MEMBER})
"""What publishing a record can open to others at the most."""


def open_levels(role: HeldRole, *, thing: str, is_own: bool, is_published: bool) -> frozenset[Level]:
    """The levels of fields that may be read in this role of a record that is its own, published, or neither.

    Of somebody else's record nobody reads more than publishing opens, except who reads everybody's.
    """
    found = set()
    for level in Level:
        reach = (
            scope_of(role, Right(thing, level, "read")) if Right(thing, level, "read") in matrix() else None
        )
        if (
            reach is Scope.ALL
            or (is_own and reach is Scope.OWN)
            or (is_published and level in PUBLISHABLE and reach in (Scope.PUBLISHED, Scope.OWN))
        ):
            found.add(level)
    return frozenset(found)


def open_fields(role: HeldRole, *, thing: str, is_own: bool, is_published: bool) -> frozenset[str]:
    """The fields of `levels.csv` that may be read in this role of a record that lies so."""
    known = open_levels(role, thing=thing, is_own=is_own, is_published=is_published)
    return frozenset(name for (kind, name), level in levels().items() if kind == thing and level in known)

"""The written matrix says something about everything, and its page says the same."""

import csv
from pathlib import Path

import pytest

from deungdae.apps.accounts.rights.matrix import LEVELS, MATRIX, levels, matrix
from deungdae.apps.accounts.rights.page import PAGE, rights_page
from deungdae.apps.accounts.rights.scopes import SCOPE_WORDS, Level, Role, Scope

ROOT = Path(__file__).resolve().parents[2]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_cell_of_the_matrix_holds_a_known_word() -> None:
    columns = [role.value for role in Role]
    unknown = [
        (row["object"], row["action"], column)
        for row in rows_of(MATRIX)
        for column in columns
        if row[column] not in SCOPE_WORDS
    ]
    assert unknown == []


@pytest.mark.parametrize(("path", "keys"), [(MATRIX, 3), (LEVELS, 2)], ids=["matrix", "levels"])
def test_nothing_is_said_twice(path: Path, keys: int) -> None:
    said = [tuple(row.values())[:keys] for row in rows_of(path)]
    assert len(said) == len(set(said))


def test_a_more_protected_field_is_never_open_to_more() -> None:
    """Down the levels of one object, no role reads further than it did one level above."""
    order = list(Level)
    for right, reach in matrix().items():
        above = [
            other
            for other in matrix()
            if other.thing == right.thing
            and other.action == right.action == "read"
            and order.index(other.level) < order.index(right.level)
        ]
        for other in above:
            assert all(matrix()[other][role] >= reach[role] for role in Role), (right, other)


def test_visitors_write_nothing_and_auditors_only_read_logs_aggregates_and_their_own_account() -> None:
    for right, reach in matrix().items():
        if right.action != "read":
            assert reach[Role.PUBLIC] is Scope.NONE, right
        if right.thing not in ("audit_log", "account", "gap_effect", "report", "programme"):
            assert reach[Role.AUDITOR] is Scope.NONE, right


def test_every_field_level_has_its_row_for_reading() -> None:
    read = {(right.thing, right.level) for right in matrix() if right.action == "read"}
    assert {(thing, level) for (thing, _field), level in levels().items()} - read == set()


def test_the_page_of_the_docs_says_what_the_files_say() -> None:
    assert (ROOT / PAGE).read_text(encoding="utf-8") == rights_page(), "run: deungdae manage rights_page"

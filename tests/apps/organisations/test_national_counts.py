"""The country's counts add up, and a list that does not is named."""

from dataclasses import replace
from decimal import Decimal

import pytest

from deungdae.apps.core.data_folder import data_folder
from deungdae.apps.organisations.bridge.eligibility_files import table
from deungdae.apps.organisations.national_counts import CountRow, broken_identities

ROWS = [CountRow.from_texts(row) for row in table(data_folder() / "mid_sized_counts.csv")]


def changed(year: int, kind: str, value: int, part: int | None = None) -> list[CountRow]:
    """The rows with another value in one place."""
    found = [
        replace(row, value=Decimal(value)) if (row.year, row.kind, row.part) == (year, kind, part) else row
        for row in ROWS
    ]
    assert found != ROWS
    return found


def test_the_published_counts_keep_every_identity() -> None:
    assert broken_identities(ROWS) == []
    firms = {row.year: row.value for row in ROWS if row.kind == "firms"}
    assert (firms[2021] - 432 + 528, firms[2022] - 744 + 1036, firms[2023] - 669 + 1275) == (5576, 5868, 6474)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            changed(2022, "exits", 433),
            "2022년 기업 수 5,576이 지난해 5,480에서 이탈 433을 빼고 진입 528을 더한 5,575와",
        ),
        (changed(2024, "other", 4301), "제조업 2,174와 비제조업 4,301의 합이 기업 수 6,474와"),
        (changed(2024, "exits", 104, part=1), "2024년 이탈의 부분을 더한 670이 전체 669와"),
        (changed(2024, "entries", 458, part=6), "2024년 진입의 부분을 더한 1,274가 전체 1,275와"),
        ([*ROWS, ROWS[0]], "2017년 firms 값이 같은 판(1)에 두 번"),
    ],
)
def test_a_broken_identity_is_named_with_its_figures(rows: list[CountRow], said: str) -> None:
    found = broken_identities(rows)
    assert len(found) == 1
    assert said in found[0]


def test_a_restated_figure_stands_beside_the_first_one() -> None:
    sales = [(row.vintage, row.value) for row in ROWS if (row.year, row.kind) == (2022, "sales")]
    assert sales == [(1, Decimal("959.0")), (2, Decimal("961.4"))]


def test_the_newest_vintage_counts_and_a_list_with_gaps_is_not_blamed() -> None:
    restated = CountRow(2022, "exits", None, Decimal(433), 2)
    assert len(broken_identities([*ROWS, restated])) == 1
    assert broken_identities([row for row in ROWS if row.kind != "exits" and row.year != 2021]) == []

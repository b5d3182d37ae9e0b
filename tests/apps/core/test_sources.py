"""Codes of sources become names; what is no code stays as it was written."""

import csv

import pytest
from django.utils.translation import override

from deungdae.apps.core.data_folder import data_folder
from deungdae.apps.core.sources import known_sources, source_words


@pytest.mark.parametrize(
    ("text", "korean", "english"),
    [
        ("asiae 2025-10-22", "아시아경제 2025-10-22", "Asia Business Daily 2025-10-22"),
        ("etoday 2434866", "이투데이 기사 2434866", "eToday, article 2434866"),
        ("newspic, imaeil 2025-12-30", "newspic(언론 보도), 매일신문 2025-12-30", None),
        ("zdnet; restated", "지디넷코리아; 뒤에 고쳐 발표된 값, 발표일은 찾지 못함", None),
        ("sporbiz", "한스경제", "한스경제"),
        ("보도자료, 5쪽; 2026 수정", "보도자료, 5쪽; 2026 수정", "보도자료, 5쪽; 2026 수정"),
    ],
)
def test_a_source_is_told_by_its_name(text: str, korean: str, english: str | None) -> None:
    assert source_words(text) == korean
    with override("en"):
        assert english is None or source_words(text) == english


def test_every_code_in_the_shipped_figures_has_a_row() -> None:
    for name in ("gap/surveys.csv", "gap/population.csv", "mid_sized_counts.csv"):
        rows = csv.DictReader((data_folder() / name).read_text(encoding="utf-8").splitlines())
        told = {part.split()[0] for row in rows for part in row["source"].partition("; ")[0].split(", ")}
        assert told <= set(known_sources())

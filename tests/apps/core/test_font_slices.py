"""The fonts in slices: every letter of the fonts stands in one that the style sheet names for it."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import deungdae
from deungdae.apps.core.management.commands.slice_fonts import FIRST, FONTS, LATIN, WEIGHTS, ranges_of

pytestmark = pytest.mark.one_database
CORE = Path(deungdae.__file__).parent / "apps" / "core" / "static" / "core"
RULE = re.compile(r'font-weight:(\d+);.*?url\("\.\./fonts/([a-z0-9-]+\.woff2)"\).*?unicode-range:([^}]+)}')
MOST_BYTES = 24_000


def faces(weight: int) -> list[tuple[str, list[tuple[int, int]]]]:
    """(file, its stretches of code points), the one that counts first at the front."""
    sheet = (CORE / "css" / "fonts.css").read_text(encoding="utf-8")
    found = [(file, stretches(told)) for heavy, file, told in RULE.findall(sheet) if int(heavy) == weight]
    return found[::-1]


def stretches(told: str) -> list[tuple[int, int]]:
    pairs = [one.removeprefix("U+").split("-") for one in told.split(",")]
    return [(int(pair[0], 16), int(pair[-1], 16)) for pair in pairs]


def face_of(letter: int, weight: int) -> str:
    return next(file for file, parts in faces(weight) if any(low <= letter <= high for low, high in parts))


@pytest.mark.parametrize("weight", WEIGHTS)
def test_each_letter_is_in_the_slice_that_a_browser_takes_for_it(weight: int) -> None:
    told = faces(weight)
    held = {file: set(TTFont(CORE / "fonts" / file).getBestCmap()) for file, _parts in told}
    whole = TTFont(FONTS / f"PretendardGOV-{WEIGHTS[weight]}.subset.woff2").getBestCmap()
    lost = []
    for letter in whole:
        file = next(one for one, parts in told if any(low <= letter <= high for low, high in parts))
        if letter not in held[file]:
            lost.append(chr(letter))
    assert lost == []


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_words_of_the_first_page_are_one_slice_and_slices_are_small(weight: int) -> None:
    files = {face_of(ord(one), weight) for one in FIRST[weight] + LATIN}
    assert files == {f"{WEIGHTS[weight].lower()}-first.woff2"}
    assert max(path.stat().st_size for path in (CORE / "fonts").glob("*.woff2")) <= MOST_BYTES


def test_no_slice_lies_there_unused() -> None:
    named = {file for weight in WEIGHTS for file, _parts in faces(weight)}
    assert named == {path.name for path in (CORE / "fonts").glob("*.woff2")}


def test_stretches_close_gaps_only_where_they_may() -> None:
    assert ranges_of("가각갇", 0) == "U+AC00-AC01,U+AC07"
    assert ranges_of("가각갇", 64) == "U+AC00-AC07"

"""English is a full second language: every Korean source string has its English, and no other is kept."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "deungdae"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
HANGUL = re.compile(r"[가-힣]")


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue as it would be if it were collected now."""
    assert shutil.which("msgmerge"), "gettext is missing: run  scripts/system-packages gettext"
    copy = tmp_path_factory.mktemp("source") / "deungdae"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__", "vendor", "*.woff2"))
    command = [sys.executable, "-m", "django", "makemessages", "-l", "en"]
    command += ["--no-obsolete", "--no-wrap", "--no-location"]
    without_settings = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    run = subprocess.run(command, cwd=copy, env=without_settings, check=False, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return copy / "locale" / "en" / "LC_MESSAGES" / "django.po"


def entries(path: Path) -> dict[str, str]:
    """Source string → English of a catalogue (plural forms joined)."""
    found: dict[str, str] = {}
    for block in re.split(r"\n\n+", path.read_text(encoding="utf-8"))[1:]:
        source = text_of(block, r"msgid(?:_plural)?")
        found[source] = text_of(block, r"msgstr(?:\[\d\])?") + (" #fuzzy" if "#, fuzzy" in block else "")
    return found


def text_of(block: str, keyword: str) -> str:
    parts = re.findall(rf'^{keyword} ((?:"(?:[^"\\]|\\.)*"\s*)+)', block, flags=re.MULTILINE)
    return "".join(piece for part in parts for piece in re.findall(r'"((?:[^"\\]|\\.)*)"', part))


def test_every_source_string_has_its_english(collected: Path) -> None:
    missing = [source for source, english in entries(collected).items() if not english.strip()]
    assert missing == []


def test_no_english_is_a_guess_of_the_tool(collected: Path) -> None:
    assert [source for source, english in entries(collected).items() if english.endswith("#fuzzy")] == []


def test_no_english_is_korean(collected: Path) -> None:
    names = {"한국어"}
    found = entries(collected)
    assert [
        source for source, english in found.items() if HANGUL.search(english) and source not in names
    ] == []


def test_the_compiled_catalogue_is_in_the_house() -> None:
    assert CATALOGUE.with_suffix(".mo").exists()

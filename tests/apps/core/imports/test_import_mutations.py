"""Hundreds of damaged files: each is read or refused by name; none ends the reading process."""

import subprocess
import sys
from pathlib import Path

import pytest

from deungdae.apps.core.imports.reasons import KIND_NAMES, SENTENCES
from tests.apps.core.imports.lists import HEADER, companies, csv_of, mutated, stored, xlsx_of

VARIANTS = 180
KNOWN = {"read", "not_workbook", *SENTENCES, *KIND_NAMES}
ROWS = [HEADER, *companies(40)]
ORIGINALS = {"xlsx": xlsx_of({"기업": ROWS}), "csv": csv_of(ROWS, "cp949")}


@pytest.mark.parametrize("extension", ORIGINALS)
def test_no_damage_ends_the_reading_process(tmp_path: Path, extension: str) -> None:
    for seed in range(VARIANTS):
        stored(tmp_path, f"{seed:03d}.{extension}", mutated(ORIGINALS[extension], seed))
    command = [sys.executable, "-X", "utf8", "-m", "tests.apps.core.imports.judge_many", str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    outcomes = [line.split()[1] for line in result.stdout.splitlines()]
    assert (result.returncode, len(outcomes)) == (0, VARIANTS), result.stderr[-500:]
    assert set(outcomes) <= KNOWN
    assert len(set(outcomes)) >= 2

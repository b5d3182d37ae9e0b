"""Frameworks and answers in files, without a database: for the command line."""

from __future__ import annotations

from pathlib import Path

from deungdae.apps.core.data_folder import data_folder
from deungdae.apps.core.input_files import text_of
from deungdae.apps.diagnosis.bridge.scoring import score_of
from deungdae.engine.kernel.decision import Json
from deungdae.engine.kernel.errors import InputError, Issue
from deungdae.engine.kernel.json_text import parsed
from deungdae.engine.kernel.korean import Param
from deungdae.engine.maturity.explain import explanation_of, gaps
from deungdae.engine.maturity.formats.framework import framework_from_json
from deungdae.engine.maturity.formats.result import score_to_json
from deungdae.engine.maturity.model import Framework, Score

MOST_MEGABYTES = 2
FOLDER = "frameworks"


def read_framework(name: str) -> Framework:
    """One of the shipped frameworks by its code, or a .json file; raises InputError when there is none."""
    if name.endswith(".json"):
        return framework_from_json(text_in(Path(name)))
    known = {path.stem: path for path in sorted((data_folder() / FOLDER).glob("*.json"))}
    if name not in known:
        params: dict[str, Param] = {"known": tuple(known)}
        raise InputError([Issue("maturity.unknown_framework", "--framework", name[:40], params)])
    return framework_from_json(text_in(known[name]))


def score_file(framework: Framework, path: Path, *, rule: str | None) -> Score:
    """The score of the answers in a file; raises InputError that names value, place and way out."""
    return score_of(framework, parsed(text_in(path)), rule=rule)


def text_in(path: Path) -> str:
    return text_of(path, most_megabytes=MOST_MEGABYTES)


def answer_of(found: Score) -> dict[str, Json]:
    """The answer as the one JSON object of the command."""
    return score_to_json(found)


def gaps_of(framework: Framework, found: Score) -> list[str]:
    """What is not answered, one sentence a line; nothing where all is."""
    return [one.text for one in gaps(framework, found)]


def lines_of(framework: Framework, found: Score) -> list[str]:
    """The answer for a person, one sentence a line."""
    return [one.text for one in explanation_of(framework, found)]

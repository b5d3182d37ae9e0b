"""Versions of frameworks to the engine's framework: reading files, words in the page's language."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from deungdae.apps.core.data_folder import data_folder
from deungdae.apps.diagnosis.bridge.maturity_files import FOLDER, text_in
from deungdae.apps.diagnosis.models import FrameworkVersion
from deungdae.engine.kernel.errors import InputError
from deungdae.engine.maturity.formats.framework import framework_from_document, framework_from_json
from deungdae.engine.maturity.model import Framework, Kind, Question, Rule, Text

__all__ = ["Framework", "InputError", "Kind", "Question", "Rule", "Text"]


FULL = {"five-minute": "eu-dma-sme"}
"""A short screen → the whole diagnosis that its result invites to."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A framework that holds together, as it is kept."""

    code: str
    version: str
    title: str
    document: dict[str, Any]
    digest: str


def loaded(text: str) -> Loaded:
    """Judge the text of a file; InputError names every wrong place."""
    framework = framework_from_json(text)
    document = json.loads(text)
    ordered = json.dumps(document, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(ordered.encode()).hexdigest()
    return Loaded(framework.code, framework.version, framework.text.ko, document, digest)


def shipped() -> Iterator[Loaded]:
    """The frameworks that come with the product."""
    for path in sorted((data_folder() / FOLDER).glob("*.json")):
        yield loaded(text_in(path))


_known: dict[str, Framework] = {}
"""By digest: a version never changes. A centre has few."""


def framework_of(version: FrameworkVersion) -> Framework:
    if version.digest not in _known:
        _known[version.digest] = framework_from_document(version.document)
    return _known[version.digest]


def said(text: Text | None) -> str:
    """In the language of the page."""
    if text is None:
        return ""
    return text.en if (get_language() or "ko").startswith("en") else text.ko


def title_of(version: FrameworkVersion) -> str:
    return said(framework_of(version).text)


def rule_codes(version: FrameworkVersion) -> list[tuple[str, str]]:
    """(code, what it does) of each rule, the default first."""
    framework = framework_of(version)
    found = sorted(framework.rules, key=lambda rule: rule.code != framework.default_rule)
    return [(rule.code, said(rule.about)) for rule in found]

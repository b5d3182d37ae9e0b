"""One sentence that an engine says about its answer, as a code with values and as Korean words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deungdae.engine.kernel.korean import Param, sentence
from deungdae.engine.kernel.messages import MESSAGES


@dataclass(frozen=True, slots=True)
class Explanation:
    """code: stable name; params: the values; text: the polite Korean sentence."""

    code: str
    params: Mapping[str, Param]
    text: str


def explain(code: str, **params: Param) -> Explanation:
    """Make the sentence of `code`; raises KeyError for an unknown code or a missing value."""
    return Explanation(code, params, sentence(MESSAGES[code], params))

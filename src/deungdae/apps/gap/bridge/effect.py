"""Companies of two rounds to the effect of services, kept as a decision and told in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deungdae.apps.core.words import explained
from deungdae.engine.gap.decision import effect_of, record_of
from deungdae.engine.gap.explain import of_effect
from deungdae.engine.gap.model import Company, Effect, NotYet
from deungdae.engine.gap.rules import EXACT_STEPS, PAIRS_NEEDED, SCALE
from deungdae.engine.kernel.decision import Decision

__all__ = ["EXACT_STEPS", "SCALE", "Company", "Decision", "Told", "compared", "told_of"]


@dataclass(frozen=True, slots=True)
class Told:
    """An effect for its page. have: pairs; row: value, low, high in hundredths, None where none is told."""

    have: int
    need: int
    row: tuple[int, int, int] | None
    sentences: tuple[str, ...]


def compared(companies: Sequence[Company]) -> Decision:
    """The sealed record, with the result in it."""
    return record_of(companies)


def told_of(kept: Mapping[str, Any]) -> Told:
    """What the record says of one service or of all, in the language of the page."""
    found: Effect | NotYet = effect_of(kept)
    sentences = tuple(explained(one) for one in of_effect(found))
    if isinstance(found, NotYet):
        return Told(found.have, found.need, None, sentences)
    return Told(found.pairs, PAIRS_NEEDED, (found.value, found.low, found.high), sentences)

"""Answers that are hard to believe. They are scored all the same; somebody looks at them again."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from deungdae.engine.maturity.model import TICKED, Answers, Framework

QUICK = 180
"""Seconds in which nobody reads a whole form."""
AI_AND_DATA: Mapping[str, tuple[str, str]] = {"eu-dma-sme": ("Q9", "Q7")}
"""Of a framework: the question on uses of AI by rows, and the one on data with its negative item."""
IN_USE = Fraction(4, 5)
"""The share of a row from which a technology is being introduced or in use."""


def oddities(framework: Framework, answers: Answers, *, is_quick: bool) -> tuple[str, ...]:
    """Codes of what does not look right: ``all_top_quickly``, ``ai_without_data``.

    is_quick: every dimension at the top, and less than `QUICK` seconds from the first answer to the last one.
    """
    found = []
    if is_quick:
        found.append("all_top_quickly")
    uses, data = AI_AND_DATA.get(framework.code, ("", ""))
    if uses in answers and data in answers:
        shares = answers[uses].shares
        items = framework.question(data).items
        ticked = [items[number - 1] for number in answers[data].ticks[TICKED]]
        if all((share or 0) >= IN_USE for share in shares) and all(item.negative for item in ticked):
            found.append("ai_without_data")
    return tuple(found)

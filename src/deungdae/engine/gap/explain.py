"""What may be said, in words: what a sample says, what was widened, whether there is an effect."""

from __future__ import annotations

from collections.abc import Sequence

from deungdae.engine.gap.model import Cell, Effect, Estimate, NotYet, Weighted
from deungdae.engine.gap.rules import BALANCED, SCALE
from deungdae.engine.kernel.disclosure import LEAST
from deungdae.engine.kernel.explanation import Explanation, explain


def told(hundredths: int) -> str:
    """One decimal, halves away from 0; an exact tenth where hundredths were."""
    tenths = (abs(hundredths) + 5) // 10
    sign = "-" if hundredths < 0 and tenths else ""
    return f"{sign}{tenths // 10}.{tenths % 10}"


def of_estimate(found: Estimate | None) -> Explanation:
    """The figure, its interval and what it rests on; or that it is not shown."""
    if found is None:
        return explain("gap.hidden", least=LEAST)
    return explain(
        f"gap.{found.measure}", n=found.n, value=told(found.value), low=told(found.low), high=told(found.high)
    )


def of_weighted(found: Weighted) -> list[Explanation]:
    """What weighting did to the sample, whom it says nothing about, and what was counted as one."""
    said = [
        explain(
            "gap.weighted",
            population=f"{found.population:,}",
            n=found.estimate.n,
            effect=f"{found.design_effect / SCALE:.2f}",
            effective=round(found.effective / SCALE),
        )
    ]
    if found.silent:
        names, firms = ", ".join(found.silent), f"{found.silent_population:,}"
        said.append(explain("gap.silent", names=names, firms=firms))
    if found.joined:
        said.append(explain("gap.joined", names=", ".join(found.joined), least=LEAST))
    return said


def of_cell(found: Cell | None, axes: Sequence[str]) -> list[Explanation]:
    """Every widening; `axes`: their names in words, in the order of the places."""
    if found is None:
        return [explain("gap.hidden", least=LEAST)]
    return [
        explain(
            "gap.widened", axis=axes[step.axis], before=step.before, after=step.after, least=LEAST, n=step.n
        )
        for step in found.steps
    ]


def of_effect(found: Effect | NotYet) -> list[Explanation]:
    """The effect with its interval beside the plain change, which holds what would have come anyway."""
    if isinstance(found, NotYet):
        return [explain("gap.not_yet", have=found.have, need=found.need)]
    said = [
        explain(
            "gap.effect.claimed" if found.is_claimed else "gap.effect.open",
            value=told(found.value),
            low=told(found.low),
            high=told(found.high),
            pairs=found.pairs,
            level=f"{found.level / SCALE:g}",
        ),
        explain("gap.effect.anyway", change=told(found.before_after), anyway=told(found.anyway)),
    ]
    if found.pairs < found.served:
        said.append(explain("gap.effect.alone", alone=found.served - found.pairs, served=found.served))
    if abs(found.apart_before) > BALANCED * SCALE:
        said.append(explain("gap.effect.unlike", apart=f"{abs(found.apart_before) / SCALE:.2f}"))
    return said

"""Made-up worlds of companies in which the true effect is known."""

import random

from deungdae.engine.gap.model import Company
from deungdae.engine.gap.rules import SCALE

SERVICES = ("진단", "교육", "상담")
SPREAD, NOISE = 14.0, 5.0
"""Of true levels between companies, and of one measurement of one company; points."""


def world(
    seed: int, *, effect: float, companies: int = 450, chosen_by: str = "score", share: float = 0.25
) -> list[Company]:
    """Companies at T0 and T1, hundredths of a point.

    Everybody drifts by a trend of its size and industry. Who is served: rather the low and the
    mid-sized. chosen_by: ``score`` (the centre looks at T0), ``level`` (it knows the true level behind it) or
    ``none``. `effect` in points; half of the served receive each service, and at least one.
    """
    chance = random.Random(seed)  # noqa: S311 - companies, no secrets
    found = []
    for number in range(companies):
        size = chance.choice(["large", "mid", "small"])
        industry = chance.choice(["C", "F", "G", "J"])
        level = chance.gauss(45, SPREAD)
        t0 = level + chance.gauss(0, NOISE)
        looks = {"score": t0, "level": level}.get(chosen_by)
        odds = share
        if looks is not None:
            odds *= (1.6 if looks < 45 else 0.4) * (1.2 if size == "mid" else 0.9)
        served = chance.random() < odds
        trend = 2 + (size == "mid") + 2 * (industry == "C")
        t1 = level + trend + chance.gauss(0, NOISE) + (effect if served else 0)
        received = frozenset(one for one in SERVICES if chance.random() < 0.5) or {chance.choice(SERVICES)}
        found.append(
            Company(
                f"c{number:04}",
                size,
                industry,
                chance.choice(["11", "26", "41"]),
                round(SCALE * t0),
                round(SCALE * t1),
                frozenset(received) if served else frozenset(),
            )
        )
    return found

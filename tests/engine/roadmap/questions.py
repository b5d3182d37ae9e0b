"""Made-up companies and offerings."""

import random

from deungdae.engine.roadmap.model import Eligible, Gap, Offering, Problem, Serves, Stage

DIMENSIONS = ("strategy", "readiness", "people", "data", "automation", "green")
EXACT_ELIGIBLE = (Eligible.YES,) * 8 + (Eligible.UNKNOWN, Eligible.NO)


def an_offering(
    chance: random.Random, number: int, before: list[Offering], dimensions: tuple[str, ...]
) -> Offering:
    stage = chance.choice(list(Stage))
    served = chance.sample(dimensions, k=min(chance.choice([1, 1, 1, 2]), len(dimensions)))
    low = 20 * stage + chance.randrange(0, 3) * 10
    cost = (0, 2_000_000, 15_000_000)[stage] * chance.randrange(1, 8)
    earlier = [one.id for one in before[-40:] if one.stage <= stage]
    return Offering(
        f"o{number:03}",
        stage,
        tuple(Serves(one, low, min(low + 40, 100), chance.randrange(2, 16)) for one in served),
        months=chance.choice([(1, 1, 2), (1, 2, 3), (3, 6, 9)][stage]),
        cost=cost,
        subsidy=cost // 100 * chance.choice([0, 0, 30, 50, 70]),
        hours=chance.randrange(4, 120),
        needs=tuple(chance.sample(earlier, k=1)) if earlier and chance.random() < 0.25 else (),
        seats=chance.choice([None, None, 0, 3, 12]),
        last_start=chance.choice([None, None, 3, 6, 9]),
        starts=chance.choice([None, (0, 3, 6, 9), (2, 8), (1, 5, 9)]),
        eligible=chance.choice(EXACT_ELIGIBLE),
    )


def a_question(
    seed: int, *, offerings: int, dimensions: int = 6, months: int = 24, **more: object
) -> Problem:
    """A company with a gap in each dimension; budget and hours for a part of what is on offer."""
    chance = random.Random(seed)  # noqa: S311 - companies, no secrets
    names = DIMENSIONS[:dimensions]
    gaps = tuple(
        Gap(
            name,
            level := chance.randrange(10, 50),
            min(level + chance.randrange(20, 50), 100),
            chance.randrange(1, 6),
        )
        for name in names
    )
    made: list[Offering] = []
    for number in range(offerings):
        made.append(an_offering(chance, number, made, names))
    told: dict[str, object] = {"budget": 120_000_000, "months": months, "hours": 900, **more}
    return Problem(gaps, tuple(made), **told)  # type: ignore[arg-type]

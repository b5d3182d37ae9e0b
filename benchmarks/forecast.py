"""Coverage of the bands on simulated histories: a year ahead, beside a straight line with its residuals.

    python -m benchmarks.forecast [--worlds 300] [--seed 1]

A world is a history of some years and the year after it. "told": how many worlds get a forecast at all;
"held": percent of these whose next year lay in the band of 80 %; "width": of the band over its middle;
"line": what a least-squares line through the cumulative history with its residual band would have held.
"""

import argparse
import time

import numpy as np

from deungdae.engine.forecast.model import CannotTell, Forecast, Question
from deungdae.engine.forecast.solve import solve
from deungdae.engine.forecast.sums import solve_sums

YEAR = 12
WORLDS = ("steady", "rare", "growing", "seasonal", "cohorts", "wandering", "halved")
Z_80 = 1.2816


def counts_of(world: str, months: int, chance: np.random.Generator) -> list[int]:
    """`months` and a year more."""
    month = np.arange(months + YEAR)
    wave = np.maximum(0.05, 1 + 0.9 * np.sin(2 * np.pi * month / YEAR))
    rates = {
        "steady": np.full(len(month), 4.0),
        "rare": np.full(len(month), 0.8),
        "growing": 2 * np.exp(0.02 * month),
        "seasonal": 6 * wave,
        "cohorts": 1.2 * wave,
        "wandering": 5 * np.exp(np.cumsum(chance.normal(0, 0.1, len(month)))),
        "halved": np.where(month < months - YEAR, 6.0, 3.0),
    }
    size = 25 if world == "cohorts" else 1
    return [int(size * one) for one in chance.poisson(rates[world])]


MONEY = (("alike", 0.3), ("unlike", 1.0), ("few large", 1.6))
"""How unlike contracts are: the spread of the logarithm of their amounts, around 30 million won."""
CONTRACTS, USUAL = 2.0, 30_000_000


def sums_of(spread: float, months: int, chance: np.random.Generator) -> tuple[list[int], list[int]]:
    """Won of each month, and the contracts of the history."""
    numbers = chance.poisson(CONTRACTS, months + YEAR)
    pieces = [np.round(USUAL * np.exp(chance.normal(0, spread, many))) for many in numbers]
    known = np.concatenate(pieces[:months])
    return [int(one.sum()) for one in pieces], [int(one) for one in known]


def a_row_of_sums(name: str, spread: float, months: int, worlds: int, chance: np.random.Generator) -> None:
    held, widths, spent = [], [], 0.0
    for _number in range(worlds):
        sums, pieces = sums_of(spread, months, chance)
        began = time.process_time()
        found = solve_sums(Question(tuple(sums[:months]), 1, YEAR), pieces)
        spent += time.process_time() - began
        if isinstance(found, Forecast):
            point = found.points[-1]
            held.append(point.low <= sum(sums) <= point.high)
            widths.append((point.high - point.low) / max(1, point.middle - found.begun))
    told = 100 * len(held) / worlds
    print(
        f"| {name} | {months} | {told:.0f} | {100 * np.mean(held):.1f} | {np.mean(widths):.2f} "
        f"| {1_000 * spent / worlds:.1f} |"
    )


def line_holds(counts: list[int], months: int) -> bool:
    """Least squares through the cumulative history; the band is that of its residuals."""
    whole, month = np.cumsum(counts), np.arange(months + YEAR)
    slope, start = np.polyfit(month[:months], whole[:months], 1)
    spread = Z_80 * float(np.std(whole[:months] - (slope * month[:months] + start), ddof=2))
    told = slope * month[-1] + start
    return bool(abs(whole[-1] - told) <= spread)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--worlds", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print("| world | months | told % | held % | width | line held % | CPU ms each |")
    print("|---|---|---|---|---|---|---|")
    whole = []
    for world in WORLDS:
        for months in (24, 36):
            whole += a_row(world, months, options.worlds, np.random.default_rng(options.seed))
    print(f"of all that was told, {100 * np.mean(whole):.1f} % held")
    print("| contracts of sizes that are | months | told % | held % | width | CPU ms each |")
    print("|---|---|---|---|---|---|")
    for name, spread in MONEY:
        for months in (24, 36):
            a_row_of_sums(name, spread, months, options.worlds, np.random.default_rng(options.seed))


def a_row(world: str, months: int, worlds: int, chance: np.random.Generator) -> list[bool]:
    held, lines, widths, spent = [], [], [], 0.0
    for _number in range(worlds):
        counts = counts_of(world, months, chance)
        began = time.process_time()
        found = solve(Question(tuple(counts[:months]), 1, YEAR))
        spent += time.process_time() - began
        lines.append(line_holds(counts, months))
        if isinstance(found, CannotTell):
            continue
        assert isinstance(found, Forecast)
        point = found.points[-1]
        held.append(point.low <= sum(counts) <= point.high)
        widths.append((point.high - point.low) / max(1, point.middle - found.begun))
    print(
        f"| {world} | {months} | {100 * len(held) / worlds:.0f} | {100 * np.mean(held):.1f} "
        f"| {np.mean(widths):.2f} | {100 * np.mean(lines):.1f} | {1_000 * spent / worlds:.1f} |"
    )
    return held


if __name__ == "__main__":
    main()

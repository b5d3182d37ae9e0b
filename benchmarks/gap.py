"""Whether the honest effect is honest: worlds whose truth is known, by who was chosen for services.

    python -m benchmarks.gap [--worlds 1000]

Told per kind of world: how often the interval of 95 % holds the truth, how often an effect is claimed (of all
services together, and of any single service), the mean answer, and beside it what plain ways would say:
before and after of the served, and served less not served without pairs.
"""

import argparse
import time
from itertools import product
from statistics import fmean

from deungdae.engine.gap.model import Company, Effect
from deungdae.engine.gap.rules import SCALE
from deungdae.engine.gap.solve import effects
from tests.engine.gap.worlds import world


def plain(companies: list[Company]) -> float:
    """Change of the served less change of all others, nobody matched; points."""
    served = [one.change for one in companies if one.services]
    return (fmean(served) - fmean(one.change for one in companies if not one.services)) / SCALE


def told(worlds: int, *, chosen_by: str, truth: float) -> str:
    began = time.process_time()
    whole, claims, naive = [], 0, []
    for seed in range(worlds):
        companies = world(seed, effect=truth, chosen_by=chosen_by)
        found = effects(companies)
        if isinstance(found.whole, Effect):
            whole.append(found.whole)
            naive.append(plain(companies))
            claims += any(isinstance(one, Effect) and one.is_claimed for one in found.services.values())
    many = len(whole)
    covered = sum(one.low <= SCALE * truth <= one.high for one in whole)
    told_of = [
        f"{chosen_by:5} | {truth:g} | {many} | {100 * covered / many:.1f}",
        f"{100 * sum(one.is_claimed for one in whole) / many:.1f} | {100 * claims / many:.1f}",
        f"{fmean(one.value for one in whole) / SCALE:.2f}",
        f"{fmean(one.before_after for one in whole) / SCALE:.2f} | {fmean(naive):.2f}",
        f"{fmean(one.pairs for one in whole):.0f}",
        f"{fmean(one.high - one.low for one in whole) / SCALE:.1f}",
        f"{time.process_time() - began:.0f}",
    ]
    return f"| {' | '.join(told_of)} |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gap")
    parser.add_argument("--worlds", type=int, default=1000)
    options = parser.parse_args()
    print(
        "| chosen by | truth | worlds with a number | covered % | claimed % | any service claimed %"
        " | mean answer | before and after | served less others | pairs | width | CPU s |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    for chosen_by, truth in product(("none", "score", "level"), (0.0, 3.0)):
        print(told(options.worlds, chosen_by=chosen_by, truth=truth), flush=True)


if __name__ == "__main__":
    main()

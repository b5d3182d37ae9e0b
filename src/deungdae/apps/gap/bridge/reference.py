"""Published figures and counts of the population, as they come with the product."""

from functools import lru_cache

from deungdae.apps.core.data_folder import data_folder
from deungdae.engine.gap.formats import figures_of, population_of
from deungdae.engine.gap.model import Figure, Population

AXIS = "industry"
"""The axis of the population that answers are weighted to."""


def shipped_figures() -> tuple[Figure, ...]:
    return figures_of(text_of("surveys.csv"))


@lru_cache(maxsize=1)
def all_population() -> tuple[Population, ...]:
    return population_of(text_of("population.csv"))


def population_in(year: int) -> tuple[Population, ...]:
    """Mid-sized companies by cell at the end of the last counted year up to this one, else of the first; the
    newest vintage of each."""
    rows = [one for one in all_population() if one.axis == AXIS]
    years = sorted({one.year for one in rows})
    counted = max((one for one in years if one <= year), default=years[0])
    newest = {one.cell: one for one in sorted(rows, key=lambda one: one.vintage) if one.year == counted}
    return tuple(newest.values())


def text_of(name: str) -> str:
    return (data_folder() / "gap" / name).read_text(encoding="utf-8")

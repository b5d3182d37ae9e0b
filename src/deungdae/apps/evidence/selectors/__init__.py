"""Reading cases: one company's time line, its people, and the counts over all cases."""

from deungdae.apps.evidence.selectors.case import (
    CasePage,
    case_of,
    counts_by_kind,
    narrowed,
    neighbours_of,
    page_of_case,
    standing_case_of,
    tally_of,
)
from deungdae.apps.evidence.selectors.counts import Count, counts_of
from deungdae.apps.evidence.selectors.people import CENTRE, Names, actors_of, names_for, writers_of

__all__ = [
    "CENTRE",
    "CasePage",
    "Count",
    "Names",
    "actors_of",
    "case_of",
    "counts_by_kind",
    "counts_of",
    "names_for",
    "narrowed",
    "neighbours_of",
    "page_of_case",
    "standing_case_of",
    "tally_of",
    "writers_of",
]

"""The words that solutions are told apart by, read from the data folder."""

from functools import lru_cache

from django.utils.translation import get_language

from deungdae.apps.organisations.reference import rows_of


@lru_cache(maxsize=1)
def term_rows() -> tuple[tuple[str, str, str, str], ...]:
    """Facet, code, Korean and English name, in the order of the file."""
    rows = rows_of("solution_terms.csv")
    return tuple((row["facet"], row["code"], row["name_ko"], row["name_en"]) for row in rows)


def terms_of(facet: str) -> list[tuple[str, str]]:
    """Code and name of each word of a facet, as choices, in the language of the page."""
    is_english = (get_language() or "ko").startswith("en")
    return [
        (code, english if is_english else korean)
        for kind, code, korean, english in term_rows()
        if kind == facet
    ]

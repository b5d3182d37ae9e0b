"""In which months of a plan an offering can begin, as it stands today."""

from datetime import date

from deungdae.apps.core import clock
from deungdae.apps.roadmap.models import Roadmap
from deungdae.apps.roadmap.months import months_after, months_between
from deungdae.apps.roadmap.selectors.terms import Terms


def last_month(terms: Terms, first: date) -> int | None:
    """Before 0: it is over; the engine says so when it cannot begin any more."""
    if terms.last_day is None:
        return None
    return months_between(first, terms.last_day) if terms.last_day >= clock.today() else -1


def starts_in(terms: Terms, roadmap: Roadmap) -> tuple[int, ...] | None:
    """None: in any month."""
    first, months = roadmap.begins_on, range(roadmap.months)
    if terms.days is not None:
        found = {months_between(first, day) for day in terms.days}
        return tuple(sorted(month for month in found if month >= 0))
    if not terms.start_months:
        return None
    return tuple(month for month in months if (first.month - 1 + month) % 12 + 1 in terms.start_months)


def months_to_accept(terms: Terms, roadmap: Roadmap) -> list[date]:
    """Those in which it can begin; where no day is known or no place is left, all of the plan: the company
    says when it wants it, and staff see who waits (`selectors/demand`)."""
    starts, last = starts_in(terms, roadmap), last_month(terms, roadmap.begins_on)
    fitting = [
        month
        for month in range(roadmap.months)
        if (starts is None or month in starts) and (last is None or month <= last)
    ]
    return [months_after(roadmap.begins_on, month) for month in fitting or range(roadmap.months)]

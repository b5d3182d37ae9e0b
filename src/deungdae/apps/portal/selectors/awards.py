"""Companies that were chosen, by name where they show themselves to everybody."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.organisations.selectors.profiles import published_profiles
from deungdae.apps.organisations.selectors.search import organisations_found
from deungdae.apps.programme.kinds import DISTINGUISHED, Axis, DistinctionName

MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class Award:
    """What a company was chosen as, by whom and when."""

    company: str
    public_id: UUID
    what: str
    axis: str
    by: str
    on: date


def awards_shown(user: Viewer, *, companies: list[int] | None = None, most: int | None = None) -> list[Award]:
    """The newest first, of companies that agree to be shown; two queries. `companies`: of these alone."""
    shown = published_profiles(user=user).order_by()
    if companies is not None:
        shown = shown.filter(pk__in=companies)
    names = {pk: (name, public_id) for pk, name, public_id in shown.values_list("pk", "name", "public_id")}
    entries = EvidenceEntry.objects.standing().filter(kind=DISTINGUISHED)
    rows = entries.order_by("-happened_on", "-pk").values_list(
        "organisation_id", "organisation__merged_into_id", "payload", "happened_on"
    )
    found = [
        award_of(*names[merged or company], payload, on)
        for company, merged, payload, on in rows
        if (merged or company) in names
    ]
    return found[:most]


def award_of(company: str, public_id: UUID, payload: dict[str, str], on: date) -> Award:
    axis = payload["axis"]
    return Award(
        company,
        public_id,
        str(DistinctionName(payload["distinction"]).label),
        str(Axis(axis).label) if axis else "",
        payload["by"],
        on,
    )


def awards_checked(user: Viewer, text: str) -> list[Award]:
    """Of the companies with such a name, as far as they show themselves."""
    answers = organisations_found(
        scope=published_profiles(user=user), text=text, size=MOST_FOUND, by_numbers=False
    )
    return awards_shown(user, companies=[one.record.pk for one in answers.found])


def counts_of_awards(*, until: date | None = None) -> list[tuple[str, int]]:
    """(as what, how many companies were chosen by the end of the day): whoever chose has published it."""
    rows = EvidenceEntry.objects.standing().filter(kind=DISTINGUISHED).order_by()
    if until is not None:
        rows = rows.filter(happened_on__lte=until)
    told = rows.values_list("organisation_id", "organisation__merged_into_id", "payload__distinction")
    counts = Counter(what for _company, what in {(merged or company, what) for company, merged, what in told})
    return [(str(name.label), counts[name]) for name in DistinctionName if counts[name]]

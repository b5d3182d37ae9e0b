"""Reading which organisations may be in the register twice."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.organisations.bridge.duplicates import (
    COLUMNS,
    Resemblance,
    Row,
    domain_of,
    similar_to,
)
from deungdae.apps.organisations.models import DuplicateCandidate, DuplicateDecision, Organisation
from deungdae.apps.organisations.names import search_tokens

MOST_COMPARED = 300


def duplicate_candidates(*, user: Viewer) -> QuerySet[DuplicateCandidate]:
    """Pairs still to be looked at, the likeliest first: both stand, and nobody has told them apart."""
    told_apart = DuplicateDecision.objects.filter(first=OuterRef("first"), second=OuterRef("second"))
    seen = Organisation.objects.visible_to(user).values("pk")
    waiting = DuplicateCandidate.objects.filter(~Exists(told_apart), first__in=seen, second__in=seen)
    return waiting.select_related("first__region", "second__region").order_by("-score", "id")


def organisations_like(
    *, user: Viewer, name: str, home_page: str = "", region: str | None = None
) -> list[tuple[Organisation, Resemblance]]:
    """Visible organisations that a new one of this name may be already, the likeliest first."""
    words = [token for token in search_tokens(name) if len(token) > 1]
    if not words:
        return []
    longest = max(words, key=len)
    half = max(2, len(longest) // 2)
    near = Q(name__icontains=longest[:half]) | Q(name__icontains=longest[-half:])
    domain = domain_of(home_page)
    if domain:
        near |= Q(home_page__icontains=domain)
    rows = Organisation.objects.visible_to(user).filter(near).order_by("pk").values_list(*COLUMNS)
    others = [Row(*row) for row in rows[:MOST_COMPARED]]
    found = similar_to(Row(0, name, None, None, region, home_page), others)[:5]
    return with_organisations(found)


def with_organisations(found: Sequence[Resemblance]) -> list[tuple[Organisation, Resemblance]]:
    rows = Organisation.objects.select_related("region").in_bulk([one.second for one in found])
    return [(rows[one.second], one) for one in found]

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
from deungdae.apps.organisations.models import (
    Branch,
    Contact,
    DuplicateCandidate,
    DuplicateDecision,
    Organisation,
    OrganisationName,
)
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
    near = near_text(longest, "name")
    domain = domain_of(home_page)
    if domain:
        near |= Q(home_page__icontains=domain)
    visible = Organisation.objects.visible_to(user)
    names = OrganisationName.objects.kept().filter(near_text(longest, "text"))
    near |= near_text(longest, "english_name") | Q(pk__in=names.values("organisation"))
    pks = list(visible.filter(near).order_by("pk").values_list("pk", flat=True)[:MOST_COMPARED])
    others = rows_to_compare(Organisation.objects.filter(pk__in=pks))
    found = similar_to(Row(0, name, None, None, region, home_page), others)[:5]
    return with_organisations(found)


def near_text(word: str, column: str) -> Q:
    """Half of the word stands in the column."""
    half = max(2, len(word) // 2)
    return Q(**{f"{column}__icontains": word[:half]}) | Q(**{f"{column}__icontains": word[-half:]})


def rows_to_compare(organisations: QuerySet[Organisation]) -> list[Row]:
    """Organisations with their other names, first telephone, and the address of their head office, which also
    says where they are when nothing else does. Four queries, whatever their number."""
    keys = organisations.order_by().values("pk")
    names: dict[int, list[str]] = {}
    rows = OrganisationName.objects.kept().filter(organisation__in=keys).order_by("pk")
    for pk, text in rows.values_list("organisation_id", "text"):
        names.setdefault(pk, []).append(text)
    contacts = Contact.objects.kept().filter(organisation__in=keys).exclude(phone="").order_by("-pk")
    phones = dict(contacts.values_list("organisation_id", "phone"))
    branches = Branch.objects.kept().filter(organisation__in=keys, closed_on__isnull=True)
    main = branches.filter(kind=Branch.Kind.HEAD_OFFICE).order_by("-pk")
    places = {
        pk: (region, address)
        for pk, region, address in main.values_list("organisation_id", "region_id", "address")
    }
    found = []
    for *values, english in organisations.order_by("pk").values_list(*COLUMNS, "english_name"):
        row = Row(*values)
        region, address = places.get(row.pk, (None, ""))
        others = tuple(filter(None, (english, *names.get(row.pk, ()))))
        found.append(
            row._replace(
                region=row.region or region,
                other_names=others,
                phone=phones.get(row.pk, ""),
                address=address,
            )
        )
    return found


def with_organisations(found: Sequence[Resemblance]) -> list[tuple[Organisation, Resemblance]]:
    rows = Organisation.objects.select_related("region").in_bulk([one.second for one in found])
    return [(rows[one.second], one) for one in found]

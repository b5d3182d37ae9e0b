"""Reading profiles: which organisations show themselves, to whom, and which of their fields."""

from uuid import UUID

from django.db.models import Prefetch, Q

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.accounts.rights.matrix import open_fields
from deungdae.apps.accounts.rights.roles import NOBODY, HeldRole, role_in_use
from deungdae.apps.accounts.rights.scopes import Role
from deungdae.apps.organisations.models import (
    Branch,
    Organisation,
    OrganisationName,
    OrganisationQuerySet,
)
from deungdae.apps.organisations.models.organisation import PUBLIC_PROFILE
from deungdae.apps.organisations.selectors.organisations import Filters, narrowed
from deungdae.apps.organisations.selectors.search import PAGE_SIZE, Answers, Found, organisations_found

SOME_MEMBER = HeldRole("member", "", frozenset({Role.DEMAND_STAFF}))
"""Somebody of another company, for a look at what such a person reads."""
SEEN_AS = {"public": NOBODY, "member": SOME_MEMBER}


def is_published(organisation: Organisation) -> bool:
    """Whether the organisation agrees to show its profile to others."""
    return Organisation.objects.showing_themselves().filter(pk=organisation.pk).exists()


def published_profiles(*, user: Viewer) -> OrganisationQuerySet:
    """What others than the organisations themselves find; nothing for a role that reads no profiles."""
    if not user.has_perm("organisations.read_profiles"):
        return Organisation.objects.none()
    return Organisation.objects.showing_themselves()


def page_of_profiles(*, user: Viewer, filters: Filters, number: int) -> Answers[Organisation]:
    """One page of the published ones: of a search the closest, else by name."""
    scope = narrowed(published_profiles(user=user), filters)
    if filters.search:
        return organisations_found(scope=scope, text=filters.search, page=number, by_numbers=False)
    start = (number - 1) * PAGE_SIZE
    rows = scope.select_related("industry", "region").prefetch_related("kinds").order_by("name", "pk")
    return Answers([Found(one, "") for one in rows[start : start + PAGE_SIZE]], scope.count(), number)


def profiles_visible_to(*, user: Viewer) -> OrganisationQuerySet:
    """The published ones, and those that the person sees anyway: staff all, a company its own."""
    seen = Q(pk__in=Organisation.objects.visible_to(user).order_by().values("pk"))
    published = Q(pk__in=published_profiles(user=user).order_by().values("pk"))
    return Organisation.objects.filter(seen | published)


def profile_with_parts(*, user: Viewer) -> OrganisationQuerySet:
    visible = profiles_visible_to(user=user).select_related("industry", "region")
    return visible.prefetch_related(
        "kinds",
        "identifiers",
        "other_industries__industry",
        Prefetch("names", OrganisationName.objects.kept()),
        Prefetch("branches", Branch.objects.kept().select_related("region")),
    )


def profile_survivor(*, user: Viewer, public_id: UUID) -> Organisation | None:
    """Who stands for a merged organisation that showed itself, if the person finds that one's profile."""
    found = profiles_visible_to(user=user).filter(
        merged__public_id=public_id,
        merged__consents__purpose=PUBLIC_PROFILE,
        merged__consents__withdrawn_at__isnull=True,
    )
    return found.first()


def is_inside(*, user: Viewer, organisation: Organisation) -> bool:
    """Whether the person sees the organisation even when it shows nothing: its own people, and staff."""
    return user.has_perm("organisations.read_all") or role_in_use(user=user).organisation == organisation.pk


def profile_fields(*, user: Viewer, organisation: Organisation, seen_as: str = "") -> frozenset[str]:
    """The fields that the person may read; `seen_as` public or member: what such a person would."""
    if seen_as in SEEN_AS:
        return open_fields(SEEN_AS[seen_as], thing="organisation", is_own=False, is_published=True)
    role = role_in_use(user=user)
    return open_fields(
        role,
        thing="organisation",
        is_own=role.organisation == organisation.pk,
        is_published=is_published(organisation),
    )

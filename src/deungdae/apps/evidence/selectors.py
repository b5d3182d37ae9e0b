"""Reading a company's case."""

from django.db.models import QuerySet

from deungdae.apps.accounts.models import User
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.organisations.models import Organisation


def case_of(*, organisation: Organisation, user: User) -> QuerySet[EvidenceEntry]:
    """The time line of an organisation for this person, latest first, each entry with its counter entry.

    A stranger gets an empty line. `entry.evidenceentry` is there when an entry was corrected.
    """
    visible = EvidenceEntry.objects.visible_to(user).filter(organisation=organisation)
    return visible.select_related("actor", "corrects", "evidenceentry")


def standing_case_of(*, organisation: Organisation, user: User) -> QuerySet[EvidenceEntry]:
    """What counts: entries that were not corrected, without the corrections themselves."""
    case = case_of(organisation=organisation, user=user)
    return case.filter(evidenceentry__isnull=True, corrects__isnull=True)

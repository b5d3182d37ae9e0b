"""What moves with a person's hand-over: the contact of days that are still to come."""

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.models import MatchingDay, Participant
from deungdae.apps.organisations.models import Organisation

OVER = (MatchingDay.State.HELD, MatchingDay.State.CLOSED)


def move_contacts(organisation: Organisation, leaver: User, successor: User) -> int:
    """Notices of days that are not over go to the successor; the leaver's links open nothing any more."""
    mine = Participant.objects.filter(organisation=organisation, contact_email__iexact=leaver.email)
    moved = list(mine.exclude(day__state__in=OVER))
    for participant in moved:
        participant.contact_name, participant.contact_email = successor.name, successor.email
        participant.contact_phone = ""
        participant.link_version += 1
    Participant.objects.bulk_update(moved, ["contact_name", "contact_email", "contact_phone", "link_version"])
    return len(moved)

"""What a person who leaves takes along of days: the contact moves by a hand-over, the links close always."""

from django.db.models import F

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.models import MatchingDay, Participant
from deungdae.apps.organisations.models import Organisation

OVER = (MatchingDay.State.HELD, MatchingDay.State.CLOSED)


def close_links(organisation: Organisation, leaver: User) -> None:
    """The links that this person got by mail open nothing any more; new mails carry new ones."""
    theirs = Participant.objects.filter(organisation=organisation, contact_email__iexact=leaver.email)
    theirs.update(link_version=F("link_version") + 1)


def move_contacts(organisation: Organisation, leaver: User, successor: User) -> int:
    """Notices of days that are not over go to the successor."""
    mine = Participant.objects.filter(organisation=organisation, contact_email__iexact=leaver.email)
    moved = list(mine.exclude(day__state__in=OVER))
    for participant in moved:
        participant.contact_name, participant.contact_email = successor.name, successor.email
        participant.contact_phone = ""
    Participant.objects.bulk_update(moved, ["contact_name", "contact_email", "contact_phone"])
    return len(moved)

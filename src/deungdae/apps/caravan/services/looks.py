"""What the audit log says of those who find or take out the personal data of a day."""

from django.db.models import Q

from deungdae.apps.caravan.acts import DAY
from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.caravan.selectors.participants import words_of
from deungdae.apps.core.audit.acts import FILE_DOWNLOADED, PERSON_SEARCHED
from deungdae.apps.core.audit.caller import Caller
from deungdae.apps.core.audit.services import Subject, record_audit

PERSONAL = ("contact_name", "contact_email", "contact_phone", "attendees")


def note_workbook(day: MatchingDay, *, caller: Caller) -> None:
    """The file with all the people of the day; calendars and papers name companies only."""
    record_audit(
        act=FILE_DOWNLOADED,
        caller=caller,
        subject=Subject(DAY, day.short_id, max(1, day.participants.count())),
        target="workbook",
        fields=PERSONAL,
    )


def note_search(day: MatchingDay, search: str, *, caller: Caller) -> None:
    """A search for participants, if it found people by their own names; else there was nothing to see."""
    by_name = Q()
    for word in words_of(search):
        by_name |= Q(contact_name__icontains=word)
    count = day.participants.filter(by_name).count() if by_name else 0
    note(day, search, "contact_name", count=count, caller=caller)


def note_recipients(day: MatchingDay, search: str, *, count: int, caller: Caller) -> None:
    """A search for messages by the addresses of those who got them."""
    if search:
        note(day, search, "email", count=count, caller=caller)


def note(day: MatchingDay, search: str, field: str, *, count: int, caller: Caller) -> None:
    if count:
        record_audit(
            act=PERSON_SEARCHED,
            caller=caller,
            subject=Subject(DAY, day.short_id, count),
            target="search",
            fields=[field],
            reason=search,
        )

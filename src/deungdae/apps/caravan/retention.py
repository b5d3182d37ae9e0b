"""Who came to a matching day: after its term the companies stay, the people go."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.anonymising import register_eraser
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.personal.masking import masked_name
from deungdae.apps.caravan.models import Attendee, MeetingWord, Participant
from deungdae.apps.core.retention.registry import RecordKind, deleting, register_record_kind

CONTACT = {"contact_name": "", "contact_email": "", "contact_phone": ""}


def old_contacts(before: date) -> QuerySet[Participant]:
    return Participant.objects.filter(day__date__lt=before).exclude(**CONTACT)


def clear_contacts(keys: Sequence[int]) -> None:
    Participant.objects.filter(pk__in=keys).update(**CONTACT)


def words_of_participant(participant: Participant) -> str:
    return f"{participant.code} {participant.organisation.name}"


def words_of_attendee(attendee: Attendee) -> str:
    return masked_name(attendee.name)


def old_attendees(before: date) -> QuerySet[Attendee]:
    return Attendee.objects.filter(participant__day__date__lt=before)


def erase_contact(user: User) -> None:
    """Of every day at which the person's address stands as the contact."""
    Participant.objects.filter(contact_email__iexact=user.email).update(**CONTACT)


def old_words(before: date) -> QuerySet[MeetingWord]:
    return MeetingWord.objects.filter(meeting__day__date__lt=before).exclude(note="")


def clear_notes(keys: Sequence[int]) -> None:
    MeetingWord.objects.filter(pk__in=keys).update(note="")


def words_of_word(word: MeetingWord) -> str:
    return word.meeting.request.code


register_eraser(erase_contact)
register_record_kind(
    RecordKind(
        "participant_contact",
        _("상담일 참가자의 연락처"),
        old_contacts,
        clear_contacts,
        words_of_participant,
        organisation="organisation",
    )
)
register_record_kind(
    RecordKind(
        "attendee",
        _("상담일에 온 사람"),
        old_attendees,
        deleting(Attendee),
        words_of_attendee,
        organisation="participant__organisation",
    )
)
register_record_kind(RecordKind("meeting_note", _("상담 메모"), old_words, clear_notes, words_of_word))

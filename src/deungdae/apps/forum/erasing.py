"""Where forums keep what tells who somebody is: after its term talks and seats stay, the people go."""

from collections.abc import Sequence
from datetime import date

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.anonymising import NAME, register_eraser
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.personal.masking import masked_name
from deungdae.apps.core.retention.registry import RecordKind, register_record_kind
from deungdae.apps.forum.models import (
    Chair,
    Registration,
    RegistrationStep,
    Speaker,
    Talk,
    TalkReview,
    TalkStep,
)
from deungdae.apps.forum.rules import OVER
from deungdae.apps.forum.services.registrations import end_for_good
from deungdae.apps.forum.services.talks import renew_link


def old_registrations(before: date) -> QuerySet[Registration]:
    return Registration.objects.filter(forum__last_day__lt=before).exclude(name=NAME)


def erase_registrations(keys: Sequence[int]) -> None:
    """Who is no longer there holds no seat of a forum that goes on."""
    mine = Registration.objects.filter(pk__in=keys)
    for one in mine.active().exclude(forum__state__in=OVER).select_related("forum").order_by("forum", "pk"):
        end_for_good(one)
    nobody = {"name": NAME, "email": "", "phone": "", "affiliation": "", "job_title": ""}
    mine.update(**nobody, account=None, key=None, link_version=F("link_version") + 1)
    RegistrationStep.objects.filter(registration__in=keys).exclude(reason="").update(reason="")


def old_speakers(before: date) -> QuerySet[Speaker]:
    return Speaker.objects.filter(talk__forum__last_day__lt=before).exclude(name=NAME)


def erase_speakers(keys: Sequence[int]) -> None:
    """The talk stays, without who held it; its link is dead, and who still speaks gets another."""
    mine = Speaker.objects.filter(pk__in=keys)
    talks = list(mine.values_list("talk", flat=True).distinct())
    nameless(mine)
    TalkStep.objects.filter(talk__in=talks).exclude(reason="").update(reason="")
    for talk in Talk.objects.filter(pk__in=talks).select_related("forum").order_by("pk"):
        renew_link(talk)


def nameless(people: QuerySet[Speaker] | QuerySet[Chair]) -> None:
    for one in people:
        one.name, one.affiliation, one.email = NAME, "", f"erased-{one.short_id.lower()}@invalid.example"
        one.save(update_fields=["name", "affiliation", "email"])


def old_chairs(before: date) -> QuerySet[Chair]:
    return Chair.objects.filter(slot__forum__last_day__lt=before).exclude(name=NAME)


def erase_chairs(keys: Sequence[int]) -> None:
    """The room was led, nobody knows by whom; the address of the desk goes with the chair's."""
    nameless(Chair.objects.filter(pk__in=keys))


def erase_account(user: User) -> None:
    mine = Registration.objects.filter(account=user) | Registration.objects.filter(
        account=None, email__iexact=user.email
    )
    erase_registrations(list(mine.values_list("pk", flat=True)))
    erase_speakers(list(Speaker.objects.filter(email__iexact=user.email).values_list("pk", flat=True)))
    erase_chairs(list(Chair.objects.filter(email__iexact=user.email).values_list("pk", flat=True)))
    TalkReview.objects.filter(reviewer=user).update(to_author="", to_committee="")


def words_of_registration(registration: Registration) -> str:
    return masked_name(registration.name)


def words_of_speaker(speaker: Speaker) -> str:
    return masked_name(speaker.name)


def words_of_chair(chair: Chair) -> str:
    return masked_name(chair.name)


register_eraser(erase_account)
register_record_kind(
    RecordKind(
        "forum_registration",
        _("포럼 참가자"),
        old_registrations,
        erase_registrations,
        words_of_registration,
        organisation="organisation",
    )
)
register_record_kind(
    RecordKind(
        "forum_speaker",
        _("발표자"),
        old_speakers,
        erase_speakers,
        words_of_speaker,
        organisation="organisation",
    )
)
register_record_kind(RecordKind("forum_chair", _("포럼 좌장"), old_chairs, erase_chairs, words_of_chair))

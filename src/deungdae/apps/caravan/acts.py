"""Whose data the audit log can be about in this app."""

from collections.abc import Iterable, Mapping

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.audit.acts import register_subject_kind
from deungdae.apps.core.ids import from_short, is_short, short


def names_of_participants(public_ids: Iterable[str]) -> Mapping[str, str]:
    """The contact person of each, with its organisation."""
    ids = [from_short(each) for each in public_ids if is_short(each)]
    found = apps.get_model("caravan", "Participant")._default_manager.filter(public_id__in=ids)
    rows = found.values_list("public_id", "contact_name", "organisation__name")
    return {short(public_id): f"{name} ({company})" if name else company for public_id, name, company in rows}


def titles_of_days(public_ids: Iterable[str]) -> Mapping[str, str]:
    ids = [from_short(each) for each in public_ids if is_short(each)]
    found = apps.get_model("caravan", "MatchingDay")._default_manager.filter(public_id__in=ids)
    return {short(public_id): title for public_id, title in found.values_list("public_id", "title")}


PARTICIPANT = register_subject_kind("participant", _("참가자의 담당자"), names_of=names_of_participants)
DAY = register_subject_kind("matching_day", _("상담일"), names_of=titles_of_days)

"""Whose data the audit log can be about in this app."""

from collections.abc import Iterable, Mapping

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.audit.acts import register_subject_kind
from deungdae.apps.core.ids import from_short, is_short, short


def names_in(model: str, public_ids: Iterable[str]) -> Mapping[str, str]:
    ids = [from_short(each) for each in public_ids if is_short(each)]
    found = apps.get_model("forum", model)._default_manager.filter(public_id__in=ids)
    return {short(public_id): name for public_id, name in found.values_list("public_id", "name")}


def names_of_speakers(public_ids: Iterable[str]) -> Mapping[str, str]:
    return names_in("Speaker", public_ids)


def names_of_registrants(public_ids: Iterable[str]) -> Mapping[str, str]:
    return names_in("Registration", public_ids)


SPEAKER = register_subject_kind("speaker", _("발표자"), names_of=names_of_speakers)
REGISTRANT = register_subject_kind("registrant", _("포럼 참가자"), names_of=names_of_registrants)

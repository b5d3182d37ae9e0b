"""Whose data the audit log can be about in this app."""

from collections.abc import Iterable, Mapping

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.audit.acts import register_subject_kind
from deungdae.apps.core.ids import from_short, is_short, short


def names_of_trainees(public_ids: Iterable[str]) -> Mapping[str, str]:
    ids = [from_short(each) for each in public_ids if is_short(each)]
    found = apps.get_model("academy", "Trainee")._default_manager.filter(public_id__in=ids)
    return {short(public_id): name for public_id, name in found.values_list("public_id", "name")}


TRAINEE = register_subject_kind("trainee", _("수강생"), names_of=names_of_trainees)

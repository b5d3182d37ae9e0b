"""Whose data the audit log can be about in this app."""

from collections.abc import Iterable, Mapping

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from deungdae.apps.core.audit.acts import register_subject_kind
from deungdae.apps.core.ids import from_short, is_short, short


def names_of_contacts(public_ids: Iterable[str]) -> Mapping[str, str]:
    """Each with its organisation, also those that were put away."""
    ids = [from_short(each) for each in public_ids if is_short(each)]
    contacts = apps.get_model("organisations", "Contact")._default_manager.filter(public_id__in=ids)
    rows = contacts.values_list("public_id", "name", "organisation__name")
    return {short(public_id): f"{name} ({organisation})" for public_id, name, organisation in rows}


def names_of_organisations(public_ids: Iterable[str]) -> Mapping[str, str]:
    ids = [from_short(each) for each in public_ids if is_short(each)]
    found = apps.get_model("organisations", "Organisation")._default_manager.filter(public_id__in=ids)
    return {short(public_id): name for public_id, name in found.values_list("public_id", "name")}


CONTACT = register_subject_kind("contact", _("연락할 사람"), names_of=names_of_contacts)
ORGANISATION = register_subject_kind("organisation", _("기업·기관"), names_of=names_of_organisations)

"""History rows in words: what a record is called, which field changed, from what to what."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.personal.masking import masked_email, masked_phone
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.models import (
    Branch,
    Contact,
    ExternalIdentifier,
    Industry,
    Membership,
    Organisation,
    OrganisationIndustry,
    OrganisationKind,
    OrganisationName,
)
from deungdae.apps.organisations.selectors.history import HistoryAct, Line

WORDS: dict[type[models.Model], str | Promise] = {
    Organisation: gettext_lazy("이 기업·기관"),
    OrganisationKind: gettext_lazy("구분"),
    OrganisationIndustry: gettext_lazy("다른 업종"),
    ExternalIdentifier: gettext_lazy("외부 번호"),
    Contact: gettext_lazy("연락할 사람"),
    Membership: gettext_lazy("담당자"),
}
SHORT_PARTS = (OrganisationKind, OrganisationIndustry, ExternalIdentifier)
"""Parts that are one value: they come and go, and have no fields worth naming."""
SHOWN = {
    "business_number": numbers.shown_business,
    "corporate_number": numbers.shown_corporate,
    "phone": masked_phone,
    "email": masked_email,
}
SILENT = {"id", "organisation", "archived_at", "user"}
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of an act: what it is about, the field, and its value before and after (empty: none)."""

    about: str
    label: str = ""
    old: str = ""
    new: str = ""


def differences_of(act: HistoryAct) -> list[Difference]:
    return [found for line in act.lines for found in line_differences(line)]


def line_differences(line: Line) -> list[Difference]:
    row, word = line.after, word_of(line)
    if line.model in SHORT_PARTS:
        value = value_of_part(line)
        is_gone = row.history_type == "-"
        return [Difference(word, "", value if is_gone else "", "" if is_gone else value)]
    about = word if line.model is Organisation else f"{word} ‘{name_of(line)}’"
    if row.history_type == "-":
        return [Difference(_("%(what)s 삭제") % {"what": about})]
    if line.before is not None and getattr(row, "archived_at", None) and not line.before.archived_at:
        return [Difference(_("%(what)s 보관") % {"what": about})]
    if row.history_type == "+":
        fields = changed_fields(line, about="", silent=SILENT | said_already(line))
        values = ", ".join(f"{one.label} {one.new}" for one in fields)
        return [Difference(_("%(what)s 등록") % {"what": about}, "", "", values)]
    return changed_fields(line, about="" if line.model is Organisation else about)


def word_of(line: Line) -> str:
    """What the record is: of names and branches their kind, of the others the kind of record."""
    if line.model in (OrganisationName, Branch):
        return str(line.after.get_kind_display())
    return str(WORDS[line.model])


def said_already(line: Line) -> set[str]:
    """The fields of a part that stand in what it is called: kind and name."""
    return set() if line.model is Organisation else {"kind", "name", "text"}


def changed_fields(line: Line, *, about: str, silent: Collection[str] = SILENT) -> list[Difference]:
    found = []
    for each in line.after.tracked_fields:
        if each.name in silent:
            continue
        new = shown(line.after, each.name)
        old = shown(line.before, each.name) if line.before is not None else ""
        if new != old:
            found.append(Difference(about, str(each.verbose_name), old, new))
    return found


def value_of_part(line: Line) -> str:
    row = line.after
    if line.model is ExternalIdentifier:
        return f"{row.scheme} {row.code}"
    return shown(row, "kind" if line.model is OrganisationKind else "industry")


def name_of(line: Line) -> str:
    row = line.after
    if line.model is Membership:
        return row.user.name if row.user else _("지워진 사용자")
    return str(row.text if line.model is OrganisationName else row.name)


def shown(row: Any, name: str) -> str:
    """The field's value as a reader knows it; empty for nothing."""
    value = getattr(row, name)
    if value in (None, ""):
        return ""
    if name in SHOWN:
        return SHOWN[name](value)
    if isinstance(value, Industry):
        return f"{value.code} {value}"
    if isinstance(value, datetime | date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if hasattr(row, f"get_{name}_display"):
        return str(getattr(row, f"get_{name}_display")())
    return Truncator(str(value)).chars(LONGEST)

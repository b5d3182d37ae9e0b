"""Reading the log: one page of what the filters leave, and one entry."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from deungdae.apps.core.audit.acts import SUBJECT_KINDS
from deungdae.apps.core.ids import short
from deungdae.apps.core.models import AuditEntry

READ = "core.read_audit"
PAGE_SIZE = 50
KEY = re.compile(r"(\d{4})(\d{2})(\d{2})-(\d{1,9})")
Key = tuple[date, int]
"""Where a page starts: day and number of the last entry of the page before."""


class Reader(Protocol):
    def has_perm(self, perm: str, obj: Any = ..., /) -> bool: ...


@dataclass(frozen=True, slots=True)
class Filters:
    """What the log is narrowed to; empty means all. `person` and `subject`: e-mail, name or public id."""

    person: str = ""
    act: str = ""
    subject: str = ""
    address: str = ""
    since: str = ""
    until: str = ""

    @property
    def count(self) -> int:
        return len(self.as_query())

    def as_query(self) -> dict[str, str]:
        values = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in values.items() if value}


@dataclass(frozen=True, slots=True)
class Page:
    entries: list[AuditEntry]
    names: Mapping[str, str]
    next_query: str


def entries_visible_to(user: Reader) -> QuerySet[AuditEntry]:
    """Auditors and the centre's lead see the whole log, everybody else nothing of it."""
    entries = AuditEntry.objects.all()
    return entries if user.has_perm(READ) else entries.none()


def entries_matching(*, user: Reader, filters: Filters) -> QuerySet[AuditEntry]:
    found = entries_visible_to(user)
    if filters.person:
        people = [pk for pk, _public_id in people_called(filters.person)]
        found = found.filter(actor__in=people) if people else found.filter(account__iexact=filters.person)
    if filters.act:
        found = found.filter(act=filters.act)
    if filters.subject:
        ids = [short(public_id) for _pk, public_id in people_called(filters.subject)]
        found = found.filter(subject_id__in=ids or [filters.subject])
    if filters.address:
        found = found.filter(address=filters.address)
    since, until = day_of(filters.since), day_of(filters.until)
    if since:
        found = found.filter(day__gte=since)
    if until:
        found = found.filter(day__lte=until)
    return found


def people_called(text: str) -> list[tuple[int, UUID]]:
    people = get_user_model()._default_manager.filter(Q(email__iexact=text) | Q(name=text))
    return list(people.values_list("pk", "public_id")[:50])


def page_of_entries(*, user: Reader, filters: Filters, after: Key | None = None) -> Page:
    """Fifty entries, newest first, from a key onwards."""
    rows = entries_matching(user=user, filters=filters)
    if after is not None:
        day, number = after
        rows = rows.filter(Q(day__lt=day) | Q(day=day, number__lt=number))
    found = list(rows.order_by("-day", "-number")[: PAGE_SIZE + 1])
    entries, has_next = found[:PAGE_SIZE], len(found) > PAGE_SIZE
    next_query = "?" + urlencode({**filters.as_query(), "after": key_text(entries[-1])}) if has_next else ""
    return Page(entries, names_in(entries), next_query)


def names_in(entries: Iterable[AuditEntry]) -> Mapping[str, str]:
    """How those whose data it was are called today, by public id; one question per kind."""
    ids: dict[str, set[str]] = {}
    for entry in entries:
        if entry.subject_id:
            ids.setdefault(entry.subject_kind, set()).add(entry.subject_id)
    names: dict[str, str] = {}
    for kind, wanted in ids.items():
        known = SUBJECT_KINDS.get(kind)
        if known is not None and known.names_of is not None:
            names.update(known.names_of(wanted))
    return names


def key_text(entry: AuditEntry) -> str:
    return f"{entry.day:%Y%m%d}-{entry.number}"


def key_of(text: str) -> Key | None:
    """The paging key in an address; anything else is none."""
    match = KEY.fullmatch(text) if text.isascii() else None
    if match is None:
        return None
    year, month, day, number = map(int, match.groups())
    try:
        return date(year, month, day), number
    except ValueError:
        return None


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

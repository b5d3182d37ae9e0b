"""What a webhook can be told: each event with its name, and which happenings of the house it stands for.

A body holds numbers and words of records, never anything personal: who wants more asks the API, with a key.
"""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.rights.matrix import scope_for
from deungdae.apps.accounts.rights.scopes import Level, Scope

ENROLMENT, DAY = ("enrolment", Level.PERSONAL), ("matching_day", Level.STAFF)
ASSESSMENT, OF_CASE = ("assessment", Level.STAFF), ("case", Level.STAFF)


class Event(Enum):
    """Its name in bodies, what people call it, and whose records it tells of (None: everybody's)."""

    CERTIFICATE = ("certificate.issued", _("수료증을 받음"), ENROLMENT)
    OFFERED = ("enrolment.offered", _("교육 자리를 제안받음"), ENROLMENT)
    SEATED = ("enrolment.seated", _("교육 자리가 확정됨"), ENROLMENT)
    ACCEPTED = ("request.accepted", _("상담 신청이 수락됨"), DAY)
    DECLINED = ("request.declined", _("상담 신청이 거절됨"), DAY)
    DIAGNOSED = ("diagnosis.finished", _("진단을 마침"), ASSESSMENT)
    CASE = ("case.recorded", _("기업 카드에 기록이 더해짐"), OF_CASE)
    NOTICE = ("notice.published", _("공지를 게시함"), None)

    def __init__(self, code: str, label: Promise, about: tuple[str, Level] | None) -> None:
        self.code, self.label, self.about = code, label, about


CODES = tuple(event.code for event in Event)
TEST = "webhook.test"
"""Sent by hand to see whether an address answers."""
OF_EVIDENCE = {"academy.certified": Event.CERTIFICATE, "diagnosis.settled": Event.DIAGNOSED}
"""Kind of evidence → the event that it is beside `case.recorded`."""


def may_hear(user: User, code: str, *, of_the_centre: bool) -> bool:
    """Whether the role in use reads what this event tells of: its own, or at the centre all of it."""
    about = next((event.about for event in Event if event.code == code), None)
    if about is None:
        return True
    thing, level = about
    least = Scope.ALL if of_the_centre else Scope.OWN
    return scope_for(user, thing=thing, action="read", level=level) >= least


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to tell. `organisation` None: everybody who wants it."""

    event: str
    source: str
    organisation: int | None
    data: dict[str, object]


def labels_of(codes: list[str]) -> list[str]:
    """What people call these; one that is gone keeps its name."""
    known = {event.code: str(event.label) for event in Event} | {TEST: str(_("시험 전송"))}
    return [known.get(code, code) for code in codes]

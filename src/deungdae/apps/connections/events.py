"""What a webhook can be told: each event with its name, and which happenings of the house it stands for.

A body holds numbers and words of records, never anything personal: who wants more asks the API, with a key.
"""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Event(Enum):
    """Its name in bodies, and what people call it."""

    CERTIFICATE = ("certificate.issued", _("수료증을 받음"))
    OFFERED = ("enrolment.offered", _("교육 자리를 제안받음"))
    SEATED = ("enrolment.seated", _("교육 자리가 확정됨"))
    ACCEPTED = ("request.accepted", _("상담 신청이 수락됨"))
    DECLINED = ("request.declined", _("상담 신청이 거절됨"))
    DIAGNOSED = ("diagnosis.finished", _("진단을 마침"))
    CASE = ("case.recorded", _("기업 카드에 기록이 더해짐"))
    NOTICE = ("notice.published", _("공지를 게시함"))

    def __init__(self, code: str, label: Promise) -> None:
        self.code, self.label = code, label


CODES = tuple(event.code for event in Event)
TEST = "webhook.test"
"""Sent by hand to see whether an address answers."""
OF_EVIDENCE = {"academy.certified": Event.CERTIFICATE, "diagnosis.settled": Event.DIAGNOSED}
"""Kind of evidence → the event that it is beside `case.recorded`."""


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

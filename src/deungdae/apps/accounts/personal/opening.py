"""Opening one record's personal fields on one page: with a reason, for ten minutes, and written down."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import models, transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.personal.records import PersonalRecord
from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import PERSON_OPENED
from deungdae.apps.core.audit.caller import Caller
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import short

OPEN = "accounts.open_personal"
OPENED = "opened_personal"
"""Under this word the session keeps what is open: page and record → when it closes."""
OPEN_FOR = timedelta(minutes=10)
SHORTEST_REASON = 5


class ReasonKind(models.TextChoices):
    CONTACT = "contact", gettext_lazy("연락·문의 응대")
    SCHEDULE = "schedule", gettext_lazy("일정·참가 안내")
    ACCOUNT = "account", gettext_lazy("계정·권한 확인")
    LAW = "law", gettext_lazy("법령·감사 대응")
    OTHER = "other", gettext_lazy("그 밖의 업무")


@dataclass(frozen=True, slots=True)
class Opened:
    """Whose fields are open: `record.public_id in opened`. `page`: where; empty when everything is open."""

    records: frozenset[UUID | str]
    page: str = ""

    def __contains__(self, public_id: UUID) -> bool:
        return not self.page or short(public_id) in self.records or public_id in self.records

    @property
    def query(self) -> str:
        """What the address that opens a record needs to know."""
        return "?" + urlencode({"page": self.page})


def opened_on(request: HttpRequest, *, user: User) -> Opened:
    """What this viewer sees on this page: own data always, others' when opened.

    Whoever may not open anything sees no masked fields: pages give such a person only their own.
    """
    if not user.has_perm(OPEN):
        return Opened(frozenset())
    now, start = clock.now().timestamp(), f"{request.path}#"
    open_now = request.session.get(OPENED, {}).items()
    ids = (key.removeprefix(start) for key, until in open_now if key.startswith(start) and until > now)
    return Opened(frozenset({user.public_id, *ids}), request.path)


def as_seen(record: PersonalRecord, *, opened: Opened) -> dict[str, str]:
    """The personal fields of a record as this viewer sees them on this page."""
    return record.as_plain() if record.public_id in opened else record.as_masked()


@transaction.atomic
def open_record(
    *, record: PersonalRecord, page: str, kind: str, reason: str, session: SessionBase, caller: Caller
) -> None:
    """Open the masked fields of a record; already open ones stay open and are not written down twice."""
    words = " ".join(reason.split())
    if kind not in ReasonKind.values or len(words) < SHORTEST_REASON:
        text = _("개인정보를 여는 이유를 고르고 %(count)s자 이상 적어 주십시오.")
        raise RefusedError("no_reason", text % {"count": SHORTEST_REASON})
    now = clock.now().timestamp()
    kept = {key: until for key, until in session.get(OPENED, {}).items() if until > now}
    key, fields = f"{page}#{record.short_id}", list(record.covered())
    if fields and key not in kept:
        kept[key] = now + OPEN_FOR.total_seconds()
        session[OPENED] = kept
        record_audit(
            act=PERSON_OPENED,
            caller=caller,
            subject=Subject(record.SUBJECT, record.short_id),
            target=page,
            fields=fields,
            reason=f"{label_of(kind)}: {words}",
        )


def label_of(kind: str) -> str:
    """In the language of the house: the log is read by others than the one who opens."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(ReasonKind(kind).label)


def page_to_return_to(text: str) -> str:
    """The page of this house that the address names; anything else leads to the start."""
    is_ours = text.startswith("/") and url_has_allowed_host_and_scheme(text, allowed_hosts=None)
    return text if is_ours and len(text) <= 200 else reverse("portal:today")

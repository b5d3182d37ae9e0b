"""Everything that is held about a person, for that person alone."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from deungdae.apps.academy.models import SessionNote
from deungdae.apps.accounts.models import ApiToken, RoleGrant, SignInSession, User
from deungdae.apps.accounts.rights.roles import label_of_role
from deungdae.apps.calendar.models import Booking
from deungdae.apps.calendar.selectors.words import span_words
from deungdae.apps.caravan.models import Participant
from deungdae.apps.core.audit.acts import label_of_act
from deungdae.apps.core.exports.cells import workbook_of
from deungdae.apps.core.models import AuditEntry
from deungdae.apps.evidence.kinds import kind_of
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.organisations.models import Membership, SolutionReference
from deungdae.apps.organisations.selectors.consents import consents_of
from deungdae.apps.privacy.models import DataRequest
from deungdae.apps.privacy.own_diagnoses import DIAGNOSES
from deungdae.apps.privacy.own_learning import LEARNING
from deungdae.apps.privacy.own_notices import NOTICES
from deungdae.apps.privacy.own_rows import Kind, Row, day, moment

SHOWN = 20
"""Rows of a section on the page; the files hold all of them."""


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of data: what it is, its columns, and every row."""

    name: str
    title: str | Promise
    columns: Sequence[str | Promise]
    rows: Sequence[Row]

    @property
    def shown(self) -> list[list[tuple[str | Promise, str]]]:
        """The first rows, each value with the name of its column."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows[:SHOWN]]

    @property
    def left(self) -> int:
        return max(0, len(self.rows) - SHOWN)


def account(user: User) -> Iterator[Row]:
    yield (user.name, user.email, moment(user.created_at), moment(user.last_login))


def roles(user: User) -> Iterator[Row]:
    for grant in RoleGrant.objects.filter(user=user).order_by("starts_on", "id"):
        yield (str(grant.get_role_display()), day(grant.starts_on), day(grant.ends_on))


def memberships(user: User) -> Iterator[Row]:
    found = Membership.objects.filter(user=user).select_related("organisation").order_by("starts_on", "id")
    for one in found:
        yield (one.organisation.name, str(one.get_role_display()), day(one.starts_on), day(one.ends_on))


def consents(user: User) -> Iterator[Row]:
    for one in consents_of(user).select_related("text"):
        yield (
            one.text.title,
            str(one.text.version),
            moment(one.given_at),
            str(one.get_how_display()),
            moment(one.withdrawn_at),
        )


def sessions(user: User) -> Iterator[Row]:
    for one in SignInSession.objects.filter(user=user).order_by("-started_at"):
        yield (moment(one.started_at), moment(one.seen_at), one.address or "–", one.device or "–")


def tokens(user: User) -> Iterator[Row]:
    for one in ApiToken.objects.filter(user=user).order_by("-id"):
        yield (one.name, moment(one.created_at), moment(one.last_used_at), moment(one.expires_at))


def participations(user: User) -> Iterator[Row]:
    """Matching days at which the person's address stands as the contact."""
    found = Participant.objects.filter(contact_email__iexact=user.email).select_related("day", "organisation")
    for one in found.order_by("-day__date", "id"):
        yield (day(one.day.date), one.day.title, one.organisation.name, one.contact_name, one.contact_phone)


def bookings(user: User) -> Iterator[Row]:
    """When the person is booked as a trainer or mentor, also what was cancelled."""
    found = Booking.objects.filter(resource__account=user).order_by("-starts_at", "id")
    for one in found:
        yield (span_words((one.starts_at, one.ends_at)), one.purpose, one.cancel_reason or "–")


def case_entries(user: User) -> Iterator[Row]:
    found = EvidenceEntry.objects.filter(person=user).select_related("organisation")
    for one in found:
        yield (day(one.happened_on), str(kind_of(one.kind).label), one.organisation.name)


def answers(user: User) -> Iterator[Row]:
    """What the person said about references of suppliers."""
    found = SolutionReference.objects.filter(decided_by=user).select_related("solution")
    for one in found.order_by("-decided_at", "id"):
        yield (moment(one.decided_at), one.solution.title, str(one.get_state_display()), one.note or "–")


def requests(user: User) -> Iterator[Row]:
    """What the person asked to be corrected or deleted, and what became of it."""
    for one in DataRequest.objects.filter(person=user):
        late = f" ({_('기한 지남')})" if one.is_overdue else ""
        state = f"{one.get_state_display()}{late}"
        yield (
            moment(one.received_at),
            str(one.get_kind_display()),
            one.what,
            state,
            day(one.due_on),
            one.answer or "–",
        )


def notes(user: User) -> Iterator[Row]:
    """Private notes on sessions: seen here and on the author's own pages alone."""
    for one in SessionNote.objects.visible_to(user).select_related("session__cohort__course"):
        yield (str(one.session.cohort), one.session.title, one.text, moment(one.written_at))


def looks(user: User) -> Iterator[Row]:
    """Who looked at the person's data: in which role, when, at what, and why."""
    for one in AuditEntry.objects.filter(subject_id=user.short_id):
        yield (
            moment(one.at),
            label_of_role(one.role),
            label_of_act(one.act),
            one.fields or "–",
            one.reason or "–",
        )


FROM, UNTIL = pgettext_lazy("label", "부터"), pgettext_lazy("label", "까지")
KINDS: tuple[Kind, ...] = (
    (
        "account",
        gettext_lazy("계정"),
        (
            gettext_lazy("이름"),
            gettext_lazy("이메일"),
            gettext_lazy("만든 때"),
            gettext_lazy("마지막 로그인"),
        ),
        account,
    ),
    ("roles", gettext_lazy("맡은 역할"), (gettext_lazy("역할"), FROM, UNTIL), roles),
    (
        "memberships",
        pgettext_lazy("several", "소속"),
        (gettext_lazy("기업·기관"), gettext_lazy("역할"), FROM, UNTIL),
        memberships,
    ),
    (
        "consents",
        gettext_lazy("동의"),
        (
            gettext_lazy("내용"),
            gettext_lazy("판"),
            gettext_lazy("동의한 때"),
            gettext_lazy("방법"),
            gettext_lazy("거둔 때"),
        ),
        consents,
    ),
    (
        "sessions",
        gettext_lazy("로그인한 기기"),
        (
            gettext_lazy("로그인한 때"),
            gettext_lazy("마지막 사용"),
            gettext_lazy("접속 주소"),
            gettext_lazy("기기"),
        ),
        sessions,
    ),
    (
        "tokens",
        gettext_lazy("API 토큰"),
        (
            gettext_lazy("이름"),
            gettext_lazy("만든 때"),
            gettext_lazy("마지막 사용"),
            gettext_lazy("만료"),
        ),
        tokens,
    ),
    (
        "participations",
        gettext_lazy("담당자로 적힌 상담일"),
        (
            gettext_lazy("날짜"),
            gettext_lazy("상담일"),
            gettext_lazy("기업·기관"),
            gettext_lazy("담당자"),
            gettext_lazy("전화"),
        ),
        participations,
    ),
    (
        "bookings",
        gettext_lazy("나를 예약한 일정"),
        (gettext_lazy("시간"), gettext_lazy("용도"), gettext_lazy("취소한 까닭")),
        bookings,
    ),
    (
        "case_entries",
        gettext_lazy("나에 관한 기업 카드의 기록"),
        (gettext_lazy("날짜"), gettext_lazy("기록의 종류"), gettext_lazy("기업·기관")),
        case_entries,
    ),
    (
        "answers",
        gettext_lazy("구축 사례에 한 답"),
        (gettext_lazy("답한 때"), gettext_lazy("솔루션"), gettext_lazy("상태"), gettext_lazy("남긴 말")),
        answers,
    ),
    (
        "requests",
        gettext_lazy("정정·삭제 요청"),
        (
            gettext_lazy("요청한 때"),
            gettext_lazy("요청"),
            gettext_lazy("무엇을"),
            gettext_lazy("상태"),
            gettext_lazy("답할 기한"),
            gettext_lazy("답"),
        ),
        requests,
    ),
    (
        "notes",
        gettext_lazy("개인 메모"),
        (gettext_lazy("기수"), gettext_lazy("회차"), gettext_lazy("메모"), gettext_lazy("적은 때")),
        notes,
    ),
    *LEARNING,
    *DIAGNOSES,
    *NOTICES,
    (
        "looks",
        gettext_lazy("내 정보를 다룬 기록"),
        (
            gettext_lazy("때"),
            gettext_lazy("다룬 사람의 역할"),
            gettext_lazy("한 일"),
            gettext_lazy("항목"),
            gettext_lazy("까닭"),
        ),
        looks,
    ),
)


def held_about(user: User) -> list[Section]:
    """Every section, also the empty ones: that nothing is held is worth knowing too."""
    return [Section(name, title, columns, list(rows(user))) for name, title, columns, rows in KINDS]


def as_json(user: User) -> bytes:
    """Everything as JSON: section → rows, each value under the name of its column."""
    document = {
        str(section.title): [dict(zip(map(str, section.columns), row, strict=True)) for row in section.rows]
        for section in held_about(user)
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def as_workbook(user: User) -> bytes:
    """Everything as XLSX, a sheet per section."""
    sheets = [
        (str(section.title), [[str(column) for column in section.columns], *section.rows], [26] * 6)
        for section in held_about(user)
    ]
    return workbook_of(sheets)

"""Who comes: adding, changing and removing participants, their people and their absences."""

from collections.abc import Sequence
from datetime import time

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.models import (
    Absence,
    Attendee,
    MatchingDay,
    Meeting,
    MeetingRequest,
    Participant,
    Table,
)
from deungdae.apps.caravan.rules import OVER_STATES
from deungdae.apps.caravan.services.invitations import invite_participant
from deungdae.apps.caravan.services.turns import lock_day, note_changed_inputs
from deungdae.apps.caravan.slots import hours
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.organisations.models import Organisation

CODE_LETTERS = {Participant.Side.DEMAND: "D", Participant.Side.SUPPLY: "S", Participant.Side.FREE: "F"}
AbsenceWords = tuple[time, time, str]
"""Start, end, reason."""


@transaction.atomic
def add_participant(
    *,
    day: MatchingDay,
    organisation: Organisation,
    side: str,
    code: str = "",
    wish: str = Participant.Wish.ANY,
    max_meetings: int | None = None,
    own_table_number: int | None = None,
    contact_name: str = "",
    contact_email: str = "",
    contact_phone: str = "",
    attendees: Sequence[tuple[str, str]] = (),
    absences: Sequence[AbsenceWords] = (),
    actor: User | None,
) -> Participant:
    """Register an organisation for the day; while requests are open it is invited at once."""
    day = lock_day(day=day)
    require_open_list(day)
    if Participant.objects.filter(day=day, organisation=organisation).exists():
        template = _("{who}(은/는) 이미 이 행사의 참가자입니다. 참가자 목록에서 고치십시오.")
        raise refused("twice", template, who=organisation.name)
    participant = Participant(day=day, organisation=organisation, side=side)
    participant.code = code.strip() or next_code(day=day, side=side)
    write_participant(
        participant,
        wish=wish,
        max_meetings=max_meetings,
        own_table_number=own_table_number,
        contact=(contact_name, contact_email, contact_phone),
        attendees=attendees,
        absences=absences,
    )
    note_changed_inputs(day=day)
    if day.state == MatchingDay.State.REQUESTS_OPEN:
        invite_participant(participant=participant)
    return participant


@transaction.atomic
def update_participant(
    *,
    participant: Participant,
    side: str,
    code: str = "",
    wish: str = Participant.Wish.ANY,
    max_meetings: int | None = None,
    own_table_number: int | None = None,
    contact_name: str = "",
    contact_email: str = "",
    contact_phone: str = "",
    attendees: Sequence[tuple[str, str]] = (),
    absences: Sequence[AbsenceWords] = (),
    organisation: Organisation | None = None,
    actor: User | None,
) -> Participant:
    """Change a participant. Meetings that no longer fit stay where they are and are shown as clashes."""
    day = lock_day(day=participant.day)
    require_open_list(day)
    participant = Participant.objects.select_related("organisation", "own_table").get(pk=participant.pk)
    participant.day = day
    organisation = organisation or participant.organisation
    is_other = organisation.pk != participant.organisation_id or side != participant.side
    if is_other and has_requests(participant):
        template = _(
            "{who}(은/는) 상담 신청이 있어 기업이나 구분을 바꿀 수 없습니다. 신청을 먼저 철회하십시오."
        )
        raise refused("has_requests", template, who=str(participant))
    participant.organisation, participant.side = organisation, side
    participant.code = code.strip() or participant.code
    write_participant(
        participant,
        wish=wish,
        max_meetings=max_meetings,
        own_table_number=own_table_number,
        contact=(contact_name, contact_email, contact_phone),
        attendees=attendees,
        absences=absences,
    )
    note_changed_inputs(day=day)
    return participant


@transaction.atomic
def remove_participant(*, participant: Participant, actor: User | None) -> None:
    """Take a participant off the list, while no meeting has been made of its requests."""
    day = lock_day(day=participant.day)
    require_open_list(day)
    meetings = Meeting.objects.filter(Q(first=participant) | Q(second=participant))
    count = meetings.count()
    if count:
        template = _(
            "{who}(은/는) 상담 {count}건이 있어 뺄 수 없습니다."
            " 상담을 취소하고, 그날 오지 않는다면 불참 시간을 하루 전체로 적으십시오."
        )
        raise refused("has_meetings", template, who=str(participant), count=str(count))
    Participant.objects.filter(pk=participant.pk).delete()
    note_changed_inputs(day=day)


@transaction.atomic
def add_absence(
    *, participant: Participant, starts_at: time, ends_at: time, reason: str = "", actor: User | None
) -> Absence:
    """A time in which a participant cannot meet; meetings already there are shown as clashes."""
    day = lock_day(day=participant.day)
    require_open_list(day)
    require_absence(day=day, starts_at=starts_at, ends_at=ends_at)
    values = {"reason": reason.strip()[:200]}
    absence, is_new = Absence.objects.update_or_create(
        participant=participant, starts_at=starts_at, ends_at=ends_at, defaults=values
    )
    if is_new:
        note_changed_inputs(day=day)
    return absence


@transaction.atomic
def remove_absence(*, absence: Absence, actor: User | None) -> None:
    day = lock_day(day=absence.participant.day)
    require_open_list(day)
    if Absence.objects.filter(pk=absence.pk).delete()[0]:
        note_changed_inputs(day=day)


def require_open_list(day: MatchingDay) -> None:
    if day.state in OVER_STATES:
        raise refused("state", _("이미 열린 행사 ‘{title}’의 참가자는 바꿀 수 없습니다."), title=day.title)


def require_absence(*, day: MatchingDay, starts_at: time, ends_at: time) -> None:
    if ends_at <= starts_at:
        template = _("불참 시간의 끝이 시작보다 늦지 않습니다({hours}). 시각을 고치십시오.")
        raise refused("absence_empty", template, hours=hours(starts_at, ends_at))
    if ends_at <= day.opens_at or starts_at >= day.closes_at:
        template = _("불참 시간 {hours}(이/가) 행사 시간({day}) 밖에 있습니다. 시각을 고치거나 지우십시오.")
        values = {"hours": hours(starts_at, ends_at), "day": hours(day.opens_at, day.closes_at)}
        raise refused("absence_outside", template, **values)


def has_requests(participant: Participant) -> bool:
    mine = Q(sender=participant) | Q(receiver=participant)
    return MeetingRequest.objects.filter(mine).exists()


def next_code(*, day: MatchingDay, side: str) -> str:
    """The first free number of a side: D001, S001, F001."""
    letter = CODE_LETTERS[Participant.Side(side)]
    taken = set(Participant.objects.filter(day=day, code__startswith=letter).values_list("code", flat=True))
    number = len(taken) + 1
    while f"{letter}{number:03}" in taken:
        number += 1
    return f"{letter}{number:03}"


def write_participant(
    participant: Participant,
    *,
    wish: str,
    max_meetings: int | None,
    own_table_number: int | None,
    contact: tuple[str, str, str],
    attendees: Sequence[tuple[str, str]],
    absences: Sequence[AbsenceWords],
) -> None:
    """Check and write everything about a participant but who it is."""
    participant.wish = wish
    participant.max_meetings = max_meetings
    participant.own_table = own_table(participant, own_table_number)
    participant.contact_name, participant.contact_email, participant.contact_phone = (
        words.strip() for words in contact
    )
    require_participant(participant)
    for starts_at, ends_at, _reason in absences:
        require_absence(day=participant.day, starts_at=starts_at, ends_at=ends_at)
    try:
        with transaction.atomic():
            participant.save()
    except IntegrityError as error:
        template = _("{code}번 참가자나 같은 기업이 이미 등록되어 있습니다. 참가 번호와 기업을 확인하십시오.")
        raise refused("twice", template, code=participant.code) from error
    write_people(participant, attendees=attendees)
    write_absences(participant, absences=absences)


def require_participant(participant: Participant) -> None:
    if participant.side not in Participant.Side.values or participant.wish not in Participant.Wish.values:
        raise RefusedError("choice", _("구분이나 희망 시간대를 알 수 없습니다. 목록에서 고르십시오."))
    if len(participant.code) > 20:
        template = _("참가 번호 {code}(은/는) 20자를 넘습니다. 짧은 번호를 쓰십시오.")
        raise refused("code", template, code=participant.code)
    others = Participant.objects.filter(day=participant.day, code=participant.code).exclude(pk=participant.pk)
    other = others.select_related("organisation").first()
    if other is not None:
        template = _("참가 번호 {code}(은/는) {who}(이/가) 쓰고 있습니다. 다른 번호를 쓰십시오.")
        raise refused("code_twice", template, code=participant.code, who=str(other))
    if participant.max_meetings is not None and not 1 <= participant.max_meetings <= 999:
        template = _("최대 상담 수가 {count}입니다. 1 이상으로 정하거나 비우십시오.")
        raise refused("max_meetings", template, count=str(participant.max_meetings))
    if participant.contact_email:
        require_email(participant.contact_email)


def require_email(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        template = _("담당자 이메일 {value}(은/는) 이메일 주소가 아닙니다. name@company.kr처럼 적으십시오.")
        raise refused("email", template, value=f"‘{address}’") from error


def own_table(participant: Participant, number: int | None) -> Table | None:
    """The table of that number, which must be nobody else's."""
    if number is None:
        return None
    table = Table.objects.filter(day=participant.day, number=number).first()
    if table is None:
        template = _(
            "{number}번 테이블이 이 행사에 없습니다. 테이블 목록에 먼저 더하거나 다른 번호를 쓰십시오."
        )
        raise refused("no_table", template, number=number)
    others = Participant.objects.filter(own_table=table).exclude(pk=participant.pk)
    owner = others.select_related("organisation").first()
    if owner is not None:
        template = _("{number}번 테이블은 이미 {who}의 전용 테이블입니다. 다른 번호를 쓰십시오.")
        raise refused("own_table_twice", template, number=number, who=str(owner))
    return table


def write_people(participant: Participant, *, attendees: Sequence[tuple[str, str]]) -> None:
    known = list(Attendee.objects.filter(participant=participant).values_list("name", "job_title"))
    if known == list(attendees):
        return
    Attendee.objects.filter(participant=participant).delete()
    Attendee.objects.bulk_create(
        Attendee(participant=participant, name=name.strip()[:100], job_title=job_title.strip()[:100])
        for name, job_title in attendees
    )


def write_absences(participant: Participant, *, absences: Sequence[AbsenceWords]) -> None:
    Absence.objects.filter(participant=participant).delete()
    wanted = {(starts_at, ends_at): reason for starts_at, ends_at, reason in absences}
    Absence.objects.bulk_create(
        Absence(participant=participant, starts_at=starts_at, ends_at=ends_at, reason=reason.strip()[:200])
        for (starts_at, ends_at), reason in wanted.items()
    )

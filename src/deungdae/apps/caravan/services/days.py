"""Making and changing a matching day: its hours, slots, pauses and tables."""

from collections.abc import Sequence
from datetime import date, time

from django.db import transaction
from django.db.models import Q
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.models import MatchingDay, Meeting, MeetingRequest, Pause, Slot, Table
from deungdae.apps.caravan.rules import OVER_STATES
from deungdae.apps.caravan.services.transitions import transition_day
from deungdae.apps.caravan.services.turns import lock_day, note_changed_inputs, note_step
from deungdae.apps.caravan.slots import PauseWords, ordered_pauses, plan_slots
from deungdae.apps.core.errors import RefusedError, refused

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_TABLES = 500
MOST_TABLE_NUMBER = 9_999
SLOT_FIELDS = ("opens_at", "closes_at", "slot_minutes")
FIELDS = ("title", "date", "place", *SLOT_FIELDS, "mode", "fairness", "requests_until")

__all__ = ["create_day", "set_table", "transition_day", "update_day"]


@transaction.atomic
def create_day(
    *,
    title: str,
    date: date,
    place: str,
    opens_at: time,
    closes_at: time,
    slot_minutes: int,
    mode: str,
    fairness: int | None,
    table_count: int,
    pauses: Sequence[PauseWords],
    requests_until: date | None,
    actor: User | None,
) -> MatchingDay:
    """A draft of a day with its slots and tables."""
    require_facts(title=title, place=place, day_date=date, requests_until=requests_until, tables=table_count)
    day = MatchingDay(
        title=title.strip(),
        date=date,
        place=place.strip(),
        opens_at=opens_at,
        closes_at=closes_at,
        slot_minutes=slot_minutes,
        mode=mode,
        fairness=fairness,
        requests_until=requests_until,
        created_by=actor,
    )
    planned = plan_slots(opens_at=opens_at, closes_at=closes_at, minutes=slot_minutes, pauses=pauses)
    day.save()
    Slot.objects.bulk_create(
        Slot(day=day, number=slot.number, starts_at=slot.starts_at, ends_at=slot.ends_at) for slot in planned
    )
    write_pauses(day=day, pauses=pauses)
    Table.objects.bulk_create(Table(day=day, number=number) for number in range(1, table_count + 1))
    note_step(day=day, actor=actor)
    return day


@transaction.atomic
def update_day(
    *,
    day: MatchingDay,
    title: str,
    date: date,
    place: str,
    opens_at: time,
    closes_at: time,
    slot_minutes: int,
    mode: str,
    fairness: int | None,
    table_count: int,
    pauses: Sequence[PauseWords],
    requests_until: date | None,
    actor: User | None,
) -> MatchingDay:
    """Change a day; once meetings have places its hours stay, and once it is published its date and place."""
    require_facts(title=title, place=place, day_date=date, requests_until=requests_until, tables=table_count)
    day = lock_day(day=day)
    new: dict[str, object] = {
        "title": title.strip(),
        "date": date,
        "place": place.strip(),
        "opens_at": opens_at,
        "closes_at": closes_at,
        "slot_minutes": slot_minutes,
        "mode": mode,
        "fairness": fairness,
        "requests_until": requests_until,
    }
    changed = {name for name in FIELDS if getattr(day, name) != new[name]}
    if pauses_of(day) != ordered_pauses(opens_at=opens_at, closes_at=closes_at, pauses=pauses):
        changed.add("pauses")
    tables_change = table_count != Table.objects.filter(day=day).count()
    require_changeable(day=day, changed=changed)
    if "requests_until" in changed:
        move_deadline(day=day, until=requests_until)
    for name in changed - {"pauses"}:
        setattr(day, name, new[name])
    day.save()
    if changed & {*SLOT_FIELDS, "pauses"}:
        write_pauses(day=day, pauses=pauses)
        renew_slots(day=day, pauses=pauses)
    if tables_change:
        renew_tables(day=day, count=table_count)
    if changed & {*SLOT_FIELDS, "pauses", "fairness", "mode"} or tables_change:
        note_changed_inputs(day=day)
    return day


def move_deadline(*, day: MatchingDay, until: date | None) -> None:
    """Requests that wait for an answer until the day's deadline wait until the new one."""
    waiting = MeetingRequest.objects.filter(day=day, state=MeetingRequest.State.PENDING)
    waiting.filter(expires_on=day.requests_until).update(expires_on=until)


def require_facts(
    *, title: str, place: str, day_date: date, requests_until: date | None, tables: int
) -> None:
    if not title.strip() or not place.strip():
        raise RefusedError("blank", _("행사 이름과 장소를 적으십시오."))
    if not FIRST_YEAR <= day_date.year <= LAST_YEAR:
        template = _("행사 날짜가 {date}입니다. {first}년에서 {last}년 사이의 날짜를 적으십시오.")
        raise refused("date", template, date=day_date.isoformat(), first=str(FIRST_YEAR), last=str(LAST_YEAR))
    if requests_until is not None and requests_until > day_date:
        template = _("답변 기한 {until}(이/가) 행사 날짜 {date}보다 늦습니다. 행사 날짜 이전으로 정하십시오.")
        raise refused("requests_until", template, until=requests_until.isoformat(), date=day_date.isoformat())
    if not 1 <= tables <= MOST_TABLES:
        template = _("테이블 수가 {count}개입니다. 1개에서 {most}개 사이로 정하십시오.")
        raise refused("table_count", template, count=str(tables), most=str(MOST_TABLES))


def require_changeable(*, day: MatchingDay, changed: set[str]) -> None:
    """What may still change depends on how far the day is."""
    if day.state in OVER_STATES:
        template = _("이미 열린 행사 ‘{title}’의 정보는 바꿀 수 없습니다.")
        raise refused("state", template, title=day.title)
    if day.state == MatchingDay.State.PUBLISHED and changed & {"title", "date", "place"}:
        raise RefusedError(
            "published",
            _("공개한 행사의 이름, 날짜, 장소는 바꿀 수 없습니다. 참가자가 이미 일정을 받았습니다."),
        )
    is_placed = Meeting.objects.filter(day=day, slot__isnull=False).exists()
    if is_placed and changed & {*SLOT_FIELDS, "pauses", "mode", "date"}:
        raise RefusedError(
            "placed",
            _(
                "배치된 상담이 있어 날짜, 운영 시간, 상담 시간, 쉬는 시간, 방식을 바꿀 수 없습니다."
                " 먼저 ‘시간표 버리기’로 신청 마감 상태로 되돌리십시오."
            ),
        )


def pauses_of(day: MatchingDay) -> list[PauseWords]:
    rows = Pause.objects.filter(day=day).order_by("starts_at", "ends_at")
    return [(pause.label, pause.starts_at, pause.ends_at) for pause in rows]


def write_pauses(*, day: MatchingDay, pauses: Sequence[PauseWords]) -> None:
    Pause.objects.filter(day=day).delete()
    Pause.objects.bulk_create(
        Pause(day=day, label=label, starts_at=starts_at, ends_at=ends_at)
        for label, starts_at, ends_at in pauses
    )


def renew_slots(*, day: MatchingDay, pauses: Sequence[PauseWords]) -> None:
    """Slots keep their numbers, so that requests fixed to one survive; one that goes away must be free."""
    planned = plan_slots(
        opens_at=day.opens_at, closes_at=day.closes_at, minutes=day.slot_minutes, pauses=pauses
    )
    lost = MeetingRequest.objects.filter(day=day, fixed_slot__number__gt=len(planned)).select_related(
        "fixed_slot"
    )
    for request in lost[:1]:
        number = request.fixed_slot.number if request.fixed_slot is not None else 0
        template = _(
            "새 시간대는 {count}개인데 상담 {code}(이/가) {slot}번 시간대로 정해져 있습니다."
            " 그 신청의 정해진 시간대를 먼저 고치십시오."
        )
        raise refused("fixed_slot_lost", template, count=str(len(planned)), code=request.code, slot=number)
    existing = {slot.number: slot for slot in Slot.objects.filter(day=day)}
    kept = [slot for slot in planned if slot.number in existing]
    for slot in kept:
        row = existing[slot.number]
        row.starts_at, row.ends_at = slot.starts_at, slot.ends_at
    Slot.objects.bulk_update([existing[slot.number] for slot in kept], ["starts_at", "ends_at"])
    Slot.objects.filter(day=day, number__gt=len(planned)).delete()
    Slot.objects.bulk_create(
        Slot(day=day, number=slot.number, starts_at=slot.starts_at, ends_at=slot.ends_at)
        for slot in planned
        if slot.number not in existing
    )


def renew_tables(*, day: MatchingDay, count: int) -> None:
    """More tables get the next free numbers; fewer: the highest numbers go, when nobody needs them."""
    tables = list(Table.objects.filter(day=day).order_by("number"))
    if count < len(tables):
        remove_tables(tables[count:])
        return
    taken = {table.number for table in tables}
    free = (number for number in range(1, MOST_TABLE_NUMBER + 1) if number not in taken)
    Table.objects.bulk_create(Table(day=day, number=next(free)) for _index in range(count - len(tables)))


def remove_tables(tables: Sequence[Table]) -> None:
    keys = [table.pk for table in tables]
    try:
        with transaction.atomic():
            Table.objects.filter(pk__in=keys).delete()
    except ProtectedError as error:
        is_used = Q(participant__isnull=False) | Q(meetings__isnull=False) | Q(meetingrequest__isnull=False)
        used = Table.objects.filter(is_used, pk__in=keys).order_by("number").first()
        template = _(
            "{table}번 테이블을 없앨 수 없습니다. 전용 테이블이거나 상담이 정해져 있습니다."
            " 그 참가자나 상담을 다른 테이블로 옮기십시오."
        )
        raise refused("table_used", template, table=used.number if used is not None else 0) from error


@transaction.atomic
def set_table(
    *, day: MatchingDay, number: int, capacity: int, remark: str, actor: User | None = None
) -> Table:
    """Describe a table; a number that is not there yet becomes a new table."""
    day = lock_day(day=day)
    if day.state in OVER_STATES:
        raise refused("state", _("이미 열린 행사 ‘{title}’의 테이블은 바꿀 수 없습니다."), title=day.title)
    if not 1 <= number <= MOST_TABLE_NUMBER:
        template = _("테이블 번호가 {number}입니다. 1에서 {most} 사이로 정하십시오.")
        raise refused("table_number", template, number=str(number), most=str(MOST_TABLE_NUMBER))
    if capacity < 2:
        template = _("{number}번 테이블의 정원이 {capacity}명입니다. 2명 이상으로 정하십시오.")
        raise refused("table_capacity", template, number=number, capacity=str(capacity))
    values = {"capacity": capacity, "remark": remark.strip()[:200]}
    table, is_new = Table.objects.update_or_create(day=day, number=number, defaults=values)
    if is_new:
        note_changed_inputs(day=day)
    return table

"""What no single row shows: circles in the order, and fixed meetings that cannot all be."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from deungdae.apps.caravan.importers.plan import Plan, PlannedRequest
from deungdae.apps.caravan.models import MeetingRequest, Participant
from deungdae.apps.caravan.rules import circle_of
from deungdae.apps.caravan.slots import is_morning, numbers_in
from deungdae.apps.core.imports.frame import Issue
from deungdae.engine.kernel.korean import sentence

Requests = Mapping[str, MeetingRequest]


def judge_whole(plan: Plan) -> None:
    """Add what is wrong between rows, each issue at a row of the file."""
    requests = {**plan.known.requests, **{code: one.request for code, one in plan.requests.items()}}
    plan_orders(plan, requests)
    fixed = fixed_by_slot(requests)
    for slot_number, codes in sorted(fixed.items()):
        mine = [code for code in codes if code in plan.requests]
        if mine:
            plan.issues += two_at_once(plan, requests, slot_number, codes)
            plan.issues += tables_taken(plan, requests, slot_number, codes)
    for planned in plan.requests.values():
        plan.issues += against_wish_or_absence(plan, planned)


def plan_orders(plan: Plan, requests: Requests) -> None:
    """The order pairs of the file that are not there yet; a circle is named once."""
    spoiled = {str(row["code"]) for row in plan.data.partial_rows("requests")}
    spoiled |= {str(row["code"]) for row in plan.data.rows("requests")} - set(plan.requests)
    orders = set(plan.known.orders)
    for planned in plan.requests.values():
        earlier = planned.row["earlier"]
        for code in earlier if isinstance(earlier, tuple) else ():
            pair = (str(code), planned.request.code)
            if code in requests and pair not in orders:
                orders.add(pair)
                plan.new_orders.append(pair)
                plan.count_order(planned)
            elif code not in requests and code not in spoiled:
                plan.issues.append(unknown_request(planned, str(code)))
    circle = circle_of(sorted(orders))
    row = next((plan.requests[code].row for code in circle if code in plan.requests), None)
    if row is not None:
        message = _("상담 순서가 돌고 돕니다: %(circle)s.") % {"circle": " → ".join(circle)}
        remedy = _("이 가운데 순서 하나를 지우십시오.")
        plan.issues.append(row.issue("earlier", code="cycle", message=message, remedy=remedy))


def unknown_request(planned: PlannedRequest, code: str) -> Issue:
    return planned.row.issue(
        "earlier",
        code="unknown_request",
        message=sentence(_("먼저 할 상담 번호 ‘{code}’(이/가) 상담 신청에 없습니다."), {"code": code}),
        remedy=_("있는 상담 번호로 고치거나 지우십시오."),
    )


def fixed_by_slot(requests: Requests) -> dict[int, list[str]]:
    """The accepted requests that are fixed to a slot, by its number."""
    found: dict[int, list[str]] = defaultdict(list)
    for code, request in requests.items():
        if request.fixed_slot is not None and request.state == MeetingRequest.State.ACCEPTED:
            found[request.fixed_slot.number].append(code)
    return found


def last_of_file(plan: Plan, codes: list[str]) -> PlannedRequest | None:
    """The last row of the file among some requests: where the reader will look."""
    planned = [plan.requests[code] for code in codes if code in plan.requests]
    return max(planned, key=lambda one: one.row.number, default=None)


def two_at_once(plan: Plan, requests: Requests, slot_number: int, codes: list[str]) -> Iterator[Issue]:
    """Somebody is fixed twice in a slot."""
    busy: dict[str, list[str]] = defaultdict(list)
    for code in codes:
        busy[requests[code].sender.code].append(code)
        busy[requests[code].receiver.code].append(code)
    for person, meetings in sorted(busy.items()):
        planned = last_of_file(plan, meetings)
        if len(meetings) > 1 and planned is not None:
            values = {"who": person, "slot": slot_number, "codes": ", ".join(meetings)}
            yield planned.row.issue(
                "fixed_slot",
                code="fixed_same_time",
                message=_("참가 번호 ‘%(who)s’의 고정 상담이 %(slot)s번 시간대에 여럿입니다: %(codes)s.")
                % values,
                remedy=_("하나만 남기고 시간대를 옮기십시오."),
            )


def tables_taken(plan: Plan, requests: Requests, slot_number: int, codes: list[str]) -> Iterator[Issue]:
    """More meetings are fixed in a slot than there are tables, or two at the same table."""
    owned = own_tables(plan)
    shared = [number for number, table in plan.known.tables.items() if table.pk not in owned]
    at: dict[int, list[str]] = defaultdict(list)
    wanting: list[str] = []
    for code in codes:
        table_key = table_key_of(requests[code])
        if table_key is None or table_key not in owned:
            wanting.append(code)
        if table_key is not None:
            at[table_key].append(code)
    planned = last_of_file(plan, wanting)
    if len(wanting) > len(shared) and planned is not None:
        values = {"slot": slot_number, "count": len(wanting), "tables": len(shared)}
        yield planned.row.issue(
            "fixed_slot",
            code="fixed_over_tables",
            message=_("%(slot)s번 시간대에 고정 상담이 %(count)s건인데 공용 테이블은 %(tables)s개입니다.")
            % values,
            remedy=_("고정 상담을 다른 시간대로 옮기거나 테이블을 늘리십시오."),
        )
    yield from same_table(plan, slot_number, at)


def same_table(plan: Plan, slot_number: int, at: Mapping[int, list[str]]) -> Iterator[Issue]:
    numbers = {table.pk: number for number, table in plan.known.tables.items()}
    for key, meetings in sorted(at.items()):
        planned = last_of_file(plan, meetings)
        if len(meetings) > 1 and planned is not None:
            values = {"slot": slot_number, "table": numbers.get(key, 0), "codes": ", ".join(meetings)}
            yield planned.row.issue(
                "fixed_slot",
                code="fixed_same_table",
                message=_("%(slot)s번 시간대 %(table)s번 테이블에 고정 상담이 여럿입니다: %(codes)s.")
                % values,
                remedy=_("하나만 남기고 시간대나 테이블을 옮기십시오."),
            )


def own_tables(plan: Plan) -> set[int]:
    after = {**plan.known.participants, **{code: one.participant for code, one in plan.participants.items()}}
    return {one.own_table_id for one in after.values() if one.own_table_id is not None}


def table_key_of(request: MeetingRequest) -> int | None:
    """The table a meeting is bound to: fixed, else the receiver's or the sender's own."""
    if request.fixed_table_id is not None:
        return request.fixed_table_id
    return request.receiver.own_table_id or request.sender.own_table_id


def against_wish_or_absence(plan: Plan, planned: PlannedRequest) -> Iterator[Issue]:
    """A fixed slot in the other half of the day, or while somebody is away."""
    request = planned.request
    slot = request.fixed_slot
    if slot is None:
        return
    is_for_morning = request.wish == Participant.Wish.MORNING
    if request.wish != Participant.Wish.ANY and is_for_morning != is_morning(slot.starts_at):
        yield planned.row.issue(
            "wish",
            code="wish_against_slot",
            message=_("%(slot)s번 시간대(%(start)s)는 시간대 ‘%(wish)s’에 맞지 않습니다.")
            % {"slot": slot.number, "start": f"{slot.starts_at:%H:%M}", "wish": request.get_wish_display()},
            remedy=_("시간대나 고정 시간대 가운데 하나를 고치십시오."),
        )
    for participant in (request.sender, request.receiver):
        if slot.number in absent_slots(plan, participant):
            yield planned.row.issue(
                "fixed_slot",
                code="fixed_absent",
                message=sentence(
                    _("참가 번호 ‘{who}’(은/는) {slot}번 시간대에 불참입니다."),
                    {"who": participant.code, "slot": slot.number},
                ),
                remedy=_("고정 시간대나 불참 시간을 고치십시오."),
            )


def absent_slots(plan: Plan, participant: Participant) -> set[int]:
    """The slots a participant is away, as it will be after the import."""
    known = [one for (key, _start, _end), one in plan.known.absences.items() if key == participant.pk]
    planned = [one.absence for one in plan.absences if one.absence.participant.code == participant.code]
    slots = list(plan.known.slots.values())
    return {
        number
        for one in (*known, *planned)
        for number in numbers_in(slots=slots, starts_at=one.starts_at, ends_at=one.ends_at)
    }

"""The requests' sheet: who wants to meet whom, in which order, and what is fixed."""

from django.utils.translation import gettext as _

from deungdae.apps.caravan.importers.absences import participant_of
from deungdae.apps.caravan.importers.participants import RowFault
from deungdae.apps.caravan.importers.plan import Before, Plan, PlannedRequest
from deungdae.apps.caravan.models import MatchingDay, MeetingRequest, Participant, Slot, Table
from deungdae.apps.caravan.selectors.participants import may_meet
from deungdae.apps.core.imports.frame import Issue, Row
from deungdae.engine.kernel.korean import sentence

State = MeetingRequest.State
Pair = frozenset[str]
ANSWERS = (State.ACCEPTED, State.DECLINED)


def plan_requests(plan: Plan) -> None:
    rows = plan.data.rows("requests")
    rows_of_code: dict[str, int] = {}
    pairs: dict[Pair, str] = {
        frozenset((one.sender.code, one.receiver.code)): code for code, one in plan.known.requests.items()
    }
    without_state = 0
    for row in rows:
        try:
            planned = planned_request(plan, row, rows_of_code=rows_of_code, pairs=pairs)
        except RowFault as fault:
            plan.issues.append(
                row.issue(fault.column, code=fault.code, message=fault.message, remedy=fault.remedy)
            )
            continue
        if planned is not None:
            plan.requests[planned.request.code] = planned
            plan.count("requests", is_new=planned.is_new, is_changed=bool(planned.before))
            without_state += planned.is_new and row["state"] is None
    if without_state:
        plan.issues.append(left_waiting(rows[0], without_state))


def left_waiting(row: Row, count: int) -> Issue:
    return Issue(
        row.sheet_title,
        0,
        row.sheet.column("state").label,
        "",
        "state_empty",
        _("상태가 빈 신청 %(count)s건을 ‘대기’로 둡니다. 시간표에는 수락한 상담만 들어갑니다.")
        % {"count": count},
        _("이미 합의한 상담이면 ‘수락’이라고 적으십시오."),
        is_warning=True,
    )


def planned_request(
    plan: Plan, row: Row, *, rows_of_code: dict[str, int], pairs: dict[Pair, str]
) -> PlannedRequest | None:
    """The request as it will be; None when it names a participant whose own row is wrong."""
    code = str(row["code"])
    first = rows_of_code.setdefault(code, row.number)
    if first != row.number:
        message = sentence(_("상담 번호 ‘{code}’(이/가) {row}행에도 있습니다."), {"code": code, "row": first})
        raise RowFault("code", "twice", message, _("한 행만 남기거나 다른 번호를 쓰십시오."))
    if row["sender"] == row["receiver"]:
        message = sentence(
            _("참가 번호 ‘{code}’(이/가) 자기 자신과 상담합니다."), {"code": str(row["sender"])}
        )
        raise RowFault("receiver", "oneself", message, _("상대 참가 번호를 고치십시오."))
    sender, receiver = participant_of(plan, row, "sender"), participant_of(plan, row, "receiver")
    if sender is None or receiver is None:
        return None
    require_pair(plan, code, sender, receiver, pairs)
    slot, table = slot_of(plan, row), table_of(plan, row, sender, receiver)
    known = plan.known.requests.get(code)
    if known is None:
        return new_request(plan, row, sender, receiver, slot=slot, table=table)
    return changed_request(row, known, slot=slot, table=table)


def require_pair(
    plan: Plan, code: str, sender: Participant, receiver: Participant, pairs: dict[Pair, str]
) -> None:
    """The two may meet, have no other request, and a known number means the same two."""
    pair = frozenset((sender.code, receiver.code))
    known = plan.known.requests.get(code)
    if known is not None and {known.sender.code, known.receiver.code} != pair:
        message = sentence(
            _("상담 번호 ‘{code}’(은/는) 이미 {first}(과/와) {second}의 신청입니다."),
            {"code": code, "first": known.sender.code, "second": known.receiver.code},
        )
        raise RowFault("code", "other_pair", message, _("다른 상담 번호를 쓰십시오."))
    other = pairs.setdefault(pair, code)
    if other != code:
        message = sentence(
            _("같은 두 참가자의 신청이 상담 번호 ‘{code}’(으로/로) 이미 있습니다."), {"code": other}
        )
        raise RowFault("receiver", "pair_twice", message, _("한 신청만 남기고 지우십시오."))
    if not may_meet(day=plan.known.day, first_side=sender.side, second_side=receiver.side):
        message = sentence(
            _("{first}(과/와) {second}(은/는) 구분이 ‘{side}’(으로/로) 같아 상담할 수 없습니다."),
            {"first": sender.code, "second": receiver.code, "side": str(sender.get_side_display())},
        )
        raise RowFault("receiver", "same_side", message, _("반대쪽 참가자의 번호를 적으십시오."))


def slot_of(plan: Plan, row: Row) -> Slot | None:
    number = row["fixed_slot"]
    if number is None:
        return None
    slot = plan.known.slots.get(int(str(number)))
    if slot is None:
        values = {"number": number, "last": len(plan.known.slots)}
        message = _("%(number)s번 시간대가 없습니다. 이 행사의 시간대는 1부터 %(last)s까지입니다.") % values
        raise RowFault("fixed_slot", "no_slot", message, _("있는 시간대로 고치거나 비우십시오."))
    return slot


def table_of(plan: Plan, row: Row, sender: Participant, receiver: Participant) -> Table | None:
    number = row["fixed_table"]
    if number is None:
        return None
    table = plan.known.tables.get(int(str(number)))
    if table is None:
        message = _("%(number)s번 테이블이 이 행사에 없습니다.") % {"number": number}
        raise RowFault("fixed_table", "no_table", message, _("테이블을 먼저 더하거나 비우십시오."))
    after = {**plan.known.participants, **{code: one.participant for code, one in plan.participants.items()}}
    owner = next((one for one in after.values() if one.own_table_id == table.pk), None)
    if owner is not None and owner.code not in (sender.code, receiver.code):
        message = _("%(number)s번 테이블은 참가 번호 ‘%(code)s’의 전용 테이블입니다.")
        message %= {"number": number, "code": owner.code}
        raise RowFault("fixed_table", "own_table", message, _("다른 테이블을 적으십시오."))
    return table


def new_request(
    plan: Plan,
    row: Row,
    sender: Participant,
    receiver: Participant,
    *,
    slot: Slot | None,
    table: Table | None,
) -> PlannedRequest:
    day = plan.known.day
    state = str(row["state"] or State.PENDING)
    if state == State.PENDING and day.state == MatchingDay.State.REQUESTS_CLOSED:
        message = _("신청이 마감되어 답을 기다리는 신청을 더할 수 없습니다.")
        raise RowFault("state", "closed", message, _("합의한 상담이면 ‘수락’으로 적고, 아니면 지우십시오."))
    request = MeetingRequest(
        day=day,
        code=str(row["code"]),
        sender=sender,
        receiver=receiver,
        rank=int(str(row["rank"] or 1)),
        reason=str(row["reason"] or ""),
        state=state,
        wish=str(row["wish"] or Participant.Wish.ANY),
        fixed_slot=slot,
        fixed_table=table,
        expires_on=day.requests_until,
    )
    return PlannedRequest(row, request, is_new=True)


def changed_request(
    row: Row, request: MeetingRequest, *, slot: Slot | None, table: Table | None
) -> PlannedRequest:
    """An empty cell leaves what is there; an answer that was given is not taken back by a list."""
    before: Before = {}
    for name in ("rank", "reason", "wish"):
        if row[name] is not None and row[name] != getattr(request, name):
            before[name] = getattr(request, name)
            setattr(request, name, row[name])
    if slot is not None and slot.pk != request.fixed_slot_id:
        before["fixed_slot_id"], request.fixed_slot = request.fixed_slot_id, slot
    if table is not None and table.pk != request.fixed_table_id:
        before["fixed_table_id"], request.fixed_table = request.fixed_table_id, table
    if row["state"] in ANSWERS and request.state != row["state"]:
        if request.state != State.PENDING:
            message = sentence(
                _("상담 번호 ‘{code}’(은/는) 이미 ‘{state}’ 상태입니다."),
                {"code": request.code, "state": str(request.get_state_display())},
            )
            raise RowFault("state", "answered", message, _("화면에서 신청을 확인하고 이 행을 지우십시오."))
        before["state"], request.state = request.state, str(row["state"])
    return PlannedRequest(row, request, is_new=False, before=before)

"""The participants' sheet: who comes, as which organisation, with which wishes."""

from django.utils.translation import gettext as _

from deungdae.apps.caravan.importers.plan import Before, Plan, PlannedParticipant
from deungdae.apps.caravan.models import MatchingDay, Participant, Table
from deungdae.apps.core.imports.frame import Row
from deungdae.apps.organisations.models import Organisation
from deungdae.engine.kernel.korean import sentence

FIELDS = ("side", "wish", "max_meetings", "contact_name", "contact_email", "contact_phone")
Key = int | str


class RowFault(Exception):  # noqa: N818
    """A row that cannot be taken over: the column, a code, what is wrong, what to do."""

    def __init__(self, column: str, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.column, self.code, self.message, self.remedy = column, code, message, remedy


def plan_participants(plan: Plan) -> None:
    """Judge every row; good ones are planned, bad ones reported."""
    rows_of_code: dict[Key, int] = {}
    rows_of_organisation: dict[Key, int] = {}
    for row in plan.data.rows("participants"):
        code = str(row["code"])
        try:
            refuse_again(
                rows_of_code, code, row, "code", _("참가 번호 ‘{value}’(이/가) {row}행에도 있습니다.")
            )
            planned = planned_participant(plan, row)
            organisation = planned.participant.organisation
            key: Key = organisation.pk or organisation.business_number or organisation.name
            refuse_again(rows_of_organisation, key, row, "name", _("같은 기업이 {row}행에도 있습니다."))
        except RowFault as fault:
            plan.issues.append(
                row.issue(fault.column, code=fault.code, message=fault.message, remedy=fault.remedy)
            )
            continue
        plan.participants[code] = planned
        is_changed = bool(planned.before) or planned.attendees is not None
        plan.count("participants", is_new=planned.is_new, is_changed=is_changed)
    judge_own_tables(plan)


def refuse_again(seen: dict[Key, int], key: Key, row: Row, column: str, template: str) -> None:
    first = seen.setdefault(key, row.number)
    if first != row.number:
        message = sentence(template, {"value": row.text_of(column), "row": first})
        raise RowFault(
            column,
            "twice",
            message,
            _("한 행만 남기고 지우십시오."),
        )


def planned_participant(plan: Plan, row: Row) -> PlannedParticipant:
    """The participant as it will be: a new one, or the one of that number with what the row says."""
    code = str(row["code"])
    known = plan.known.participants.get(code)
    organisation = organisation_of(plan, row)
    other = plan.known.participant_of(organisation)
    if other is not None and other.code != code:
        raise RowFault(
            "name",
            "registered",
            sentence(
                _("이 기업은 이미 참가 번호 ‘{code}’(으로/로) 등록되어 있습니다."), {"code": other.code}
            ),
            _("등록된 참가 번호를 쓰십시오."),
        )
    if known is None:
        return new_participant(plan, row, organisation)
    return changed_participant(plan, row, known, organisation)


def organisation_of(plan: Plan, row: Row) -> Organisation:
    """By business number, else by exact name, else a new one that the plan will make."""
    number, name = row["business_number"], str(row["name"])
    if number:
        found = plan.known.by_number.get(str(number))
        if found is not None:
            return found
    same = [one for one in plan.known.by_name.get(name, ()) if not number or not one.business_number]
    if len(same) > 1:
        raise RowFault(
            "name",
            "ambiguous",
            _("이름이 같은 기업이 %(count)s곳 등록되어 있어 어느 곳인지 알 수 없습니다.")
            % {"count": len(same)},
            _("사업자등록번호를 적으십시오."),
        )
    if same:
        return same[0]
    for one in plan.organisations:
        if (one.business_number or one.name) == (str(number) if number else name):
            return one
    new = Organisation(name=name, business_number=str(number) if number else None)
    plan.organisations.append(new)
    return new


def side_of(plan: Plan, row: Row) -> str:
    if row["side"]:
        return str(row["side"])
    if plan.known.day.mode == MatchingDay.Mode.BROKERAGE:
        return Participant.Side.FREE
    raise RowFault(
        "side", "required", _("구분이 비어 있습니다."), _("수요, 공급, 자유 가운데 하나를 적으십시오.")
    )


def new_participant(plan: Plan, row: Row, organisation: Organisation) -> PlannedParticipant:
    participant = Participant(day=plan.known.day, organisation=organisation, code=str(row["code"]))
    participant.side = side_of(plan, row)
    for name in FIELDS[1:]:
        if row[name] is not None:
            setattr(participant, name, row[name])
    participant.own_table = table_of(plan, row)
    attendees = row["attendees"]
    people = attendees if isinstance(attendees, tuple) else None
    return PlannedParticipant(row, participant, is_new=True, attendees=people)


def changed_participant(
    plan: Plan, row: Row, participant: Participant, organisation: Organisation
) -> PlannedParticipant:
    """An empty cell leaves what is there."""
    if organisation.pk != participant.organisation_id:
        raise RowFault(
            "code",
            "other_organisation",
            sentence(
                _("참가 번호 ‘{code}’(은/는) 이미 ‘{name}’의 번호입니다."),
                {"code": participant.code, "name": participant.organisation.name},
            ),
            _("다른 번호를 쓰거나 기업 이름과 사업자등록번호를 확인하십시오."),
        )
    before: Before = {}
    for name in FIELDS:
        if row[name] is not None and row[name] != getattr(participant, name):
            before[name] = getattr(participant, name)
            setattr(participant, name, row[name])
    table = table_of(plan, row)
    if table is not None and table.pk != participant.own_table_id:
        before["own_table_id"] = participant.own_table_id
        participant.own_table = table
    if "side" in before and has_requests(plan, participant):
        raise RowFault(
            "side",
            "has_requests",
            sentence(
                _("‘{name}’(은/는) 상담 신청이 있어 구분을 바꿀 수 없습니다."), {"name": organisation.name}
            ),
            _("구분을 그대로 두거나 신청을 먼저 철회하십시오."),
        )
    attendees = row["attendees"]
    known = plan.known.attendees.get(participant.pk, ())
    people = attendees if isinstance(attendees, tuple) and attendees != known else None
    return PlannedParticipant(row, participant, is_new=False, before=before, attendees=people)


def has_requests(plan: Plan, participant: Participant) -> bool:
    pairs = ((request.sender_id, request.receiver_id) for request in plan.known.requests.values())
    return any(participant.pk in pair for pair in pairs)


def table_of(plan: Plan, row: Row) -> Table | None:
    """The table of the number in the row, or None for an empty cell."""
    number = row["own_table"]
    if number is None:
        return None
    table = plan.known.tables.get(int(str(number)))
    if table is None:
        raise RowFault(
            "own_table",
            "no_table",
            _("%(number)s번 테이블이 이 행사에 없습니다(테이블 %(count)s개).")
            % {"number": number, "count": len(plan.known.tables)},
            _("테이블을 먼저 더하거나 다른 번호를 쓰십시오."),
        )
    return table


def judge_own_tables(plan: Plan) -> None:
    """A table is one participant's own at most, counted as it will be after the import."""
    owners: dict[int, str] = {}
    after = {**plan.known.participants, **{code: one.participant for code, one in plan.participants.items()}}
    for code, participant in after.items():
        if participant.own_table_id is None:
            continue
        other = owners.setdefault(participant.own_table_id, code)
        planned = plan.participants.get(code) or plan.participants.get(other)
        if other != code and planned is not None:
            first = other if planned.participant.code == code else code
            plan.issues.append(
                planned.row.issue(
                    "own_table",
                    code="table_twice",
                    message=_("%(number)s번 테이블은 참가 번호 ‘%(code)s’의 전용 테이블이기도 합니다.")
                    % {"number": participant.own_table.number if participant.own_table else 0, "code": first},
                    remedy=_("서로 다른 테이블을 적으십시오."),
                )
            )

"""The absences' sheet: when somebody cannot meet."""

from datetime import time

from django.utils.translation import gettext as _

from deungdae.apps.caravan.importers.participants import RowFault
from deungdae.apps.caravan.importers.plan import Plan, PlannedAbsence
from deungdae.apps.caravan.models import Absence, Participant
from deungdae.apps.caravan.slots import hours
from deungdae.apps.core.imports.frame import Row
from deungdae.engine.kernel.korean import sentence


def plan_absences(plan: Plan) -> None:
    seen: dict[tuple[str, time, time], int] = {}
    for row in plan.data.rows("absences"):
        try:
            planned = planned_absence(plan, row, seen)
        except RowFault as fault:
            plan.issues.append(
                row.issue(fault.column, code=fault.code, message=fault.message, remedy=fault.remedy)
            )
            continue
        if planned is not None:
            plan.absences.append(planned)
            plan.count("absences", is_new=planned.is_new, is_changed=bool(planned.before))


def planned_absence(plan: Plan, row: Row, seen: dict[tuple[str, time, time], int]) -> PlannedAbsence | None:
    code, start, end = str(row["code"]), row["start"], row["end"]
    if not isinstance(start, time) or not isinstance(end, time):
        return None
    require_hours(plan, start, end)
    first = seen.setdefault((code, start, end), row.number)
    if first != row.number:
        raise RowFault(
            "code",
            "twice",
            _("같은 불참 시간이 %(row)s행에도 있습니다.") % {"row": first},
            _("한 행만 남기고 지우십시오."),
        )
    participant = participant_of(plan, row, "code")
    if participant is None:
        return None
    known = plan.known.absences.get((participant.pk, start, end)) if participant.pk else None
    reason = str(row["reason"] or "")
    if known is None:
        return PlannedAbsence(
            Absence(participant=participant, starts_at=start, ends_at=end, reason=reason), is_new=True
        )
    planned = PlannedAbsence(known, is_new=False)
    if reason and reason != known.reason:
        planned.before["reason"] = known.reason
        known.reason = reason
    return planned


def require_hours(plan: Plan, start: time, end: time) -> None:
    day = plan.known.day
    if end <= start:
        raise RowFault(
            "end",
            "empty",
            _("불참 시간의 끝이 시작보다 늦지 않습니다(%(hours)s).") % {"hours": hours(start, end)},
            _("두 시각의 순서를 고치십시오."),
        )
    if end <= day.opens_at or start >= day.closes_at:
        values = {"hours": hours(start, end), "day": hours(day.opens_at, day.closes_at)}
        raise RowFault(
            "start",
            "outside",
            sentence(_("불참 시간 {hours}(이/가) 행사 시간({day}) 밖에 있습니다."), values),
            _("시각을 고치거나 이 행을 지우십시오."),
        )


def participant_of(plan: Plan, row: Row, column: str) -> Participant | None:
    """The participant that a cell names; None when its own row is wrong and reported there."""
    code = str(row[column])
    participant = plan.participant(code)
    if participant is not None:
        return participant
    if plan.is_spoiled(code):
        return None
    raise RowFault(
        column,
        "unknown_participant",
        sentence(_("참가 번호 ‘{code}’(이/가) 참가자 시트에도 이 행사에도 없습니다."), {"code": code}),
        _("참가자 시트에 넣거나 번호를 고치십시오."),
    )

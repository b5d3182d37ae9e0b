"""The day's workbook of three sheets: who comes, when not, and who wants to meet whom."""

from collections.abc import Iterable
from contextlib import suppress
from typing import cast
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.importers.absences import plan_absences
from deungdae.apps.caravan.importers.columns import ABSENCES, PARTICIPANTS, REQUESTS
from deungdae.apps.caravan.importers.known import known_of
from deungdae.apps.caravan.importers.participants import plan_participants
from deungdae.apps.caravan.importers.plan import Plan
from deungdae.apps.caravan.importers.requests import plan_requests
from deungdae.apps.caravan.importers.sanity import judge_whole
from deungdae.apps.caravan.importers.taking_back import obstacle_of, take_back
from deungdae.apps.caravan.importers.template import day_template
from deungdae.apps.caravan.importers.writing import carry_out
from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.caravan.rules import REQUEST_STATES
from deungdae.apps.caravan.services.turns import lock_day
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import from_short
from deungdae.apps.core.imports.frame import (
    ImportData,
    Importer,
    Issue,
    Outcome,
    Person,
    Subject,
    Tell,
    Verdict,
)
from deungdae.apps.core.models import ImportRun


class DayImporter(Importer):
    name = "caravan.day"
    title = gettext_lazy("상담일 자료(참가자·불참·상담 신청)")
    template_name = gettext_lazy("상담일-자료-양식")
    permission = "caravan.manage_days"
    help = gettext_lazy(
        "참가자, 불참, 상담 신청 세 시트를 한 번에 가져옵니다."
        " 번호가 같은 행은 고치고, 없는 번호는 새로 등록하며,"
        " 파일에 없는 것은 그대로 둡니다. 빈 칸은 등록된 값을 지우지 않습니다."
    )
    sheets = (PARTICIPANTS, ABSENCES, REQUESTS)

    def subject_title(self, *, subject: str, user: Person) -> str | None:
        day = day_of(subject, MatchingDay.objects.visible_to(cast("User", user)))
        return day.title if day is not None else None

    def subjects(self, *, subjects: set[str], user: Person) -> dict[str, Subject]:
        days = MatchingDay.objects.visible_to(cast("User", user)).filter(public_id__in=keys_of(subjects))
        return {
            day.short_id: Subject(day.title, reverse("caravan:day_detail", args=[day.public_id]))
            for day in days
        }

    def undo_obstacle(self, run: ImportRun) -> str:
        day = day_of(run.subject, MatchingDay.objects.all())
        return obstacle_of(day, run.undo_log) if day is not None else ""

    def template(self) -> bytes:
        return day_template()

    def check(self, data: ImportData, *, tell: Tell) -> Verdict:
        day = day_of(data.subject, MatchingDay.objects.all())
        if day is None:
            return Verdict(issues=[whole(data, "no_day", _("행사를 찾을 수 없습니다."), "")])
        plan = plan_of(day, data)
        if day.state not in REQUEST_STATES:
            message = _("‘%(state)s’ 상태의 행사에는 자료를 가져올 수 없습니다.") % {
                "state": day.get_state_display()
            }
            remedy = _("시간표를 버려 신청 마감 상태로 되돌린 뒤 다시 하십시오.")
            plan.issues.append(whole(data, "state", message, remedy))
        return Verdict(issues=plan.issues, counts=plan.counts)

    def apply(self, data: ImportData, *, run: ImportRun, actor: Person | None, tell: Tell) -> Outcome:
        day = lock_day(day=required_day(data.subject))
        plan = plan_of(day, data)
        if plan.issues and any(not issue.is_warning for issue in plan.issues):
            raise RefusedError("import_changed", plan.issues[0].message)
        log = carry_out(plan, actor=cast("User | None", actor))
        return Outcome(counts=plan.counts, undo_log=log)

    def undo(self, *, run: ImportRun, actor: Person | None) -> None:
        take_back(day=lock_day(day=required_day(run.subject)), log=run.undo_log)

    def result_url(self, run: ImportRun) -> str:
        return reverse("caravan:requests", args=[run.subject])


def keys_of(subjects: Iterable[str]) -> list[UUID]:
    """The keys behind short ids; what is no id is left out."""
    found = []
    for subject in subjects:
        with suppress(ValueError):
            found.append(from_short(subject))
    return found


def plan_of(day: MatchingDay, data: ImportData) -> Plan:
    """Judge all three sheets against the day as it is."""
    plan = Plan(known=known_of(day=day, data=data), data=data)
    plan_participants(plan)
    plan_absences(plan)
    plan_requests(plan)
    judge_whole(plan)
    return plan


def day_of(subject: str, days: QuerySet[MatchingDay]) -> MatchingDay | None:
    """The day behind a short id, among some days."""
    try:
        return days.filter(public_id=from_short(subject)).first()
    except ValueError:
        return None


def required_day(subject: str) -> MatchingDay:
    day = day_of(subject, MatchingDay.objects.all())
    if day is None:
        raise RefusedError("no_day", _("행사를 찾을 수 없습니다."))
    return day


def whole(data: ImportData, code: str, message: str, remedy: str) -> Issue:
    """An issue about the file as a whole."""
    rows = data.rows("participants")
    title = rows[0].sheet_title if rows else PARTICIPANTS.label
    return Issue(title, 0, "", "", code, message, remedy)

"""The one thing to do next with a day, for the button at the upper right."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from deungdae.apps.caravan.models import MatchingDay, MeetingRequest, TimetableProposal
from deungdae.apps.caravan.rules import Transition, transitions_from
from deungdae.apps.caravan.views.frame import address
from deungdae.apps.core import clock
from deungdae.apps.core.models import Job
from deungdae.engine.kernel.korean import sentence

IMPORTER = "caravan.day"
State = MatchingDay.State


@dataclass(frozen=True)
class NextStep:
    """A sentence, and either an address to go to or a step to confirm."""

    text: str
    label: str | Promise
    url: str = ""
    transition: Transition | None = None


def live_job_of(day: MatchingDay) -> Job | None:
    """The compute that is under way for this day."""
    return Job.objects.filter(idempotency_key=f"timetable:{day.short_id}", state__in=Job.LIVE).first()


def import_address(day: MatchingDay) -> str:
    return reverse("core:import_new", args=[IMPORTER]) + f"?subject={day.short_id}"


def step_to(day: MatchingDay, target: str, text: str) -> NextStep:
    found = next(step for step in transitions_from(day.state) if step.target == target)
    return NextStep(text, found.label, transition=found)


def next_step(*, day: MatchingDay, figures: dict[str, Any]) -> NextStep | None:
    """What waits now."""
    job = live_job_of(day)
    if job is not None:
        url = reverse("core:job_detail", kwargs={"job_id": job.public_id})
        return NextStep(_("시간표를 계산하고 있습니다."), _("계산 진행 보기"), url=url)
    open_proposal = day.proposals.filter(state=TimetableProposal.State.PROPOSED).first()
    if open_proposal is not None:
        url = address("proposal", day, proposal_id=open_proposal.public_id)
        return NextStep(_("새 시간표 제안이 결정을 기다립니다."), _("제안 검토"), url=url)
    return next_by_state(day, figures)


def next_by_state(day: MatchingDay, figures: dict[str, Any]) -> NextStep | None:
    steps = {
        State.DRAFT: next_of_draft,
        State.REQUESTS_OPEN: next_of_open_requests,
        State.REQUESTS_CLOSED: next_of_closed_requests,
        State.TIMETABLE: next_of_timetable,
        State.PUBLISHED: next_of_published,
        State.HELD: next_of_held,
    }
    step = steps.get(State(day.state))
    return step(day, figures) if step else None


def next_of_draft(day: MatchingDay, figures: dict[str, Any]) -> NextStep:
    requests = figures["requests_by_state"]
    if requests.get(MeetingRequest.State.ACCEPTED) and not requests.get(MeetingRequest.State.PENDING):
        text = _("수락된 신청이 이미 갖추어져 있어 바로 시간표를 준비할 수 있습니다.")
        return step_to(day, State.REQUESTS_CLOSED, text)
    if figures["participants"]:
        return step_to(day, State.REQUESTS_OPEN, _("명단이 준비되었으면 상담 신청을 받기 시작합니다."))
    text = _("아직 참가자가 없습니다. 참가자, 불참 시간, 상담 신청을 엑셀 파일 하나로 가져올 수 있습니다.")
    return NextStep(text, _("엑셀로 가져오기"), url=import_address(day))


def next_of_open_requests(day: MatchingDay, figures: dict[str, Any]) -> NextStep:
    pending = figures["requests_by_state"].get(MeetingRequest.State.PENDING, 0)
    text = _("답변이 모이면 신청을 마감합니다.")
    if pending:
        text = sentence(
            _("답변을 기다리는 신청이 {count}건입니다. 답변이 모이면 마감합니다."), {"count": str(pending)}
        )
    return step_to(day, State.REQUESTS_CLOSED, text)


def next_of_closed_requests(day: MatchingDay, figures: dict[str, Any]) -> NextStep:
    return NextStep(_("수락된 상담으로 시간표를 만듭니다."), _("시간표 계산"), url=address("compute", day))


def next_of_timetable(day: MatchingDay, figures: dict[str, Any]) -> NextStep:
    return step_to(day, State.PUBLISHED, _("시간표를 확인했으면 참가자에게 공개합니다."))


def next_of_published(day: MatchingDay, figures: dict[str, Any]) -> NextStep:
    if clock.today() < day.date:
        text = _("행사 전에 일정표와 테이블 표지를 인쇄합니다.")
        return NextStep(text, _("인쇄물 내려받기"), url=address("documents", day))
    if clock.today() == day.date:
        return NextStep(
            _("오늘입니다. 오는 참가자를 체크인합니다."), _("현장 체크인"), url=address("check_in", day)
        )
    text = _("행사가 끝났으면 개최 완료로 바꾸고 상담 결과를 기록합니다.")
    return step_to(day, State.HELD, text)


def next_of_held(day: MatchingDay, figures: dict[str, Any]) -> NextStep:
    return NextStep(_("어느 상담이 열렸는지 기록합니다."), _("상담 결과 기록"), url=address("outcomes", day))

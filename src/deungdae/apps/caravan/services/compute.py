"""Computing the timetable as a job, and taking over or leaving what it found."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.bridge.day import Answer, Question, Report, answer_to, question_of
from deungdae.apps.caravan.models import MatchingDay, Meeting, TimetableProposal
from deungdae.apps.caravan.rules import PLANNING_STATES
from deungdae.apps.caravan.selectors.agendas import past_slots
from deungdae.apps.caravan.selectors.board import board_of
from deungdae.apps.caravan.selectors.figures import gap_words
from deungdae.apps.caravan.services.decisions import record_decision
from deungdae.apps.caravan.services.proposals import (
    apply_proposal,
    discard_proposal,
    note_decision,
    put_proposal,
)
from deungdae.apps.caravan.services.turns import lock_day
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.ids import from_short
from deungdae.apps.core.jobs.context import JobContext
from deungdae.apps.core.jobs.registry import job_function
from deungdae.apps.core.jobs.services import enqueue_job
from deungdae.apps.core.models import Job
from deungdae.engine.kernel.korean import sentence

JOB = "caravan.compute_timetable"
MOST_SECONDS = 3_600
MOST_SEED = 2**31 - 1
State = TimetableProposal.State

__all__ = ["apply_proposal", "compute_timetable", "discard_proposal", "start_compute"]


def start_compute(
    *, day: MatchingDay, actor: User | None, keep_current: bool, seconds: int | None, seed: int
) -> Job:
    """Ask for a timetable, or get the job that is at it already. Without `seconds`: reproducible."""
    day = MatchingDay.objects.get(pk=day.pk)
    require_computable(day)
    if seconds is not None and not 1 <= seconds <= MOST_SECONDS:
        template = _("계산 시간이 {seconds}초입니다. 1초에서 {most}초 사이로 정하십시오.")
        raise refused("seconds", template, seconds=str(seconds), most=str(MOST_SECONDS))
    if not 0 <= seed <= MOST_SEED:
        template = _("난수 시작값이 {seed}입니다. 0에서 {most} 사이의 정수로 정하십시오.")
        raise refused("seed", template, seed=str(seed), most=str(MOST_SEED))
    return enqueue_job(
        name=JOB,
        title=sentence(_("시간표 계산: {title}"), {"title": day.title})[:200],
        arguments={
            "day": day.short_id,
            "keep_current": keep_current,
            "seconds": seconds,
            "seed": seed,
            "language": get_language(),
        },
        idempotency_key=f"timetable:{day.short_id}",
        owner=actor,
    )


def require_computable(day: MatchingDay) -> None:
    if day.state not in PLANNING_STATES:
        template = _("{title}(은/는) 지금 ‘{state}’ 상태입니다. 시간표는 신청을 마감한 뒤 계산합니다.")
        raise refused("state", template, title=f"‘{day.title}’", state=day.get_state_display())
    if not Meeting.objects.filter(day=day).exclude(state=Meeting.State.CANCELLED).exists():
        raise RefusedError("no_meetings", _("배치할 상담이 없습니다. 수락된 상담 신청이 있어야 합니다."))


@job_function(JOB)
def compute_timetable(context: JobContext) -> None:
    """One run of the engine; its answer is kept whole in the job's last transaction, or not at all."""
    with context.in_language():
        run_engine(context)


def run_engine(context: JobContext) -> None:
    day, question = asked(context)
    answer = answer_to(
        question,
        seed=context.arguments["seed"],
        seconds=context.arguments["seconds"],
        on_report=lambda report: told(context, report),
    )
    was_stopped = context.is_cancelled
    if not (answer.is_feasible or answer.is_infeasible):
        if was_stopped:
            return
        raise RefusedError("nothing_found", " ".join(answer.sentences))
    with transaction.atomic():
        context.hold()
        keep_answer(context, day=day, question=question, answer=answer, was_stopped=was_stopped)


def asked(context: JobContext) -> tuple[MatchingDay, Question]:
    """The day and its question, read while nobody changes the day."""
    with transaction.atomic():
        found = MatchingDay.objects.select_for_update().filter(public_id=from_short(context.arguments["day"]))
        day = found.first()
        if day is None:
            raise RefusedError("no_day", _("행사가 지워져 시간표를 계산할 수 없습니다."))
        require_computable(day)
        board = board_of(day=day)
        keep_current = context.arguments["keep_current"]
        return day, question_of(board, keep_current=keep_current, past=past_slots(board))


def told(context: JobContext, report: Report) -> bool:
    """Pass the engine's report on; False stops it."""
    return context.progress(percent=report.percent, step=report.step, details=dict(report.details))


def keep_answer(
    context: JobContext, *, day: MatchingDay, question: Question, answer: Answer, was_stopped: bool
) -> None:
    """Decision record and proposal; the first timetable of a day is taken over at once. Inside the job's last
    transaction.
    """
    base_revision = day.timetable_revision
    day = lock_day(day=day)
    is_stale = day.timetable_revision != base_revision or day.state not in PLANNING_STATES
    state = State.STALE if is_stale else State.PROPOSED if answer.is_feasible else State.INFEASIBLE
    TimetableProposal.objects.filter(day=day, state=State.PROPOSED).update(state=State.STALE)
    proposal = TimetableProposal.objects.create(
        day=day,
        job=context.job,
        decision=record_decision(
            day=day,
            question=question,
            answer=answer,
            seconds=context.arguments["seconds"],
            decided_by=context.job.owner,
        ),
        base_revision=base_revision,
        state=state,
        placements={name: list(cell) for name, cell in answer.placements.items()},
        unplaced=dict(answer.unplaced),
        summary=summary_of(question, answer, was_stopped=was_stopped),
    )
    is_first = not Meeting.objects.filter(day=day, slot__isnull=False).exists()
    is_taken = state == State.PROPOSED and is_first
    if is_taken:
        put_proposal(proposal=proposal, actor=context.job.owner)
    context.finish(
        message=message_of(proposal, was_stopped=was_stopped),
        result_url=result_address(proposal),
        result={"proposal": proposal.short_id, "state": proposal.state},
    )
    if is_taken:
        note_decision(proposal, actor=context.job.owner)


def summary_of(question: Question, answer: Answer, *, was_stopped: bool) -> dict[str, object]:
    solution = answer.solution
    return {
        "status": answer.status,
        "placed": len(answer.placements),
        "total": len(question.problem.meetings) + len(question.kept),
        "breaks": solution.breaks,
        "bound": solution.bound,
        "given": question.given,
        "moved": len(solution.moved),
        "sentences": list(answer.sentences),
        "is_stopped": was_stopped,
        "seconds": round(solution.seconds, 3),
        "seed": solution.seed,
    }


def message_of(proposal: TimetableProposal, *, was_stopped: bool) -> str:
    """What came of the job, in a sentence or two."""
    summary = proposal.summary
    if proposal.state == State.STALE:
        return _(
            "계산하는 동안 시간표나 참가자 정보가 바뀌어 결과를 적용할"
            " 수 없습니다. 시간표는 그대로입니다. 다시 계산하십시오."
        )
    if proposal.state == State.INFEASIBLE:
        return _("이 조건으로는 상담을 배치할 수 없습니다. 결과에서 막는 것과 고칠 것을 확인하십시오.")
    words = [
        sentence(
            _("상담 {total}건 가운데 {placed}건을 배치했습니다."),
            {"total": str(summary["total"]), "placed": str(summary["placed"])},
        ),
        gap_words(
            breaks=summary["breaks"],
            bound=summary["bound"],
            is_optimal=summary["status"] == "optimal",
            given=summary["given"],
        ),
    ]
    if was_stopped:
        words.insert(0, _("요청에 따라 멈추고 그때까지 찾은 가장 좋은 시간표를 남겼습니다."))
    if proposal.state == State.PROPOSED:
        words.append(_("지금 시간표와의 차이를 보고 적용할지 정하십시오."))
    return " ".join(words)


def result_address(proposal: TimetableProposal) -> str:
    """The page that shows what came of it: the timetable when it was taken over, else the proposal."""
    day_id = proposal.day.public_id
    if proposal.state == State.APPLIED:
        return reverse("caravan:timetable", args=[day_id])
    return reverse("caravan:proposal", args=[day_id, proposal.public_id])

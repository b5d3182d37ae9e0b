"""Computing the programme as a job, and putting a computed one into effect."""

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core.decisions import document_of, keep_decision
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import from_short
from deungdae.apps.core.jobs.context import JobContext
from deungdae.apps.core.jobs.registry import job_function
from deungdae.apps.core.jobs.services import enqueue_job
from deungdae.apps.core.models import Job
from deungdae.apps.forum.bridge.programme import Answer, answer_of, answer_to, question_of
from deungdae.apps.forum.models import Forum, ForumRoom, ForumSlot, ProgrammeProposal, Talk
from deungdae.apps.forum.services.placing import tell_places
from deungdae.apps.forum.services.turns import lock_forum, require_planning
from deungdae.apps.organisations.services.history import Act, save
from deungdae.engine.kernel.decision import Decision as Record

COMPUTE = "forum.compute_programme"
State = ProgrammeProposal.State


@transaction.atomic
def start_compute(*, forum: Forum, actor: User | None) -> ProgrammeProposal:
    """A proposal that a job computes; while one of the same programme is being computed, that one."""
    forum = lock_forum(forum)
    require_planning(forum)
    if not Talk.objects.filter(forum=forum).announced().exists():
        message = _("채택을 알린 발표가 없습니다. 발표를 채택하고 결과를 알린 뒤 계산해 주십시오.")
        raise RefusedError("no_talks", message)
    if not ForumSlot.objects.filter(forum=forum, kind=ForumSlot.Kind.TALKS).exists():
        raise RefusedError("no_slots", _("발표할 시간대가 없습니다. ‘행사 틀’에서 시간대를 적어 주십시오."))
    if not ForumRoom.objects.filter(forum=forum).exists():
        raise RefusedError("no_rooms", _("예약한 장소가 없습니다. ‘행사 틀’에서 장소를 예약해 주십시오."))
    running = ProgrammeProposal.objects.filter(forum=forum, state=State.ASKED, base_revision=forum.revision)
    known = running.exclude(job__state__in=(Job.State.FAILED, Job.State.CANCELLED)).first()
    if known is not None and known.job is not None:
        return known
    proposal = ProgrammeProposal.objects.create(forum=forum, base_revision=forum.revision, created_by=actor)
    proposal.job = enqueue_job(
        name=COMPUTE,
        title=_("포럼 프로그램 계산"),
        arguments={"proposal": proposal.short_id, "language": get_language()},
        idempotency_key=f"{COMPUTE}:{proposal.short_id}",
        owner=actor,
    )
    proposal.save(update_fields=["job"])
    return proposal


@job_function(COMPUTE)
def compute_programme(context: JobContext) -> None:
    """Ask the engine; the answer is kept in the job's last transaction, or not at all."""
    with context.in_language():
        found = ProgrammeProposal.objects.select_related("forum")
        proposal = found.get(public_id=from_short(context.arguments["proposal"]))
        words = _("발표를 시간대와 방에 놓는 중입니다.")
        question = question_of(proposal.forum)
        record = answer_to(question, tell=lambda percent: context.tell(percent, words))
        with transaction.atomic():
            context.hold()
            subject = proposal.forum.short_id
            decision = keep_decision(record, subject=subject, decided_by=context.job.owner)
            done = ProgrammeProposal.objects.filter(pk=proposal.pk)
            done.update(decision=decision, state=State.COMPUTED)
            url = reverse("forum:proposal", args=[proposal.public_id])
            context.finish(message=_("프로그램을 계산했습니다."), result_url=url)


def answer_in(proposal: ProgrammeProposal) -> Answer | None:
    """What was computed; None while the job is at it."""
    if proposal.decision is None:
        return None
    return answer_of(Record.from_json(document_of(proposal.decision)))


@transaction.atomic
def apply_proposal(*, proposal: ProgrammeProposal, actor: User) -> Forum:
    """The computed programme becomes the programme: all of it, or nothing."""
    forum = lock_forum(proposal.forum)
    require_planning(forum)
    mine = ProgrammeProposal.objects.select_related("decision").get(pk=proposal.pk)
    if mine.state == State.APPLIED:
        return forum
    answer = answer_in(mine)
    if answer is None or not answer.places:
        raise RefusedError("nothing", _("반영할 프로그램이 없습니다. 막는 것을 고치고 다시 계산해 주십시오."))
    if mine.base_revision != forum.revision:
        raise outdated()
    moved = write_places(forum, answer, actor)
    forum.revision += 1
    forum.save(update_fields=["revision"])
    ProgrammeProposal.objects.filter(pk=mine.pk).update(state=State.APPLIED)
    if forum.programme_at is not None:
        tell_places(forum, moved)
    return forum


def outdated() -> RefusedError:
    message = _("계산한 뒤에 프로그램이나 발표가 바뀌었습니다. 다시 계산해 주십시오.")
    return RefusedError("outdated", message)


def write_places(forum: Forum, answer: Answer, actor: User) -> list[Talk]:
    """Everything off first, so that talks may change places; the talks that stand elsewhere than before."""
    question = question_of(forum)
    talks, slots, rooms = question.talks, question.slots, question.rooms
    if set(answer.places) != set(talks):
        raise outdated()
    before = {code: (talk.slot_id, talk.room_id) for code, talk in talks.items()}
    try:
        with transaction.atomic():
            Talk.objects.filter(forum=forum).update(slot=None, room=None)
            for code, (slot, room) in answer.places.items():
                talk = talks[code]
                talk.slot, talk.room = slots[slot], rooms[room]
                save(talk, Act(actor))
    except (IntegrityError, KeyError) as error:
        raise outdated() from error
    return [talk for code, talk in talks.items() if (talk.slot_id, talk.room_id) != before[code]]

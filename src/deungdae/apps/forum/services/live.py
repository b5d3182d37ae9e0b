"""Questions and polls of a talk: asked by who has a seat, shown by the chair, voted for once."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.forum.models import Forum, Poll, PollVote, Question, QuestionVote, Registration, Talk

State = Question.State
MOST_WAITING = 5
MOST_OPTIONS = 6
NEXT: dict[str, tuple[str, ...]] = {
    State.ASKED: (State.SHOWN, State.HIDDEN),
    State.SHOWN: (State.ANSWERED, State.HIDDEN),
    State.HIDDEN: (State.SHOWN,),
    State.ANSWERED: (State.SHOWN,),
}


def require_live(talk: Talk, registration: Registration) -> None:
    """Somebody with a seat of the forum, in a talk of its published programme."""
    forum = talk.forum
    if registration.forum_id != forum.pk or registration.state != Registration.State.SEATED:
        raise RefusedError("no_seat", _("참가가 확정된 사람만 묻고 투표할 수 있습니다."))
    require_talk(talk)


def require_talk(talk: Talk) -> None:
    forum = talk.forum
    if forum.programme_at is None or talk.slot_id is None:
        raise RefusedError("not_public", _("프로그램이 공개된 발표에만 물을 수 있습니다."))
    if forum.state in (Forum.State.HELD, Forum.State.CANCELLED):
        raise RefusedError("over", _("끝난 포럼입니다. 더 묻거나 투표할 수 없습니다."))


@transaction.atomic
def ask(*, talk: Talk, registration: Registration, text: str) -> Question:
    """A question that nobody sees until the chair shows it; the same one again is the one that is there."""
    require_live(talk, registration)
    Registration.objects.select_for_update(of=("self",), no_key=True).get(pk=registration.pk)
    mine = Question.objects.filter(talk=talk, registration=registration)
    known = mine.filter(text=text).first()
    if known is not None:
        return known
    if mine.filter(state=State.ASKED).count() >= MOST_WAITING:
        template = _("확인을 기다리는 질문이 {most}개 있습니다. 좌장이 확인한 뒤에 더 물어 주십시오.")
        raise refused("many", template, most=MOST_WAITING)
    told, _is_new = Question.objects.get_or_create(
        talk=talk, registration=registration, text=text, defaults={"asked_at": clock.now()}
    )
    return told


@transaction.atomic
def vote_up(*, question: Question, registration: Registration) -> None:
    """I want to know that too: once; a second press changes nothing."""
    require_live(question.talk, registration)
    if question.state != State.SHOWN:
        raise RefusedError("not_shown", _("지금 보이는 질문에만 공감할 수 있습니다."))
    QuestionVote.objects.get_or_create(question=question, registration=registration)


@transaction.atomic
def moderate(*, question: Question, state: str) -> Question:
    """The chair shows, hides or closes a question."""
    mine = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if mine.state == state:
        return mine
    if state not in NEXT.get(mine.state, ()):
        raise RefusedError("state", _("이 질문은 그렇게 바꿀 수 없습니다. 화면을 새로 고쳐 주십시오."))
    mine.state = state
    mine.save(update_fields=["state"])
    return mine


@transaction.atomic
def open_poll(*, talk: Talk, text: str, options: Sequence[str]) -> Poll:
    """A new poll; one of a talk is open at a time. Pressed twice, it is the one that is there."""
    require_talk(talk)
    told = list(dict.fromkeys(options))
    if not 2 <= len(told) <= MOST_OPTIONS:
        template = _("고를 것을 {count}개 적었습니다. 서로 다르게 2개부터 {most}개까지 적어 주십시오.")
        raise refused("options", template, count=len(told), most=MOST_OPTIONS)
    Talk.objects.select_for_update(of=("self",), no_key=True).get(pk=talk.pk)
    running = Poll.objects.filter(talk=talk, is_open=True)
    same = running.filter(text=text).first()
    if same is not None and same.options == told:
        return same
    running.update(is_open=False)
    return Poll.objects.create(talk=talk, text=text, options=told, created_at=clock.now())


@transaction.atomic
def close_poll(*, poll: Poll) -> None:
    Poll.objects.filter(pk=poll.pk).update(is_open=False)


@transaction.atomic
def vote(*, poll: Poll, registration: Registration, option: int) -> PollVote:
    """One choice, once."""
    mine = Poll.objects.select_for_update(of=("self",)).select_related("talk__forum").get(pk=poll.pk)
    require_live(mine.talk, registration)
    if not mine.is_open:
        raise RefusedError("closed", _("끝난 투표입니다."))
    if not 0 <= option < len(mine.options):
        raise RefusedError("option", _("고를 수 없는 것입니다. 화면을 새로 고쳐 다시 골라 주십시오."))
    try:
        with transaction.atomic():
            return PollVote.objects.create(poll=mine, registration=registration, option=option)
    except IntegrityError as error:
        raise RefusedError("twice", _("이미 투표하셨습니다. 투표는 한 번만 합니다.")) from error

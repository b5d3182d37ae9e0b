"""Reviewers, their reviews, the decision on a talk, and telling it once."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.forum.models import Forum, Talk, TalkReview
from deungdae.apps.forum.rules import REVIEW
from deungdae.apps.forum.services import letters
from deungdae.apps.forum.services.conflicts import has_interest
from deungdae.apps.forum.services.forums import untold_of
from deungdae.apps.forum.services.turns import lock_forum, lock_talk, require_going_on, talk_to

State = Talk.State
REVIEWED_IN = (Forum.State.CALL, Forum.State.REVIEW)
DECIDED_IN = (*REVIEWED_IN, Forum.State.PROGRAMME, Forum.State.REGISTRATION, Forum.State.CLOSED)
NEWS = {
    State.ACCEPTED: letters.TALK_ACCEPTED,
    State.WAITING: letters.TALK_WAITING,
    State.REJECTED: letters.TALK_REJECTED,
}


@transaction.atomic
def assign_reviewers(*, talk: Talk, reviewers: Sequence[User], actor: User) -> list[TalkReview]:
    """Exactly these review the talk; who has written already stays."""
    forum, mine = lock_talk(talk)
    require_reviews(forum)
    speakers = list(mine.speakers.all())
    for reviewer in reviewers:
        if not reviewer.has_perm(REVIEW):
            template = _("{name} 님은 심사할 수 있는 역할이 없습니다. 센터 직원이나 전문가를 골라 주십시오.")
            raise refused("no_right", template, name=str(reviewer))
        if has_interest(reviewer, speakers):
            template = _(
                "{name} 님은 이 발표의 발표자와 같은 곳에 속해 심사할 수 없습니다. 다른 사람을 골라 주십시오."
            )
            raise refused("interest", template, name=str(reviewer))
    known = {one.reviewer_id: one for one in TalkReview.objects.filter(talk=mine)}
    chosen = {one.pk for one in reviewers}
    gone = [one.pk for key, one in known.items() if key not in chosen and one.reviewed_at is None]
    TalkReview.objects.filter(pk__in=gone).delete()
    new = [
        TalkReview(talk=mine, reviewer=one, asked_at=clock.now()) for one in reviewers if one.pk not in known
    ]
    return TalkReview.objects.bulk_create(new)


def require_reviews(forum: Forum) -> None:
    if forum.state not in REVIEWED_IN:
        template = _("‘{state}’ 상태의 포럼은 심사를 바꿀 수 없습니다.")
        raise refused("not_reviewing", template, state=str(forum.get_state_display()))


@transaction.atomic
def write_review(
    *, review: TalkReview, scores: Sequence[int], to_author: str, to_committee: str, actor: User
) -> TalkReview:
    """Scores by the criteria, from 1 to 5; may be changed while reviews go on."""
    forum, talk = lock_talk(review.talk)
    require_reviews(forum)
    mine = TalkReview.objects.get(pk=review.pk)
    if mine.reviewer_id != actor.pk:
        raise RefusedError("other", _("다른 사람의 심사는 고칠 수 없습니다."))
    if talk.state in (State.WITHDRAWN, State.ASKED):
        raise RefusedError("withdrawn", _("철회한 발표입니다. 심사하지 않아도 됩니다."))
    if has_interest(actor, talk.speakers.all()):
        raise RefusedError("interest", _("발표자와 같은 곳에 속해 심사할 수 없습니다. 센터에 알려 주십시오."))
    if len(scores) != len(TalkReview.CRITERIA) or not all(1 <= one <= 5 for one in scores):
        raise RefusedError("scores", _("기준마다 1점부터 5점까지 골라 주십시오."))
    for name, score in zip(TalkReview.CRITERIA, scores, strict=True):
        setattr(mine, name, score)
    mine.to_author, mine.to_committee, mine.reviewed_at = to_author, to_committee, clock.now()
    mine.save()
    return mine


@transaction.atomic
def decide_talk(*, talk: Talk, target: str, actor: User) -> Talk:
    """Accepted, waiting or rejected; told when all letters are sent, so it can be thought over until then."""
    forum, mine = lock_talk(talk)
    if forum.state not in DECIDED_IN:
        require_going_on(forum)
        raise RefusedError("not_reviewing", _("심사가 열린 포럼의 발표만 정할 수 있습니다."))
    if target not in Talk.DECIDED:
        raise RefusedError("target", _("무엇으로 정할지 알 수 없습니다. 화면의 단추를 눌러 주십시오."))
    if mine.state == target:
        return mine
    talk_to(mine, State(target), actor=actor)
    return mine


@transaction.atomic
def tell_decisions(*, forum: Forum, actor: User) -> int:
    """A letter to the speakers of every talk whose decision they do not know; to how many talks."""
    forum = lock_forum(forum)
    require_going_on(forum)
    untold = untold_of(forum)
    for state, news in NEWS.items():
        found = [talk for talk in untold if talk.state == state]
        for talk in found:
            talk.forum = forum
        letters.tell_talks(found, news, reasons={talk.pk: comments_to(talk) for talk in found})
    for talk in untold:
        talk.told = talk.state
    Talk.objects.bulk_update(untold, ["told"])
    return len(untold)


def comments_to(talk: Talk) -> str:
    """What the reviewers say to the author, without who said it."""
    written = talk.reviews.filter(reviewed_at__isnull=False).exclude(to_author="").order_by("public_id")
    found = [text.strip() for text in written.values_list("to_author", flat=True)]
    if not found:
        return ""
    return _("심사 의견:") + "".join(f"\n- {text}" for text in found)


@transaction.atomic
def confirm_speaking(*, talk: Talk, actor: User | None) -> Talk:
    """A speaker says: I shall speak."""
    forum, mine = lock_talk(talk)
    require_going_on(forum)
    if mine.state == State.CONFIRMED:
        return mine
    if mine.told != State.ACCEPTED:
        raise RefusedError("not_told", _("아직 결과를 알리지 않은 발표입니다. 결과를 받은 뒤 눌러 주십시오."))
    talk_to(mine, State.CONFIRMED, actor=actor)
    return mine

"""The end of a forum: who came and who spoke stands in the cases of their companies."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.forum.models import Arrival, Forum, Registration, Speaker, Talk
from deungdae.apps.forum.services import cases, letters
from deungdae.apps.forum.services.conflicts import drop_conflicts
from deungdae.apps.forum.services.turns import lock_registration, lock_talk, seats_to
from deungdae.apps.forum.spans import ends
from deungdae.apps.organisations.models import Organisation

State = Registration.State


def hold_forum(forum: Forum, *, actor: User | None) -> None:
    """Of a locked forum that is over: the cases are told, and who still waits is told that it is over."""
    if ends(forum) > clock.now():
        raise RefusedError("not_yet", _("포럼이 끝난 뒤에 마칠 수 있습니다."))
    forum.ended_at = clock.now()
    left = Registration.objects.filter(forum=forum, state__in=(State.ASKED, State.WAITING, State.OFFERED))
    waiting = list(left.order_by("number"))
    for one in waiting:
        one.forum = forum
    seats_to(waiting, State.CANCELLED, actor=actor, reason=gettext_noop("포럼이 끝남"))
    reached = [one for one in waiting if one.number is not None]
    letters.tell_people(reached, letters.NOT_REACHED, occasion="ended")
    came = Arrival.objects.filter(registration__forum=forum)
    for arrival in came.select_related("registration__organisation", "registration__account"):
        arrival.registration.forum = forum
        cases.write_attended(arrival, actor=actor)
    for talk in Talk.objects.filter(forum=forum, slot__isnull=False, is_missed=False).select_related("slot"):
        talk.forum = forum
        for speaker in talk.speakers.select_related("organisation"):
            cases.write_spoke(talk, speaker, actor=actor)


@transaction.atomic
def link_company(
    *, registration: Registration, organisation: Organisation | None, actor: User
) -> Registration:
    """Which company of the register somebody comes from; after the forum the cases follow."""
    forum, mine = lock_registration(registration)
    if mine.organisation == organisation:
        return mine
    mine.organisation = organisation
    mine.save(update_fields=["organisation"])
    arrival = Arrival.objects.filter(registration=mine).first()
    if forum.state == Forum.State.HELD and arrival is not None:
        cases.correct_attended(arrival, actor=actor)
        arrival.registration, arrival.public_id = mine, new_public_id()
        arrival.save(update_fields=["public_id"])
        cases.write_attended(arrival, actor=actor)
    return mine


@transaction.atomic
def link_speaker(*, speaker: Speaker, organisation: Organisation | None, actor: User) -> Speaker:
    """Which company of the register a speaker comes from; after the forum the cases follow."""
    forum, talk = lock_talk(speaker.talk)
    if speaker.organisation == organisation:
        return speaker
    is_told = forum.state == Forum.State.HELD and talk.slot is not None and not talk.is_missed
    if is_told:
        cases.correct_spoke(speaker, reason=_("발표자의 소속을 바로잡음"), actor=actor)
    speaker.organisation = organisation
    speaker.save(update_fields=["organisation"])
    drop_conflicts(talk)
    if is_told:
        cases.write_spoke(talk, speaker, actor=actor)
    return speaker


@transaction.atomic
def mark_missed(*, talk: Talk, is_missed: bool, actor: User) -> Talk:
    """The talk was not held after all, or was; the cases follow once the forum is over."""
    forum, mine = lock_talk(talk)
    if mine.slot is None:
        raise RefusedError("unplaced", _("프로그램에 없는 발표입니다."))
    if mine.is_missed == is_missed:
        return mine
    if forum.state == Forum.State.HELD and not is_missed:
        raise RefusedError(
            "corrected", _("이미 바로잡은 발표입니다. 기업 카드에서 새 기록으로 남겨 주십시오.")
        )
    mine.is_missed = is_missed
    mine.save(update_fields=["is_missed"])
    if forum.state == Forum.State.HELD:
        for speaker in mine.speakers.all():
            cases.correct_spoke(speaker, reason=_("발표하지 않아 바로잡음"), actor=actor)
    return mine

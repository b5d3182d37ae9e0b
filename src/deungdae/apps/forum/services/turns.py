"""One act at a time on a forum: its row is locked, every step of a talk or registration is written down."""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.forum.models import Forum, Registration, RegistrationStep, Talk, TalkStep
from deungdae.apps.forum.rules import OVER, PLANNING, REGISTRATION_STEPS, TALK_STEPS

logger = logging.getLogger("deungdae.forum")


def lock_forum(forum: Forum) -> Forum:
    """The forum as it is now, kept from others until the transaction ends."""
    return Forum.objects.select_for_update(no_key=True).get(pk=forum.pk)


def lock_talk(talk: Talk) -> tuple[Forum, Talk]:
    """Its forum, locked, and the talk as it is now."""
    forum = lock_forum(talk.forum)
    found = Talk.objects.select_related("track", "slot", "room__resource").get(pk=talk.pk)
    found.forum = forum
    return forum, found


def lock_registration(registration: Registration) -> tuple[Forum, Registration]:
    forum = lock_forum(registration.forum)
    found = Registration.objects.select_related("organisation").get(pk=registration.pk)
    found.forum = forum
    return forum, found


def require_going_on(forum: Forum) -> None:
    if forum.state in OVER:
        template = _("‘{forum}’(은/는) ‘{state}’ 상태라 바꿀 수 없습니다.")
        raise refused("over", template, forum=str(forum), state=str(forum.get_state_display()))


def require_planning(forum: Forum) -> None:
    """The programme is made and changed between the review and the end."""
    if forum.state not in PLANNING:
        template = _("‘{state}’ 상태의 포럼은 프로그램을 바꿀 수 없습니다. 심사를 마친 뒤에 짭니다.")
        raise refused("not_planning", template, state=str(forum.get_state_display()))


def require_key(found: Talk | Registration | None, forum: Forum, *, is_same: bool) -> None:
    """A form's key that made something for another forum, or another person's, is no second press."""
    if found is not None and (found.forum_id != forum.pk or not is_same):
        raise RefusedError("key_reused", _("이미 쓴 화면입니다. 새로 고쳐 다시 적어 주십시오."))


def talk_to(talk: Talk, state: Talk.State, *, actor: User | None, reason: str = "") -> None:
    """Take one step of the table; RefusedError for one that it does not know. One that is held no more has no
    place in the programme, which is then another one."""
    if state not in TALK_STEPS.get(talk.state, ()):
        raise unknown_step(str(talk.get_state_display()), str(state.label))
    talk.state = state
    fields = ["state"]
    if state not in Talk.STANDING:
        if talk.slot_id is not None:
            talk.forum.revision += 1
            talk.forum.save(update_fields=["revision"])
        talk.slot, talk.room, talk.is_pinned = None, None, False
        fields += ["slot", "room", "is_pinned"]
    talk.save(update_fields=fields)
    note_talk(talk, actor=actor, reason=reason)


def note_talk(talk: Talk, *, actor: User | None, reason: str = "") -> None:
    TalkStep.objects.create(talk=talk, state=talk.state, at=clock.now(), actor=actor, reason=reason)


def seats_to(
    people: Sequence[Registration],
    state: Registration.State,
    *,
    actor: User | None,
    reason: str = "",
    offer_until: datetime | None = None,
) -> None:
    """The same step for many; none of them where the table knows it not for one."""
    for one in people:
        if state not in REGISTRATION_STEPS.get(one.state, ()):
            raise unknown_step(str(one.get_state_display()), str(state.label))
        one.state, one.offer_until = state, offer_until
    Registration.objects.bulk_update(people, ["state", "offer_until", "number"], batch_size=200)
    note_seats(people, actor=actor, reason=reason)


def note_seats(people: Iterable[Registration], *, actor: User | None, reason: str = "") -> None:
    now = clock.now()
    RegistrationStep.objects.bulk_create(
        RegistrationStep(registration=one, state=one.state, at=now, actor=actor, reason=reason)
        for one in people
    )


def unknown_step(now: str, target: str) -> RefusedError:
    template = _("지금 ‘{now}’ 상태에서 {target}(으로/로) 바꿀 수 없습니다. 화면을 새로 고쳐 주십시오.")
    return refused("state", template, now=now, target=f"‘{target}’")


def for_each(forums: Iterable[Forum], act: Callable[[Forum], object]) -> None:
    """A chore for many forums: what goes wrong with one is written down, and the next is looked after."""
    for forum in forums:
        try:
            act(forum)
        except Exception:
            logger.exception("chore for forum %s", forum.short_id)

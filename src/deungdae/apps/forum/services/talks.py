"""Proposing a talk, confirming it by mail, changing and withdrawing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from deungdae.apps.academy.selectors.companies import company_of
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.forum.models import Forum, Registration, Speaker, Talk, TalkWish, Track
from deungdae.apps.forum.rules import OVER, WRITE
from deungdae.apps.forum.services import letters
from deungdae.apps.forum.services.conflicts import drop_conflicts
from deungdae.apps.forum.services.turns import (
    lock_forum,
    lock_talk,
    note_talk,
    require_going_on,
    require_key,
    talk_to,
)
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.services.history import Act, save

State = Talk.State
MOST_SPEAKERS = 6


@dataclass(frozen=True, slots=True)
class SpeakerFacts:
    name: str
    affiliation: str
    email: str


@dataclass(frozen=True, slots=True)
class TalkFacts:
    title: str
    abstract: str
    track: Track
    speakers: Sequence[SpeakerFacts]
    expected: int = 30
    absent_days: Sequence[date] = ()


@transaction.atomic
def submit_talk(
    *, forum: Forum, facts: TalkFacts, key: UUID, actor: User | None, with_mail: bool = True
) -> Talk:
    """A new talk. Signed in it is submitted at once; else when the link of the mail is opened and pressed.
    The same key is the same talk."""
    forum = lock_forum(forum)
    made = Talk.objects.filter(key=key).first()
    require_key(made, forum, is_same=made is not None and is_of(made, facts))
    if made is not None:
        return made
    if actor is None or not actor.has_perm(WRITE):
        require_call(forum)
    else:
        require_going_on(forum)
    require_facts(forum, facts)
    require_new(forum, facts)
    latest = Talk.objects.filter(forum=forum).aggregate(latest=Max("number"))["latest"] or 0
    talk = Talk(
        forum=forum,
        number=latest + 1,
        state=State.ASKED if actor is None else State.SUBMITTED,
        key=key,
        sent_by=actor,
        sent_at=clock.now(),
    )
    write_talk(talk, facts, actor)
    if actor is not None:
        note_talk(talk, actor=actor)
    if with_mail and actor is None:
        letters.ask_contact(talk)
    elif with_mail:
        letters.tell_talks([talk], letters.TALK_SUBMITTED)
    return talk


def is_of(talk: Talk, facts: TalkFacts) -> bool:
    """Whether the talk is what the form says, pressed once more."""
    contact = talk.speakers.first()
    return (
        talk.title == facts.title and contact is not None and contact.email == facts.speakers[0].email.lower()
    )


def write_talk(talk: Talk, facts: TalkFacts, actor: User | None) -> bool:
    """The talk and its speakers, whose companies are kept where the address stays; whether somebody who was
    a speaker is none any more."""
    talk.title, talk.abstract, talk.track = facts.title, facts.abstract, facts.track
    talk.expected = facts.expected
    talk.absent_days = [day.isoformat() for day in sorted(facts.absent_days)]
    save(talk, Act(actor))
    known = {one.email: one for one in Speaker.objects.filter(talk=talk)}
    emails = [one.email.lower() for one in facts.speakers]
    left, _kinds = Speaker.objects.filter(talk=talk).exclude(email__in=emails).delete()
    try:
        with transaction.atomic():
            for number, told in enumerate(facts.speakers, start=1):
                email = told.email.lower()
                speaker = known.get(email) or Speaker(talk=talk, email=email)
                speaker.number, speaker.name, speaker.affiliation = number, told.name, told.affiliation
                speaker.organisation = speaker.organisation or own_company(actor, email)
                speaker.save()
    except IntegrityError as error:
        template = _(
            "‘{title}’의 발표자가 같은 시간에 다른 발표를 합니다. 센터에 알려 시간을 옮긴 뒤 고쳐 주십시오."
        )
        raise refused("speaker_twice", template, title=talk.title) from error
    return left > 0


def own_company(actor: User | None, email: str) -> Organisation | None:
    """The company for which somebody acts who sends in a talk of his or her own."""
    return company_of(actor) if actor is not None and actor.email.lower() == email else None


def require_call(forum: Forum) -> None:
    if forum.state != Forum.State.CALL or forum.call_until is None:
        template = _("‘{forum}’(은/는) 지금 발표를 모집하지 않습니다({state}).")
        raise refused("no_call", template, forum=str(forum), state=str(forum.get_state_display()))
    if forum.call_until <= clock.now():
        template = _("‘{forum}’의 발표 모집은 {until}에 마감했습니다.")
        raise refused("too_late", template, forum=str(forum), until=letters.moment_words(forum.call_until))


def require_facts(forum: Forum, facts: TalkFacts) -> None:
    if facts.track.forum_id != forum.pk:
        raise RefusedError("track", _("이 포럼의 분과가 아닙니다. 분과를 다시 골라 주십시오."))
    if not 1 <= len(facts.speakers) <= MOST_SPEAKERS:
        template = _("발표자를 {count}명 적었습니다. 1명부터 {most}명까지 적어 주십시오.")
        raise refused("speakers", template, count=len(facts.speakers), most=MOST_SPEAKERS)
    emails = [one.email.lower() for one in facts.speakers]
    twice = next((email for email in emails if emails.count(email) > 1), None)
    if twice is not None:
        template = _("{email}(이/가) 발표자에 두 번 있습니다. 한 사람은 한 번만 적어 주십시오.")
        raise refused("speaker_twice", template, email=twice)
    outside = [day for day in facts.absent_days if not forum.first_day <= day <= forum.last_day]
    if outside:
        template = _("{day}(은/는) 포럼의 날이 아닙니다. 포럼의 날 가운데 골라 주십시오.")
        raise refused("day", template, day=outside[0].isoformat())


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def require_new(forum: Forum, facts: TalkFacts, besides: Talk | None = None) -> None:
    """No talk of the same title by the same person is there already."""
    others = Talk.objects.filter(forum=forum, speakers__email=facts.speakers[0].email.lower())
    others = others.exclude(state=State.WITHDRAWN)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if any(squeezed(title) == squeezed(facts.title) for title in others.values_list("title", flat=True)):
        template = _(
            "같은 제목 ‘{title}’의 발표를 이미 내셨습니다. 메일의 주소에서 고치거나 제목을 바꿔 주십시오."
        )
        raise refused("twice", template, title=facts.title)


@transaction.atomic
def confirm_mail(*, talk: Talk) -> Talk:
    """The link of the mail was opened and the button pressed: now the talk is submitted, and all its
    speakers hear of it."""
    forum, mine = lock_talk(talk)
    if mine.state != State.ASKED:
        return mine
    require_call(forum)
    talk_to(mine, State.SUBMITTED, actor=None)
    letters.tell_talks([mine], letters.TALK_SUBMITTED)
    return mine


@transaction.atomic
def update_talk(*, talk: Talk, facts: TalkFacts, actor: User | None) -> Talk:
    """Until the call ends; staff also later. Reviewers who now have an interest review no more."""
    forum, mine = lock_talk(talk)
    if actor is None or not actor.has_perm(WRITE):
        require_call(forum)
    require_going_on(forum)
    if mine.state not in (State.ASKED, State.SUBMITTED) and (actor is None or not actor.has_perm(WRITE)):
        raise RefusedError("decided", _("이미 심사한 발표라 고칠 수 없습니다. 센터로 연락해 주십시오."))
    require_facts(forum, facts)
    require_new(forum, facts, mine)
    if write_talk(mine, facts, actor):
        renew_link(mine)
    drop_conflicts(mine)
    return mine


def renew_link(talk: Talk) -> None:
    """Somebody is no speaker any more: the address that everybody had is dead, and who is left gets another
    while the forum goes on."""
    talk.link_version += 1
    talk.save(update_fields=["link_version"])
    if talk.forum.state in OVER or talk.state == State.WITHDRAWN:
        return
    if talk.state == State.ASKED:
        letters.ask_contact(talk)
    else:
        letters.tell_talks([talk], letters.TALK_RENEWED)


@transaction.atomic
def change_setting(
    *, talk: Talk, title: str, track: Track, expected: int, is_keynote: bool, seats: int | None, actor: User
) -> Talk:
    """What the centre decides beside the speakers' own words."""
    forum, mine = lock_talk(talk)
    require_going_on(forum)
    if track.forum_id != forum.pk:
        raise RefusedError("track", _("이 포럼의 분과가 아닙니다. 분과를 다시 골라 주십시오."))
    if mine.slot is not None and is_keynote != mine.is_keynote:
        raise RefusedError(
            "placed", _("이미 시간이 정해진 발표입니다. 프로그램에서 먼저 내린 뒤 바꿔 주십시오.")
        )
    mine.title, mine.track, mine.expected = title, track, expected
    mine.is_keynote, mine.seats = is_keynote, seats
    try:
        with transaction.atomic():
            if seats is not None:
                drop_wishes_without_seat(mine)
            save(mine, Act(actor))
    except IntegrityError as error:
        template = _("‘{title}’의 자리를 이미 받은 사람보다 적게 할 수 없습니다. 자리를 늘려 주십시오.")
        raise refused("seats", template, title=title) from error
    return mine


def drop_wishes_without_seat(talk: Talk) -> None:
    """Its seats are for who has one of the forum; the others choose once they have it."""
    TalkWish.objects.filter(talk=talk).exclude(registration__state=Registration.State.SEATED).delete()


@transaction.atomic
def withdraw_talk(*, talk: Talk, reason: str, actor: User | None) -> Talk:
    """The speakers take it back, or the centre does; its place in the programme is free."""
    forum, mine = lock_talk(talk)
    if forum.state in OVER:
        require_going_on(forum)
    talk_to(mine, State.WITHDRAWN, actor=actor, reason=reason.strip() or _("발표자가 철회함"))
    return mine

"""Where talks stand in the programme: moved by hand, led by chairs, published."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.selectors.words import span_words
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.forum.models import Chair, Forum, ForumRoom, ForumSlot, Registration, Speaker, Talk
from deungdae.apps.forum.services import letters
from deungdae.apps.forum.services.turns import lock_forum, lock_talk, require_planning
from deungdae.apps.organisations.services.history import Act, save

Kind = ForumSlot.Kind


def require_place(talk: Talk, slot: ForumSlot, room: ForumRoom) -> None:
    """The talk can be held there; what the database would refuse is said in words."""
    if slot.forum_id != talk.forum_id or room.forum_id != talk.forum_id:
        raise RefusedError("other_forum", _("이 포럼의 시간대와 방이 아닙니다. 화면을 새로 고쳐 주십시오."))
    if talk.state not in Talk.STANDING:
        raise RefusedError("not_accepted", _("채택한 발표만 프로그램에 놓을 수 있습니다."))
    if not talk.is_announced:
        template = _("‘{title}’의 발표자가 채택을 아직 모릅니다. ‘결과 알리기’를 누른 뒤 놓아 주십시오.")
        raise refused("untold", template, title=talk.title)
    if slot.kind == Kind.PAUSE:
        raise RefusedError("pause", _("쉬는 시간에는 발표를 놓을 수 없습니다. 다른 시간대를 골라 주십시오."))
    if (slot.kind == Kind.PLENARY) != talk.is_keynote:
        raise RefusedError("plenary", _("기조 강연은 기조 시간대에만, 다른 발표는 발표 시간대에만 놓습니다."))
    others = Talk.objects.filter(slot=slot).exclude(pk=talk.pk)
    if slot.kind == Kind.PLENARY and others.exists():
        raise RefusedError("plenary_taken", _("기조 강연 시간에는 발표가 하나만 있을 수 있습니다."))
    taken = others.filter(room=room).first()
    if taken is not None:
        template = _("{room}에는 그 시간에 ‘{title}’ 발표가 있습니다. 그 발표를 먼저 옮기거나 바꿔 주십시오.")
        raise refused("room_taken", template, room=str(room), title=taken.title)
    require_people(talk, slot, room)


def require_people(talk: Talk, slot: ForumSlot, room: ForumRoom) -> None:
    """Nobody of the talk speaks or leads elsewhere at that time."""
    mine = {one.email: one.name for one in Speaker.objects.filter(talk=talk)}
    other = Speaker.objects.filter(talk__slot=slot, email__in=mine).exclude(talk=talk).select_related("talk")
    busy = other.first()
    if busy is not None:
        template = _("{name} 님은 {when}에 ‘{title}’ 발표를 합니다. 다른 시간대를 골라 주십시오.")
        when = span_words((slot.starts_at, slot.ends_at))
        raise refused("speaker_busy", template, name=busy.name, when=when, title=busy.talk.title)
    leading = Chair.objects.filter(slot=slot, email__in=mine).exclude(room=room).first()
    if leading is not None:
        template = _("{name} 님은 그 시간에 {room}의 좌장입니다. 다른 시간대를 골라 주십시오.")
        raise refused("chair_busy", template, name=leading.name, room=str(leading.room))


@transaction.atomic
def place_talk(*, talk: Talk, slot: ForumSlot | None, room: ForumRoom | None, actor: User) -> Talk:
    """Put a talk there, and keep it there when computing again; None: take it out of the programme."""
    forum, mine = lock_talk(talk)
    require_planning(forum)
    if (slot is None) != (room is None):
        raise RefusedError("half", _("시간대와 방을 함께 골라 주십시오."))
    if slot is not None and room is not None:
        require_place(mine, slot, room)
    before = (mine.slot_id, mine.room_id)
    mine.slot, mine.room, mine.is_pinned = slot, room, slot is not None
    write_place(mine, actor)
    if before != (mine.slot_id, mine.room_id):
        changed(forum, [mine])
    return mine


@transaction.atomic
def swap_talks(*, talk: Talk, other: Talk, actor: User) -> None:
    """Two talks change their places."""
    forum, mine = lock_talk(talk)
    require_planning(forum)
    theirs = Talk.objects.get(pk=other.pk)
    theirs.forum = forum
    if theirs.forum_id != forum.pk or mine.slot is None or theirs.slot is None:
        raise RefusedError("swap", _("프로그램에 놓인 두 발표만 서로 바꿀 수 있습니다."))
    places = [(mine.slot, mine.room), (theirs.slot, theirs.room)]
    for one in (mine, theirs):
        one.slot, one.room = None, None
        write_place(one, actor)
    for one, (slot, room) in ((mine, places[1]), (theirs, places[0])):
        require_place(one, slot, room)  # type: ignore[arg-type]
        one.slot, one.room, one.is_pinned = slot, room, True
        write_place(one, actor)
    changed(forum, [mine, theirs])


@transaction.atomic
def release_talk(*, talk: Talk, actor: User) -> Talk:
    """Computing again may move it."""
    forum, mine = lock_talk(talk)
    require_planning(forum)
    mine.is_pinned = False
    save(mine, Act(actor))
    return mine


def write_place(talk: Talk, actor: User | None) -> None:
    try:
        with transaction.atomic():
            save(talk, Act(actor))
    except IntegrityError as error:
        message = _("방금 다른 화면에서 프로그램이 바뀌었습니다. 화면을 새로 고쳐 다시 놓아 주십시오.")
        raise RefusedError("stale", message) from error


def changed(forum: Forum, talks: list[Talk]) -> None:
    """A new version of the programme; of a published one the speakers of what moved are told once."""
    forum.revision += 1
    forum.save(update_fields=["revision"])
    if forum.programme_at is not None:
        tell_places(forum, [talk for talk in talks if talk.slot is not None])


def tell_places(forum: Forum, talks: list[Talk]) -> None:
    """The speakers, and who leads where the talks are held now: the desk has another address."""
    for talk in talks:
        talk.forum = forum
    reasons = {talk.pk: place_words(talk) for talk in talks}
    letters.tell_talks(talks, letters.TALK_PLACED, reasons=reasons, occasion=f"revision:{forum.revision}")
    tell_chairs(forum, talks)


def place_words(talk: Talk) -> str:
    if talk.slot is None or talk.room is None:
        return ""
    return f"{span_words((talk.slot.starts_at, talk.slot.ends_at))}, {talk.room}"


@transaction.atomic
def set_chair(
    *, slot: ForumSlot, room: ForumRoom, name: str, affiliation: str, email: str, actor: User
) -> Chair | None:
    """Who leads the room in the slot; without a name nobody."""
    forum = lock_forum(slot.forum)
    require_planning(forum)
    if room.forum_id != forum.pk or slot.kind == Kind.PAUSE:
        raise RefusedError("place", _("이 포럼의 발표 시간대와 방을 골라 주십시오."))
    known = Chair.objects.filter(slot=slot, room=room)
    if not name:
        known.delete()
        return None
    email = email.lower()
    other = Chair.objects.filter(slot=slot, email=email).exclude(room=room).first()
    if other is not None:
        template = _("{name} 님은 그 시간에 {room}의 좌장입니다. 다른 사람을 골라 주십시오.")
        raise refused("chair_busy", template, name=other.name, room=str(other.room))
    speaking = Speaker.objects.filter(talk__slot=slot, email=email).exclude(talk__room=room)
    busy = speaking.select_related("talk").first()
    if busy is not None:
        template = _("{name} 님은 그 시간에 ‘{title}’ 발표를 합니다. 다른 사람을 골라 주십시오.")
        raise refused("speaker_busy", template, name=busy.name, title=busy.talk.title)
    chair = known.first() or Chair(slot=slot, room=room)
    is_other = chair.email != email
    chair.name, chair.affiliation, chair.email = name, affiliation, email
    chair.save()
    talk = Talk.objects.filter(slot=slot, room=room).select_related("slot", "room__resource").first()
    if is_other and talk is not None and forum.programme_at is not None:
        tell_chairs(forum, [talk])
    return chair


@transaction.atomic
def publish_programme(*, forum: Forum, actor: User) -> Forum:
    """Everybody sees it. Speakers and registrants are told once for each version."""
    forum = lock_forum(forum)
    require_planning(forum)
    left = Talk.objects.filter(forum=forum).standing().filter(slot=None).count()
    if left:
        template = _("아직 놓지 않은 발표가 {left}건 있습니다. 모두 놓은 뒤 공개해 주십시오.")
        raise refused("unplaced", template, left=left)
    talks = list(placed_of(forum))
    if not talks:
        raise RefusedError("empty", _("프로그램에 발표가 하나도 없습니다. 발표를 놓은 뒤 공개해 주십시오."))
    is_first = forum.programme_at is None
    forum.programme_at = forum.programme_at or clock.now()
    save(forum, Act(actor))
    if is_first:
        tell_places(forum, talks)
        people = list(Registration.objects.filter(forum=forum, state=Registration.State.SEATED))
        for one in people:
            one.forum = forum
        letters.tell_people(people, letters.PROGRAMME, occasion="programme")
    return forum


def tell_chairs(forum: Forum, talks: list[Talk]) -> None:
    """Once for each version of the programme."""
    at = {(talk.slot_id, talk.room_id): talk for talk in talks}
    for chair in Chair.objects.filter(slot__forum=forum):
        talk = at.get((chair.slot_id, chair.room_id))
        if talk is not None:
            talk.forum = forum
            letters.tell_chair(chair, talk, reason=place_words(talk), occasion=f"revision:{forum.revision}")


def placed_of(forum: Forum) -> list[Talk]:
    found = Talk.objects.filter(forum=forum, slot__isnull=False).select_related("slot", "room__resource")
    return list(found.prefetch_related("speakers").order_by("slot__starts_at", "room__number"))

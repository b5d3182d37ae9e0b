"""The frame of a forum: its tracks, its rooms in the calendar, its slots. All of it, or nothing changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.models import Resource
from deungdae.apps.calendar.selectors.words import span_words
from deungdae.apps.calendar.services import bookings
from deungdae.apps.calendar.spans import day_of, moment
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.forum.models import Chair, Forum, ForumRoom, ForumSlot, Talk, Track
from deungdae.apps.forum.services.turns import lock_forum, require_going_on
from deungdae.apps.forum.spans import bookings_of, days_of_forum, source_of
from deungdae.apps.organisations.services.history import Act, save


@dataclass(frozen=True, slots=True)
class SlotFacts:
    starts_at: datetime
    ends_at: datetime
    kind: str = ForumSlot.Kind.TALKS
    title: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """`tracks`: names, each with the name of the room it has for itself or "" """

    tracks: Sequence[tuple[str, str]]
    rooms: Sequence[Resource]
    slots: Sequence[SlotFacts]
    overruled: str = ""


@transaction.atomic
def set_frame(*, forum: Forum, frame: Frame, actor: User | None) -> Forum:
    """Tracks, rooms and slots as they are said now; what a talk or chair stands on cannot go."""
    forum = lock_forum(forum)
    require_going_on(forum)
    forum.overruled = frame.overruled
    save(forum, Act(actor))
    set_rooms(forum, frame.rooms, actor)
    set_tracks(forum, frame.tracks)
    set_slots(forum, frame.slots)
    require_seats(forum)
    return forum


def set_tracks(forum: Forum, told: Sequence[tuple[str, str]]) -> None:
    known = {track.name: track for track in Track.objects.filter(forum=forum)}
    gone = [track for name, track in known.items() if name not in dict(told)]
    used = Talk.objects.filter(track__in=gone).select_related("track").first()
    if used is not None:
        template = _("분과 ‘{track}’에 발표가 있어 지울 수 없습니다. 발표의 분과를 먼저 바꿔 주십시오.")
        raise refused("track_used", template, track=used.track.name)
    Track.objects.filter(pk__in=[track.pk for track in gone]).delete()
    rooms = {room.resource.name: room for room in rooms_of(forum)}
    ForumRoom.objects.filter(forum=forum).update(track=None)
    for number, (name, room_name) in enumerate(told, start=1):
        track = known.get(name) or Track(forum=forum, name=name)
        track.number = number
        track.save()
        if not room_name:
            continue
        if room_name not in rooms:
            template = _(
                "분과 ‘{track}’의 방 ‘{room}’(은/는) 고른 장소에 없습니다. 이름을 그대로 적어 주십시오."
            )
            raise refused("track_room", template, track=name, room=room_name)
        ForumRoom.objects.filter(pk=rooms[room_name].pk).update(track=track)


def rooms_of(forum: Forum) -> list[ForumRoom]:
    return list(ForumRoom.objects.filter(forum=forum).select_related("resource", "track"))


def set_rooms(forum: Forum, resources: Sequence[Resource], actor: User | None) -> None:
    """Other rooms: those that go are free again, all that stay and come are booked for every day."""
    known = {room.resource_id: room for room in rooms_of(forum)}
    gone = [room for key, room in known.items() if key not in {one.pk for one in resources}]
    used = Talk.objects.filter(room__in=gone).first() or Chair.objects.filter(room__in=gone).first()
    if used is not None:
        template = _("‘{room}’에 발표나 좌장이 있어 뺄 수 없습니다. 프로그램에서 먼저 옮겨 주십시오.")
        raise refused("room_used", template, room=str(used.room))
    for number, resource in enumerate(resources, start=1):
        if resource.seats is None:
            template = _(
                "‘{room}’의 좌석 수를 몰라 쓸 수 없습니다. 예약 화면에서 좌석 수를 먼저 적어 주십시오."
            )
            raise refused("no_seats", template, room=resource.name)
        room = known.get(resource.pk) or ForumRoom(forum=forum, resource=resource)
        room.number, room.seats = number, resource.seats
        room.save()
    ForumRoom.objects.filter(pk__in=[room.pk for room in gone]).delete()
    free_rooms(forum, reason=_("포럼 장소 변경"), actor=actor)
    book_rooms(forum, actor=actor)


def book_rooms(forum: Forum, *, actor: User | None) -> None:
    resources = [room.resource for room in rooms_of(forum)]
    if not resources:
        return
    for day in days_of_forum(forum):
        bookings.book(
            resources=resources,
            starts_at=moment(day, forum.opens),
            ends_at=moment(day, forum.closes),
            purpose=str(forum)[:200],
            actor=actor,
            source=source_of(forum),
            overruled=forum.overruled,
        )


def free_rooms(forum: Forum, *, reason: str, actor: User | None) -> None:
    for booking in bookings_of(forum):
        bookings.cancel(booking=booking, reason=reason[:200], actor=actor)


def require_seats(forum: Forum) -> None:
    """Everybody finds a seat in the rooms together."""
    seats = ForumRoom.objects.filter(forum=forum).aggregate(all=Sum("seats"))["all"]
    if seats is not None and seats < forum.capacity:
        template = _(
            "고른 장소의 좌석이 모두 {seats}석이라 정원 {capacity}명보다 적습니다."
            " 장소를 더하거나 정원을 줄여 주십시오."
        )
        raise refused("too_small", template, seats=seats, capacity=forum.capacity)


def set_slots(forum: Forum, told: Sequence[SlotFacts]) -> None:
    require_order(forum, told)
    known = {
        (slot.starts_at, slot.ends_at, slot.kind): slot for slot in ForumSlot.objects.filter(forum=forum)
    }
    kept = {(one.starts_at, one.ends_at, one.kind) for one in told}
    gone = [slot for key, slot in known.items() if key not in kept]
    used = Talk.objects.filter(slot__in=gone).first() or Chair.objects.filter(slot__in=gone).first()
    if used is not None:
        slot = used.slot
        template = _("{when}에 발표나 좌장이 있어 바꿀 수 없습니다. 프로그램에서 먼저 옮겨 주십시오.")
        when = span_words((slot.starts_at, slot.ends_at))  # type: ignore[union-attr]
        raise refused("slot_used", template, when=when)
    ForumSlot.objects.filter(pk__in=[slot.pk for slot in gone]).delete()
    try:
        with transaction.atomic():
            for one in told:
                slot = known.get((one.starts_at, one.ends_at, one.kind)) or ForumSlot(
                    forum=forum, starts_at=one.starts_at, ends_at=one.ends_at, kind=one.kind
                )
                slot.title = one.title
                slot.save()
    except IntegrityError as error:
        raise RefusedError("overlap", _("겹치는 시간대가 있습니다. 시각을 고쳐 주십시오.")) from error


def require_order(forum: Forum, told: Sequence[SlotFacts]) -> None:
    """Within the forum's hours, and one after the other."""
    days, before = set(days_of_forum(forum)), None
    for one in sorted(told, key=lambda slot: slot.starts_at):
        when = span_words((one.starts_at, one.ends_at))
        day = day_of(one.starts_at)
        inside = moment(day, forum.opens) <= one.starts_at < one.ends_at <= moment(day, forum.closes)
        if day not in days or not inside:
            template = _("시간대 {when}(이/가) 포럼의 날과 시각 밖에 있습니다. 시각을 고쳐 주십시오.")
            raise refused("slot_outside", template, when=when)
        if before is not None and one.starts_at < before.ends_at:
            template = _("시간대 {when}(이/가) 앞의 시간대와 겹칩니다. 시각을 고쳐 주십시오.")
            raise refused("slot_overlap", template, when=when)
        before = one

"""Where a talk could be moved and what that costs, and a computed programme beside the one that stands."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from deungdae.apps.calendar.selectors.words import span_words
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.forum.bridge.programme import (
    Answer,
    Costs,
    Placed,
    Question,
    costs_now,
    moved,
    question_of,
    room_code,
    slot_code,
    talk_code,
)
from deungdae.apps.forum.models import Chair, Forum, ForumRoom, ForumSlot, Talk
from deungdae.apps.forum.selectors.programme import programme_days
from deungdae.apps.forum.services.placing import place_words, require_place


@dataclass(frozen=True, slots=True)
class Move:
    """`other`: the talk that takes this one's place; `extra`: what the programme costs more, below 0 less."""

    slot: ForumSlot
    room: ForumRoom
    other: Talk | None
    extra: int
    words: str

    @property
    def key(self) -> str:
        return f"{self.slot.short_id}/{self.room.short_id}"


def cost_words(costs: Costs) -> dict[str, str]:
    return {
        "wish": _("듣고 싶은 발표 둘이 같은 시간에 있는 사람 %(count)s명") % {"count": costs.wish},
        "capacity": _("방보다 많은 예상 청중 %(count)s명") % {"count": costs.capacity},
        "rooms": _("분과가 더 쓰는 방 %(count)s개") % {"count": costs.rooms},
        "holes": _("분과 발표 사이의 빈 시간대 %(count)s개") % {"count": costs.holes},
        "foreign": _("다른 분과의 방에 있는 발표 %(count)s건") % {"count": costs.foreign},
        "last": _("마지막 시간대의 예상 청중 %(count)s명") % {"count": costs.last},
    }


def cost_lines(costs: Costs) -> list[str]:
    """What hurts, in words; nothing where nothing does."""
    return [words for name, words in cost_words(costs).items() if getattr(costs, name)]


def moves_of(talk: Talk) -> list[Move]:
    """The places where the talk may be, the cheapest first; with another talk there, changing places."""
    question = question_of(talk.forum)
    if talk_code(talk) not in question.talks:
        return []
    mine = question.talks[talk_code(talk)]
    mine.forum = talk.forum
    now, _costs = costs_now(question, question.now)
    at = {(one.slot_id, one.room_id): one for one in question.talks.values() if one.slot_id}
    found = []
    for slot in question.slots.values():
        for room in question.rooms.values():
            if (slot.pk, room.pk) == (mine.slot_id, mine.room_id):
                continue
            other = at.get((slot.pk, room.pk))
            if fits(question, mine, slot, room, other):
                found.append(move_to(question, mine, slot, room, other=other, now=now))
    return sorted(found, key=lambda move: (move.extra, move.slot.starts_at, move.room.number))


def fits(question: Question, talk: Talk, slot: ForumSlot, room: ForumRoom, other: Talk | None) -> bool:
    """Whether nothing hard stands against it; two talks change places only where both fit."""
    if other is None:
        try:
            require_place(talk, slot, room)
        except RefusedError:
            return False
        return True
    if talk.slot is None or talk.room is None or other.is_keynote != talk.is_keynote:
        return False
    others = [one for one in question.talks.values() if one.pk not in (talk.pk, other.pk)]
    return is_free(talk, slot, room, others) and is_free(other, talk.slot, talk.room, others)


def is_free(talk: Talk, slot: ForumSlot, room: ForumRoom, others: list[Talk]) -> bool:
    """Whether none of the talk's people is elsewhere in the slot."""
    emails = {one.email for one in talk.speakers.all()}
    busy = any(
        one.slot_id == slot.pk and emails & {each.email for each in one.speakers.all()} for one in others
    )
    leads = Chair.objects.filter(slot=slot, email__in=emails).exclude(room=room)
    return not busy and not leads.exists()


def move_to(
    question: Question, talk: Talk, slot: ForumSlot, room: ForumRoom, *, other: Talk | None, now: int
) -> Move:
    placed = moved(question, talk_code(talk), slot_code(slot), room_code(room))
    after, _costs = costs_now(question, placed)
    extra = after - now
    where = f"{span_words((slot.starts_at, slot.ends_at))} · {room}"
    if other is not None:
        where = _("%(where)s · ‘%(title)s’와 자리 바꾸기") % {"where": where, "title": other.title}
    return Move(slot, room, other, extra, f"{where} ({extra_words(extra)})")


def extra_words(extra: int) -> str:
    if extra == 0:
        return _("비용이 그대로입니다")
    if extra > 0:
        return _("비용이 %(extra)s 늡니다") % {"extra": f"{extra:,}"}
    return _("비용이 %(extra)s 줄어듭니다") % {"extra": f"{-extra:,}"}


def split_of(forum: Forum, answer: Answer) -> dict[str, Any]:
    """The computed programme as a grid, its costs beside those of today, and which talks move."""
    question = question_of(forum)
    known = {code: place for code, place in answer.places.items() if code in question.talks}
    placed = [Placed(code, *place) for code, place in known.items()]
    talks, moves = [], []
    for code, (slot, room) in known.items():
        talk = question.talks[code]
        before = place_words(talk)
        talk.slot, talk.room = question.slots.get(slot), question.rooms.get(room)
        after = place_words(talk)
        talk.slot_id = talk.slot.pk if talk.slot else None
        talk.room_id = talk.room.pk if talk.room else None
        talks.append(talk)
        if before != after:
            moves.append({"talk": talk, "before": before or _("없음"), "after": after})
    is_whole = all(talk.slot and talk.room for talk in talks)
    cost, costs = costs_now(question, placed) if is_whole else (0, Costs())
    now, now_costs = costs_now(question, question.now) if question.now else (0, Costs())
    return {
        "days": programme_days(forum, talks),
        "moves": moves,
        "cost": cost,
        "costs": cost_lines(costs),
        "now": now if question.now else None,
        "now_costs": cost_lines(now_costs),
    }

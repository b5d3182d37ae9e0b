"""Who is in the way by mere counting: talks that have fewer places than they are (Hall, 1935)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from deungdae.engine.kernel.explanation import Explanation, explain
from deungdae.engine.programme.model import Programme, Slot, Talk


def apart(slots: Sequence[Slot]) -> int:
    """The most slots of which no two overlap: the earliest end first."""
    count, last = 0, None
    for slot in sorted(slots, key=lambda slot: (slot.day, slot.end)):
        if last is None or last.is_before(slot):
            count, last = count + 1, slot
    return count


def jams(problem: Programme) -> Iterator[Explanation]:
    """Too many talks for all places, for one speaker, or for the places in which they can be."""
    times, rooms = apart(problem.slots), len(problem.rooms)
    plenaries = [talk.code for talk in problem.talks if talk.is_plenary]
    others = len(problem.talks) - len(plenaries)
    places = max(0, times - len(plenaries)) * rooms
    if len(plenaries) > times or others > places:
        yield explain(
            "programme.jam.places",
            talks=others,
            plenaries=len(plenaries),
            times=times,
            rooms=rooms,
            places=places,
        )
        return
    for person in sorted({person for talk in problem.talks for person in talk.speakers}):
        own = [talk for talk in problem.talks if person in talk.speakers]
        tied = tied_talks({talk.code: sorted(_slots_of(problem, talk)) for talk in own})
        if tied:
            names, left = tied
            yield explain("programme.jam.speaker", who=person, talks=names, count=len(names), slots=left)
    tied = tied_talks({talk.code: _places_of(problem, talk) for talk in problem.talks})
    if tied:
        names, left = tied
        yield explain("programme.jam.talks", talks=names, count=len(names), places=left, left=len(left))


def _slots_of(problem: Programme, talk: Talk) -> set[str]:
    allowed = {slot.code for slot in problem.slots} - talk.unavailable
    return allowed if talk.pinned is None else allowed & {talk.pinned[0]}


def _places_of(problem: Programme, talk: Talk) -> list[str]:
    rooms = [room.code for room in problem.rooms] if talk.pinned is None else [talk.pinned[1]]
    return [f"{slot} {room}" for slot in sorted(_slots_of(problem, talk)) for room in rooms]


def tied_talks(options: Mapping[str, list[str]]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Talks that together have fewer options than they are, and these options; None when each can have one
    of its own. The talks are those that a failed search for an alternating path has reached.
    """
    holder: dict[str, str] = {}
    for talk in options:
        reached, came = [talk], dict[str, str]()
        free = None
        for one in reached:  # grows on the way
            for place in options[one]:
                if place in came:
                    continue
                came[place] = one
                if place not in holder:
                    free = place
                    break
                reached.append(holder[place])
            if free is not None:
                break
        if free is None:
            return tuple(sorted(reached)), tuple(sorted(came))
        _hand_on(holder, came, free, talk)
    return None


def _hand_on(holder: dict[str, str], came: Mapping[str, str], place: str, first: str) -> None:
    """Give the places along the path that ends at `place` to those who came for them."""
    held = {talk: taken for taken, talk in holder.items()}
    while True:
        talk = came[place]
        holder[place] = talk
        if talk == first:
            return
        place = held[talk]

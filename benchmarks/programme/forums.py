"""Forums made by lot: people like two topics, so their wishes gather in tracks, as in real forums."""

import random
from collections import Counter
from dataclasses import replace

from deungdae.engine.programme.model import Programme, Room, Slot, Talk

MINUTES = 40


def a_forum(
    talks: int, rooms: int, slots: int, people: int, *, seed: int = 1, wishes: int = 8, days: int = 1
) -> Programme:
    """One plenary talk, a topic for each room, one talk in five with a slot in which it cannot be."""
    dice = random.Random(seed)  # noqa: S311
    topics = [f"주제 {number + 1}" for number in range(rooms)]
    per_day = slots // days
    times = tuple(
        Slot(f"시간 {number + 1}", start, start + MINUTES, 1 + number // per_day)
        for number in range(slots)
        for start in [540 + MINUTES * (number % per_day)]
    )
    halls = tuple(Room(f"발표장 {number + 1}", dice.choice([30, 60, 120])) for number in range(rooms))
    asked = tuple(
        Talk(
            code=f"발표 {number + 1}",
            speakers=(f"발표자 {dice.randrange(talks * 9 // 10 + 1)}",),
            topic=topics[number % rooms],
            unavailable=frozenset([dice.choice(times).code] if dice.random() < 0.2 else []),
            is_plenary=number == 0,
        )
        for number in range(talks)
    )
    wanted = {}
    for person in range(people):
        liked = dice.sample(topics, min(2, rooms))
        pool = [talk.code for talk in asked for _ in range(5 if talk.topic in liked else 1)]
        wanted[f"참가자 {person + 1}"] = frozenset(dice.choice(pool) for _ in range(wishes))
    popular = Counter(code for codes in wanted.values() for code in codes)
    heard = tuple(replace(talk, expected=popular[talk.code]) for talk in asked)
    return Programme(heard, halls, times, wanted)

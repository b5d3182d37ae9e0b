"""A day as Korean centres hold it: demand companies meet suppliers, some leave early, tables are ample."""

import random

from deungdae.engine.timetable.model import Meeting, Participant, Problem


def bipartite_day(
    *, suppliers: int, companies: int, meetings: int, slots: int, tables: int, fairness: int | None, seed: int
) -> Problem:
    """A random day: nobody has more than slots - 2 meetings; one in eight participants misses two slots."""
    dice = random.Random(seed)  # noqa: S311 - a generator of instances, not of secrets
    left = [f"S{index:03d}" for index in range(1, suppliers + 1)]
    right = [f"C{index:03d}" for index in range(1, companies + 1)]
    load = dict.fromkeys(left + right, 0)
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < meetings:
        pair = dice.choice(right), left[min(int(dice.paretovariate(1.2)) - 1, dice.randrange(suppliers))]
        if pair not in pairs and load[pair[1]] < slots - 2 and load[pair[0]] < slots - 2:
            pairs.add(pair)
            load[pair[0]] += 1
            load[pair[1]] += 1
    absent = {
        name: frozenset(dice.sample(range(1, slots + 1), 2))
        for name in left + right
        if dice.random() < 1 / 8 and load[name] <= slots - 4
    }
    return Problem(
        slots=slots,
        morning_slots=slots // 2,
        tables=tuple(range(1, tables + 1)),
        participants=tuple(Participant(name, absent.get(name, frozenset())) for name in left + right),
        meetings=tuple(Meeting(f"m{index:04d}", *pair) for index, pair in enumerate(sorted(pairs), start=1)),
        fairness=fairness,
    )

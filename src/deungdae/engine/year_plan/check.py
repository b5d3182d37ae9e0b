"""Whether a plan can be held as it stands; asks again everything, with no line of `rules` or `solve`."""

from __future__ import annotations

from datetime import date

from deungdae.engine.year_plan.model import Placed, Plan, Problem


def faults(problem: Problem, plan: Plan) -> list[str]:
    """What is wrong, one line each; empty when the plan holds."""
    told = [(one.course, one.number) for one in plan.placed] + [(one.course, one.number) for one in plan.left]
    asked = [(wish.course, number + 1) for wish in problem.wishes for number in range(wish.cohorts)]
    found = [] if sorted(told) == sorted(asked) else ["not every cohort is told exactly once"]
    used: set[tuple[str, date]] = set()
    for one in plan.placed:
        found += [f"{one.course} {one.number}: {fault}" for fault in faults_of(problem, one, used)]
        used |= {(name, day) for day in one.days for name in (one.room, one.trainer)}
    for trainer in problem.trainers:
        taught = sum(len(one.days) for one in plan.placed if one.trainer == trainer.id)
        if trainer.most_days is not None and taught > trainer.most_days:
            found.append(f"{trainer.id}: more days than agreed")
    return found


def faults_of(problem: Problem, one: Placed, used: set[tuple[str, date]]) -> list[str]:
    """What is wrong with one cohort; `used`: names and days that the others before it have."""
    [wish] = [wish for wish in problem.wishes if wish.course == one.course]
    [room] = [room for room in problem.rooms if room.id == one.room]
    [trainer] = [trainer for trainer in problem.trainers if trainer.id == one.trainer]
    judged = {
        "other sessions than asked for": len(one.days) == wish.sessions
        and list(one.days) == sorted(set(one.days)),
        "on a day that is not open": set(one.days) <= set(problem.days),
        "a room that does not fit": room.seats >= wish.seats and room.region == one.region,
        "a trainer of other courses": trainer.courses is None or one.course in trainer.courses,
    }
    found = [words for words, holds in judged.items() if not holds]
    for day in one.days:
        for words, busy, name in (("room", room.busy, room.id), ("trainer", trainer.busy, trainer.id)):
            if day in busy or (name, day) in used:
                found.append(f"the {words} is taken on {day}")
    return found

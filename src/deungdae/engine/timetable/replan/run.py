"""The replan: the smallest reach that can be shown to be enough, then tables, causes and words."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from deungdae.engine.kernel.errors import InputError
from deungdae.engine.timetable.check import breaks
from deungdae.engine.timetable.model import Clock
from deungdae.engine.timetable.replan.causes import causes_of, send_home
from deungdae.engine.timetable.replan.certificate import least_lost, worth_of
from deungdae.engine.timetable.replan.gifts import free_places
from deungdae.engine.timetable.replan.model import Question, Replan
from deungdae.engine.timetable.replan.reach import Reach, piece_of
from deungdae.engine.timetable.replan.rules import faults_of
from deungdae.engine.timetable.replan.seats import seat
from deungdae.engine.timetable.replan.setting import Setting, setting_of
from deungdae.engine.timetable.replan.told import fallen_of, moves_of, sentences_of, whole_problem
from deungdae.engine.timetable.solve.repair import Piece, calm, hold

MOST_ROUNDS = 5


@dataclass(frozen=True)
class Found:
    """slots: of every open meeting that is held; lower: so many must move in time."""

    slots: Mapping[str, int]
    all_held: bool
    fewest: bool
    calm: bool
    lower: int
    exact: bool = True


def replan(question: Question, *, seed: int = 1, clock: Clock = time.perf_counter) -> Replan:
    """The timetable as it goes on after the changes. Goals in order: weight of the meetings that a change
    displaces or asks for, fewest meetings at another time, fewest at another table, fewest breaks.

    What is over and what is locked stays; a place that no change takes may be moved but is never lost. When
    nothing happened nothing moves. Raises InputError when the question names what is not there.
    """
    issues = faults_of(question)
    if issues:
        raise InputError(issues)
    began = clock()
    setting = setting_of(question)
    found = _search(setting, seed)
    slots = dict(found.slots)
    causes = causes_of(setting, slots)
    gifts = free_places(setting, slots) if question.changes else {}
    placed = seat(setting, {**slots, **gifts})
    placements = tuple(
        place
        for place in (*setting.over.values(), *placed.values())
        if place.meeting not in setting.dropped or place.meeting in setting.over
    )
    problem = whole_problem(question)
    before = breaks(problem, tuple(question.current.values()))
    after = breaks(problem, placements)
    return Replan(
        placements=placements,
        moves=moves_of(question, setting, placed, causes, frozenset(gifts)),
        fallen=fallen_of(question, setting, placed, problem),
        all_held=found.all_held,
        fewest=found.fewest,
        bound=found.lower,
        breaks=after,
        breaks_before=before,
        calm=found.calm and not gifts,
        explanation=sentences_of(question, setting, placed, found),
        seed=seed,
        seconds=clock() - began,
        by_meeting={place.meeting: place for place in placements},
    )


def _search(setting: Setting, seed: int) -> Found:
    """Widen the reach until the answer is shown to be the best, or the reach would be too large."""
    staying = {name: place.slot for name, place in setting.home.items() if name not in setting.displaced}
    reach = Reach(setting)
    best = Found(staying, all_held=True, fewest=True, calm=True, lower=0)
    if not reach.core:
        return best
    least = least_lost(setting, reach.core)
    for _round in range(MOST_ROUNDS):
        best = _held(setting, reach, best, least, seed)
        if (best.all_held and best.fewest) or not reach.widen():
            break
    if reach.whole and not best.fewest:
        best = _judged(setting, reach, best.slots, least, exact=best.exact)
    return _calmed(setting, reach, best, seed)


def _piece(setting: Setting, reach: Reach) -> Piece:
    return piece_of(setting, reach.loose, droppable=frozenset(reach.core))


def _with(reach: Reach, found: Found, slots: Sequence[int]) -> dict[str, int]:
    """Everybody beyond the reach where it was."""
    changed = {name: slot for name, slot in zip(reach.loose, slots, strict=True) if slot}
    return {name: slot for name, slot in found.slots.items() if name not in reach.loose} | changed


def _held(setting: Setting, reach: Reach, known: Found, least: int, seed: int) -> Found:
    """The best replan in weight and moves that leaves everything beyond the reach where it is."""
    hint = tuple(known.slots.get(name, 0) for name in reach.loose)
    held = hold(_piece(setting, reach), hint=hint, seed=seed)
    if held is None:
        return replace(known, all_held=False, fewest=False, calm=False, exact=False)
    slots = _with(reach, known, held.slots)
    if not held.exact:
        slots = send_home(setting, slots, reach.loose)
    return _judged(setting, reach, slots, least, exact=held.exact, lower=known.lower)


def _calmed(setting: Setting, reach: Reach, best: Found, seed: int) -> Found:
    """The same with fewer breaks, where there is one."""
    held = tuple(best.slots.get(name, 0) for name in reach.loose)
    calmer = calm(_piece(setting, reach), held, seed=seed)
    slots = _with(reach, best, calmer.slots)
    if not best.exact:
        slots = send_home(setting, slots, reach.loose)
    return replace(best, slots=slots, calm=best.fewest and not reach.thin and calmer.exact)


def _judged(
    setting: Setting, reach: Reach, slots: Mapping[str, int], least: int, *, exact: bool, lower: int = 0
) -> Found:
    """What is shown: with e others moved by a reach of e steps or more, nothing beyond it does better.

    least: the worth that is lost in any case; lower: what is known already of the fewest moves.
    """
    homes = {name: place.slot for name, place in setting.home.items()}
    moved = sum(1 for name, slot in slots.items() if name in homes and homes[name] != slot)
    lost = [name for name in reach.core if not slots.get(name)]
    forced = sum(1 for name in reach.core if name in homes and homes[name] not in setting.options[name])
    bound = any(setting.open[name].fixed_table in setting.problem.tables for name in reach.loose)
    all_held = sum(worth_of(setting, name) for name in lost) <= least or (exact and reach.whole)
    known = 0 if bound else max(0, forced - len(lost)) if all_held else 0
    if all_held and exact and not bound:
        is_near = moved - known <= reach.steps and not reach.thin
        known = moved if reach.whole or is_near else known + reach.steps + 1
    lower = min(moved, max(known, lower)) if all_held else 0
    return Found(slots, all_held, all_held and moved <= lower, calm=False, lower=lower, exact=exact)

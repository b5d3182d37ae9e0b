"""A whole matching day through the services: no-shows, lateness, lost tables, longer meetings, new ones."""

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from deungdae.apps.caravan.bridge.replans import Happening
from deungdae.apps.caravan.models import (
    MatchingDay,
    Meeting,
    MeetingRequest,
    MeetingSide,
    MeetingWord,
    Participant,
    Replan,
)
from deungdae.apps.caravan.selectors import timetable_grid
from deungdae.apps.caravan.selectors.agendas import moment_of
from deungdae.apps.caravan.selectors.board import Board, board_of, place_of
from deungdae.apps.caravan.selectors.presence import delay_of
from deungdae.apps.caravan.selectors.replans import first_open_slot, running_meetings
from deungdae.apps.caravan.services.presence import set_delay
from deungdae.apps.caravan.services.replans import apply_replan, propose_again, propose_replan, undo_replan
from deungdae.apps.caravan.services.words import Said, say
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import OutboxMessage
from tests.support.days import a_filled_day

Kind = Replan.Kind
NO_SHOW, LATE, LOST_TABLE, OVERRUN, REQUEST = 0.08, 0.1, 0.08, 0.25, 0.2
"""Per participant, per participant, and per slot of the day."""
OFFLINE, UNDO, BOTH_AT_ONCE, DAY_LATE = 0.3, 0.15, 0.2, 0.1
ANSWERS = frozenset({"over", "late", "closed_already", "not_running", "pair_twice", "begun", "clash"})
"""Refusals that a day may well meet."""


@dataclass
class Played:
    """What a day has shown. faults: what must never be, in words."""

    seed: int
    seconds: list[float] = field(default_factory=list)
    applied: int = 0
    undone: int = 0
    stale: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    words: int = 0
    faults: list[str] = field(default_factory=list)


def play_day(seed: int, *, demands: int = 5, supplies: int = 5, tables: int = 4) -> Played:
    """The same seed plays the same day. Whatever the day answers, it is checked after each act."""
    return _Day(seed, demands=demands, supplies=supplies, tables=tables).play()


class _Day:
    def __init__(self, seed: int, *, demands: int, supplies: int, tables: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311
        self.played = Played(seed)
        self.day = a_planned_day(self.dice, demands=demands, supplies=supplies, tables=tables)
        people = list(self.day.participants.select_related("organisation"))
        self.never = [one for one in people if self.dice.random() < NO_SHOW]
        self.late = [one for one in people if one not in self.never and self.dice.random() < LATE]
        self.waiting: list[tuple[Meeting, MeetingSide]] = []

    def play(self) -> Played:
        slots = list(self.day.slots.order_by("number"))
        for slot in slots[1:]:
            start = moment_of(self.day, slot.starts_at) + timedelta(minutes=delay_of(self.day))
            with clock.turned_to(start - timedelta(minutes=1)):
                self.before_slot(slot.number)
        with clock.turned_to(moment_of(self.day, slots[-1].ends_at) + timedelta(hours=2)):
            self.say_waiting()
        said = MeetingWord.objects.filter(meeting__day=self.day).count()
        if said != self.played.words:
            self.played.faults.append(f"{self.played.words} words said, {said} kept")
        return self.played

    def before_slot(self, number: int) -> None:
        """What happens while the slot before goes on; then its meetings are told of, some of them later."""
        if self.dice.random() < DAY_LATE:
            set_delay(day=self.day, minutes=self.dice.choice([0, 5, 10]), actor=None)
        board = board_of(day=self.day)
        happenings = self.happenings(board, first_open_slot(board))
        if len(happenings) > 1 and self.dice.random() < BOTH_AT_ONCE:
            self.both_at_once(happenings.pop(), happenings.pop())
        for happening in happenings:
            self.happen(happening)
        self.tell_of(board, number - 1)

    def happenings(self, board: Board, now: int) -> list[Happening]:
        dice, found = self.dice, []
        for one in [*self.never]:
            meetings = board.of_participant(one.pk)
            if not meetings or (meetings[0].slot is not None and meetings[0].slot.number < now):
                self.never.remove(one)
                found.append(Happening(Kind.ABSENT, participant=one))
        for one in [*self.late]:
            self.late.remove(one)
            found.append(Happening(Kind.LATE, participant=one, slot_number=now + dice.randint(1, 3)))
        running = running_meetings(board, now)
        if running and dice.random() < OVERRUN:
            found.append(Happening(Kind.OVERRUN, meeting=dice.choice(running)))
        if dice.random() < LOST_TABLE:
            found.append(Happening(Kind.TABLE, table=board.tables[dice.choice(sorted(board.tables))]))
        if dice.random() < REQUEST:
            people = sorted(board.participants.values(), key=lambda one: one.code)
            first = dice.choice([one for one in people if one.side == Participant.Side.DEMAND])
            second = dice.choice([one for one in people if one.side == Participant.Side.SUPPLY])
            found.append(Happening(Kind.REQUEST, participant=first, partner=second))
        return found

    def happen(self, happening: Happening) -> None:
        replan = self.proposed(lambda: propose_replan(day=self.day, happening=happening, actor=None))
        if replan is not None and self.taken_over(replan) and self.dice.random() < UNDO:
            self.taken_back(replan)

    def both_at_once(self, first: Happening, second: Happening) -> None:
        """Two of staff see the same timetable; who is second gets a new proposal."""
        proposals = [
            self.proposed(lambda one=one: propose_replan(day=self.day, happening=one, actor=None))  # type: ignore[misc]
            for one in (first, second)
        ]
        for replan in [one for one in proposals if one is not None]:
            if not self.taken_over(replan):
                again = self.proposed(lambda: propose_again(replan=replan, actor=None))  # noqa: B023
                if again is not None:
                    self.taken_over(again)

    def proposed(self, act: Callable[[], Replan]) -> Replan | None:
        began = time.perf_counter()
        try:
            return act()
        except RefusedError as error:
            self.met(error)
            return None
        finally:
            self.played.seconds.append(time.perf_counter() - began)

    def met(self, error: RefusedError) -> None:
        self.played.refused[error.code] += 1
        if error.code not in ANSWERS:
            self.played.faults.append(f"refused: {error.code} {error.message}")

    def taken_over(self, replan: Replan) -> bool:
        before = seen(self.day)
        try:
            apply_replan(replan=replan, actor=None)
        except RefusedError as error:
            if error.code == "stale":
                self.played.stale += 1
            else:
                self.met(error)
            self.compare(before, before)
            return False
        self.played.applied += 1
        self.compare(before, seen(self.day))
        return True

    def taken_back(self, replan: Replan) -> None:
        before = seen(self.day)
        moves = {str(entry["meeting"]) for entry in Replan.objects.get(pk=replan.pk).moves}
        try:
            undo_replan(replan=replan, actor=None)
        except RefusedError as error:
            self.met(error)
        else:
            self.played.undone += 1
            changed = {name for name, place in seen(self.day).items() if before.get(name) != place}
            if not changed <= moves:
                self.played.faults.append("undo moved another meeting")
        self.compare(before, seen(self.day))

    def compare(self, before: "Places", after: "Places") -> None:
        """Nothing double, nothing moved that has begun, nothing impossible; exactly those concerned told."""
        faults, now = self.played.faults, first_open_slot(board_of(day=self.day))
        busy = Counter((person, place[0]) for *people, place in after.values() for person in people)
        cells = Counter(place for *_people, place in after.values())
        faults += [f"double: {one}" for one, count in (busy + cells).items() if count > 1]  # type: ignore[operator]
        changed = {name for name in before | after if before.get(name) != after.get(name)}
        for name in changed:
            old, new = before.get(name), after.get(name)
            if any(one is not None and one[2][0] < now for one in (old, new)):
                faults.append(f"moved in a slot that has begun: {name}")
        faults += timetable_grid(day=MatchingDay.objects.get(pk=self.day.pk)).clashes
        concerned = {person for name in changed for person in (before.get(name) or after[name])[:2]}
        revision = MatchingDay.objects.get(pk=self.day.pk).timetable_revision
        sent = OutboxMessage.objects.filter(about=self.day.short_id, occasion__endswith=f":r{revision}")
        told = [one.occasion.split(":")[1] for one in sent]
        if changed and sorted(told) != sorted(concerned):
            faults.append(f"told {sorted(told)}, concerned {sorted(concerned)}")

    def tell_of(self, board: Board, number: int) -> None:
        """Each side's word of a meeting, at once or when its phone has a network again."""
        for meeting in board.placed():
            if meeting.slot is not None and meeting.slot.number == number:
                for side in (MeetingSide.FIRST, MeetingSide.SECOND):
                    if self.dice.random() < OFFLINE:
                        self.waiting.append((meeting, side))
                    else:
                        self.say(meeting, side)

    def say_waiting(self) -> None:
        for meeting, side in self.waiting:
            self.say(meeting, side)

    def say(self, meeting: Meeting, side: MeetingSide) -> None:
        said = Said(went=MeetingWord.Went.HELD, interest=self.dice.randint(1, 5))
        fresh = Meeting.objects.select_related("day", "request", "slot", "table").get(pk=meeting.pk)
        try:
            say(meeting=fresh, side=side, said=said, actor=None)
        except RefusedError as error:
            self.played.faults.append(f"word not taken: {error.code}")
        else:
            self.played.words += 1


Places = dict[str, tuple[str, str, tuple[int, int]]]


def seen(day: MatchingDay) -> Places:
    """Meeting → its two and its place, as the table has it."""
    board = board_of(day=MatchingDay.objects.get(pk=day.pk))
    return {
        one.short_id: (one.first.short_id, one.second.short_id, place)
        for one in board.placed()
        if (place := place_of(one)) is not None
    }


def a_planned_day(dice: random.Random, *, demands: int, supplies: int, tables: int) -> MatchingDay:
    """Today, two of three pairs, each in the first slot in which both and a table are free."""
    day = a_filled_day(
        demands=demands, supplies=supplies, table_count=tables, state=MatchingDay.State.TIMETABLE
    )
    slots = list(day.slots.order_by("number"))
    rows = list(day.tables.order_by("number"))
    busy: set[tuple[int, int]] = set()
    used: Counter[int] = Counter()
    for meeting in dice.sample(list(Meeting.objects.filter(day=day)), demands * supplies):
        pair = (meeting.first_id, meeting.second_id)
        free = [one for one in slots if used[one.pk] < tables and not busy & {(p, one.pk) for p in pair}]
        if dice.random() < 1 / 3 or not free:
            meeting.delete()
            MeetingRequest.objects.filter(pk=meeting.request_id).delete()
            continue
        slot = free[0]
        meeting.slot, meeting.table = slot, rows[used[slot.pk]]
        meeting.save()
        used[slot.pk] += 1
        busy |= {(person, slot.pk) for person in pair}
    MatchingDay.objects.filter(pk=day.pk).update(state=MatchingDay.State.PUBLISHED, date=clock.today())
    day.refresh_from_db()
    return day

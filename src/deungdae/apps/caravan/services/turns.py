"""One act at a time on a day's timetable: the row is locked, the revision compared, the history written."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.documents.agenda import AgendaChange, AgendaLine, ChangeKind
from deungdae.apps.caravan.models import (
    DayStep,
    MatchingDay,
    Meeting,
    MeetingChange,
    Replan,
    Slot,
    TimetableProposal,
)
from deungdae.apps.caravan.rules import PLANNING_STATES
from deungdae.apps.caravan.selectors.agendas import agenda_line
from deungdae.apps.caravan.selectors.board import partner_of
from deungdae.apps.caravan.services.publication import tell_changed_agendas
from deungdae.apps.core import clock
from deungdae.apps.core.errors import refused
from deungdae.engine.kernel.korean import sentence

PLACE_KINDS = frozenset(
    [
        MeetingChange.Kind.PLACED,
        MeetingChange.Kind.MOVED,
        MeetingChange.Kind.ADDED,
        MeetingChange.Kind.CANCELLED,
    ]
)
"""Changes that a participant sees in the agenda; locking is the centre's own business."""


def lock_day(*, day: MatchingDay) -> MatchingDay:
    """The day as it is now, kept from others until the transaction ends."""
    return MatchingDay.objects.select_for_update().get(pk=day.pk)


def note_step(*, day: MatchingDay, actor: User | None) -> None:
    """The day has come to the state it is in now."""
    DayStep.objects.create(day=day, state=day.state, at=clock.now(), actor=actor)


def bump_revision(*, day: MatchingDay) -> int:
    """A new revision of a locked day; proposals made for an earlier one become stale."""
    day.timetable_revision += 1
    day.save(update_fields=["timetable_revision"])
    make_proposals_stale(day=day)
    return day.timetable_revision


def make_proposals_stale(*, day: MatchingDay) -> None:
    """What waits for a decision was computed for a day that is no more."""
    waiting = TimetableProposal.objects.filter(day=day, state=TimetableProposal.State.PROPOSED)
    waiting.update(state=TimetableProposal.State.STALE)
    Replan.objects.filter(day=day, state=Replan.State.PROPOSED).update(state=Replan.State.STALE)


def note_changed_inputs(*, day: MatchingDay) -> None:
    """What a timetable is computed from has changed: answers to the old question are stale."""
    if day.state in PLANNING_STATES:
        bump_revision(day=day)


def place_words(meeting: Meeting) -> dict[str, int | str]:
    """Slot and table of a meeting as the history keeps them; empty without a place."""
    if meeting.slot is None or meeting.table is None:
        return {}
    return {
        "slot": meeting.slot.number,
        "table": meeting.table.number,
        "starts_at": f"{meeting.slot.starts_at:%H:%M}",
    }


def shown_place(place: dict[str, int | str]) -> str:
    """14:30 5번 테이블, as `place_words` keeps it."""
    if not place:
        return ""
    with translation.override(settings.LANGUAGE_CODE):
        values = {"time": str(place["starts_at"]), "table": str(place["table"])}
        return sentence(_("{time} {table}번 테이블"), values)


def is_seen(line: MeetingChange) -> bool:
    """Whether the two of a meeting see the change: a place, or the end of a meeting that had none."""
    is_cancelled = line.kind == MeetingChange.Kind.CANCELLED
    return line.kind in PLACE_KINDS and bool(line.before or line.after or is_cancelled)


def change_kind(line: MeetingChange) -> ChangeKind:
    if line.kind == MeetingChange.Kind.CANCELLED:
        return ChangeKind.CANCELLED
    if not line.after:
        return ChangeKind.TAKEN_OUT
    return ChangeKind.MOVED if line.before else ChangeKind.ADDED


@dataclass
class Turn:
    """One act under way: what it changes, to be written when it ends."""

    day: MatchingDay
    actor: User | None
    reason: str = ""
    lines: list[MeetingChange] = field(default_factory=list)
    participants: set[int] = field(default_factory=set)

    @property
    def revision(self) -> int:
        return self.day.timetable_revision + 1

    def note(
        self,
        meeting: Meeting,
        kind: MeetingChange.Kind,
        before: dict[str, int | str],
        after: dict[str, int | str],
    ) -> None:
        """One line of history; whoever sees it in the agenda will be told."""
        line = MeetingChange(
            day=self.day,
            revision=self.revision,
            meeting=meeting,
            kind=kind,
            before=before,
            after=after,
            reason=self.reason[:200],
            actor=self.actor,
            at=clock.now(),
        )
        self.lines.append(line)
        if is_seen(line):
            self.participants |= {meeting.first_id, meeting.second_id}

    def end(self) -> None:
        if not self.lines:
            return
        bump_revision(day=self.day)
        MeetingChange.objects.bulk_create(self.lines, batch_size=200)
        if self.day.state == MatchingDay.State.PUBLISHED:
            tell_changed_agendas(
                day=self.day,
                participant_ids=self.participants,
                reason=self.reason,
                cancelled=self.cancelled_lines(),
                changes=self.agenda_changes(),
            )

    def agenda_changes(self) -> dict[int, tuple[AgendaChange, ...]]:
        """What each participant sees happen in the agenda, meeting by meeting."""
        found: dict[int, tuple[AgendaChange, ...]] = {}
        for line in self.lines:
            if not is_seen(line):
                continue
            before, after = shown_place(line.before), shown_place(line.after)
            for one in (line.meeting.first, line.meeting.second):
                partner = partner_of(line.meeting, one.pk)
                name = f"{partner} ({partner.get_side_display()})"
                change = AgendaChange(change_kind(line), name, before, after)
                found[one.pk] = (*found.get(one.pk, ()), change)
        return found

    def cancelled_lines(self) -> dict[int, tuple[AgendaLine, ...]]:
        """The meetings that this act took out of agendas, as they stood there."""
        slots = {slot.number: slot for slot in Slot.objects.filter(day=self.day)}
        found: dict[int, tuple[AgendaLine, ...]] = {}
        for line in self.lines:
            if line.kind not in PLACE_KINDS or not line.before or line.after:
                continue
            slot, table = slots[line.before["slot"]], line.before["table"]
            for participant in (line.meeting.first, line.meeting.second):
                told = agenda_line(self.day, line.meeting, participant, slot=slot, table=table)
                found[participant.pk] = (*found.get(participant.pk, ()), told)
        return found


def require_revision(*, day: MatchingDay, expected: int) -> None:
    if day.timetable_revision != expected:
        raise refused(
            "stale",
            _(
                "그사이 다른 사람이 시간표를 바꿨습니다(보신 판 {seen}, 지금 판 {now})."
                " 화면을 새로 고쳐 지금 시간표를 보고 다시 하십시오."
            ),
            seen=str(expected),
            now=str(day.timetable_revision),
        )


@contextmanager
def taking_turn(
    *, day: MatchingDay, expected_revision: int, actor: User | None, reason: str = ""
) -> Iterator[Turn]:
    """One transaction around an act on the timetable; nothing is kept when it is refused."""
    try:
        with transaction.atomic():
            locked = lock_day(day=day)
            require_revision(day=locked, expected=expected_revision)
            turn = Turn(day=locked, actor=actor, reason=reason)
            yield turn
            turn.end()
    except IntegrityError as error:
        raise refused(
            "taken",
            _("바로 그 자리를 방금 다른 상담이 차지했습니다. 화면을 새로 고쳐 빈 자리를 고르십시오."),
        ) from error

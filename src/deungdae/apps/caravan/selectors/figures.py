"""What a day comes to in figures and in plain sentences."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from deungdae.apps.caravan.models import (
    MatchingDay,
    Meeting,
    MeetingChange,
    MeetingRequest,
    MeetingSeat,
    Participant,
    Slot,
    Table,
    TimetableProposal,
)
from deungdae.apps.caravan.selectors.board import attending_of
from deungdae.engine.kernel.korean import sentence


def gaps(slot_numbers: Iterable[int]) -> int:
    """Waiting gaps: idle stretches between two meetings of one participant."""
    ordered = sorted(slot_numbers)
    return sum(1 for before, after in pairwise(ordered) if after > before + 1)


def breaks_by_participant(*, day: MatchingDay) -> dict[int, int]:
    """Waiting gaps of every participant that has a placed meeting, by key."""
    return {participant: gaps(numbers) for participant, numbers in busy_slots(day=day).items()}


def busy_slots(*, day: MatchingDay) -> dict[int, list[int]]:
    """The numbers of the slots in which each participant has a meeting, by key."""
    seats = MeetingSeat.objects.filter(slot__day=day).values_list("participant", "slot__number")
    busy: dict[int, list[int]] = {}
    for participant, number in seats:
        busy.setdefault(participant, []).append(number)
    return busy


def longest_wait(*, day: MatchingDay) -> int:
    """Minutes of the longest waiting gap, from the end of a meeting to the start of the next."""
    slots = {slot.number: slot for slot in Slot.objects.filter(day=day)}
    waits = (
        minutes_between(slots[before].ends_at, slots[after].starts_at)
        for numbers in busy_slots(day=day).values()
        for before, after in pairwise(sorted(numbers))
        if after > before + 1
    )
    return max(waits, default=0)


def minutes_between(earlier: time, later: time) -> int:
    return (later.hour - earlier.hour) * 60 + later.minute - earlier.minute


def day_figures(*, day: MatchingDay) -> dict[str, object]:
    """Counts of the day, its waiting gaps with what is proven about them, and `sentences` that say so.

    `bound` and `is_optimal` are there only while the timetable is exactly the one that a compute has found.
    """
    participants = Counter(
        dict(Participant.objects.filter(day=day).values_list("side").annotate(n=Count("pk")))
    )
    requests = Counter(
        dict(MeetingRequest.objects.filter(day=day).values_list("state").annotate(n=Count("pk")))
    )
    live = ~Q(state=Meeting.State.CANCELLED)
    meetings = Meeting.objects.filter(day=day).aggregate(
        total=Count("pk", filter=live),
        placed=Count("pk", filter=live & Q(slot__isnull=False)),
        locked=Count("pk", filter=live & Q(locked=True)),
        cancelled=Count("pk", filter=Q(state=Meeting.State.CANCELLED)),
        held=Count("pk", filter=Q(state=Meeting.State.HELD)),
        no_show=Count("pk", filter=Q(state=Meeting.State.NO_SHOW)),
    )
    breaks = breaks_by_participant(day=day)
    proof = proven(day=day)
    figures: dict[str, object] = {
        "participants": sum(participants.values()),
        "participants_by_side": dict(participants),
        "requests": sum(requests.values()),
        "requests_by_state": dict(requests),
        "slots": Slot.objects.filter(day=day).count(),
        "tables": Table.objects.filter(day=day).count(),
        "breaks": sum(breaks.values()),
        "most_breaks": max(breaks.values(), default=0),
        "waiting_participants": sum(1 for count in breaks.values() if count),
        "unplaced": meetings["total"] - meetings["placed"],
        "meetings": meetings["total"],
        "capacity": 0,
        **{name: meetings[name] for name in ("placed", "locked", "cancelled", "held", "no_show")},
        "bound": proof.bound if not proof.given else None,
        "is_optimal": proof.is_optimal and not proof.given,
    }
    figures["capacity"] = int(str(figures["slots"])) * int(str(figures["tables"]))
    figures["sentences"] = sentences_of(
        total=meetings["total"],
        placed=meetings["placed"],
        breaks=sum(breaks.values()),
        most=max(breaks.values(), default=0),
        longest=longest_wait(day=day),
        proof=proof,
    ) + crowding(day=day)
    return figures


def crowding(*, day: MatchingDay) -> list[str]:
    """A sentence when more people sit at a table than it holds."""
    people = attending_of(day=day)
    placed = Meeting.objects.filter(day=day, table__isnull=False).select_related("table", "request")
    crowded = [
        meeting
        for meeting in placed.order_by("request__code")
        if meeting.table
        and people.get(meeting.first_id, 0) + people.get(meeting.second_id, 0) > meeting.table.capacity
    ]
    if not crowded:
        return []
    first = crowded[0]
    table = first.table.number if first.table else 0
    words = _("테이블 정원보다 많은 사람이 앉는 상담이 {count}건 있습니다(예: {code}, {table}번 테이블).")
    values = {"count": str(len(crowded)), "code": first.request.code, "table": str(table)}
    return [sentence(words, values)]


@dataclass(frozen=True, slots=True)
class Proof:
    """What is proven about the waiting gaps: never fewer than `bound`, given what stays as it is.

    given: "near" (as few meetings moved as possible), "locked" (some must not move) or nothing.
    """

    bound: int | None = None
    is_optimal: bool = False
    given: str = ""


def proven(*, day: MatchingDay) -> Proof:
    """What the last applied compute has proven about the timetable as it stands."""
    applied = last_applied(day=day)
    if applied is None or not is_as_applied(day=day, since=revision_of(applied)):
        return Proof()
    summary = applied.summary
    return Proof(summary.get("bound"), summary.get("status") == "optimal", summary.get("given", ""))


def last_applied(*, day: MatchingDay) -> TimetableProposal | None:
    return TimetableProposal.objects.filter(day=day, state=TimetableProposal.State.APPLIED).first()


def is_as_computed(*, day: MatchingDay) -> bool:
    """Whether the timetable is exactly what the last compute has found."""
    applied = last_applied(day=day)
    return applied is not None and is_as_applied(day=day, since=revision_of(applied))


def revision_of(applied: TimetableProposal) -> int:
    return int(applied.summary.get("applied_revision", -1))


def is_as_applied(*, day: MatchingDay, since: int) -> bool:
    """Whether every act since a revision only locked or unlocked meetings."""
    if day.timetable_revision == since:
        return True
    locks = [MeetingChange.Kind.LOCKED, MeetingChange.Kind.UNLOCKED]
    acts = (
        MeetingChange.objects.filter(day=day, revision__gt=since, kind__in=locks)
        .values("revision")
        .distinct()
    )
    return since >= 0 and acts.count() == day.timetable_revision - since


def sentences_of(*, total: int, placed: int, breaks: int, most: int, longest: int, proof: Proof) -> list[str]:
    """The summary in plain words. "Optimal" is said only with a proof."""
    if not total:
        return [_("수락된 상담이 아직 없습니다.")]
    found = [
        sentence(
            _("상담 {total}건 가운데 {placed}건을 배치했습니다."),
            {"total": f"{total:,}", "placed": f"{placed:,}"},
        )
    ]
    if not placed:
        return found
    found.append(gap_words(breaks=breaks, bound=proof.bound, is_optimal=proof.is_optimal, given=proof.given))
    if most:
        values = {"most": str(most), "longest": str(longest)}
        found.append(
            sentence(
                _("한 참가자의 대기 공백은 많아야 {most}번이고, 가장 긴 것은 {longest}분입니다."), values
            )
        )
    return found


OPTIMAL_WORDS = {
    "": gettext_noop("대기 공백은 {breaks}번이며 더 줄일 수 없음이 증명되었습니다(최적)."),
    "locked": gettext_noop("대기 공백은 {breaks}번이며, 고정한 상담을 그대로 두면 더 줄일 수 없습니다."),
    "near": gettext_noop("대기 공백은 {breaks}번이며, 상담을 더 옮기지 않으면 더 줄일 수 없습니다."),
}
BOUND_WORDS = {
    "": gettext_noop("대기 공백은 {breaks}번이며 그 가운데 적어도 {bound}번은 피할 수 없습니다."),
    "locked": gettext_noop(
        "대기 공백은 {breaks}번이며, 고정한 상담을 그대로 두면 적어도 {bound}번은 피할 수 없습니다."
    ),
    "near": gettext_noop(
        "대기 공백은 {breaks}번이며, 상담을 더 옮기지 않으면 적어도 {bound}번은 피할 수 없습니다."
    ),
}


def gap_words(*, breaks: int, bound: int | None, is_optimal: bool, given: str = "") -> str:
    """The waiting gaps and what is proven about them, with what the proof takes for granted."""
    values = {"breaks": f"{breaks:,}", "bound": f"{bound or 0:,}"}
    if not breaks:
        return _("대기 공백이 하나도 없습니다.")
    if is_optimal:
        return sentence(_(OPTIMAL_WORDS[given]), values)
    if bound:
        return sentence(_(BOUND_WORDS[given]), values)
    return sentence(_("대기 공백은 {breaks}번입니다. 더 줄일 수 있는지는 증명되지 않았습니다."), values)

"""What each side said of its meetings and what became of them, for the side itself and for the centre."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.caravan.models import (
    Contract,
    FollowUp,
    MatchingDay,
    Meeting,
    MeetingSide,
    MeetingWord,
    Participant,
)
from deungdae.apps.caravan.selectors.agendas import moment_of
from deungdae.apps.caravan.selectors.board import partner_of
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused

NAMES = ("day", "request", "slot", "table", "first__organisation", "second__organisation")
Went = MeetingWord.Went
SEEN = {
    (MeetingSide.FIRST, Went.PARTNER_ABSENT): "second_absent",
    (MeetingSide.FIRST, Went.SELF_ABSENT): "first_absent",
    (MeetingSide.SECOND, Went.PARTNER_ABSENT): "first_absent",
    (MeetingSide.SECOND, Went.SELF_ABSENT): "second_absent",
}
"""What a side's word says of the meeting, as the centre records it; anything else: it was held."""


@dataclass(frozen=True)
class Aftermath:
    """One meeting with all that was said of it since."""

    meeting: Meeting
    words: dict[str, MeetingWord]
    follow_ups: dict[str, list[FollowUp]]
    contract: Contract | None

    def claim_of(self, side: str) -> FollowUp | None:
        """The contract that a side names, if it names one."""
        named = [one for one in self.follow_ups.get(side, ()) if one.answer == FollowUp.Answer.CONTRACT]
        return max(named, key=lambda one: (one.at, one.pk), default=None)

    def latest_of(self, side: str) -> FollowUp | None:
        """The last answer of a side."""
        answered = [one for one in self.follow_ups.get(side, ()) if one.at is not None]
        return max(answered, key=lambda one: (one.at, one.pk), default=None)

    @property
    def told(self) -> list[str]:
        """What the words say came of the meeting, each once: one entry where all agree."""
        return sorted(
            {SEEN.get((MeetingSide(side), Went(word.went)), "held") for side, word in self.words.items()}
        )

    @property
    def claims(self) -> list[FollowUp]:
        """Contracts that a side names and nobody has confirmed."""
        if self.contract is not None:
            return []
        return [claim for claim in map(self.claim_of, MeetingSide.values) if claim is not None]


@dataclass(frozen=True)
class OwnMeeting:
    """A meeting as one of its sides sees it."""

    aftermath: Aftermath
    side: MeetingSide
    partner: Participant
    today: date

    @property
    def meeting(self) -> Meeting:
        return self.aftermath.meeting

    @property
    def word(self) -> MeetingWord | None:
        return self.aftermath.words.get(self.side)

    @property
    def shared_note(self) -> str:
        """What the other side lets one read."""
        other = self.aftermath.words.get(other_side(self.side))
        return other.note if other is not None and other.is_shared else ""

    @property
    def due(self) -> FollowUp | None:
        """The question that waits for an answer, the latest of those that are due."""
        waiting = [
            one
            for one in self.aftermath.follow_ups.get(self.side, ())
            if one.at is None and one.due_on <= self.today
        ]
        return max(waiting, key=lambda one: one.due_on, default=None)

    @property
    def answered(self) -> FollowUp | None:
        return self.aftermath.latest_of(self.side)

    @property
    def contract(self) -> Contract | None:
        return self.aftermath.contract

    @property
    def contract_words(self) -> str:
        return contract_words(self.contract)

    @property
    def claim_words(self) -> str:
        return contract_words(self.their_claim)

    @property
    def has_begun(self) -> bool:
        """Whether there is something to say of it, or was."""
        return self.word is not None or why_not_now(self.meeting) is None or self.answered is not None

    @property
    def their_claim(self) -> FollowUp | None:
        """A contract that the other side names and that one may confirm."""
        if self.contract is not None:
            return None
        return self.aftermath.claim_of(other_side(self.side))


def why_not_now(meeting: Meeting) -> RefusedError | None:
    """Why nobody can write a word on the meeting now; None when it can be written."""
    if meeting.slot is None or meeting.state == Meeting.State.CANCELLED:
        words = _("취소되었거나 배치되지 않은 상담에는 기록을 적을 수 없습니다.")
        return RefusedError("not_placed", words)
    day = meeting.day
    if day.state == MatchingDay.State.CLOSED:
        words = _("행사가 마감되어 상담 기록을 더 고칠 수 없습니다. 고칠 것이 있으면 센터에 알려 주십시오.")
        return RefusedError("closed", words)
    if day.state == MatchingDay.State.PUBLISHED and clock.now() < moment_of(day, meeting.slot.starts_at):
        template = _("상담 기록은 상담이 시작되는 {time}부터 적을 수 있습니다.")
        return refused("early", template, time=f"{meeting.slot.starts_at:%H:%M}")
    return None


def contract_words(named: Contract | FollowUp | None) -> str:
    """12,000,000원 (2021. 5. 3.)"""
    if named is None or named.amount_krw is None or named.signed_on is None:
        return ""
    return _("%(won)s원 (%(on)s)") % {"won": f"{named.amount_krw:,}", "on": day_words(named.signed_on)}


def other_side(side: str) -> MeetingSide:
    return MeetingSide.SECOND if side == MeetingSide.FIRST else MeetingSide.FIRST


def side_of(meeting: Meeting, participant: Participant) -> MeetingSide:
    return MeetingSide.FIRST if meeting.first_id == participant.pk else MeetingSide.SECOND


def meetings_of(participant: Participant) -> QuerySet[Meeting]:
    """The participant's meetings that have a place."""
    own = Q(first=participant) | Q(second=participant)
    placed = Meeting.objects.filter(own, day=participant.day_id, slot__isnull=False)
    return placed.select_related(*NAMES).order_by("slot__number", "pk")


def aftermath_of(meetings: Iterable[Meeting]) -> list[Aftermath]:
    """Three queries for all of them."""
    found = list(meetings)
    words: dict[int, dict[str, MeetingWord]] = defaultdict(dict)
    for word in MeetingWord.objects.filter(meeting__in=found):
        words[word.meeting_id][word.side] = word
    questions: dict[int, dict[str, list[FollowUp]]] = defaultdict(lambda: defaultdict(list))
    for one in FollowUp.objects.filter(meeting__in=found).order_by("due_on", "pk"):
        questions[one.meeting_id][one.side].append(one)
    standing = Contract.objects.standing().filter(meeting__in=found).select_related("confirmed_by")
    contracts = {one.meeting_id: one for one in standing}
    return [Aftermath(one, words[one.pk], questions[one.pk], contracts.get(one.pk)) for one in found]


def own_meetings(participant: Participant) -> list[OwnMeeting]:
    """By time, what one side has said and is still asked."""
    today = clock.today()
    return [
        OwnMeeting(one, side_of(one.meeting, participant), partner_of(one.meeting, participant.pk), today)
        for one in aftermath_of(meetings_of(participant))
    ]


def waiting_follow_ups(*, user: User) -> list[tuple[FollowUp, Participant]]:
    """What the user's organisations are asked by now, one question a meeting, with the side that is asked."""
    mine = Participant.objects.spoken_for_by(user)
    own = Q(side=MeetingSide.FIRST, meeting__first__in=mine) | Q(
        side=MeetingSide.SECOND, meeting__second__in=mine
    )
    rows = FollowUp.objects.filter(own, answer=FollowUp.Answer.OPEN, due_on__lte=clock.today())
    names = [f"meeting__{name}" for name in ("day", "first__organisation", "second__organisation")]
    latest = {(one.meeting_id, one.side): one for one in rows.select_related(*names).order_by("due_on", "pk")}
    return [(one, asked_side(one)) for one in sorted(latest.values(), key=lambda one: (one.due_on, one.pk))]


def asked_side(follow_up: FollowUp) -> Participant:
    meeting = follow_up.meeting
    return meeting.first if follow_up.side == MeetingSide.FIRST else meeting.second


@dataclass(frozen=True)
class DayAftermath:
    """All held meetings of a day with what became of them. `counts`: last answers of sides, by answer."""

    rows: list[Aftermath]
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def contracts(self) -> list[Contract]:
        return [row.contract for row in self.rows if row.contract is not None]

    @property
    def amount(self) -> int:
        return sum(contract.amount_krw for contract in self.contracts)

    @property
    def to_settle(self) -> int:
        """Meetings of which a side names a contract that is not confirmed."""
        return sum(bool(row.claims) for row in self.rows)


def aftermath_of_day(*, day: MatchingDay) -> DayAftermath:
    held = Meeting.objects.filter(day=day, state=Meeting.State.HELD).select_related(*NAMES)
    rows = aftermath_of(held.order_by("slot__number", "table__number", "pk"))
    counts: Counter[Any] = Counter()
    for row in rows:
        for side in MeetingSide.values:
            latest = row.latest_of(side)
            counts[latest.answer if latest is not None else ""] += 1
    return DayAftermath(rows, counts)

"""What each side says of a meeting, what became of it, and when a contract counts."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from deungdae.apps.caravan.models import (
    Contract,
    FollowUp,
    MatchingDay,
    Meeting,
    MeetingSide,
    MeetingWord,
)
from deungdae.apps.caravan.selectors.aftermath import (
    aftermath_of,
    aftermath_of_day,
    own_meetings,
    waiting_follow_ups,
)
from deungdae.apps.caravan.services.asking import remind_follow_ups
from deungdae.apps.caravan.services.contracts import agree, settle, withdraw
from deungdae.apps.caravan.services.follow_ups import Became, answer_follow_up
from deungdae.apps.caravan.services.outcomes import record_outcomes
from deungdae.apps.caravan.services.words import Said, say
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.selectors import standing_case_of
from tests.support.days import a_filled_day, meeting_between, member_of, place, staff

pytestmark = pytest.mark.django_db
FIRST, SECOND = MeetingSide.FIRST, MeetingSide.SECOND
MONTH_AGO = timedelta(days=40)
SIGNED = "caravan.contract_signed"


@pytest.fixture
def day() -> MatchingDay:
    """Held forty days ago; D001–S001 and D002–S002 had a place."""
    day = a_filled_day(demands=2, supplies=2, state=MatchingDay.State.TIMETABLE)
    place(meeting_between(day, "D001", "S001"), 1, 1)
    place(meeting_between(day, "D002", "S002"), 1, 2)
    held_on = clock.today() - MONTH_AGO
    MatchingDay.objects.filter(pk=day.pk).update(state=MatchingDay.State.HELD, date=held_on)
    day.refresh_from_db()
    return day


@pytest.fixture
def meeting(day: MatchingDay) -> Meeting:
    return meeting_between(day, "D001", "S001")


@pytest.fixture
def held(day: MatchingDay, meeting: Meeting) -> Meeting:
    record_outcomes(day=day, outcomes={meeting: "held"}, actor=None)
    return meeting_between(day, "D001", "S001")


def question(meeting: Meeting, side: str, days: int = 7) -> FollowUp:
    return FollowUp.objects.get(meeting=meeting, side=side, after_days=days)


def contract_of(amount: int = 12_000_000, on: date | None = None) -> Became:
    return Became("contract", amount_krw=amount, signed_on=on or clock.today() - timedelta(days=3))


def tell(meeting: Meeting, side: str, became: Became, days: int = 7) -> FollowUp:
    return answer_follow_up(follow_up=question(meeting, side, days), became=became, actor=None)


def test_each_side_says_its_own_word_and_sees_only_what_the_other_shares(meeting: Meeting) -> None:
    say(meeting=meeting, side=FIRST, said=Said("held", 5, "proposal", "견적을 받기로 함", True), actor=None)
    say(meeting=meeting, side=SECOND, said=Said("held", 2, "", "아직 모르겠음"), actor=None)
    [mine] = own_meetings(meeting.first)
    [theirs] = own_meetings(meeting.second)
    assert (mine.word.interest, mine.shared_note) == (5, "")  # type: ignore[union-attr]
    assert (theirs.word.interest, theirs.shared_note) == (2, "견적을 받기로 함")  # type: ignore[union-attr]
    seen = MeetingWord.objects.visible_to(member_of(meeting.second.organisation))
    assert [word.side for word in seen] == [SECOND]


def test_a_word_is_rewritten_and_a_missed_meeting_has_neither_interest_nor_next_step(
    meeting: Meeting,
) -> None:
    say(meeting=meeting, side=FIRST, said=Said("held", 4, "visit"), actor=None)
    word = say(meeting=meeting, side=FIRST, said=Said("partner_absent", 4, "visit"), actor=None)
    assert (word.interest, word.next_step) == (None, "")
    assert MeetingWord.objects.count() == 1


@pytest.mark.parametrize(
    ("state", "ahead", "code"), [("published", 1, "early"), ("closed", -1, "closed"), ("published", -1, "")]
)
def test_a_word_is_written_from_the_beginning_of_the_meeting_until_the_day_is_closed(
    meeting: Meeting, state: str, ahead: int, code: str
) -> None:
    on = clock.today() + timedelta(days=ahead)
    MatchingDay.objects.filter(pk=meeting.day_id).update(state=state, date=on)
    meeting = Meeting.objects.select_related("day", "slot").get(pk=meeting.pk)
    refusal = ""
    try:
        say(meeting=meeting, side=FIRST, said=Said("held"), actor=None)
    except RefusedError as error:
        refusal = error.code
    assert refusal == code
    assert MeetingWord.objects.exists() == (not code)


def test_the_centre_sees_what_both_say_and_where_they_differ(meeting: Meeting) -> None:
    say(meeting=meeting, side=FIRST, said=Said("partner_absent"), actor=None)
    [row] = aftermath_of([meeting])
    assert row.told == ["second_absent"]
    say(meeting=meeting, side=SECOND, said=Said("held", 3), actor=None)
    [row] = aftermath_of([meeting])
    assert row.told == ["held", "second_absent"]


def test_who_was_missing_is_kept_and_a_held_meeting_asks_both_sides_three_times(
    day: MatchingDay, held: Meeting
) -> None:
    missed = meeting_between(day, "D002", "S002")
    record_outcomes(day=day, outcomes={missed: "second_absent"}, actor=None)
    missed.refresh_from_db()
    assert (missed.state, missed.absent) == ("no_show", "second")
    due = [(one.side, (one.due_on - day.date).days) for one in FollowUp.objects.order_by("side", "due_on")]
    assert due == [(side, days) for side in ("first", "second") for days in (7, 30, 90)]
    assert set(FollowUp.objects.values_list("meeting", flat=True)) == {held.pk}
    record_outcomes(day=day, outcomes={held: "both_absent", missed: "first_absent"}, actor=None)
    assert not FollowUp.objects.exists()
    missed.refresh_from_db()
    assert missed.absent == "first"


def test_one_sides_contract_is_no_evidence_until_the_other_says_the_same(held: Meeting) -> None:
    tell(held, FIRST, contract_of())
    assert not Contract.objects.exists()
    assert not EvidenceEntry.objects.filter(kind=SIGNED).exists()
    assert not FollowUp.objects.filter(side=FIRST, answer="").exists()
    tell(held, SECOND, contract_of(13_000_000))
    assert not Contract.objects.exists()
    [row] = aftermath_of_day(day=held.day).rows
    assert len(row.claims) == 2
    tell(held, SECOND, contract_of())
    contract = Contract.objects.get()
    assert (contract.amount_krw, contract.signed_on) == (12_000_000, clock.today() - timedelta(days=3))
    entries = EvidenceEntry.objects.filter(kind=SIGNED).order_by("pk")
    assert [(one.organisation.name, one.payload["side"]) for one in entries] == [
        ("수요기업1", "first"),
        ("공급기업1", "second"),
    ]
    assert {one.payload["amount_krw"] for one in entries} == {12_000_000}
    assert not FollowUp.objects.filter(answer="").exists()


def test_the_other_side_confirms_with_one_press_and_only_once(held: Meeting) -> None:
    with pytest.raises(RefusedError) as refused:
        agree(meeting=held, side=SECOND, actor=None)
    assert refused.value.code == "no_claim"
    tell(held, FIRST, contract_of())
    agree(meeting=held, side=SECOND, actor=None)
    for act in (
        lambda: agree(meeting=held, side=SECOND, actor=None),
        lambda: tell(held, FIRST, Became("contact")),
    ):
        with pytest.raises(RefusedError):
            act()
    assert EvidenceEntry.objects.filter(kind=SIGNED).count() == 2


def test_the_centre_confirms_on_paper_and_can_withdraw_what_was_no_contract(held: Meeting) -> None:
    actor, company = staff(), held.first.organisation
    facts = {"amount_krw": 5_000_000, "signed_on": clock.today()}
    with pytest.raises(RefusedError):
        settle(meeting=held, **facts, proof=" ", actor=actor)
    contract = settle(meeting=held, **facts, proof="계약서 사본 1쪽", actor=actor)
    assert standing_case_of(organisation=company, user=actor).filter(kind=SIGNED).count() == 1
    with pytest.raises(RefusedError) as refused:
        record_outcomes(day=held.day, outcomes={held: "no_show"}, actor=actor)
    assert refused.value.code == "contract"
    withdraw(contract=contract, reason="다른 회사의 계약이었음", actor=actor)
    assert standing_case_of(organisation=company, user=actor).filter(kind=SIGNED).count() == 0
    assert FollowUp.objects.filter(answer="").count() == 6
    with pytest.raises(RefusedError):
        withdraw(contract=contract, reason="한 번 더", actor=actor)
    again = settle(meeting=held, **facts, proof="세금계산서", actor=actor)
    assert Contract.objects.standing().get() == again


@pytest.mark.parametrize(
    ("became", "code"),
    [
        (Became("contract"), "amount"),
        (Became("contract", 0, date(2026, 1, 1)), "amount"),
        (Became("contract", 10**14, date(2026, 1, 1)), "amount"),
        (Became("contract", 1, date(2001, 1, 1)), "signed_on"),
        (Became("contract", 1, date(2999, 1, 1)), "signed_on"),
        (Became("nothing", reason="  "), "reason"),
    ],
)
def test_what_cannot_have_become_of_it_is_refused_with_a_way_out(
    held: Meeting, became: Became, code: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        tell(held, FIRST, became)
    assert refused.value.code == code
    assert question(held, FIRST).answer == ""


def test_who_knows_the_end_is_asked_no_more_until_the_answer_changes(held: Meeting) -> None:
    tell(held, FIRST, Became("nothing", reason="예산이 없음"))
    assert FollowUp.objects.filter(side=FIRST).count() == 1
    tell(held, FIRST, Became("contact"))
    assert FollowUp.objects.filter(side=FIRST, answer="").count() == 2
    assert FollowUp.objects.filter(side=SECOND, answer="").count() == 3


def test_people_of_a_side_find_their_question_and_nobody_elses(held: Meeting) -> None:
    one, stranger = member_of(held.first.organisation), member_of(held.second.organisation)
    [(asked, participant)] = waiting_follow_ups(user=one)
    assert (asked.after_days, participant) == (30, held.first)
    assert waiting_follow_ups(user=staff()) == []
    assert {found.side for found in FollowUp.objects.visible_to(stranger)} == {SECOND}


def test_each_side_is_reminded_once_of_each_round_of_questions(day: MatchingDay) -> None:
    both = {meeting_between(day, f"D00{n}", f"S00{n}"): "held" for n in (1, 2)}
    MatchingDay.objects.filter(pk=day.pk).update(date=clock.today() - timedelta(days=8))
    day.refresh_from_db()
    record_outcomes(day=day, outcomes=both, actor=None)
    assert remind_follow_ups() == 4
    assert remind_follow_ups() == 0
    sent = OutboxMessage.objects.filter(occasion__startswith="follow_up:")
    assert sent.count() == 4
    assert "7일이 지났습니다" in sent[0].body
    with clock.turned_to(clock.now() + timedelta(days=23)):
        assert remind_follow_ups() == 4


def test_the_database_keeps_what_must_never_be(held: Meeting) -> None:
    asked = question(held, FIRST)
    said = {"meeting": held, "side": FIRST, "at": clock.now()}
    paper = {
        "meeting": held,
        "amount_krw": 1,
        "signed_on": clock.today(),
        "proof": "x",
        "confirmed_at": clock.now(),
    }
    wrong = [
        lambda: MeetingWord.objects.create(**said, went="held", interest=6),
        lambda: MeetingWord.objects.create(**said, went="self_absent", interest=1),
        lambda: FollowUp.objects.filter(pk=asked.pk).update(answer="contract", at=clock.now()),
        lambda: FollowUp.objects.filter(pk=asked.pk).update(answer="nothing", at=clock.now()),
        lambda: FollowUp.objects.filter(pk=asked.pk).update(answer="contact"),
        lambda: Contract.objects.create(**{**paper, "amount_krw": 0}),
        lambda: Contract.objects.create(**{**paper, "proof": ""}),
        lambda: Meeting.objects.filter(pk=held.pk).update(absent="both"),
        lambda: [Contract.objects.create(**paper) for _time in range(2)],
    ]
    for act in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()

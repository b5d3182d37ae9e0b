"""Booking, moving, cancelling: what is refused, in which words, and what may be overruled with a reason."""

from datetime import UTC, date, datetime, timedelta

import pytest

from deungdae.apps.accounts.services import grant_role
from deungdae.apps.calendar.models import Booking
from deungdae.apps.calendar.selectors.bookings import steps_of
from deungdae.apps.calendar.selectors.conflicts import Reason, conflicts_of
from deungdae.apps.calendar.services.bookings import MOST_RESOURCES, book, cancel, move
from deungdae.apps.calendar.services.resources import archive_resource, close_days
from deungdae.apps.calendar.spans import moment
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import new_public_id, short
from tests.support.centre import person
from tests.support.rooms import TUESDAY, a_booking, a_room, a_trainer, at

pytestmark = pytest.mark.django_db
LIBERATION_DAY = date(2030, 8, 15)


def refused(**wanted: object) -> RefusedError:
    facts = {"starts_at": at(10), "ends_at": at(12), "purpose": "강의", "actor": None, **wanted}
    with pytest.raises(RefusedError) as caught:
        book(**facts)  # type: ignore[arg-type]
    return caught.value


def test_several_resources_are_booked_together_or_not_at_all() -> None:
    room, other, trainer = a_room("301호"), a_room("302호"), a_trainer()
    made = book(resources=[room, trainer], starts_at=at(10), ends_at=at(12), purpose="강의", actor=None)
    assert {one.together for one in made} == {made[0].together}
    error = refused(resources=[other, trainer])
    assert error.code == "taken"
    assert Booking.objects.count() == 2


def test_the_refusal_names_the_other_booking_and_the_next_free_time() -> None:
    room, trainer = a_room(openings="월~금 09:00~18:00"), a_trainer()
    a_booking(room, 10, 12, purpose="CEO 아카데미 3기")
    a_booking(trainer, 13, 17, purpose="다른 강의")
    error = refused(resources=[room, trainer], starts_at=at(11), ends_at=at(13))
    assert "301호는 2030. 3. 5.(화) 10:00~12:00에 ‘CEO 아카데미 3기’ 예약이 있습니다." in error.message
    assert "다음 빈 시간: 2030. 3. 6.(수) 09:00~11:00." in error.message


def test_who_may_not_see_the_other_booking_is_told_only_that_there_is_one() -> None:
    room, stranger = a_room(), person("stranger")
    a_booking(room, purpose="비밀 면접")
    [told] = conflicts_of(starts_at=at(11), ends_at=at(13), resources=[room], user=stranger)
    assert (told.reason, told.is_wall) == (Reason.TAKEN, True)
    assert told.message == "301호는 2030. 3. 5.(화) 10:00~12:00에 다른 예약이 있습니다."
    grant_role(user=stranger, role="centre_staff")
    seen = conflicts_of(
        starts_at=at(11), ends_at=at(13), resources=[room], user=type(stranger).objects.get(pk=stranger.pk)
    )
    assert "비밀 면접" in seen[0].message


def test_a_trainer_reads_the_purpose_of_an_own_booking() -> None:
    account = person("teacher")
    trainer = a_trainer(account)
    a_booking(trainer, purpose="2강")
    [told] = conflicts_of(starts_at=at(11), ends_at=at(13), resources=[trainer], user=account)
    assert "‘2강’" in told.message


def test_an_overlap_is_never_overruled() -> None:
    room = a_room()
    a_booking(room)
    assert refused(resources=[room], overruled="급합니다").code == "taken"


@pytest.mark.parametrize(
    ("code", "words", "day", "hour"),
    [
        ("closed", "301호는 2030. 3. 6.(수)에 쉽니다(전기 공사).", date(2030, 3, 6), 10),
        ("closed", "301호는 2030. 3. 7.(목)에 쉽니다(창립일).", date(2030, 3, 7), 10),
        ("holiday", "2030. 8. 15.(목)은 공휴일입니다(광복절).", LIBERATION_DAY, 10),
        ("hours", "301호는 2030. 3. 5.(화)에 09:00~18:00에만 엽니다.", TUESDAY, 17),
        ("hours", "301호는 2030. 3. 9.(토)에 열지 않습니다.", date(2030, 3, 9), 10),
    ],
)
def test_a_closed_time_wants_a_reason(code: str, words: str, day: date, hour: int) -> None:
    room = a_room(openings="월~금 09:00~18:00")
    close_days(resource=room, first=date(2030, 3, 6), last=date(2030, 3, 6), reason="전기 공사", actor=None)
    close_days(resource=None, first=date(2030, 3, 7), last=date(2030, 3, 7), reason="창립일", actor=None)
    times = {"starts_at": at(hour, day), "ends_at": at(hour + 2, day)}
    error = refused(resources=[room], **times)
    assert error.code == code
    assert words in error.message
    assert "그래도 예약하려면 까닭을 적어 주십시오." in error.message
    [made] = book(resources=[room], purpose="강의", actor=None, overruled="시험일", **times)
    assert made.overruled == "시험일"


@pytest.mark.parametrize(
    ("code", "times"),
    [
        ("order", (at(12), at(10))),
        ("order", (at(12), at(12))),
        ("too_long", (at(0), at(24.5))),
        ("too_far", (at(10, date(1900, 1, 1)), at(12, date(1900, 1, 1)))),
        ("too_far", (datetime(9999, 12, 31, 20, tzinfo=UTC), datetime(9999, 12, 31, 23, tzinfo=UTC))),
        ("too_far", (datetime(1, 1, 1, tzinfo=UTC), datetime(1, 1, 1, 2, tzinfo=UTC))),
        ("seconds", (at(10), at(12) + timedelta(seconds=1))),
    ],
)
def test_impossible_times_are_refused(code: str, times: tuple[datetime, datetime]) -> None:
    assert refused(resources=[a_room()], starts_at=times[0], ends_at=times[1]).code == code


def test_other_values_that_are_refused() -> None:
    room = a_room()
    assert refused(resources=[]).code == "no_resource"
    assert refused(resources=[room] * (MOST_RESOURCES + 1)).code == "no_resource"
    assert refused(resources=[room], purpose="  ").code == "purpose"
    assert refused(resources=[room], source="무엇").code == "source"
    assert (
        refused(resources=[room, archive_resource(resource=a_room("없앤 방"), actor=None)]).code == "archived"
    )
    assert Booking.objects.count() == 0


def test_a_booking_is_found_again_by_what_it_is_for() -> None:
    source = f"academy.session:{short(new_public_id())}"
    book(resources=[a_room()], starts_at=at(10), ends_at=at(12), purpose="강의", source=source, actor=None)
    assert Booking.objects.filter(source=source).count() == 1


def test_over_midnight() -> None:
    hall = a_room("홀", openings="매일 00:00~24:00")
    night = a_booking(hall, 23, 25)
    assert night.ends_at - night.starts_at == timedelta(hours=2)
    assert refused(resources=[hall], starts_at=at(24), ends_at=at(26)).code == "taken"
    book(resources=[hall], starts_at=at(25), ends_at=at(26), purpose="강의", actor=None)
    [again] = conflicts_of(starts_at=at(22), ends_at=at(23.5), resources=[hall])
    assert "23:00~다음 날 01:00" in again.message


def test_the_night_before_a_holiday_touches_it_only_past_midnight() -> None:
    room, eve = a_room(), LIBERATION_DAY - timedelta(days=1)
    a_booking(room, 20, 24, day=eve)
    found = conflicts_of(starts_at=at(24, eve), ends_at=at(25, eve), resources=[room])
    assert [one.reason for one in found] == [Reason.HOLIDAY]


def test_a_booking_may_move_onto_itself() -> None:
    booking = a_booking(a_room(), 10, 12)
    moved = move(booking=booking, starts_at=at(11), ends_at=at(13), actor=None, reason="늦게 시작")
    assert (moved.starts_at, moved.sequence) == (at(11), 1)
    same = move(booking=moved, starts_at=at(11), ends_at=at(13), actor=None)
    assert same.sequence == 2


def test_a_move_to_a_taken_time_changes_nothing() -> None:
    room = a_room()
    booking = a_booking(room, 8, 10)
    a_booking(room, 10, 12)
    with pytest.raises(RefusedError, match="예약이 있습니다"):
        move(booking=booking, starts_at=at(9), ends_at=at(11), actor=None)
    booking.refresh_from_db()
    assert (booking.starts_at, booking.sequence) == (at(8), 0)


def test_a_move_says_what_changed_by_whom_and_why() -> None:
    room, other, staff = a_room("301호"), a_room("302호"), person("staff")
    booking = a_booking(room, actor=staff)
    move(
        booking=booking,
        starts_at=at(14),
        ends_at=at(16),
        resource=other,
        purpose="4기",
        reason="공사",
        actor=staff,
    )
    cancel(booking=booking, reason="폐강", actor=staff)
    booking.refresh_from_db()
    texts = [step.text for step in steps_of(booking)]
    assert texts == [
        "취소했습니다. 까닭: 폐강",
        "옮겼습니다: 2030. 3. 5.(화) 10:00~12:00 → 2030. 3. 5.(화) 14:00~16:00. "
        "301호에서 302호로 자원을 바꿨습니다. 용도를 ‘CEO 아카데미’에서 ‘4기’로 고쳤습니다. 까닭: 공사",
        "2030. 3. 5.(화) 10:00~12:00에 예약했습니다.",
    ]
    assert {step.who for step in steps_of(booking)} == {"staff"}


def test_what_somebody_else_changed_meanwhile_is_not_overwritten() -> None:
    booking = a_booking(a_room())
    move(booking=booking, starts_at=at(11), ends_at=at(13), actor=None, seen=0)
    with pytest.raises(RefusedError) as caught:
        move(booking=booking, starts_at=at(12), ends_at=at(14), actor=None, seen=0)
    assert caught.value.code == "stale"
    with pytest.raises(RefusedError) as caught:
        cancel(booking=booking, reason="x", actor=None, seen=0)
    assert caught.value.code == "stale"


def test_a_cancelled_booking_is_over() -> None:
    booking = cancel(booking=a_booking(a_room()), reason="연기", actor=None)
    with pytest.raises(RefusedError, match="이미 취소한"):
        cancel(booking=booking, reason="또", actor=None)
    with pytest.raises(RefusedError, match="이미 취소한"):
        move(booking=booking, starts_at=at(11), ends_at=at(13), actor=None)
    a_booking(booking.resource)
    with pytest.raises(RefusedError, match="까닭"):
        cancel(booking=a_booking(a_room("다른 방")), reason=" ", actor=None)


def test_a_resource_with_bookings_ahead_is_not_put_away() -> None:
    room = a_room()
    booking = a_booking(room)
    with pytest.raises(RefusedError, match="예약이 1건"):
        archive_resource(resource=room, actor=None)
    cancel(booking=booking, reason="폐강", actor=None)
    assert archive_resource(resource=room, actor=None).archived_at is not None


def test_the_questions_do_not_grow_with_the_resources(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    rooms = [a_room(f"{number}호") for number in range(20)]
    with django_assert_num_queries(3):
        conflicts_of(starts_at=at(10), ends_at=at(12), resources=rooms[:1])
    with django_assert_num_queries(3):
        conflicts_of(starts_at=at(10), ends_at=at(12), resources=rooms)


def test_seoul_is_what_people_mean() -> None:
    assert moment(TUESDAY, 9 * 60).astimezone(UTC).hour == 0

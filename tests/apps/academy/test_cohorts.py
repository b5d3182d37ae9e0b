"""Courses, cohorts and their sessions: checked against holidays, rooms, trainers and each other."""

from datetime import date, timedelta

import pytest

from deungdae.apps.academy.models import Cohort, Course, Enrolment
from deungdae.apps.academy.selectors.bookings import bookings_of
from deungdae.apps.academy.services.cohorts import close_enrolment, transition_cohort, update_cohort
from deungdae.apps.academy.services.courses import CourseFacts, archive_course, create_course, update_course
from deungdae.apps.academy.services.sessions import add_session, change_session, remove_session
from deungdae.apps.calendar.models import Booking
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from tests.support.academy import (
    a_course,
    a_draft,
    an_open_cohort,
    cohort_facts,
    enrolled,
    limited,
    session_facts,
    sessions_of,
    states,
)
from tests.support.refusals import refusal_of
from tests.support.rooms import a_booking, a_room, a_trainer, at

pytestmark = pytest.mark.django_db
HOLIDAY = date(2030, 3, 1)
WEDNESDAY = date(2030, 3, 6)


def facts(course: Course, **others: object) -> CourseFacts:
    told = {"title": course.title, "role": "ceo", "step": "basic", "hours": 8, **others}
    return CourseFacts(**told)  # type: ignore[arg-type]


def test_cohorts_of_a_course_are_numbered() -> None:
    course = a_course()
    assert [a_draft(course=course).number for _each in range(3)] == [1, 2, 3]


def test_a_title_stands_once_until_it_is_put_away() -> None:
    course = a_course()
    again = facts(course)
    assert refusal_of(lambda: create_course(facts=again, actor=None)).code == "twice"
    archive_course(course=course, actor=None)
    assert create_course(facts=again, actor=None).title == course.title


def test_a_course_with_a_cohort_that_goes_on_is_not_put_away() -> None:
    cohort = an_open_cohort()
    assert refusal_of(lambda: archive_course(course=cohort.course, actor=None)).code == "going_on"


def test_a_course_never_comes_before_itself() -> None:
    first, second, third = (a_course(title) for title in ("가", "나", "다"))
    update_course(course=second, facts=facts(second, prerequisites=[first]), actor=None)
    update_course(course=third, facts=facts(third, prerequisites=[second]), actor=None)
    circle = facts(first, prerequisites=[third])
    assert refusal_of(lambda: update_course(course=first, facts=circle, actor=None)).code == "circle"


def test_competencies_are_shared_by_name() -> None:
    first = a_course("가", competencies=["데이터 수집", "시각화", "시각화"])
    second = a_course("나", competencies=["시각화"])
    assert [one.name for one in first.competencies.all()] == ["데이터 수집", "시각화"]
    assert second.competencies.get() in first.competencies.all()


def test_a_session_books_its_room_and_trainer() -> None:
    room, trainer, cohort = a_room(), a_trainer(), a_draft()
    session = add_session(cohort=cohort, facts=session_facts(resources=[room, trainer]), actor=None)
    assert {one.resource for one in bookings_of(session)} == {room, trainer}
    clash = session_facts(resources=[trainer])
    other = a_draft(course=cohort.course)
    assert refusal_of(lambda: add_session(cohort=other, facts=clash, actor=None)).code == "taken"
    assert sessions_of(other) == []


def test_a_moved_session_frees_what_it_left_or_stays_whole() -> None:
    room, cohort = a_room(), a_draft()
    session = add_session(cohort=cohort, facts=session_facts(resources=[room]), actor=None)
    a_booking(room, 10, 12, day=WEDNESDAY)
    taken = session_facts(WEDNESDAY, resources=[room])
    assert refusal_of(lambda: change_session(session=session, facts=taken, actor=None)).code == "taken"
    assert [one.starts_at for one in bookings_of(session)] == [at(10)]
    change_session(session=session, facts=session_facts(date(2030, 3, 7), resources=[room]), actor=None)
    assert Booking.objects.standing().filter(starts_at=at(10)).count() == 0


@pytest.mark.parametrize("with_room", [True, False])
def test_a_session_on_a_holiday_needs_a_reason(*, with_room: bool) -> None:
    resources = [a_room()] if with_room else []
    cohort = a_draft()
    error = refusal_of(
        lambda: add_session(cohort=cohort, facts=session_facts(HOLIDAY, resources=resources), actor=None)
    )
    assert error.code == "holiday"
    assert "삼일절" in error.message
    meant = session_facts(HOLIDAY, resources=resources, overruled="참가 기업의 요청")
    assert add_session(cohort=cohort, facts=meant, actor=None).overruled


def test_sessions_of_a_cohort_do_not_overlap() -> None:
    cohort = a_draft()
    add_session(cohort=cohort, facts=session_facts(), actor=None)
    late = session_facts(starts_at=at(15), ends_at=at(17))
    assert refusal_of(lambda: add_session(cohort=cohort, facts=late, actor=None)).code == "overlap"
    add_session(cohort=cohort, facts=session_facts(starts_at=at(16), ends_at=at(17)), actor=None)


def test_a_room_that_is_too_small_is_named_with_its_seats() -> None:
    room, cohort = a_room(seats=20), a_draft(40)
    error = refusal_of(lambda: add_session(cohort=cohort, facts=session_facts(resources=[room]), actor=None))
    assert error.code == "room"
    assert "301호 20석보다 정원 40명" in error.message
    mixed = session_facts(resources=[room], delivery="hybrid")
    add_session(cohort=cohort, facts=mixed, actor=None)


def test_the_seats_do_not_outgrow_the_rooms() -> None:
    cohort = a_draft(20)
    add_session(cohort=cohort, facts=session_facts(resources=[a_room(seats=20)]), actor=None)
    assert refusal_of(lambda: limited(cohort, 21)).code == "room"


def test_a_cohort_that_starts_before_enrolment_ends_is_refused_from_both_sides() -> None:
    cohort = a_draft(enrol_until=at(12))
    early = session_facts()
    assert (
        refusal_of(lambda: add_session(cohort=cohort, facts=early, actor=None)).code
        == "before_enrolment_ends"
    )
    cohort = a_draft(course=cohort.course)
    add_session(cohort=cohort, facts=early, actor=None)
    late = cohort_facts(enrol_until=at(12))
    assert refusal_of(lambda: update_cohort(cohort=cohort, facts=late, actor=None)).code == "starts_before"


def test_a_cohort_opens_with_a_session_and_an_offered_course() -> None:
    course = create_course(facts=CourseFacts(title="가", role="ceo", step="basic", hours=4), actor=None)
    cohort = a_draft(course=course)

    def open_it() -> Cohort:
        return transition_cohort(cohort=cohort, target="open", actor=None)

    assert refusal_of(open_it).code == "no_session"
    add_session(cohort=cohort, facts=session_facts(), actor=None)
    assert refusal_of(open_it).code == "course"


@pytest.mark.parametrize("target", ["draft", "finished", "nonsense"])
def test_a_step_that_is_not_there_is_refused(target: str) -> None:
    cohort = an_open_cohort()
    assert refusal_of(lambda: transition_cohort(cohort=cohort, target=target, actor=None)).code == "illegal"


def test_enrolment_closes_by_itself_and_the_list_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = an_open_cohort(1)
    assert close_enrolment() == 0
    moment = cohort.enrol_until + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: moment)
    assert close_enrolment() == 1
    cohort.refresh_from_db()
    assert cohort.state == Cohort.State.CLOSED


def test_a_cohort_finishes_after_its_last_session(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = an_open_cohort(1)
    enrolled(cohort, 1)
    enrolled(cohort, 2)
    transition_cohort(cohort=cohort, target="closed", actor=None)
    finish = lambda: transition_cohort(cohort=cohort, target="finished", actor=None)  # noqa: E731
    assert refusal_of(finish).code == "not_yet"
    moment = at(17)
    monkeypatch.setattr(clock, "now", lambda: moment)
    finish()
    assert states(cohort) == ["seated", "cancelled"]
    assert refusal_of(lambda: limited(cohort, 5)).code == "over"


def test_cancelling_needs_a_reason_and_frees_the_rooms() -> None:
    room, cohort = a_room(), a_draft()
    add_session(cohort=cohort, facts=session_facts(resources=[room]), actor=None)
    cancel = lambda reason: transition_cohort(  # noqa: E731
        cohort=cohort, target="cancelled", reason=reason, actor=None
    )
    assert refusal_of(lambda: cancel("")).code == "reason"
    cancel("예산 삭감")
    assert not Booking.objects.standing().exists()


def test_who_has_a_seat_hears_of_a_new_time_once_and_of_a_new_title_never() -> None:
    cohort = an_open_cohort(1)
    mine, waiting = enrolled(cohort, 1), enrolled(cohort, 2)
    [session] = sessions_of(cohort)
    change_session(session=session, facts=session_facts(title="다른 제목"), actor=None)
    change_session(session=session, facts=session_facts(WEDNESDAY), actor=None)
    news = OutboxMessage.objects.filter(subject__contains="일정이 바뀌었습니다")
    assert [one.recipient for one in news] == [mine.trainee.email]
    assert "2030. 3. 6.(수) 10:00~16:00" in news.get().body
    assert Enrolment.objects.get(pk=waiting.pk).state == "waiting"


def test_the_last_session_of_an_open_cohort_stays() -> None:
    cohort = an_open_cohort()
    [session] = sessions_of(cohort)
    assert refusal_of(lambda: remove_session(session=session, actor=None)).code == "last_one"
    add_session(cohort=cohort, facts=session_facts(WEDNESDAY), actor=None)
    remove_session(session=session, actor=None)
    assert len(sessions_of(cohort)) == 1


def test_how_people_are_chosen_stays_as_promised() -> None:
    cohort = an_open_cohort()
    enrolled(cohort, 1)
    other = cohort_facts(admission="lottery")
    assert refusal_of(lambda: update_cohort(cohort=cohort, facts=other, actor=None)).code == "admission"

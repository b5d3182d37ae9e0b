"""Reports of online meetings: whose time is counted how, and who is only listed."""

from datetime import datetime

import pytest

from deungdae.apps.academy import online
from deungdae.apps.academy.models import Attendance, Enrolment, Session
from deungdae.apps.academy.services.cohorts import transition_cohort
from deungdae.apps.academy.services.joining import join_trainees
from deungdae.apps.academy.services.trainees import add_trainee
from deungdae.apps.calendar.spans import SEOUL
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports import services as imports
from deungdae.apps.core.imports.cells import CellError
from deungdae.apps.core.models import ImportRun
from tests.apps.core.imports.lists import checked_run, csv_of, work_off, xlsx_of
from tests.support.academy import sessions_of, who
from tests.support.attendance import DAYS, a_held_cohort, come, said, seated, turn
from tests.support.rooms import at

pytestmark = pytest.mark.django_db
ZOOM = ("Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "Guest")
TEAMS = ("Name", "First Join", "Last Leave", "In-Meeting Duration", "Email", "Participant ID (UPN)", "Role")
WEBEX = ("Attendee Name", "Attendee Email", "Join Time", "Leave Time", "Attendance Duration (mins)")
Told = list[tuple[int, str, int]]


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Session:
    """Ten to twelve on a Tuesday, with four people; it has ended."""
    cohort = a_held_cohort()
    seated(cohort, 4)
    turn(monkeypatch, at(13, DAYS[0]))
    return sessions_of(cohort)[0]


def checked(session: Session, content: bytes, name: str = "report.csv") -> ImportRun:
    return checked_run(content, name=name, importer="academy.reports", subject=session.short_id)


def applied(session: Session, content: bytes, name: str = "report.csv") -> ImportRun:
    run = checked(session, content, name)
    imports.apply_import(run=run, actor=None)
    work_off()
    run.refresh_from_db()
    assert (run.state, run.message) == (ImportRun.State.APPLIED, "")
    return run


def told(session: Session) -> Told:
    rows = Attendance.objects.filter(session=session).order_by("enrolment__number")
    return list(rows.values_list("enrolment__number", "state", "minutes"))


def issues(run: ImportRun) -> dict[int, str]:
    return {row.row_number: row.code for row in run.bad_rows.all()}


def zoom(number: int, join: str, leave: str, name: str = "") -> tuple[str, ...]:
    name, email = name or f"수강생{number:03}", f"Person{number}@example.com"
    return (name, email, f"03/05/2030 {join}", f"03/05/2030 {leave}", "1", "No")


def test_a_zoom_report_below_the_lines_about_the_meeting(session: Session) -> None:
    content = csv_of(
        [
            ("Meeting ID", "Topic", "Start Time", "End Time", "Participants"),
            ("812 3456 7890", "1회차", "03/05/2030 09:50:00 AM", "03/05/2030 12:05:00 PM", "5"),
            (),
            ZOOM,
            zoom(0, "09:55:11 AM", "12:02:00 PM"),
            zoom(1, "10:40:00 AM", "12:02:00 PM"),
            zoom(2, "09:55:00 AM", "10:30:00 AM"),
            zoom(2, "10:35:00 AM", "12:01:00 PM"),
        ],
        "utf-8-sig",
    )
    applied(session, content)
    assert told(session) == [(1, "present", 120), (2, "late", 80), (3, "present", 120)]


def test_teams_and_webex_and_a_workbook(session: Session) -> None:
    teams = (
        "수강생000",
        '"3/5/30, 9:58:02 AM"',
        '"3/5/30, 11:00:02 AM"',
        "1h 2m",
        "person0@example.com",
        "",
        "Attendee",
    )
    applied(session, csv_of([TEAMS, teams]))
    webex = ("수강생001", "person1@example.com", "2030-03-05 10:00:00", "2030-03-05 12:00:00", "120 mins")
    only_minutes = ("수강생002", "person2@example.com", "", "", "45")
    applied(session, xlsx_of({"Sheet1": [WEBEX, webex, only_minutes]}), "report.xlsx")
    assert told(session) == [(1, "left_early", 60), (2, "present", 120), (3, "left_early", 45)]


def test_the_same_report_again_changes_nothing_and_counts_no_time_twice(session: Session) -> None:
    row = zoom(0, "10:40:00 AM", "11:40:00 AM")
    content = csv_of([ZOOM, row, row])
    applied(session, content)
    run = checked(session, content)
    assert (run.counts["created"], run.counts["changed"], run.counts["unchanged"]) == (0, 0, 1)
    assert told(session) == [(1, "late", 60)]


def test_who_is_not_known_is_listed_and_never_guessed(session: Session) -> None:
    same_name = ("수강생001", "", "03/05/2030 10:00:00 AM", "03/05/2030 12:00:00 PM", "120", "Yes")
    stranger = zoom(77, "10:00:00 AM", "12:00:00 PM")
    run = applied(session, csv_of([ZOOM, same_name, stranger, zoom(3, "10:00:00 AM", "12:00:00 PM")]))
    assert issues(run) == {2: "same_name", 3: "unknown"}
    assert told(session) == [(4, "present", 120)]


def test_another_address_of_a_joined_person_is_the_same_person(session: Session) -> None:
    seat = Enrolment.objects.get(cohort=session.cohort, number=1)
    other = add_trainee(facts=who(500), organisation=None, actor=None)
    join_trainees(survivor=seat.trainee, merged=other, reason="본인 확인", actor=None)
    applied(session, csv_of([ZOOM, zoom(500, "10:00:00 AM", "12:00:00 PM")]))
    assert told(session) == [(1, "present", 120)]


def test_a_report_of_another_day_or_of_a_session_that_goes_on_is_refused(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sessions_of(session.cohort)[1]
    turn(monkeypatch, at(13, DAYS[1]))
    content = csv_of([ZOOM, zoom(0, "10:00:00 AM", "12:00:00 PM")])
    run = checked(other, content)
    assert issues(run) == {0: "other_day"}
    assert run.state == ImportRun.State.REJECTED
    turn(monkeypatch, at(11, DAYS[0]))
    assert issues(checked(session, content)) == {0: "not_over"}


def test_a_cancelled_cohort_takes_no_report(session: Session) -> None:
    transition_cohort(cohort=session.cohort, target="cancelled", reason="강사 사정", actor=None)
    run = checked(session, csv_of([ZOOM, zoom(0, "10:00:00 AM", "12:00:00 PM")]))
    assert issues(run)[0] == "not_held"


def test_who_was_connected_at_another_hour_was_not_there(session: Session) -> None:
    run = applied(
        session,
        csv_of([ZOOM, zoom(0, "08:00:00 AM", "09:00:00 AM"), zoom(1, "10:00:00 AM", "12:00:00 PM")]),
    )
    assert issues(run) == {2: "outside"}
    assert told(session) == [(2, "present", 120)]


def test_a_report_takes_nothing_from_the_room_or_from_what_staff_wrote(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = session.cohort.enrolments.order_by("number")[:2]
    come(monkeypatch, session, first)
    turn(monkeypatch, at(13, DAYS[0]))
    said(session, second, "absent")
    turn(monkeypatch, at(14, DAYS[0]))
    rows = [zoom(0, "11:00:00 AM", "12:00:00 PM"), zoom(1, "10:00:00 AM", "12:00:00 PM")]
    run = checked(session, csv_of([ZOOM, *rows]))
    assert (run.counts["created"], run.counts["changed"], run.counts["unchanged"]) == (0, 0, 2)
    assert told(session) == [(1, "present", 120), (2, "absent", 0)]


def test_attendance_of_a_report_is_mended_and_not_taken_back(session: Session) -> None:
    run = applied(session, csv_of([ZOOM, zoom(0, "10:00:00 AM", "12:00:00 PM")]))
    with pytest.raises(RefusedError):
        imports.undo_import(run=run, actor=None)


@pytest.mark.parametrize(
    "text",
    [
        "2030-03-05 09:58",
        "2030-03-05T09:58:00",
        "2030. 3. 5. 오전 9:58",
        "2030/03/05 09:58:00",
        "03/05/2030 09:58:00 AM",
        "3/5/30, 9:58:00\u202fAM",
    ],
)
def test_times_as_the_tools_write_them(text: str) -> None:
    assert online.moment(text) == datetime(2030, 3, 5, 9, 58, tzinfo=SEOUL)


@pytest.mark.parametrize("text", ["", "어제", "13/45/2030 09:58", "2030-03-05", "2030-03-05 25:00"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        online.moment(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("95", 95), ("95.9", 95), ("1h 35m 2s", 95), ("1시간 35분", 95), ("01:35:02", 95), ("50s", 0)],
)
def test_lengths_as_the_tools_write_them(text: str, minutes: int) -> None:
    assert online.minutes(text) == minutes

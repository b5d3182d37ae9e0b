"""Pages of attendance: the sheet of a session, opened names, where everybody stands, what a person reads."""

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.academy.links import enrolment_token
from deungdae.apps.academy.models import Attendance, Cohort, Enrolment, PastCompletion, Session
from deungdae.apps.academy.selectors.whole_record import courses_of
from deungdae.apps.academy.services.enrolments import enrol_self
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core import clock
from deungdae.apps.core.models import AuditEntry
from deungdae.apps.organisations.models import Organisation
from tests.support.academy import enrolled, sessions_of
from tests.support.attendance import DAYS, a_held_cohort, come, said, seated, turn
from tests.support.centre import person
from tests.support.factors import with_factor
from tests.support.rooms import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> Client:
    keeper = person("keeper")
    grant_role(user=keeper, role="centre_staff")
    client.force_login(with_factor(keeper))
    return client


@pytest.fixture
def cohort() -> Cohort:
    return a_held_cohort()


def sheet_of(session: Session) -> str:
    return reverse("academy:sheet", args=[session.public_id])


def told(people: list[Enrolment], *states: str, **more: str) -> dict[str, str]:
    """The form of a sheet on which nothing stood: a choice for each."""
    pairs = zip(people, states, strict=False)
    return {f"mark-{one.short_id}": f":{state}" for one, state in pairs if state} | more


def states_of(session: Session) -> list[tuple[int, str, int]]:
    rows = Attendance.objects.filter(session=session).order_by("enrolment__number")
    return list(rows.values_list("enrolment__number", "state", "minutes"))


def test_one_form_saves_everybody(staff: Client, cohort: Cohort, monkeypatch: pytest.MonkeyPatch) -> None:
    people, session = seated(cohort, 5), sessions_of(cohort)[0]
    turn(monkeypatch, at(12.5, DAYS[0]))
    form = told(people, "present", "late", "excused", "absent", "")
    form[f"time-{people[1].short_id}"] = "10:30"
    answer = staff.post(sheet_of(session), form, follow=True)
    assert "출석 4건을 저장했습니다." in answer.text
    assert states_of(session) == [(1, "present", 120), (2, "late", 90), (3, "excused", 0), (4, "absent", 0)]


def test_what_came_in_since_the_page_was_made_is_not_overwritten(
    staff: Client, cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    people, session = seated(cohort, 2), sessions_of(cohort)[0]
    turn(monkeypatch, at(10.2, DAYS[0]))
    said(session, people[0], "absent")
    come(monkeypatch, session, people[0], 10.5)
    turn(monkeypatch, at(10.6, DAYS[0]))
    form = {f"mark-{people[0].short_id}": "absent:absent", **told(people[1:], "present")}
    staff.post(sheet_of(session), form)
    assert [state for _number, state, _minutes in states_of(session)] == ["late", "present"]


def test_marks_that_waited_for_the_network_keep_their_time_and_are_written_once(
    staff: Client, cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    people, session = seated(cohort, 3), sessions_of(cohort)[0]
    come(monkeypatch, session, people[1], 10.5)
    turn(monkeypatch, at(13, DAYS[0]))
    form = told(people, "late", "absent", "present", at=at(10.3, DAYS[0]).isoformat())
    for _time in range(2):
        assert staff.post(sheet_of(session), form).status_code == 302
    assert staff.post(sheet_of(session), form, headers={"X-Sheet": "kept"}).status_code == 204
    assert states_of(session) == [(1, "late", 102), (2, "late", 90), (3, "present", 120)]
    for wrong in ("soon", "2030-03-05T10:18", at(14, DAYS[0]).isoformat()):
        assert staff.post(sheet_of(session), {**form, "at": wrong}).status_code == 422


def test_a_wrong_line_is_named_and_nothing_is_saved_or_lost(
    staff: Client, cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    people, session = seated(cohort, 2), sessions_of(cohort)[0]
    turn(monkeypatch, at(12.5, DAYS[0]))
    answer = staff.post(sheet_of(session), told(people, "present", "late"))
    assert answer.status_code == 422
    assert "접수 번호 2: 몇 시에 왔는지 적어 주십시오." in answer.text
    assert f'name="mark-{people[0].short_id}" value=":present" checked' in answer.text
    assert states_of(session) == []


def test_a_correction_asks_why(staff: Client, cohort: Cohort, monkeypatch: pytest.MonkeyPatch) -> None:
    [one], session = seated(cohort, 1), sessions_of(cohort)[0]
    come(monkeypatch, session, one)
    turn(monkeypatch, at(12.5, DAYS[0]))
    form = {f"mark-{one.short_id}": "present:absent"}
    assert staff.post(sheet_of(session), form).status_code == 422
    staff.post(sheet_of(session), {**form, "reason": "대리 출석"})
    assert states_of(session) == [(1, "absent", 0)]
    page = staff.get(reverse("academy:enrolment", args=[one.public_id])).text
    assert "결석: 대리 출석" in page


def test_names_that_are_masked_open_with_a_reason_and_each_is_written_down(
    staff: Client, cohort: Cohort, settings: Any
) -> None:
    settings.MASKED_FIELDS = ["name", "email"]
    people, session = seated(cohort, 3), sessions_of(cohort)[0]
    assert people[0].trainee.name not in staff.get(sheet_of(session)).text
    names = reverse("academy:sheet_names", args=[session.public_id])
    assert staff.post(names, {"kind": "schedule", "reason": "x"}).status_code == 422
    answer = staff.post(names, {"kind": "schedule", "reason": "1회차 출석 확인"}, follow=True)
    assert all(one.trainee.name in answer.text for one in people)
    looks = AuditEntry.objects.filter(act="person.opened", target=sheet_of(session))
    assert {entry.subject_id for entry in looks} == {one.trainee.short_id for one in people}
    staff.post(names, {"kind": "schedule", "reason": "1회차 출석 확인"})
    assert looks.count() == 3
    other = sheet_of(sessions_of(cohort)[1])
    assert people[0].trainee.name not in staff.get(other).text


def workbook(staff: Client, cohort: Cohort) -> list[list[Any]]:
    answer = staff.get(reverse("academy:attendance_workbook", args=[cohort.public_id]))
    assert answer.status_code == 200
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_cohorts_attendance_is_a_workbook_of_people_by_sessions(
    staff: Client, cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = Organisation.objects.create(name="=한빛정밀")
    people = seated(cohort, 2, organisation=company)
    first, second = sessions_of(cohort)[:2]
    come(monkeypatch, first, people[0])
    come(monkeypatch, second, people[0], 10.5)
    turn(monkeypatch, at(12.5, DAYS[1]))
    said(second, people[1], "absent")
    head, one, other = workbook(staff, cohort)
    assert [str(title)[:3] for title in head[3:7]] == ["1회차", "2회차", "3회차", "4회차"]
    assert one[:3] == ["1", people[0].trainee.name, "=한빛정밀"]
    assert one[3:7] == ["출석 09:54", "지각 10:30", "", ""]
    assert other[3:7] == ["", "결석", "", ""]
    assert "출석 엑셀" in staff.get(reverse("academy:completion", args=[cohort.public_id])).text


def test_names_in_the_workbook_are_masked_until_a_reason_is_given(
    staff: Client, cohort: Cohort, settings: Any
) -> None:
    settings.MASKED_FIELDS = ["name", "email"]
    [one] = seated(cohort, 1)
    assert workbook(staff, cohort)[1][1] == one.trainee.as_masked()["name"] != one.trainee.name
    names = reverse("academy:attendance_names", args=[cohort.public_id])
    page = reverse("academy:completion", args=[cohort.public_id])
    assert names in staff.get(page).text
    assert staff.post(names, {"kind": "schedule", "reason": "x"}).status_code == 422
    reason = {"kind": "schedule", "reason": "출석 기록을 모음"}
    assert names not in staff.post(names, reason, follow=True).text
    assert workbook(staff, cohort)[1][1] == one.trainee.name
    looks = AuditEntry.objects.filter(act="person.opened").values_list("subject_id", "target")
    file = reverse("academy:attendance_workbook", args=[cohort.public_id])
    assert list(looks) == [(one.trainee.short_id, file)]
    assert one.trainee.name not in staff.get(sheet_of(sessions_of(cohort)[0])).text


def test_staff_read_all_courses_of_a_person_beside_one(
    staff: Client, cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    user, other = person("haneul"), a_held_cohort(title="다른 과정")
    mine, before = (enrol_self(cohort=one, user=user, organisation=None) for one in (cohort, other))
    enrolled(cohort, 7)
    past = {"course_title": "옛 과정", "completed_on": DAYS[0], "source": "대장", "recorded_at": clock.now()}
    PastCompletion.objects.create(trainee=mine.trainee, **past)
    for session in sessions_of(other)[:2]:
        come(monkeypatch, session, before)
    turn(monkeypatch, at(12.5, DAYS[2]))
    lines = courses_of(mine.trainee)
    assert {(one.enrolment, one.held, one.attended, one.lasted) for one in lines} == {
        (mine, 3, 0, ""),
        (before, 3, 2, "4시간"),
    }
    text = staff.get(reverse("academy:enrolment", args=[mine.public_id])).text
    assert all(words in text for words in ("이 사람의 모든 교육", "끝난 회차 3, 출석 2", "옛 과정"))
    assert reverse("academy:enrolment", args=[before.public_id]) in text
    own = Client()
    own.force_login(user)
    assert "이 사람의 모든 교육" not in own.get(reverse("academy:enrolment", args=[mine.public_id])).text


def test_where_everybody_stands_and_who_completes(
    staff: Client, cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = seated(cohort, 2)
    for session in sessions_of(cohort):
        come(monkeypatch, session, people[0])
    page = reverse("academy:completion", args=[cohort.public_id])
    assert "마지막 회차가 끝난 뒤에 수료를 정합니다" in staff.get(page).text
    turn(monkeypatch, at(12.5, DAYS[3]))
    assert "1명이 새로 수료했습니다." in staff.post(page, follow=True).text
    people[0].refresh_from_db()
    assert people[0].completed_on == DAYS[3]
    back = reverse("academy:withdraw", args=[people[0].public_id])
    assert staff.post(back, {"reason": ""}).status_code == 422
    staff.post(back, {"reason": "기록 착오"})
    people[0].refresh_from_db()
    assert people[0].completed_on is None


def test_the_person_reads_dates_and_what_is_missing_by_the_link(
    client: Client, cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    [one] = seated(cohort, 1)
    for session in sessions_of(cohort)[:3]:
        come(monkeypatch, session, one)
    turn(monkeypatch, at(12.5, DAYS[3]))
    page = client.get(reverse("academy:seat", args=[enrolment_token(one)])).text
    assert "24분 부족: 4회차 결석." in page
    assert "8시간 가운데 6시간 출석 (수료 기준 6시간 24분)" in page


def test_a_sheet_reads_with_a_constant_number_of_queries(
    staff: Client, django_assert_max_num_queries
) -> None:
    cohort = a_held_cohort(40, title="큰 과정")
    seated(cohort, 40)
    with django_assert_max_num_queries(25):
        staff.get(sheet_of(sessions_of(cohort)[0]))

"""The list at the door while the network is gone: marks wait on the device and arrive with their own time."""

from datetime import timedelta

import pytest

from deungdae.apps.academy.codes import door_address
from deungdae.apps.academy.models import Attendance, Cohort, Enrolment, Session
from deungdae.apps.academy.services.enrolments import enrol_person
from deungdae.apps.accounts.models import RoleGrant
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.core import clock
from tests.support.academy import a_draft, who
from tests.support.browser import PASSWORD, PHONE, Visit, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


def a_session_now() -> Session:
    """It began five minutes ago, with three people."""
    cohort, now = a_draft(3), clock.now()
    start = now - timedelta(minutes=5)
    session = Session.objects.create(
        cohort=cohort, title="첫 시간", starts_at=start, ends_at=start + timedelta(hours=2)
    )
    Cohort.objects.filter(pk=cohort.pk).update(state="open", opened_at=now)
    cohort.refresh_from_db()
    for number in range(3):
        enrol_person(cohort=cohort, facts=who(number), organisation=None, actor=None)
    return session


def scan_the_last_one(staff: Visitor, session: Session) -> None:
    """At the door, with a reader that types and presses Enter, while the network is gone."""
    staff.open(f"/academy/sessions/{session.short_id}/door/")
    staff.is_accessible()
    field = staff.page.get_by_label("수강생의 QR")
    staff.page.context.set_offline(True)
    field.fill(door_address(Enrolment.objects.get(number=3)))
    field.press("Enter")
    staff.reads("네트워크가 없어 이 기기에 보관한 것: 1")
    staff.page.context.set_offline(False)
    staff.reads("출석을 적었습니다.")
    staff.is_accessible()
    assert Attendance.objects.get(enrolment__number=3).way == "door"


def test_marks_made_without_network_arrive_when_it_is_back(visit: Visit) -> None:
    clerk = create_account(email="clerk@centre.example", name="박지현", password=PASSWORD)
    grant_role(user=clerk, role=RoleGrant.Role.CENTRE_STAFF)
    session = a_session_now()
    with visit(size=PHONE) as staff:
        staff.sign_in(clerk)
        staff.open(f"/academy/sessions/{session.short_id}/attendance/")
        staff.is_accessible()
        rows = staff.page.locator(".academy-marks")
        rows.nth(0).get_by_label("출석").check()
        staff.page.context.set_offline(True)
        staff.press("출석 저장")
        staff.reads("네트워크가 없어 저장한 것을 이 기기에 보관했습니다.")
        assert not Attendance.objects.exists()
        staff.page.context.set_offline(False)
        staff.reads("출석 1건을 저장했습니다.")
        assert Attendance.objects.get().state == "present"
        staff.page.locator(".academy-marks").nth(1).get_by_label("결석").check()
        staff.press("출석 저장")
        staff.page.locator(".academy-counts span", has_text="결석 1").wait_for()
        assert Attendance.objects.count() == 2
        scan_the_last_one(staff, session)
        staff.open(f"/academy/sessions/{session.short_id}/screen/")
        staff.is_accessible()
        staff.open(f"/academy/cohorts/{session.cohort.short_id}/completion/")
        staff.is_accessible()

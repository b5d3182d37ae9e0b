"""The public home and the page of today."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.caravan.models import MatchingDay, TimetableProposal
from deungdae.apps.core import clock
from deungdae.apps.core.audit.caller import Caller
from deungdae.apps.core.audit.review import sign_review
from deungdae.apps.core.audit.views import months_before
from deungdae.apps.core.models import Job, OutboxMessage
from tests.support.days import (
    a_day,
    a_filled_day,
    a_participant,
    a_request,
    an_organisation,
    meeting_between,
    member_of,
    place,
    staff,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def signed_in(user) -> Client:  # type: ignore[no-untyped-def]
    client = Client()
    client.force_login(user)
    return client


def a_failed_job(title: str, *, finished_at: datetime) -> Job:
    times = {"run_after": finished_at, "finished_at": finished_at}
    return Job.objects.create(name="x", title=title, state="failed", idempotency_key="x", **times)


def test_the_home_page_tells_the_three_stages_to_everybody() -> None:
    page = Client().get("/").content.decode()
    assert all(stage in page for stage in ("인식 제고", "역량 강화", "실행 지원"))
    assert "/accounts/login/" in page


def test_today_asks_to_sign_in() -> None:
    assert Client().get("/today/")["Location"].startswith("/accounts/login/")


def test_staff_see_what_waits() -> None:
    day = a_day(title="곧 열릴 상담회")
    TimetableProposal.objects.create(day=day, base_revision=0)
    a_failed_job("실패한 계산", finished_at=clock.now())
    OutboxMessage.objects.create(
        recipient="a@b.example",
        occasion="x",
        template="x",
        subject="x",
        body="x",
        about=day.short_id,
        state="failed",
        not_before=clock.now(),
    )
    page = signed_in(staff()).get("/today/").content.decode()
    assert "제안을 적용할지" in page
    assert "실패한 계산" in page
    assert "보내지 못한 알림 1통" in page
    assert "14일 남음" in page


def test_a_closed_day_and_an_old_failure_do_not_wait() -> None:
    day = a_day(title="지난 상담회")
    MatchingDay.objects.filter(pk=day.pk).update(state=MatchingDay.State.CLOSED)
    a_failed_job("옛 계산", finished_at=clock.now() - timedelta(days=8))
    page = signed_in(staff()).get("/today/").content.decode()
    assert "지난 상담회" not in page
    assert "옛 계산" not in page


def test_a_member_sees_what_to_answer_and_nothing_of_others() -> None:
    day = a_filled_day(demands=1, supplies=0, state=MatchingDay.State.REQUESTS_OPEN)
    own, other = day.participants.get(), a_participant(day, "다온소프트", "supply")
    a_request(other, own, accepted=False, reason="만나 뵙고 싶습니다")
    hidden = a_filled_day(title="남의 상담회", demands=1, supplies=1, state=MatchingDay.State.REQUESTS_OPEN)
    page = signed_in(member_of(own.organisation)).get("/today/").content.decode()
    assert "만나 뵙고 싶습니다" in page
    assert hidden.title not in page


def test_a_member_sees_the_next_agenda() -> None:
    day = a_filled_day(demands=1, supplies=1, state=MatchingDay.State.TIMETABLE)
    place(meeting_between(day, "D001", "S001"), 1, 2)
    MatchingDay.objects.filter(pk=day.pk).update(state=MatchingDay.State.PUBLISHED)
    own = day.participants.get(code="D001")
    page = signed_in(member_of(own.organisation)).get("/today/").content.decode()
    assert "2번 테이블" in page


def test_somebody_without_a_company_is_told_so() -> None:
    page = signed_in(member_of(an_organisation())).get("/today/").content.decode()
    assert "참가하는 상담일이 없습니다" in page


def test_an_auditor_sees_whether_the_last_month_is_signed() -> None:
    auditor = create_account(email="audit@centre.example", name="나은별", password=None)
    grant_role(user=auditor, role="auditor", starts_on=date(2021, 1, 1))
    month = months_before(clock.today().replace(day=1), 1)
    words = f"{month.year}년 {month.month}월 월간 검토"
    page = signed_in(auditor).get("/today/").text
    assert words in page
    assert "서명 전" in page
    assert "우리 상담일" not in page
    caller = Caller(auditor.pk, auditor.email, "auditor", "10.0.0.9")
    sign_review(month=month, note="모두 확인했습니다.", findings={}, caller=caller)
    assert "서명 전" not in signed_in(auditor).get("/today/").text

"""The pages of the log: for those who may read it, with every reading written down."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.core.audit import review
from deungdae.apps.core.audit.acts import LOG_READ, LOG_REVIEWED, PEOPLE, PEOPLE_EXPORTED, PERSON_OPENED
from deungdae.apps.core.audit.caller import THE_HOUSE, UNKNOWN_ADDRESS, Caller
from deungdae.apps.core.audit.services import AuditFacts, Subject, record_audit, record_audits
from deungdae.apps.core.audit.shown import shown
from deungdae.apps.core.models import AuditEntry, AuditReview
from tests.support.audit import CLERK, FIRST_DAY, a_look

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
LIST, REVIEW = "/audit/", "/audit/review/"


@pytest.fixture
def lead() -> Client:
    user = create_account(email="lead@centre.example", name="문센터", password=None)
    grant_role(user=user, role="centre_lead", starts_on=date(2021, 1, 1))
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, path: str, **query: str) -> str:
    answer = client.get(path, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_only_those_who_may_read_the_log_see_it(lead: Client, write_days) -> None:
    write_days(1)
    clerk = create_account(email="clerk@centre.example", name="강이준", password=None)
    grant_role(user=clerk, role="centre_staff", starts_on=date(2021, 1, 1))
    other = Client()
    other.force_login(clerk)
    entry = AuditEntry.objects.get()
    for path in (LIST, REVIEW, f"/audit/{entry.short_id}/"):
        assert other.get(path).status_code == 403
        assert lead.get(path).status_code == 200
    assert LIST in page(lead, "/today/")
    assert LIST not in other.get("/today/").content.decode()


def test_every_page_view_writes_exactly_one_entry(lead: Client, write_days) -> None:
    write_days(1)
    entry = AuditEntry.objects.get()
    for path in (LIST, REVIEW, f"/audit/{entry.short_id}/", "/audit/?person=nobody&after=20210101-9"):
        before = AuditEntry.objects.filter(act=LOG_READ).count()
        lead.get(path)
        assert AuditEntry.objects.filter(act=LOG_READ).count() == before + 1
    last = AuditEntry.objects.first()
    assert (last.account, last.target, last.address) == (
        "lead@centre.example",
        "/audit/?person=nobody&after=20210101-9",
        "127.0.0.1",
    )


def test_roles_and_the_house_itself_are_called_by_their_names(lead: Client) -> None:
    for address in (THE_HOUSE, UNKNOWN_ADDRESS):
        caller = Caller(None, "one@centre.example", "centre_staff", address)
        record_audit(act=PERSON_OPENED, caller=caller, subject=Subject("person", "0"))
    found = page(lead, LIST)
    for words in ("센터 직원", "작업 프로세스", "알 수 없음"):
        assert words in found
    assert "centre_staff" not in found
    entry = AuditEntry.objects.filter(act=PERSON_OPENED).first()
    assert "one@centre.example (센터 직원)" in page(lead, f"/audit/{entry.short_id}/")


def test_the_filters_narrow_the_log(lead: Client) -> None:
    person = create_account(email="kim@company.example", name="김하늘", password=None)
    record_audit(
        act=PERSON_OPENED,
        caller=Caller(None, "one@centre.example", "centre_staff", "10.0.0.9"),
        subject=Subject("person", person.short_id),
        reason="첫째 이유",
    )
    record_audits([a_look(2)])
    for query in (
        {"person": "ONE@centre.example"},
        {"subject": "kim@company.example"},
        {"subject": "김하늘"},
        {"subject": person.short_id},
        {"address": "10.0.0.9"},
    ):
        found = page(lead, LIST, **query)
        assert "첫째 이유" in found
        assert "김하늘" in found
        assert "문의 2에 답함" not in found
    assert "첫째 이유" not in page(lead, LIST, until="2020-01-01")
    assert "찾는 기록이 없습니다" in page(lead, LIST, act="없는 것", since="어제", after="x")


def test_the_pages_follow_one_another_without_gap_or_repetition(lead: Client, write_days) -> None:
    write_days(70, 60)
    seen, path = [], LIST + "?act=person.opened"
    for _ in range(3):
        context = lead.get(path).context
        seen += [(line["entry"].day, line["entry"].number) for line in context["lines"]]
        path = LIST + context["next_url"]
    assert seen == sorted(seen, reverse=True)
    assert len(set(seen)) == len(seen) == 130
    assert context["next_url"] == ""


def test_what_would_forge_a_line_is_shown_by_name(lead: Client) -> None:
    record_audit(
        act=PERSON_OPENED, caller=CLERK, reason="정상\r\n2021-04-14 관리자 삭제 \u202e뒤집기 <b>굵게</b>"
    )
    found = page(lead, LIST)
    assert "정상⟨U+000D⟩⟨U+000A⟩2021-04-14 관리자 삭제 ⟨U+202E⟩뒤집기 &lt;b&gt;" in found
    assert "\u202e" not in found
    assert shown("보통 글 ABC") == "보통 글 ABC"


def in_seoul(day: int, hour: int) -> datetime:
    return datetime(2021, 4, day, hour, 30, tzinfo=UTC) - timedelta(hours=9)


def unusual(reader):  # type: ignore[no-untyped-def]
    return review.unusual_looks(user=reader, month=date(2021, 4, 1))


class Reader:
    def has_perm(self, perm: str, obj: object = None) -> bool:
        return True


@pytest.mark.parametrize(("hour", "is_night"), [(21, False), (22, True), (0, True), (5, True), (6, False)])
def test_a_look_at_night_is_unusual(at, hour: int, is_night: bool) -> None:
    at(in_seoul(14, hour))
    record_audits([a_look()])
    assert bool(unusual(Reader()).night) is is_night


@pytest.mark.parametrize(("day", "is_weekend"), [(16, False), (17, True), (18, True), (19, False)])
def test_a_look_at_the_weekend_is_unusual(at, day: int, is_weekend: bool) -> None:
    at(in_seoul(day, 0))
    record_audits([a_look()])
    assert bool(unusual(Reader()).weekend) is is_weekend


@pytest.mark.parametrize(("day", "is_holiday"), [(4, False), (5, True), (6, False)])
def test_a_look_on_a_public_holiday_is_unusual(at, day: int, is_holiday: bool) -> None:
    at(datetime(2021, 5, day, 3, tzinfo=UTC))
    record_audits([a_look()])
    found = review.unusual_looks(user=Reader(), month=date(2021, 5, 1))
    assert bool(found.weekend) is is_holiday


def test_looks_in_bulk_are_counted_by_person_hour_and_day(at, settings) -> None:
    settings.AUDIT_BULK = {"hour": 5, "day": 8}
    other = Caller(8, "other@centre.example", "centre_staff", "10.0.0.8")
    at(in_seoul(14, 10))
    record_audits([a_look(number) for number in range(5)] + [a_look(1, caller=other)])
    assert unusual(Reader()).bulk_hour == []
    at(in_seoul(14, 11))
    record_audits([AuditFacts(PERSON_OPENED, CLERK, Subject("people", "list", 6))])
    found = unusual(Reader())
    assert [(line.account, line.looks) for line in found.bulk_hour] == [(CLERK.account, 6)]
    assert [(line.account, line.looks) for line in found.bulk_day] == [(CLERK.account, 11)]
    assert found.total == 7


def test_looks_from_outside_are_found_when_the_home_networks_are_known(at, settings, lead: Client) -> None:
    at(in_seoul(14, 10))
    record_audits([a_look(1), a_look(1, caller=Caller(7, "clerk@centre.example", "", "203.0.113.5"))])
    assert unusual(Reader()).outside is None
    assert "센터의 네트워크가 설정되지 않았습니다" in page(lead, REVIEW, month="2021-04")
    settings.HOME_NETWORKS = ["10.0.0.0/8", "fd00::/8"]
    assert [line.address for line in unusual(Reader()).outside] == ["203.0.113.5"]


def test_a_month_is_signed_once_and_only_after_it_ended(lead: Client, at) -> None:
    at(FIRST_DAY)
    record_audits([a_look()])
    sign = {"note": "야간 접속 1건을 확인했습니다."}
    answer = lead.post(REVIEW + "?month=2021-04", sign)
    assert answer.status_code == 422
    assert "아직 끝나지 않은 달입니다" in answer.content.decode()
    at(FIRST_DAY + timedelta(days=20))
    assert lead.post(REVIEW + "?month=2021-04", {"note": "네"}).status_code == 422
    answer = lead.post(REVIEW + "?month=2021-04", sign, follow=True)
    assert "2021년 4월 검토에 서명했습니다." in answer.content.decode()
    assert "이미 서명한 달입니다" in lead.post(REVIEW + "?month=2021-04", sign).content.decode()
    signed = AuditReview.objects.get()
    assert (signed.month, signed.findings["total"], str(signed.reviewer)) == (date(2021, 4, 1), 1, "문센터")
    assert AuditEntry.objects.filter(act=LOG_REVIEWED, reason=sign["note"]).count() == 1


def test_a_month_that_is_none_leads_to_the_last_one(lead: Client, at) -> None:
    at(FIRST_DAY)
    for month in ("", "2021-13", "9999-01", "nonsense", "1066-10"):
        assert lead.get(REVIEW, {"month": month}).context["month"] == date(2021, 3, 1)


def test_many_people_are_counted_and_not_called_by_a_key(lead: Client) -> None:
    record_audit(act=PEOPLE_EXPORTED, caller=CLERK, subject=Subject(PEOPLE, "0354xph5ODxRgMz86yLZNe", 4))
    found = page(lead, LIST)
    assert "0354xph5ODxRgMz86yLZNe" not in found
    assert "여러 사람" in found
    assert "4명" in found

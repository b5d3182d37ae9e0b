"""Pages of reports: what each role sees, bad input with its way out, a key pressed twice, no fault."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.reports.models import Report, ReportTemplate
from tests.apps.core.imports.lists import work_off
from tests.support.centre import person
from tests.support.reports import (
    State,
    a_colleague,
    a_draft,
    a_letter,
    a_published,
    a_template,
    an_entry,
    to_signing,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def author() -> User:
    return a_colleague("작성")


@pytest.fixture
def head() -> User:
    return a_colleague("대표", "centre_lead")


@pytest.fixture
def staff(author: User) -> Client:
    return signed_in(author)


def address(report: Report, name: str = "report", *more: str) -> str:
    return reverse(f"reports:{name}", args=[report.public_id, *more])


def create(client: Client, code: str, **sent: str):  # type: ignore[no-untyped-def]
    url = reverse("reports:create", args=[a_template(code).public_id])
    fields = {"key": str(new_public_id()), "title": "", "opening": "", "closing": "", "language": "ko"}
    return client.post(url, fields | sent)


def test_a_report_without_a_title_is_named_after_its_time_and_template(staff: Client) -> None:
    answer = create(staff, "centre-monthly", since="2021-03-01", last_day="2021-03-31")
    report = Report.objects.get()
    assert answer.headers["Location"] == address(report)
    assert (report.title, report.until) == ("2021년 3월 센터 월간 보고", date(2021, 4, 1))
    assert "차례를 기다리고 있습니다" in staff.get(address(report)).content.decode()
    [job] = work_off()
    assert job.state == "done", job.message
    assert "1. 한눈에 보기" in staff.get(address(report)).content.decode()


def test_the_same_form_sent_twice_makes_one_report(staff: Client) -> None:
    key = str(new_public_id())
    for _time in range(2):
        create(staff, "centre-monthly", key=key, since="2021-03-01", last_day="2021-03-31")
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "sent", "said"),
    [
        ("centre-monthly", {"since": "2021-13-01", "last_day": "2021-03-31"}, "2021-13-01"),
        ("centre-monthly", {"since": "2021-03-31", "last_day": "2021-03-01"}, "첫날보다 빠를 수 없습니다"),
        ("centre-monthly", {"since": "2021-03-01", "last_day": ""}, "끝날"),
        (
            "company-letter",
            {"company": "없는 회사", "year": "2021"},
            "‘없는 회사’라는 이름이나 번호의 기업이 없습니다",
        ),
        ("company-letter", {"company": "한빛", "year": "2021"}, "‘한빛’이라는 기업이 여럿입니다"),
        ("company-letter", {"company": "새길", "year": "20x1"}, "20x1"),
        ("forum-press", {"forum": ""}, "포럼"),
        ("forum-press", {"forum": "999999"}, "포럼"),
    ],
)
def test_bad_input_is_told_and_nothing_is_made(
    staff: Client, code: str, sent: dict[str, str], said: str
) -> None:
    for name in ("한빛", "한빛", "새길"):
        Organisation.objects.create(name=name)
    answer = create(staff, code, **sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Report.objects.exists()


def test_a_company_reads_its_published_letter_and_no_other_report(author: User, head: User) -> None:
    mine, other = (Organisation.objects.create(name=name) for name in ("한빛정밀", "새길전자"))
    letters = [a_letter(company, author, head) for company in (mine, other)]
    monthly, draft = (
        a_published(author, head),
        a_draft(author, template=a_template("company-letter"), organisation=mine),
    )
    owner = signed_in(person("owner", organisation=mine))
    page = owner.get(reverse("reports:home")).content.decode()
    assert letters[0].title in page
    assert letters[1].title not in page
    assert monthly.title not in page
    for hidden in (letters[1], monthly, draft):
        assert owner.get(address(hidden)).status_code == 404
    text = owner.get(address(letters[0])).content.decode()
    assert "오늘과 견주기" not in text
    file = owner.get(address(letters[0], "file", "pdf"))
    assert (file.status_code, file.content) == (200, b"%PDF-1.7")
    assert owner.get(address(letters[0], "file", "docx")).status_code == 404
    sealed = owner.get(address(letters[0], "content")).content
    assert letters[0].snapshot is not None
    assert sealed == letters[0].snapshot.text


def test_a_company_is_told_of_its_letter_and_finds_it_under_today(author: User, head: User) -> None:
    company = Organisation.objects.create(name="한빛정밀")
    owner = signed_in(person("owner", organisation=company))
    letter = a_letter(company, author, head)
    told = OutboxMessage.objects.get(occasion=f"report:{letter.short_id}:published")
    assert told.recipient == "owner@example.com"
    assert address(letter) in told.body
    assert address(letter) in owner.get(reverse("portal:today")).content.decode()


def test_the_head_withdraws_a_published_letter_and_its_company_reads_only_that(
    staff: Client, author: User, head: User
) -> None:
    company = Organisation.objects.create(name="한빛정밀")
    owner = signed_in(person("owner", organisation=company))
    letter = a_letter(company, author, head)
    assert staff.get(address(letter, "withdraw")).status_code == 403
    client = signed_in(head)
    assert client.post(address(letter, "withdraw"), {"reason": " "}).status_code == 422
    assert client.post(address(letter, "withdraw"), {"reason": "다른 기업의 수치가 듦"}).status_code == 302
    assert client.post(address(letter, "withdraw"), {"reason": "한 번 더"}).status_code == 422
    page = owner.get(address(letter)).content.decode()
    assert "다른 기업의 수치가 듦" in page
    assert "SHA-256" not in page
    for hidden in (address(letter, "file", "pdf"), address(letter, "content")):
        assert owner.get(hidden).status_code == 404
        assert client.get(hidden).status_code == 200
    assert address(letter) not in owner.get(reverse("portal:today")).content.decode()
    assert OutboxMessage.objects.filter(occasion=f"report:{letter.short_id}:withdrawn").count() == 1
    assert Report.objects.get(pk=letter.pk).reference == letter.reference


def test_a_ministry_reads_what_is_about_no_company_and_an_auditor_the_audit_file_too(
    author: User, head: User
) -> None:
    company = Organisation.objects.create(name="한빛정밀")
    letter, monthly = a_letter(company, author, head), a_published(author, head)
    audit = a_published(author, head, template=a_template("audit-file"), title="감사 자료")
    roles = {"ministry_official": [200, 404, 404], "auditor": [200, 200, 404], "mentor": [404, 404, 404]}
    for role, wanted in roles.items():
        client = signed_in(a_colleague(role, role))
        found = [client.get(address(one)).status_code for one in (monthly, audit, letter)]
        assert found == wanted, role


def test_a_report_goes_its_way_by_buttons(staff: Client, author: User, head: User) -> None:
    report, lead = a_draft(author), signed_in(head)
    staff.post(address(report, "move", "review"))
    text = staff.get(address(report)).content.decode()
    assert "자기가 작성한 보고서는 다른 직원이 검토합니다." in text
    asked = lead.get(address(report, "move", "draft"))
    assert "작성 단계로 되돌립니다" in asked.content.decode()
    assert lead.post(address(report, "move", "draft"), {"reason": ""}).status_code == 422
    lead.post(address(report, "move", "draft"), {"reason": "표를 고쳐 주십시오"})
    assert "표를 고쳐 주십시오" in staff.get(address(report)).content.decode()
    edited = {"title": "고친 제목", "opening": "머리말", "closing": ""}
    staff.post(address(report, "edit"), edited)
    work_off()
    report.refresh_from_db()
    assert report.snapshot is not None
    assert report.snapshot.content["opening"] == "머리말"
    to_signing(report, reviewer=head)
    seal = {"sha256": report.snapshot.sha256}
    staff.post(address(report, "sign"), seal | {"place": "2"})
    staff.post(address(report, "sign"), seal | {"place": "nonsense"})
    assert not report.snapshot.signatures.exists()
    staff.post(address(report, "sign"), seal | {"place": "1"})
    staff.post(address(report, "publish"))
    report.refresh_from_db()
    assert report.state == State.SIGNING
    lead.post(address(report, "sign"), seal | {"place": "2"})
    staff.post(address(report, "publish"))
    report.refresh_from_db()
    assert (report.state, report.number) == (State.PUBLISHED, 1)
    assert staff.get(address(report, "edit")).headers["Location"] == address(report)


def test_a_draft_is_discarded_with_a_reason_and_leaves_the_list(staff: Client, author: User) -> None:
    report = a_draft(author)
    staff.post(address(report, "move", "discarded"), {"reason": "두 번 만듦"})
    home = reverse("reports:home")
    assert report.title not in staff.get(home).content.decode()
    assert report.title in staff.get(home, {"state": "discarded"}).content.decode()
    assert "두 번 만듦" in staff.get(address(report)).content.decode()


def test_a_template_gets_its_next_version_in_the_browser(staff: Client) -> None:
    template = a_template()
    url = reverse("reports:template", args=[template.public_id])
    assert "시·도별 지원" in staff.get(url).content.decode()
    sent = {"key": str(new_public_id()), "centre__summary": "2", "centre__days": "1"}
    twice = staff.post(url, sent | {"centre__days": "2"})
    assert (twice.status_code, "2번이 두 번 있습니다" in twice.content.decode()) == (422, True)
    assert staff.post(url, sent).status_code == 302
    made = ReportTemplate.objects.get(code=template.code, version=2)
    assert [row["section"] for row in made.sections] == ["centre.days", "centre.summary"]
    assert staff.post(url, sent | {"key": str(new_public_id())}).status_code == 422


def test_the_page_of_comparison_tells_each_difference(staff: Client, author: User) -> None:
    report = a_draft(author)
    assert "달라진 수치가 없습니다" in staff.get(address(report, "compare")).content.decode()
    an_entry(Organisation.objects.create(name="새길전자"), date(2021, 3, 20), at=clock.now())
    text = staff.get(address(report, "compare")).content.decode()
    assert "나중에 적은 기록: 새길전자, 포럼 참석" in text


def test_a_long_list_asks_no_more_of_the_database(staff: Client, author: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            staff.get(reverse("reports:home"), {"q": "보고"})
        return len(asked)

    a_draft(author)
    few = queries()
    for _number in range(3):
        a_draft(author)
    assert queries() == few


def test_odd_addresses_are_no_fault(staff: Client) -> None:
    for query in ({"state": "x"}, {"kind": "'"}, {"q": "\x00%"}, {"page": "999"}):
        assert staff.get(reverse("reports:home"), query).status_code == 200

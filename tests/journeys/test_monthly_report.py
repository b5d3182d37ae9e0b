"""A monthly report from its template to four files: two people sign, and later evidence is explained."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from deungdae.apps.core import clock
from deungdae.apps.core.documents.hwpx.check import faults_of
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.reports.models import Report
from deungdae.apps.reports.services.templates import load_report_templates
from tests.support.browser import PHONE, Visit, Visitor
from tests.support.reports import a_colleague, an_entry

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]
MADE = 60_000


def downloaded(visitor: Visitor, name: str) -> bytes:
    with visitor.page.expect_download() as file:
        visitor.page.get_by_role("link", name=name, exact=True).click()
    return Path(file.value.path()).read_bytes()


def test_staff_reports_a_month_two_sign_and_later_evidence_is_explained(visit: Visit) -> None:
    load_report_templates()
    company = Organisation.objects.create(name="한빛정밀")
    an_entry(company, date(2021, 3, 10))
    author, head = a_colleague("writer"), a_colleague("head", "centre_lead")
    with visit() as one:
        one.sign_in(author)
        one.open("/reports/")
        one.follow("새 보고서")
        one.is_accessible()
        card = one.page.get_by_role("article").filter(has_text="센터 월간 보고")
        card.get_by_role("link", name="이 양식으로 만들기").click()
        one.page.get_by_label("첫날").fill("2021-03-01")
        one.page.get_by_label("끝날").fill("2021-02-01")
        one.press("보고서 만들기")
        one.reads("보고하는 기간의 끝날은 첫날보다 빠를 수 없습니다.")
        one.page.get_by_label("끝날").fill("2021-03-31")
        one.page.get_by_label("머리말").fill("3월의 활동을 보고합니다.")
        one.is_accessible()
        one.press("보고서 만들기")
        expect(one.page.get_by_text("3월의 활동을 보고합니다.")).to_be_visible(timeout=MADE)
        one.reads("이 기간에 기업 1곳을 지원했고")
        one.is_accessible()
        one.press("검토 요청")
        one.reads("자기가 작성한 보고서는 다른 직원이 검토합니다.")
        report = Report.objects.get()
        address = f"/reports/{report.short_id}/"
        with visit(size=PHONE) as other:
            other.sign_in(head)
            other.open(address)
            other.press("검토 마치기")
            other.press("센터장 자리에 서명")
            other.reads("서명했습니다.")
            other.is_accessible()
        one.open(address)
        one.press("담당 자리에 서명")
        one.press("발행하기")
        link = one.page.get_by_role("link", name="HWPX", exact=True)
        expect(link).to_be_visible(timeout=MADE)
        assert faults_of(downloaded(one, "HWPX")) == []
        assert downloaded(one, "PDF").startswith(b"%PDF")
        for name in ("DOCX", "XLSX"):
            assert zipfile.ZipFile(io.BytesIO(downloaded(one, name))).testzip() is None
        late = Organisation.objects.create(name="새길전자")
        an_entry(late, date(2021, 3, 30), number=3, at=clock.now())
        one.follow("오늘과 견주기")
        one.reads("나중에 적은 기록: 새길전자, 포럼 참석")
        one.reads("(+1)")
        one.is_accessible()

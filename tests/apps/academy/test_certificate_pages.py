"""Pages of certificates: issuing for a cohort, the paper, the choice of the person, and the check."""

from datetime import date
from urllib.parse import quote

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.academy.documents.certificate import certificate_pdf, values_of
from deungdae.apps.academy.links import enrolment_token
from deungdae.apps.academy.models import Certificate, Cohort
from deungdae.apps.academy.services import certificates as services
from deungdae.apps.academy.services import issuing
from deungdae.apps.academy.services.cohorts import transition_cohort
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core.jobs.worker import work_off_one
from deungdae.apps.core.models import Job
from deungdae.apps.organisations.models import Organisation
from tests.support.academy import an_open_cohort, certified, completed, enrolled
from tests.support.centre import person
from tests.support.factors import with_factor

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
UNKNOWN = "확인할 수 없는 번호입니다"


@pytest.fixture
def staff() -> Client:
    keeper = person("keeper")
    grant_role(user=keeper, role="centre_staff")
    with_factor(keeper)
    client = Client()
    client.force_login(keeper)
    return client


def text_of(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def issue_page(cohort: Cohort) -> str:
    return reverse("academy:cohort_certificates", args=[cohort.public_id])


def check(number: str) -> str:
    answer = Client().get(reverse("academy:verify") + f"?number={quote(number)}")
    assert answer.status_code == 200
    return text_of(answer)


def test_staff_see_who_is_ready_and_why_others_are_not_and_issue_at_once(staff: Client) -> None:
    cohort = an_open_cohort(3)
    completed(cohort, 1)
    enrolled(cohort, 2)
    page = text_of(staff.get(issue_page(cohort)))
    assert "1명에게 수료증 발급" in page
    assert "아직 수료하지 않음" in page
    for _press in range(2):
        staff.post(issue_page(cohort))
    certificate = Certificate.objects.get()
    assert certificate.number in text_of(staff.get(issue_page(cohort)))


def test_the_page_of_a_cancelled_cohort_offers_nothing(staff: Client) -> None:
    cohort = an_open_cohort(1)
    completed(cohort, 1)
    transition_cohort(cohort=cohort, target=Cohort.State.CANCELLED, reason="폭설", actor=None)
    assert "취소된 기수라" in text_of(staff.get(issue_page(cohort)))
    staff.post(issue_page(cohort))
    assert not Certificate.objects.exists()


def test_many_are_issued_by_one_job_in_whole_parts(staff: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deungdae.apps.academy.views.certificates.AT_ONCE", 2)
    monkeypatch.setattr(issuing, "IN_ONE_PART", 2)
    cohort = an_open_cohort(5)
    for number in range(5):
        completed(cohort, number)
    for _press in range(2):
        staff.post(issue_page(cohort))
    job = Job.objects.get()
    assert work_off_one(worker="test")
    job.refresh_from_db()
    assert (job.state, job.message) == (Job.State.DONE, "수료증 5장을 발급했습니다.")
    assert (job.result_url, Certificate.objects.count()) == (issue_page(cohort), 5)


def test_staff_put_a_name_right_and_revoke_with_a_reason(staff: Client) -> None:
    first = certified(an_open_cohort(1), 1, name="김하늘")
    page = reverse("academy:certificate_reissue", args=[first.public_id])
    assert staff.post(page, {"name": "김하눌", "reason": ""}).status_code == 422
    staff.post(page, {"name": "김하눌", "reason": "오자"})
    second = Certificate.objects.valid().get()
    assert (second.name, second.replaces) == ("김하눌", first)
    assert second.number in text_of(staff.get(reverse("academy:certificate", args=[first.public_id])))
    revoke = reverse("academy:certificate_revoke", args=[second.public_id])
    staff.post(revoke, {"reason": "오류"})
    again = staff.post(revoke, {"reason": "오류"})
    assert again.status_code in (409, 422)
    assert "이미 취소했습니다" in text_of(again)
    paper = reverse("academy:certificate_paper", args=[second.public_id])
    assert staff.get(paper).status_code == 404


def test_who_checks_a_number_learns_only_what_the_person_allows() -> None:
    certificate = certified(an_open_cohort(1), 1, name="김하늘")
    assert "김*늘" in check(certificate.number.lower())
    assert "김하늘" not in check(certificate.number)
    for shown, is_full in (("full", True), ("hidden", False)):
        services.choose_shown_name(certificate=certificate, shown=shown)
        page = check(certificate.number)
        assert "유효한 수료증입니다" in page
        assert ("김하늘" in page) is is_full
        assert "김*늘" not in page
    services.revoke_certificate(certificate=certificate, reason="비밀 까닭", actor=None)
    page = check(certificate.number)
    assert "취소된 수료증입니다" in page
    assert "비밀 까닭" not in page


def test_a_number_that_does_not_exist_gets_the_same_answer_whatever_is_wrong_with_it() -> None:
    real = certified(an_open_cohort(1), 1).number
    other = real[:-1] + ("2" if real[-1] != "2" else "3")
    pages = {number: check(number) for number in (other, "2026-AC-000001-234567", "가나다", "<b>")}
    assert all(UNKNOWN in page for page in pages.values())
    assert "<b>" not in pages["<b>"]
    shapes = {page.partition("<main")[2].replace(number, "N") for number, page in list(pages.items())[:2]}
    assert len(shapes) == 1
    by_address = Client().get(reverse("academy:verify_number", args=[other]))
    assert (by_address.status_code, UNKNOWN in text_of(by_address)) == (200, True)


def test_somebody_taken_out_of_the_records_is_not_named_and_has_no_paper() -> None:
    from deungdae.apps.academy.erasing import erase_trainees

    certificate = certified(an_open_cohort(1), 1, name="김하늘")
    services.choose_shown_name(certificate=certificate, shown="full")
    link = enrolment_token(certificate.enrolment)
    erase_trainees([certificate.enrolment.trainee_id])
    page = check(certificate.number)
    assert "유효한 수료증입니다" in page
    assert "김하늘" not in page
    assert Client().get(reverse("academy:seat_paper", args=[link])).status_code == 404


def test_a_person_without_an_account_gets_the_paper_and_chooses_by_the_link() -> None:
    certificate = certified(an_open_cohort(1), 1, name="김하늘")
    link = enrolment_token(certificate.enrolment)
    seat, paper = (reverse(f"academy:{name}", args=[link]) for name in ("seat", "seat_paper"))
    assert paper in text_of(Client().get(seat))
    file = Client().get(paper)
    assert file.content.startswith(b"%PDF")
    Client().post(seat, {"act": "shown", "shown": "full"})
    certificate.refresh_from_db()
    assert certificate.shown == "full"
    Client().post(seat, {"act": "shown", "shown": "nonsense"})
    certificate.refresh_from_db()
    assert certificate.shown == "full"


def test_only_the_person_chooses_how_the_name_is_shown(staff: Client) -> None:
    me = person("haneul")
    certificate = certified(an_open_cohort(1), 1, name="haneul")
    type(certificate.enrolment.trainee).objects.update(email=me.email, account=me)
    page = reverse("academy:certificate_name", args=[certificate.public_id])
    assert staff.post(page, {"shown": "hidden"}).status_code == 404
    mine = Client()
    mine.force_login(me)
    assert mine.post(page, {"shown": "hidden"}).status_code == 302
    certificate.refresh_from_db()
    assert certificate.shown == "hidden"


@pytest.mark.parametrize("name", ["가" * 80, "김하늘 金하늘 Kim Haneul", "諸葛孔明", "W" * 80])
def test_the_paper_is_one_page_that_has_every_letter_of_the_name(name: str) -> None:
    company = Organisation.objects.create(name="주식회사 한빛정밀공업 제2사업부 디지털전환추진단")
    certificate = certified(an_open_cohort(1), 1, organisation=company, name=name)
    pdf = pypdfium2.PdfDocument(certificate_pdf(certificate))
    assert len(pdf) == 1
    words = pdf[0].get_textpage().get_text_range()
    squeezed = "".join(mark for mark in words if not mark.isspace() and mark != "\u2060")
    assert name.replace(" ", "") in squeezed
    assert certificate.number in words


def test_a_course_of_one_day_names_its_day_once() -> None:
    day = date(2026, 11, 29)
    days = {"started_on": day, "completed_on": day, "certified_on": day}
    one = Certificate(hours=1, number="2026-AC-1", course_title="하루", **days)
    assert values_of(one)["days"] == "2026년 11월 29일"
    assert values_of(one)["hours_english"] == "1 hour"
    one.completed_on, one.hours = date(2026, 12, 1), 12
    assert values_of(one)["days"] == "2026년 11월 29일 ~ 2026년 12월 1일"
    assert values_of(one)["hours_english"] == "12 hours"

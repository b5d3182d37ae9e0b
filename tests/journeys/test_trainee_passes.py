"""A trainee checks in on a phone, passes, hands in, is certified; an employer checks the certificate."""

from datetime import timedelta

import pytest

from deungdae.apps.academy.codes import screen_address
from deungdae.apps.academy.links import enrolment_address
from deungdae.apps.academy.models import Certificate, Cohort, Enrolment, ExamAttempt, Session
from deungdae.apps.academy.selectors.bookings import source_of
from deungdae.apps.academy.services.enrolments import enrol_person
from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.calendar.services.bookings import book
from deungdae.apps.core import clock
from tests.support.academy import a_draft, who
from tests.support.browser import PASSWORD, PHONE, Visit, Visitor
from tests.support.learning import an_assignment, an_exam
from tests.support.rooms import a_trainer

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]
HOURS = timedelta(hours=2)


def a_session_now(trainer: User) -> Session:
    """It began five minutes ago, with the trainer and one person."""
    cohort, now = a_draft(2), clock.now().replace(second=0, microsecond=0)
    start = now - timedelta(minutes=5)
    session = Session.objects.create(cohort=cohort, title="첫 시간", starts_at=start, ends_at=start + HOURS)
    Cohort.objects.filter(pk=cohort.pk).update(state="open", opened_at=now)
    times = {"starts_at": start, "ends_at": start + HOURS}
    book(resources=[a_trainer(trainer)], **times, purpose="강의", actor=None, source=source_of(session))
    cohort.refresh_from_db()
    enrol_person(cohort=cohort, facts=who(1), organisation=None, actor=None)
    return session


def path_of(address: str) -> str:
    return address[address.index("/academy/") :]


def check_in(phone: Visitor, session: Session, seat: Enrolment) -> None:
    phone.open(path_of(enrolment_address(seat)))
    phone.open(path_of(screen_address(session)))
    phone.press("체크인")
    phone.reads("체크인했습니다")


def take_the_test(phone: Visitor, seat: Enrolment) -> None:
    """Resumed in the middle, handed in once."""
    phone.open(path_of(enrolment_address(seat)))
    phone.follow("데이터 기초")
    phone.is_accessible()
    phone.press("시험 시작")
    for _number in range(2):
        phone.is_accessible()
        number = phone.page.get_by_label("답", exact=True)
        if number.count():
            number.fill("2.5")
        else:
            phone.page.get_by_label("정확성").check()
            phone.page.get_by_label("완전성").check()
        with phone.page.expect_navigation():
            phone.press("저장하고")
        phone.page.reload()
    phone.reads("내면 답을 바꿀 수 없습니다.")
    phone.is_accessible()
    phone.press("시험 내기")
    phone.reads("합격했습니다")
    phone.is_accessible()
    assert ExamAttempt.objects.get().points == 100


def hand_in_the_work(phone: Visitor) -> None:
    phone.follow("내 과정으로")
    phone.reads("과제 ‘현장 진단서’의 점수가 아직 없습니다.")
    phone.is_accessible()
    phone.follow("현장 진단서")
    phone.page.get_by_label("내용").fill("도장 공정의 불량을 절반으로 줄였습니다.")
    phone.page.get_by_label("파일 1").set_input_files(
        {"name": "보고서.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 report"}
    )
    phone.press("과제 내기")
    phone.reads("과제 ‘현장 진단서’를 냈습니다.")
    phone.reads("보고서.pdf")
    phone.is_accessible()


def upload_the_slides(trainer: Visitor, session: Session) -> None:
    trainer.open(f"/academy/sessions/{session.short_id}/materials/")
    trainer.page.get_by_label("파일").set_input_files(
        {"name": "첫 시간 교안.txt", "mimeType": "text/plain", "buffer": b"slides"}
    )
    trainer.page.get_by_label("볼 수 있는 때").select_option(label="회차가 시작하면")
    trainer.press("올리기")
    trainer.reads("‘첫 시간 교안’을 올렸습니다.")
    trainer.is_accessible()


def download_the_slides(phone: Visitor, seat: Enrolment) -> None:
    phone.open(path_of(enrolment_address(seat)))
    with phone.page.expect_download() as download:
        phone.follow("첫 시간 교안")
    assert download.value.suggested_filename == "첫 시간 교안.txt"


def grade_the_work(trainer: Visitor) -> None:
    trainer.open("/academy/")
    trainer.follow("가르치는 기수")
    trainer.is_accessible()
    trainer.page.locator("#waiting a").first.click()
    trainer.reads("도장 공정의 불량을 절반으로 줄였습니다.")
    trainer.page.get_by_label("원인까지 밝힘").check()
    trainer.page.get_by_label("현장에 적용함").check()
    trainer.is_accessible()
    trainer.press("채점 저장")
    trainer.reads("채점했습니다.")
    trainer.is_accessible()


def complete_and_certify(staff: Visitor, cohort: Cohort) -> None:
    staff.open(f"/academy/cohorts/{cohort.short_id}/completion/")
    staff.press("수료 정하기")
    staff.reads("1명이 새로 수료했습니다.")
    staff.open(f"/academy/cohorts/{cohort.short_id}/certificates/")
    staff.press("1명에게 수료증 발급")
    staff.reads("발급했습니다")


def test_a_trainee_passes_and_an_employer_checks_the_certificate(visit: Visit) -> None:
    teacher = create_account(email="trainer@centre.example", name="김강사", password=PASSWORD)
    clerk = create_account(email="clerk@centre.example", name="박지현", password=PASSWORD)
    grant_role(user=clerk, role=RoleGrant.Role.CENTRE_STAFF)
    session = a_session_now(teacher)
    cohort, seat = session.cohort, Enrolment.objects.get()
    an_exam(cohort)
    an_assignment(cohort)
    with visit(size=PHONE) as phone:
        check_in(phone, session, seat)
        take_the_test(phone, seat)
        hand_in_the_work(phone)
        with visit() as trainer:
            trainer.sign_in(teacher)
            grade_the_work(trainer)
            upload_the_slides(trainer, session)
        download_the_slides(phone, seat)
        now = clock.now()
        Session.objects.update(starts_at=now - HOURS, ends_at=now - timedelta(seconds=1))
        phone.open(path_of(enrolment_address(seat)))
        phone.reads("수료 기준을 채웠습니다.")
        with visit() as staff:
            staff.sign_in(clerk)
            complete_and_certify(staff, cohort)
        phone.page.reload()
        phone.follow("확인 화면 보기")
        phone.reads("유효한 수료증입니다")
    with visit() as employer:
        employer.open("/academy/verify/")
        employer.page.get_by_label("수료증 번호").fill(Certificate.objects.get().number)
        employer.press("확인")
        employer.reads("유효한 수료증입니다")

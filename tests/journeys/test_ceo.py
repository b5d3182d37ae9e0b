"""A chief executive is invited by mail, accepts on a phone without an account, sees the group, attends, and
keeps a private note after signing in; and it stands on the company's case."""

from datetime import timedelta

import pytest

from deungdae.apps.academy.links import enrolment_address, visit_address
from deungdae.apps.academy.models import Cohort, Enrolment, Session, Visit
from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from tests.support.browser import PASSWORD, PHONE, Visitor
from tests.support.browser import Visit as Window
from tests.support.chiefs import a_company, an_invited_draft

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]
NOTE = "2공장 검사 공정부터"
CLASSES = ("2911", "3033", "2041", "1083")


def a_clerk() -> User:
    user = create_account(email="clerk@centre.example", name="박지현", password=PASSWORD)
    grant_role(user=user, role=RoleGrant.Role.CENTRE_STAFF)
    return user


def path_of(enrolment: Enrolment) -> str:
    return "/academy" + enrolment_address(enrolment).partition("/academy")[2]


def choose_and_open(staff: Visitor, cohort: Cohort, *, count: int) -> None:
    """Everybody of the register is ticked; opening the cohort sends the letters."""
    staff.open(f"/academy/cohorts/{cohort.short_id}/")
    staff.follow("초청")
    staff.follow("초청할 분 고르기")
    staff.is_accessible()
    boxes = staff.page.locator("input[name=chosen]")
    for place in range(count):
        boxes.nth(place).check()
    staff.page.get_by_label("초청장에 덧붙일 말").fill("꼭 뵙고 싶습니다.")
    staff.press("고른 분을 초청 대상에 더하기")
    staff.reads(f"{count}명을 초청 대상에 더했습니다.")
    staff.is_accessible()
    staff.open(f"/academy/cohorts/{cohort.short_id}/step/open/")
    staff.press("모집 열기")
    staff.reads("‘모집 중’으로 바꿨습니다.")


def answer_on_the_phone(phone: Visitor, asked: list[Enrolment]) -> None:
    """The third declines with a reason, and the reserve is invited; the others accept."""
    phone.open(path_of(asked[2]))
    phone.page.get_by_text("참석하기 어렵습니다").click()
    phone.page.get_by_label("사양하는 까닭").fill("해외 출장")
    phone.is_accessible()
    phone.press("초청 사양")
    phone.reads("답을 받았습니다.")
    for one in (asked[0], asked[1], asked[3]):
        phone.open(path_of(one))
        phone.reads("모시고자 합니다.")
        phone.press("자리 수락")
        phone.reads("자리가 확정되었습니다.")
    phone.page.get_by_label("이름", exact=True).check()
    phone.press("이대로 보이기")
    phone.reads("고른 것을 같은 기수에 보입니다.")


def compute_and_publish(staff: Visitor, cohort: Cohort) -> None:
    staff.open(f"/academy/cohorts/{cohort.short_id}/groups/compute/")
    staff.page.get_by_label("그룹 수").fill("1")
    staff.page.get_by_label("한 그룹의 적은 인원").fill("2")
    staff.is_accessible()
    staff.press("계산하기")
    staff.reads("동료 그룹을 계산했습니다.")
    staff.open(f"/academy/cohorts/{cohort.short_id}/groups/")
    staff.reads("증명했습니다")
    staff.is_accessible()
    staff.press("참가자에게 공개")
    staff.reads("참가자에게 공개하고")
    staff.follow("대표님00")
    staff.reads("왜 이 그룹인가")
    staff.is_accessible()


def ask_the_host(staff: Visitor, session: Session) -> None:
    staff.open(f"/academy/sessions/{session.short_id}/visit/")
    words = {"방문할 기업": "상장기업09", "맞아 주실 분": "공장장", "이메일": "plant@example.com"}
    for label, text in words.items():
        staff.page.get_by_label(label, exact=True).fill(text)
    staff.page.get_by_label("비밀 유지 약속").fill("본 것을 밖에 말하지 않겠습니다.")
    staff.is_accessible()
    staff.press("저장하고 답 부탁하기")
    staff.reads("상장기업09의 답을 기다립니다.")


def move_to_now(session: Session) -> None:
    """It began a while ago: the day has come."""
    start = clock.now() - timedelta(minutes=20)
    Session.objects.filter(pk=session.pk).update(starts_at=start, ends_at=start + timedelta(hours=3))


def test_a_chief_executive_is_invited_attends_and_keeps_a_note(visit: Window) -> None:
    clerk, cohort = a_clerk(), an_invited_draft(3)
    companies = [a_company(number, industry=code, region="11680") for number, code in enumerate(CLASSES)]
    chief = create_account(email="chief0@example.com", name="대표님00", password=PASSWORD)
    a_company(9, industry="2911", title="공장장")
    session = Session.objects.get(cohort=cohort)
    with visit() as staff, visit(size=PHONE) as phone:
        staff.sign_in(clerk)
        choose_and_open(staff, cohort, count=4)
        asked = list(Enrolment.objects.filter(cohort=cohort).order_by("number"))
        assert [one.state for one in asked] == ["offered"] * 3 + ["waiting"]
        letter = OutboxMessage.objects.get(recipient="chief0@example.com")
        assert path_of(asked[0]) in letter.body
        answer_on_the_phone(phone, asked)
        compute_and_publish(staff, cohort)
        ask_the_host(staff, session)
        phone.open("/academy" + visit_address(Visit.objects.get()).partition("/academy")[2])
        phone.is_accessible()
        phone.press("이대로 맞이하겠습니다")
        phone.reads("맞이하기로 했습니다(")
        phone.open(path_of(asked[1]))
        phone.reads("내 동료 그룹: 1조")
        phone.page.get_by_label("조건을 읽었고 지키겠습니다").check()
        phone.is_accessible()
        phone.press("방문 신청")
        phone.reads("방문을 신청했습니다.")
        move_to_now(session)
        staff.open(f"/academy/sessions/{session.short_id}/attendance/")
        staff.page.locator(".academy-marks").first.get_by_label("출석", exact=True).check()
        staff.press("출석 저장")
        staff.reads("출석 1건을 저장했습니다.")
        phone.sign_in(chief)
        phone.open(f"/academy/cohorts/{cohort.short_id}/")
        phone.is_accessible()
        phone.follow("메모")
        phone.page.get_by_label("메모").fill(NOTE)
        phone.press("저장")
        phone.reads(NOTE)
        phone.is_accessible()
        phone.open(f"/academy/cohorts/{cohort.short_id}/circle/")
        phone.reads("소개를 열지 않은 분 2명")
        phone.is_accessible()
        staff.open(f"/cases/{companies[0].short_id}/")
        for words in ("초청을 수락했습니다", "최고경영자를 초청했습니다", "현장을 방문했습니다"):
            staff.reads(words)
        assert NOTE not in staff.page.content()

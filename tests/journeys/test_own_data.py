"""A person sees who looked and has a name corrected by staff; a stranger gets nothing of it."""

import pytest

from deungdae.apps.accounts.models import RoleGrant
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.core.audit.acts import PERSON, PERSON_OPENED
from deungdae.apps.core.audit.caller import Caller
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.privacy.models import DataRequest
from tests.support.browser import PASSWORD, PHONE, Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_person_sees_who_looked_and_has_the_name_corrected(visit: Visit) -> None:
    clerk = create_account(email="clerk@centre.example", name="박지현", password=PASSWORD)
    grant_role(user=clerk, role=RoleGrant.Role.CENTRE_STAFF)
    person = create_account(email="kang@company.example", name="강이준", password=PASSWORD)
    stranger = create_account(email="stranger@x.example", name="한나래", password=PASSWORD)
    looker = Caller(clerk.pk, clerk.email, "centre_staff", "127.0.0.1")
    whose = Subject(PERSON, person.short_id)
    record_audit(
        act=PERSON_OPENED, caller=looker, subject=whose, fields=["email"], reason="일정·참가 안내: 전화"
    )
    with visit(size=PHONE) as asker:
        asker.sign_in(person)
        asker.open("/privacy/mine/")
        asker.reads("일정·참가 안내: 전화")
        asker.reads("센터 직원")
        asker.is_accessible()
        asker.follow("정정·삭제 요청")
        asker.is_accessible()
        asker.page.get_by_label("무엇을").fill("이름을 ‘강이중’으로")
        asker.page.get_by_label("까닭").fill("가입할 때 잘못 적었습니다")
        asker.press("요청하기")
        asker.reads("10일 안에")
        address = f"/privacy/requests/{DataRequest.objects.get().short_id}/"
        with visit() as other:
            other.sign_in(stranger)
            assert other.open(address) == 403
            other.open("/privacy/mine/")
            assert "강이중" not in other.page.content()
        with visit() as staff:
            staff.sign_in(clerk)
            staff.follow("정정·삭제 요청")
            staff.is_accessible()
            staff.follow("정정")
            staff.reads("강이중")
            staff.press("맡기")
            staff.reads("요청을 맡으셨습니다")
            staff.is_accessible()
            staff.page.get_by_label("바로잡은 계정 이름").fill("강이중")
            staff.page.get_by_label("답").first.fill("이름을 고쳤습니다.")
            staff.press("마치기")
            staff.reads("메일로 알렸습니다")
        asker.open("/privacy/mine/")
        asker.reads("이름을 고쳤습니다.")
        asker.reads("정정·삭제 요청 열람")
        asker.is_accessible()
    person.refresh_from_db()
    assert person.name == "강이중"

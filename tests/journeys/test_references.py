"""A supplier names its customer, whose people confirm it and take it back; a stranger finds nothing."""

from datetime import date

import pytest
from playwright.sync_api import expect

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Membership, Organisation, Solution, SolutionReference
from deungdae.apps.organisations.services.organisations import create_organisation
from deungdae.apps.organisations.services.solutions import (
    Content,
    ReferenceLine,
    create_solution,
    move_solution,
)
from tests.support.browser import PASSWORD, PHONE, Visit, Visitor
from tests.support.centre import agrees_to_show_itself

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]
LINE = ReferenceLine(date(2024, 5, 1), "한빛", "MES 구축", "불량 30% 감소")


def member_of(organisation: Organisation | None, email: str, name: str) -> User:
    user = create_account(email=email, name=name, password=PASSWORD)
    if organisation is not None:
        Membership.objects.create(user=user, organisation=organisation, role="owner", starts_on=clock.today())
    return user


def heading(visitor: Visitor, words: str) -> None:
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(words)
    visitor.is_accessible()


def test_a_reference_is_confirmed_by_its_customer_and_taken_back(visit: Visit) -> None:
    supplier = create_organisation(name="다온소프트", kinds=["supply"], actor=None)
    customer = create_organisation(name="한빛정밀", kinds=["demand"], actor=None)
    seller = member_of(supplier, "seller@company.example", "류지한")
    buyer = member_of(customer, "buyer@company.example", "강이준")
    stranger = member_of(None, "stranger@x.example", "한나래")
    agrees_to_show_itself(customer, actor=buyer)
    content = Content(title="등대MES", summary="생산 관리", references=[LINE])
    solution = create_solution(organisation=supplier, content=content, actor=seller)
    move_solution(solution=solution, target=Solution.State.PUBLISHED, actor=seller)
    page = f"/solutions/{solution.short_id}/"
    asked = f"/solutions/references/{SolutionReference.objects.get().short_id}/"
    with visit() as own:
        own.sign_in(seller)
        own.open(page)
        own.reads("공급기업이 적음")
        own.is_accessible()
        own.follow("고객 잇기")
        heading(own, "고객 잇기")
        own.press("한빛정밀: 고객으로 잇기")
        own.reads("등록된 고객: 한빛정밀")
        own.is_accessible()
        assert own.open(asked) == 404
        with visit(size=PHONE) as other:
            answers(other, buyer, page, asked)
        own.open(page)
        own.reads("고객이 확인함")
        own.is_accessible()
        own.follow("다온소프트의 기업 카드에서 보기")
        heading(own, "구축 사례 확인")
        own.reads("한빛에 ‘등대MES’를 구축한 것이 확인되었습니다: MES 구축")
        own.reads("2024. 5. 1.")
        own.follow("자료 열기")
        heading(own, "등대MES")
        with visit(size=PHONE) as other:
            takes_back(other, buyer, customer)
        own.open(page)
        own.reads("공급기업이 적음")
        own.open(f"/cases/{supplier.short_id}/")
        own.reads("바로잡음: 다른 공장의 일이었습니다.")
        own.is_accessible()
    with visit() as nobody:
        nobody.sign_in(stranger)
        assert nobody.open(asked) == 404
        assert nobody.open(page) == 404


def answers(other: Visitor, buyer: User, page: str, asked: str) -> None:
    """The supplier does not show itself: the customer sees the reference, and only that."""
    other.sign_in(buyer)
    other.reads("확인을 기다리는 구축 사례")
    other.is_accessible()
    assert other.open(page) == 404
    other.open("/today/")
    other.follow("등대MES")
    heading(other, "구축 사례")
    other.reads("불량 30% 감소")
    other.press("다르다고 알리기")
    other.reads("까닭을 적어 주십시오")
    other.is_accessible()
    other.press("맞다고 확인")
    other.reads("‘등대MES’의 구축 사례에 대한 답을 남겼습니다.")
    other.reads("고객이 확인함")
    other.is_accessible()
    other.follow("한빛정밀의 기업 카드에서 보기")
    heading(other, "솔루션 도입 확인")
    other.open(asked)


def takes_back(other: Visitor, buyer: User, customer: Organisation) -> None:
    """From the page of the own company, where every such reference stands."""
    other.sign_in(buyer)
    other.open(f"/organisations/{customer.short_id}/solutions/")
    other.reads("고객으로 적힌 구축 사례")
    other.is_accessible()
    other.follow("등대MES")
    other.page.get_by_label("남길 말").fill("다른 공장의 일이었습니다.")
    other.press("확인 거두기")
    other.reads("공급기업이 적음")
    other.is_accessible()

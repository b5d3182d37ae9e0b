"""References of solutions: who says that they are true, what stands in the cases, and what takes it back."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import new_public_id, short
from deungdae.apps.core.models import AuditEntry, OutboxMessage
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.references import INTRODUCED, SUPPLIED
from deungdae.apps.evidence.services import correct_evidence
from deungdae.apps.organisations.models import Membership, Organisation, Solution, SolutionReference
from deungdae.apps.organisations.services import organisations, solutions
from deungdae.apps.organisations.services.merging import merge_organisations
from deungdae.apps.organisations.services.references import ReferenceLine, decide_reference, link_customer
from deungdae.apps.organisations.services.solutions import Content
from deungdae.apps.organisations.services.unmerging import undo_merge
from tests.support.centre import agrees_to_show_itself, person

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("reference_tables"),
]
State, Side = SolutionReference.State, SolutionReference.Side
LINE = ReferenceLine(date(2024, 5, 1), "한빛", "MES 구축", "불량 30% 감소")
OTHER = ReferenceLine(date(2023, 1, 1), "나래", "설비 연결")


def a_company(name: str, kind: str) -> Organisation:
    return organisations.create_organisation(name=name, kinds=[kind], actor=None)


@pytest.fixture
def solution() -> Solution:
    """A published solution of a company that does not show itself."""
    made = solutions.create_solution(
        organisation=a_company("다온소프트", "supply"), content=content(LINE, OTHER), actor=None
    )
    return solutions.move_solution(solution=made, target=Solution.State.PUBLISHED, actor=None)


@pytest.fixture
def customer() -> Organisation:
    return a_company("한빛정밀", "demand")


@pytest.fixture
def staff() -> User:
    user = person("staff")
    grant_role(user=user, role="centre_staff")
    return user


@pytest.fixture
def buyer(customer: Organisation) -> User:
    return person("buyer", organisation=customer)


@pytest.fixture
def linked(solution: Solution, customer: Organisation, staff: User) -> SolutionReference:
    """The customer of the first line is the company of the register."""
    return link_customer(reference=the_line(), company=customer, actor=staff)


def content(*lines: ReferenceLine) -> Content:
    return Content(title="등대MES", summary="생산 관리", references=lines)


def the_line(customer: str = "한빛") -> SolutionReference:
    return SolutionReference.objects.get(customer=customer)


def fresh(user: User) -> User:
    """As at the next request: nothing that was read of the person's rights is remembered."""
    return User.objects.get(pk=user.pk)


def decide(reference: SolutionReference, target: str, actor: User, **more: Any) -> SolutionReference:
    values = {"side": Side.CUSTOMER, "note": ""} | more
    return decide_reference(reference=reference, target=target, actor=actor, **values)


def by_staff(reference: SolutionReference, target: str, actor: User) -> SolutionReference:
    return decide(reference, target, actor, side=Side.CENTRE, note="현장에서 봄")


def standing() -> list[tuple[str, str, date]]:
    """What counts in the cases of confirmed references: kind, whose case, day."""
    rows = EvidenceEntry.objects.standing().filter(kind__in=(SUPPLIED, INTRODUCED)).order_by("pk")
    return [(one.kind, one.organisation.name, one.happened_on) for one in rows]


BOTH = [
    (SUPPLIED, "다온소프트", date(2024, 5, 1)),
    (INTRODUCED, "한빛정밀", date(2024, 5, 1)),
]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(reference: SolutionReference) -> str:
    return f"/solutions/references/{reference.short_id}/"


def link_page(solution: Solution, reference: SolutionReference) -> str:
    return f"/solutions/{solution.short_id}/references/{reference.short_id}/customer/"


def test_the_customers_people_confirm_and_both_cases_tell_of_it(
    linked: SolutionReference, buyer: User
) -> None:
    made = decide(linked, State.CONFIRMED, buyer)
    assert (made.state, made.decided_as, made.decided_by) == (State.CONFIRMED, Side.CUSTOMER, buyer)
    assert made.decided_at is not None
    assert standing() == BOTH
    entry = EvidenceEntry.objects.get(kind=INTRODUCED)
    assert (entry.actor, entry.payload["supplier"], entry.payload["by"]) == (buyer, "다온소프트", "customer")
    assert AuditEntry.objects.filter(target=f"reference_confirmed:{made.short_id}").count() == 1


def test_staff_confirm_with_how_they_know_also_without_a_link(solution: Solution, staff: User) -> None:
    with pytest.raises(RefusedError, match="어떻게 알게"):
        decide(the_line(), State.CONFIRMED, staff, side=Side.CENTRE, note="  ")
    made = by_staff(the_line(), State.CONFIRMED, staff)
    assert (made.decided_as, made.note) == (Side.CENTRE, "현장에서 봄")
    assert standing() == BOTH[:1]


def test_the_suppliers_people_are_told_of_each_dispute(
    solution: Solution, linked: SolutionReference, buyer: User, staff: User
) -> None:
    seller = person("seller", organisation=solution.organisation)
    gone = person("gone", organisation=solution.organisation)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    decide(linked, State.DISPUTED, buyer, note="다른 공장의 일")
    mail = OutboxMessage.objects.get(template="organisations/mail/reference_disputed")
    assert (mail.recipient, mail.about) == (seller.email, linked.short_id)
    for words in ("등대MES", "한빛", "2024년 5월", "MES 구축", "고객", "다른 공장의 일", solution.short_id):
        assert words in mail.body, words
    assert buyer.name not in mail.body
    decide(linked, State.CLAIMED, buyer, note="잘못 앎")
    decide(linked, State.CONFIRMED, buyer)
    assert OutboxMessage.objects.count() == 1
    decide(linked, State.DISPUTED, staff, side=Side.CENTRE, note="현장에 없음")
    assert "센터" in OutboxMessage.objects.latest("id").body
    assert OutboxMessage.objects.count() == 2


def test_what_is_taken_back_is_corrected_and_can_be_confirmed_again(
    linked: SolutionReference, buyer: User
) -> None:
    decide(linked, State.CONFIRMED, buyer)
    before = list(EvidenceEntry.objects.values())
    with pytest.raises(RefusedError, match="까닭"):
        decide(linked, State.CLAIMED, buyer)
    back = decide(linked, State.CLAIMED, buyer, note="다른 공장의 일")
    assert (back.state, back.decided_by, back.decided_at, back.note) == (State.CLAIMED, None, None, "")
    assert standing() == []
    corrections = EvidenceEntry.objects.filter(corrects__isnull=False)
    assert {one.payload["reason"] for one in corrections} == {"다른 공장의 일"}
    assert list(EvidenceEntry.objects.filter(corrects__isnull=True).values()) == before
    decide(linked, State.CONFIRMED, buyer)
    assert standing() == BOTH


def test_a_dispute_says_why_and_ends_a_confirmation(linked: SolutionReference, buyer: User) -> None:
    decide(linked, State.CONFIRMED, buyer)
    with pytest.raises(RefusedError, match="까닭"):
        decide(linked, State.DISPUTED, buyer)
    made = decide(linked, State.DISPUTED, buyer, note="시험만 했음")
    assert (made.state, made.note, made.confirmation) == (State.DISPUTED, "시험만 했음", None)
    assert standing() == []
    decide(linked, State.CONFIRMED, buyer)
    assert standing() == BOTH


def test_an_entry_that_staff_corrected_already_is_left_alone(
    linked: SolutionReference, buyer: User, staff: User
) -> None:
    decide(linked, State.CONFIRMED, buyer)
    correct_evidence(entry=EvidenceEntry.objects.get(kind=SUPPLIED), reason="겹침", actor=staff)
    decide(linked, State.CLAIMED, buyer, note="아님")
    assert standing() == []
    assert EvidenceEntry.objects.filter(corrects__isnull=False).count() == 2


def test_confirming_twice_is_refused(linked: SolutionReference, buyer: User, staff: User) -> None:
    decide(linked, State.CONFIRMED, buyer)
    with pytest.raises(RefusedError, match="확인됨"):
        by_staff(linked, State.CONFIRMED, staff)
    with pytest.raises(RefusedError):
        decide(linked, "nonsense", buyer)
    assert standing() == BOTH


def test_the_suppliers_own_people_confirm_nothing(linked: SolutionReference, staff: User) -> None:
    own = person("own", organisation=linked.solution.organisation)
    Membership.objects.create(user=own, organisation=linked.company, role="member", starts_on=clock.today())
    Membership.objects.create(
        user=staff, organisation=linked.solution.organisation, role="member", starts_on=clock.today()
    )
    with pytest.raises(RefusedError, match="스스로"):
        decide(linked, State.CONFIRMED, own)
    with pytest.raises(RefusedError, match="스스로"):
        by_staff(linked, State.CONFIRMED, staff)
    with pytest.raises(RefusedError, match="자신"):
        link_customer(reference=linked, company=linked.solution.organisation, actor=staff)


def test_a_person_whose_membership_ended_is_refused_and_finds_nothing(
    linked: SolutionReference, buyer: User
) -> None:
    client = signed_in(buyer)
    assert client.get(page_of(linked)).status_code == 200
    Membership.objects.filter(user=buyer).update(
        starts_on=clock.today() - timedelta(days=9), ends_on=clock.today()
    )
    with pytest.raises(RefusedError, match="담당자가 아닙니다"):
        decide(linked, State.CONFIRMED, fresh(buyer))
    assert client.post(page_of(linked), {"target": "confirmed"}).status_code == 404
    assert standing() == []


@pytest.mark.parametrize(
    "line",
    [
        ReferenceLine(date(2024, 5, 1), "한빛", "MES와 ERP 구축", "불량 30% 감소"),
        ReferenceLine(date(2024, 6, 1), "한빛", "MES 구축", "불량 30% 감소"),
    ],
)
def test_a_changed_line_is_a_claim_again_and_keeps_its_customer(
    linked: SolutionReference, buyer: User, line: ReferenceLine
) -> None:
    decide(linked, State.CONFIRMED, buyer)
    solutions.update_solution(solution=linked.solution, content=content(line, OTHER), actor=None)
    now = the_line()
    assert (now.pk, now.state, now.company) == (linked.pk, State.CLAIMED, linked.company)
    assert (now.work, now.month) == (line.work, line.month)
    assert standing() == []
    reasons = EvidenceEntry.objects.filter(corrects__isnull=False).values_list("payload__reason", flat=True)
    assert set(reasons) == {"구축 사례의 내용이나 고객이 바뀌어 확인이 풀렸습니다."}


def test_an_unchanged_line_keeps_its_state_when_others_change(linked: SolutionReference, buyer: User) -> None:
    decide(linked, State.CONFIRMED, buyer)
    new = ReferenceLine(date(2025, 2, 1), "새 고객", "구축")
    solutions.update_solution(solution=linked.solution, content=content(new, LINE), actor=None)
    assert [(one.customer, one.state) for one in SolutionReference.objects.all()] == [
        ("새 고객", State.CLAIMED),
        ("한빛", State.CONFIRMED),
    ]
    assert standing() == BOTH


def test_a_removed_line_takes_its_confirmation_with_it(linked: SolutionReference, buyer: User) -> None:
    decide(linked, State.CONFIRMED, buyer)
    solutions.update_solution(solution=linked.solution, content=content(OTHER), actor=None)
    assert not SolutionReference.objects.filter(pk=linked.pk).exists()
    assert standing() == []
    with pytest.raises(RefusedError, match="지워진"):
        decide(linked, State.CONFIRMED, buyer)


def test_another_customer_makes_it_a_claim_again(linked: SolutionReference, buyer: User, staff: User) -> None:
    decide(linked, State.CONFIRMED, buyer)
    same = link_customer(reference=linked, company=linked.company, actor=staff)
    assert same.state == State.CONFIRMED
    none = link_customer(reference=linked, company=None, actor=staff)
    assert (none.state, none.company) == (State.CLAIMED, None)
    assert standing() == []
    assert signed_in(buyer).get(page_of(linked)).status_code == 404


def test_a_customer_that_was_merged_meanwhile_is_the_survivor(
    solution: Solution, customer: Organisation, staff: User
) -> None:
    survivor = a_company("한빛그룹", "demand")
    merge = merge_organisations(survivor=survivor, merged=customer, take=(), reason="같음", actor=None)
    made = link_customer(reference=the_line(), company=customer, actor=staff)
    assert made.company == survivor
    undo_merge(merge=merge, actor=None)
    assert the_line().company == survivor


def test_a_merge_keeps_the_link_and_the_word_and_its_undo_gives_them_back(
    linked: SolutionReference, buyer: User, customer: Organisation
) -> None:
    client = signed_in(buyer)
    client.get(page_of(linked))
    survivor = a_company("한빛그룹", "demand")
    merge = merge_organisations(survivor=survivor, merged=customer, take=(), reason="같음", actor=None)
    assert the_line().company == survivor
    assert client.post(page_of(linked), {"target": "confirmed"}).status_code == 302
    assert [name for _kind, name, _day in standing()] == ["다온소프트", "한빛그룹"]
    undone = undo_merge(merge=merge, actor=None)
    assert undone.left == []
    assert (the_line().company, the_line().state) == (customer, State.CONFIRMED)
    decide(linked, State.CLAIMED, fresh(buyer), note="아님")
    assert standing() == []


def test_supplier_and_customer_merged_into_one_confirm_nothing(
    linked: SolutionReference, customer: Organisation, staff: User
) -> None:
    merge_organisations(
        survivor=linked.solution.organisation, merged=customer, take=(), reason="같음", actor=None
    )
    with pytest.raises(RefusedError, match="스스로"):
        by_staff(linked, State.CONFIRMED, staff)


def test_the_customer_sees_the_reference_and_only_that(linked: SolutionReference, buyer: User) -> None:
    client = signed_in(buyer)
    today = client.get("/today/").content.decode()
    assert "확인을 기다리는 구축 사례" in today
    assert page_of(linked) in today
    text = client.get(page_of(linked)).content.decode()
    for shown in ("다온소프트", "등대MES", "MES 구축", "불량 30% 감소"):
        assert shown in text
    for hidden in ("생산 관리", "설비 연결", f"/solutions/{linked.solution.short_id}/"):
        assert hidden not in text
    assert client.get(f"/solutions/{linked.solution.short_id}/").status_code == 404
    assert client.get(page_of(the_line("나래"))).status_code == 404
    client.post(page_of(linked), {"target": "confirmed", "note": ""})
    assert the_line().state == State.CONFIRMED
    assert "확인을 기다리는 구축 사례" not in client.get("/today/").content.decode()
    company = client.get(f"/organisations/{linked.company.short_id}/solutions/").content.decode()
    assert "고객이 확인함" in company
    assert page_of(linked) in company
    entry = EvidenceEntry.objects.get(kind=INTRODUCED)
    address = f"/cases/{linked.company.short_id}/{entry.short_id}/"
    assert address in client.get(page_of(linked)).content.decode()
    assert page_of(linked) in client.get(address).content.decode()


@pytest.mark.parametrize("values", [{}, {"target": "x"}, {"target": "disputed"}, {"target": "claimed"}])
def test_a_word_that_is_none_is_refused_and_changes_nothing(
    linked: SolutionReference, buyer: User, values: dict[str, str]
) -> None:
    answer = signed_in(buyer).post(page_of(linked), values)
    assert (answer.status_code, the_line().state) == (422, State.CLAIMED)
    long = signed_in(buyer).post(page_of(linked), {"target": "confirmed", "note": "가" * 600})
    turned = signed_in(buyer).post(page_of(linked), {"target": "confirmed", "note": "뒤집\u202e힘"})
    assert {long.status_code, turned.status_code} == {422}


def test_strangers_suppliers_and_other_customers_find_no_reference_to_answer(
    linked: SolutionReference,
) -> None:
    people = [
        person("stranger"),
        person("own", organisation=linked.solution.organisation),
        person("other", organisation=a_company("나래기계", "demand")),
    ]
    missing = f"/solutions/references/{short(new_public_id())}/"
    for user in people:
        client = signed_in(user)
        for address in (page_of(linked), missing):
            assert client.get(address).status_code == 404
            assert client.post(address, {"target": "confirmed"}).status_code == 404
    assert the_line().state == State.CLAIMED


def test_the_solution_page_shows_state_day_and_the_entry_to_those_who_may_read_it(
    linked: SolutionReference, buyer: User, staff: User
) -> None:
    agrees_to_show_itself(linked.solution.organisation, actor=staff)
    decide(linked, State.CONFIRMED, buyer, note="잘 쓰고 있음")
    address = f"/solutions/{linked.solution.short_id}/"
    entries = [
        f"/cases/{one.organisation.short_id}/{one.short_id}/" for one in EvidenceEntry.objects.order_by("pk")
    ]
    readers = {
        "supplier": person("own", organisation=linked.solution.organisation),
        "customer": buyer,
        "staff": staff,
        "other": person("other", organisation=a_company("나래기계", "demand")),
    }
    told = {name: signed_in(user).get(address).content.decode() for name, user in readers.items()}
    assert all("고객이 확인함" in text for text in told.values())
    assert all("공급기업이 적음" in text for text in told.values())
    seen = {name: [entry in text for entry in entries] for name, text in told.items()}
    assert seen == {
        "supplier": [True, False],
        "customer": [False, True],
        "staff": [True, True],
        "other": [False, False],
    }
    assert {name for name, text in told.items() if "잘 쓰고 있음" in text} == {
        "supplier",
        "customer",
        "staff",
    }
    assert {name for name, text in told.items() if "등록된 고객: 한빛정밀" in text} == {"customer", "staff"}
    assert {name for name, text in told.items() if buyer.name in text} == {"customer", "staff"}
    assert "고객이 확인함" not in Client().get(address).content.decode()


def test_a_supplier_links_those_that_show_themselves_and_staff_everybody(
    solution: Solution, customer: Organisation, staff: User
) -> None:
    own = signed_in(person("own", organisation=solution.organisation))
    address = link_page(solution, the_line())
    assert "한빛정밀" not in own.get(address).content.decode()
    assert own.post(address, {"company": customer.short_id}).status_code == 422
    assert "한빛정밀" in signed_in(staff).get(address, {"q": "한빛"}).content.decode()
    agrees_to_show_itself(customer, actor=staff)
    assert "한빛정밀" in own.get(address).content.decode()
    assert own.post(address, {"company": customer.short_id}).status_code == 302
    assert (the_line().company, the_line().customer) == (customer, "한빛")
    assert own.post(address, {"company": ""}).status_code == 302
    assert the_line().company is None


@pytest.mark.parametrize("value", ["nonsense", "0" * 22, "가" * 22, "z" * 22, "\x00", "1" * 100_000])
def test_a_company_that_is_none_is_refused(solution: Solution, staff: User, value: str) -> None:
    answer = signed_in(staff).post(link_page(solution, the_line()), {"company": value})
    assert (answer.status_code, the_line().company) == (422, None)


def test_a_foreign_solution_or_a_reference_of_another_is_missing(
    solution: Solution, customer: Organisation
) -> None:
    other = solutions.create_solution(
        organisation=a_company("나래", "supply"),
        content=content(ReferenceLine(date(2022, 1, 1), "누구", "일")),
        actor=None,
    )
    own = signed_in(person("own", organisation=solution.organisation))
    pairs = [
        (other, the_line("누구")),
        (solution, the_line("누구")),
        (other, the_line()),
    ]
    for place, reference in pairs:
        assert own.get(link_page(place, reference)).status_code == 404
        assert own.post(link_page(place, reference), {"company": ""}).status_code == 404
    missing = f"/solutions/{solution.short_id}/references/{short(new_public_id())}/customer/"
    assert own.get(missing).status_code == 404


@pytest.mark.parametrize(
    "values",
    [
        {"state": "confirmed"},
        {"state": "disputed"},
        {"state": "nonsense"},
        {"decided_as": "centre"},
        {"note": "까닭"},
        {"decided_at": clock.now()},
        {"confirmation": new_public_id()},
        {"state": "confirmed", "decided_at": clock.now(), "decided_as": "centre", "note": "봄"},
    ],
)
def test_the_database_refuses_a_word_without_who_and_when(solution: Solution, values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SolutionReference.objects.filter(pk=the_line().pk).update(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"customer": "딴 곳"},
        {"month": date(2020, 1, 1)},
        {"work": "딴 일"},
        {"result": ""},
        {"company": None},
        {"decided_by": None},
        {"state": "claimed"},
    ],
)
def test_the_database_keeps_what_was_confirmed(
    linked: SolutionReference, buyer: User, values: dict[str, Any]
) -> None:
    decide(linked, State.CONFIRMED, buyer)
    with pytest.raises(IntegrityError), transaction.atomic():
        SolutionReference.objects.filter(pk=linked.pk).update(**values)


def test_the_wall_stands_against_raw_sql_too(linked: SolutionReference, buyer: User) -> None:
    decide(linked, State.CONFIRMED, buyer)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE organisations_solutionreference SET work = 'x' WHERE id = %s", [linked.pk])

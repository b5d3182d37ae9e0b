"""Other names, contacts and branches: kept by staff, shown by rights, put away instead of deleted."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.organisations.models import (
    Branch,
    Contact,
    Membership,
    Organisation,
    OrganisationName,
    OrganisationPart,
)
from deungdae.apps.organisations.services import organisations as services
from deungdae.apps.organisations.services.parts import add_part, archive_part, change_part
from tests.apps.core.imports.lists import number, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture
def user() -> User:
    return staff()


@pytest.fixture
def client(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


@pytest.fixture
def company(user: User) -> Organisation:
    return services.create_organisation(name="가상정밀", kinds=[], actor=user, business_number=number(1))


def a_contact(company: Organisation, user: User) -> Contact:
    return add_part(
        organisation=company, model=Contact, actor=user, name="김담당", phone="010-1234-5678", email=""
    )


@pytest.mark.parametrize(
    ("word", "sent", "shown"),
    [
        ("name", {"kind": "former", "text": "가상공업", "valid_to": "2015-03-02"}, "가상공업"),
        ("contact", {"name": "김담당", "phone": "01012345678", "purpose": "계산서"}, "010-****-5678"),
        ("branch", {"name": "2공장", "kind": "factory", "region": "강원도 춘천시"}, "강원특별자치도 춘천시"),
    ],
)
def test_a_part_is_added_changed_and_put_away_on_its_pages(
    client: Client, company: Organisation, word: str, sent: dict[str, str], shown: str
) -> None:
    page = client.post(reverse(f"organisations:{word}_create", args=[company.public_id]), sent, follow=True)
    assert shown in page.text
    model: type[OrganisationPart] = {"name": OrganisationName, "contact": Contact, "branch": Branch}[word]
    part = model.objects.get()
    edit = reverse(f"organisations:{word}_edit", args=[company.public_id, part.public_id])
    form = client.get(edit).context["form"]
    field = "text" if word == "name" else "name"
    kept = {key: value for key, value in form.initial.items() if value is not None}
    assert "새것" in client.post(edit, {**kept, field: "새것"}, follow=True).text
    archive = reverse(f"organisations:{word}_archive", args=[company.public_id, part.public_id])
    assert "이력" in client.get(archive).text
    assert "보관했습니다" in client.post(archive, follow=True).text
    assert client.get(edit).status_code == 404
    part.refresh_from_db()
    assert part.archived_at is not None
    assert word != "contact" or part.phone == "010-1234-5678"


@pytest.mark.parametrize("day", [date(1, 1, 1), date(2999, 1, 1)])
def test_whoever_calls_a_part_has_days_that_can_be(company: Organisation, day: date) -> None:
    for model, values in (
        (OrganisationName, {"kind": "former", "text": "가상공업", "valid_to": day}),
        (Branch, {"kind": "factory", "name": "공장", "opened_on": day}),
    ):
        with pytest.raises(RefusedError, match=day.isoformat()):
            add_part(organisation=company, model=model, actor=None, **values)


@pytest.mark.parametrize(
    ("word", "sent", "field"),
    [
        ("name", {"kind": "former", "text": ""}, "text"),
        ("name", {"kind": "former", "text": "가" * 300}, "text"),
        ("name", {"kind": "x", "text": "가상"}, "kind"),
        ("name", {"kind": "former", "text": "가\u202e상"}, "text"),
        ("name", {"kind": "former", "text": "\u200b\u200f"}, "text"),
        (
            "name",
            {"kind": "former", "text": "가", "valid_from": "2015-01-01", "valid_to": "2014-01-01"},
            "valid_to",
        ),
        ("name", {"kind": "former", "text": "가", "valid_to": "2999-01-01"}, "valid_to"),
        ("name", {"kind": "former", "text": "가", "valid_from": "0001-01-01"}, "valid_from"),
        ("branch", {"name": "공장", "kind": "factory", "opened_on": "2999-01-01"}, "opened_on"),
        ("name", {"kind": "former", "text": "주식회사 가상정밀"}, "__all__"),
        ("contact", {"name": "김담당"}, "phone"),
        ("contact", {"name": "김담당", "phone": "12"}, "phone"),
        ("contact", {"name": "김담당", "email": "x@"}, "email"),
        ("contact", {"name": "김\x00", "email": "a@b.kr"}, "name"),
        ("branch", {"name": "공장", "kind": "factory", "region": "홍콩"}, "region"),
        ("branch", {"name": "공장", "kind": "factory", "business_number": "1.23E+09"}, "business_number"),
        (
            "branch",
            {"name": "공장", "kind": "factory", "opened_on": "2015-01-02", "closed_on": "2015-01-01"},
            "closed_on",
        ),
    ],
)
def test_a_wrong_part_is_answered_at_its_field(
    client: Client, company: Organisation, word: str, sent: dict[str, str], field: str
) -> None:
    page = client.post(reverse(f"organisations:{word}_create", args=[company.public_id]), sent)
    assert page.status_code == 422
    assert page.context["form"].errors[field]
    assert not any(model.objects.exists() for model in (OrganisationName, Contact, Branch))


def test_a_branch_cannot_have_the_number_of_somebody_else(user: User, company: Organisation) -> None:
    services.create_organisation(name="남의정밀", kinds=[], actor=user, business_number=number(2))
    office = {"organisation": company, "model": Branch, "actor": user, "kind": "head_office"}
    add_part(**office, name="본사", business_number=number(3))
    for taken, owner in ((number(2), "남의정밀"), (number(3), "가상정밀 본사")):
        with pytest.raises(RefusedError, match=owner):
            add_part(**office, name="새 본사", business_number=taken)
    with pytest.raises(RefusedError, match="가상정밀 본사"):
        services.create_organisation(name="다른", kinds=[], actor=user, business_number=number(3))
    own = add_part(
        organisation=company,
        model=Branch,
        actor=user,
        name="등록지",
        kind="branch",
        business_number=number(1),
    )
    assert own.business_number == company.business_number


def test_the_same_part_twice_and_a_put_away_one_are_refused(user: User, company: Organisation) -> None:
    contact = a_contact(company, user)
    with pytest.raises(RefusedError, match="김담당"):
        a_contact(company, user)
    archive_part(part=contact, actor=user)
    with pytest.raises(RefusedError, match="보관"):
        change_part(part=contact, actor=user, name="박담당")
    a_contact(company, user)


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Organisation, {"name": "가", "founded_on": date(1879, 12, 31)}),
        (OrganisationName, {"text": "가", "valid_from": date(2015, 1, 2), "valid_to": date(2015, 1, 2)}),
        (OrganisationName, {"text": ""}),
        (Contact, {"name": ""}),
        (
            Branch,
            {"name": "가", "kind": "factory", "opened_on": date(2015, 1, 2), "closed_on": date(2015, 1, 1)},
        ),
    ],
)
def test_the_database_keeps_the_rules_of_the_parts(
    company: Organisation, model: type, values: dict[str, object]
) -> None:
    belongs = {} if model is Organisation else {"organisation": company}
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**belongs, **values)


def test_contacts_are_seen_by_staff_and_their_own_company_only(user: User, company: Organisation) -> None:
    contact = a_contact(company, user)
    member, stranger = (
        create_account(email=f"{one}@example.kr", name=one, password=None) for one in ("a", "b")
    )
    Membership.objects.create(user=member, organisation=company, role="member", starts_on="2021-01-01")
    seen = [list(Contact.objects.visible_to(one)) for one in (user, member, stranger)]
    assert seen == [[contact], [contact], []]
    client = Client()
    client.force_login(member)
    page = client.get(reverse("organisations:detail", args=[company.public_id]))
    assert "010-1234-5678" in page.text
    assert "연락처 더하기" not in page.text


def test_a_part_of_another_organisation_is_like_a_missing_one(
    client: Client, user: User, company: Organisation
) -> None:
    other = services.create_organisation(name="남의정밀", kinds=[], actor=user)
    contact = a_contact(other, user)
    for key in (contact.public_id, new_public_id()):
        for word in ("contact_edit", "contact_archive"):
            address = reverse(f"organisations:{word}", args=[company.public_id, key])
            assert [client.get(address).status_code, client.post(address).status_code] == [404, 404]


def test_the_overview_needs_as_many_queries_for_many_parts_as_for_few(
    client: Client, user: User, company: Organisation
) -> None:
    address = reverse("organisations:detail", args=[company.public_id])
    client.get(address)
    counts = []
    for index in range(30):
        add_part(
            organisation=company,
            model=Branch,
            actor=user,
            name=f"{index}공장",
            kind="factory",
            region_id="11",
        )
        add_part(organisation=company, model=OrganisationName, actor=user, text=f"옛이름{index}")
        if index in (0, 29):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
    assert counts[0] == counts[1]


def test_html_in_every_field_of_a_part_is_only_text(
    client: Client, user: User, company: Organisation
) -> None:
    mark = "<b>x</b>"
    add_part(organisation=company, model=OrganisationName, actor=user, text=mark)
    add_part(organisation=company, model=Branch, actor=user, name=mark, kind="factory", address=mark)
    add_part(
        organisation=company, model=Contact, actor=user, name=mark, department=mark, phone=mark, purpose=mark
    )
    for page in ("detail", "history"):
        text = client.get(reverse(f"organisations:{page}", args=[company.public_id])).text
        assert mark not in text
        assert "&lt;b&gt;x&lt;/b&gt;" in text

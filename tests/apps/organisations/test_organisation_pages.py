"""Organisations one by one: written through services, found through the list, shown to the centre's staff."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.organisations.models import Membership, Organisation, OrganisationKind
from deungdae.apps.organisations.selectors import organisations as selectors
from deungdae.apps.organisations.selectors.organisations import PAGE_SIZE, Filters
from deungdae.apps.organisations.services import organisations as services
from deungdae.apps.organisations.services.search import index_organisations
from tests.apps.core.imports.lists import number, staff

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("reference_tables"),
]
LIST, CREATE = "/organisations/", "/organisations/new/"


def make(name: str, *, kinds: tuple[str, ...] = (), **values: object) -> Organisation:
    organisation = Organisation.objects.create(name=name, **values)
    OrganisationKind.objects.bulk_create(
        OrganisationKind(organisation=organisation, kind=kind) for kind in kinds
    )
    index_organisations([organisation.pk])
    return organisation


def names(user: User, **filters: str) -> list[str]:
    page = selectors.page_of_organisations(user=user, filters=Filters(**filters))
    return [organisation.name for organisation in page.organisations]


@pytest.fixture
def user() -> User:
    return staff()


@pytest.fixture
def client(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def test_an_organisation_is_registered_with_its_parts(user: User) -> None:
    made = services.create_organisation(
        name="가상정밀",
        kinds=["demand", "demand"],
        actor=user,
        business_number=number(1),
        identifiers=[("krx", "000001")],
    )
    assert list(made.kinds.values_list("kind", flat=True)) == ["demand"]
    assert list(made.identifiers.values_list("scheme", "code")) == [("krx", "000001")]


@pytest.mark.parametrize(
    "taken",
    [{"business_number": number(1)}, {"corporate_number": "1301110006246"}, {"identifiers": [("krx", "1")]}],
)
def test_a_number_of_somebody_else_is_refused_by_name(user: User, taken: dict[str, object]) -> None:
    services.create_organisation(
        name="먼저",
        kinds=[],
        actor=user,
        business_number=number(1),
        corporate_number="1301110006246",
        identifiers=[("krx", "1")],
    )
    with pytest.raises(RefusedError, match="먼저"):
        services.create_organisation(name="나중", kinds=[], actor=user, **taken)
    assert Organisation.objects.count() == 1


def test_a_change_replaces_what_was_there(user: User) -> None:
    made = services.create_organisation(
        name="가상정밀", kinds=["demand", "supply"], actor=user, identifiers=[("krx", "1"), ("x", "2")]
    )
    services.update_organisation(
        organisation=made, name="가상", kinds=["supply", "startup"], actor=user, identifiers=[("x", "2")]
    )
    made.refresh_from_db()
    assert made.name == "가상"
    assert set(made.kinds.values_list("kind", flat=True)) == {"supply", "startup"}
    assert list(made.identifiers.values_list("scheme", "code")) == [("x", "2")]


def test_two_syllables_in_the_middle_of_a_name_are_found(user: User) -> None:
    make("한국스마트공장협회")
    make("공장자동화")
    make("나라정밀")
    assert names(user, search="공장") == ["공장자동화", "한국스마트공장협회"]
    assert names(user, search="스마트 협회") == ["한국스마트공장협회"]
    assert names(user, search="주식회사 나라") == ["나라정밀"]


def test_numbers_are_found_as_they_are_typed(user: User) -> None:
    made = make("가상정밀", business_number=number(1))
    made.identifiers.create(scheme="krx", code="069730")
    index_organisations([made.pk])
    typed = f"{number(1)[:3]}-{number(1)[3:5]}-{number(1)[5:]}"
    assert names(user, search=typed) == names(user, search="069730") == ["가상정밀"]


def test_filters_take_everything_below(user: User) -> None:
    make("반도체", industry_id="26111", region_id="41111", kinds=("demand",))
    make("농사", industry_id="011", region_id="11", kinds=("supply",))
    assert [names(user, industry=code) for code in ("C", "26", "261", "26111", "A")] == [["반도체"]] * 4 + [
        ["농사"]
    ]
    assert [names(user, region=code) for code in ("41", "41110", "41111", "11")] == [["반도체"]] * 3 + [
        ["농사"]
    ]
    assert names(user, kind="supply") == ["농사"]
    assert names(user, industry="C", region="11") == []


def test_pages_follow_each_other_forth_and_back(user: User) -> None:
    for index in range(PAGE_SIZE * 2 + 5):
        make(f"가상{index // 3:03d}")
    seen, query = [], ""
    while True:
        key = selectors.key_of(query.partition("after=")[2])
        page = selectors.page_of_organisations(user=user, filters=Filters(), after=key)
        seen += [organisation.pk for organisation in page.organisations]
        if not page.next_query:
            break
        query = page.next_query
    assert len(seen) == len(set(seen)) == PAGE_SIZE * 2 + 5
    back = selectors.page_of_organisations(
        user=user, filters=Filters(), before=selectors.key_of(page.previous_query.partition("before=")[2])
    )
    assert [organisation.pk for organisation in back.organisations] == seen[PAGE_SIZE : PAGE_SIZE * 2]


def test_the_list_needs_as_many_queries_for_many_as_for_few(client: Client) -> None:
    client.get(LIST)
    counts = []
    for index in range(60):
        make(f"가상{index}", industry_id="26111", region_id="11", kinds=("demand", "supply"))
        if index in (1, 59):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(LIST, {"q": "가상", "kind": "demand", "region": "11"}).status_code == 200
            counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_an_organisation_is_registered_shown_and_changed_on_its_pages(client: Client) -> None:
    data = {
        "name": "가상정밀",
        "kinds": ["demand"],
        "business_number": "１２３-45-00003",
        "industry": "26111 메모리",
        "region": "경기 안양시",
        "home_page": "example.co.kr",
        "identifiers": "KRX a069730",
    }
    page = client.post(CREATE, {**data, "key": new_public_id()}, follow=True)
    assert "등록했습니다" in page.text
    assert "123-45-00003" in page.text
    assert "경기도 안양시" in page.text
    made = Organisation.objects.get()
    assert made.identifiers.values_list("scheme", "code").get() == ("krx", "069730")
    edit = reverse("organisations:edit", args=[made.public_id])
    form = client.get(edit).context["form"]
    page = client.post(edit, {**form.initial, "products": "볼트"}, follow=True)
    assert "저장했습니다" in page.text
    made.refresh_from_db()
    assert (made.products, made.industry_id, made.region_id) == ("볼트", "26111", "41170")
    assert "가상정밀" in client.get(LIST).text


def test_english_pages_name_provinces_in_english_and_keep_what_is_typed_back(client: Client) -> None:
    made = make("가상정밀", region_id="41")
    make("나상정밀", region_id="41170")
    english = {"HTTP_ACCEPT_LANGUAGE": "en"}
    page = client.get(LIST, **english).text
    assert "Gyeonggi-do</td>" in page
    assert "경기도 안양시" in page
    assert "Jeonbuk State</option>" in page
    assert "경기도</td>" in client.get(LIST).text
    edit = reverse("organisations:edit", args=[made.public_id])
    client.post(edit, client.get(edit, **english).context["form"].initial, **english)
    made.refresh_from_db()
    assert made.region_id == "41"
    assert "Gyeonggi-do" in client.get(reverse("organisations:detail", args=[made.public_id]), **english).text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "가" * 201),
        ("kinds", "nothing"),
        ("business_number", "123-45-67890"),
        ("corporate_number", "1"),
        ("industry", "없는 업종"),
        ("region", "홍콩"),
        ("home_page", "javascript:alert(1)"),
        ("identifiers", "krx"),
        ("identifiers", "krx 0697301"),
        ("products", "a\x00b"),
    ],
)
def test_each_wrong_value_is_answered_at_its_field(client: Client, field: str, value: str) -> None:
    page = client.post(CREATE, {"key": new_public_id(), "name": "가상정밀", field: value})
    assert page.status_code == 200
    assert page.context["form"].errors[field]
    assert not Organisation.objects.exists()


def test_a_taken_number_is_answered_on_the_form(client: Client) -> None:
    make("먼저", business_number=number(1))
    sent = {"key": new_public_id(), "name": "나중", "business_number": number(1)}
    assert "먼저" in client.post(CREATE, sent).text


def test_a_form_that_is_sent_twice_registers_one_organisation(client: Client) -> None:
    make("가상정밀")
    for more in ({}, {"is_new": "on"}):
        sent = {"key": new_public_id(), "name": "가상정밀" if more else "나상기계", **more}
        first, second = client.post(CREATE, sent), client.post(CREATE, sent)
        assert first.status_code == 302
        assert first["Location"] == second["Location"]
    assert sorted(Organisation.objects.values_list("name", flat=True)) == ["가상정밀", "가상정밀", "나상기계"]


def test_a_form_that_was_changed_after_it_was_sent_registers_another(client: Client) -> None:
    key = new_public_id()
    client.post(CREATE, {"key": key, "name": "가상정밀"})
    client.post(CREATE, {"key": key, "name": "나상기계"})
    assert sorted(Organisation.objects.values_list("name", flat=True)) == ["가상정밀", "나상기계"]


def test_what_somebody_else_has_changed_meanwhile_is_not_written_over_unseen(
    client: Client, user: User
) -> None:
    made = make("가상정밀", kinds=("demand",))
    edit = reverse("organisations:edit", args=[made.public_id])
    opened = client.get(edit).context["form"].initial
    services.update_organisation(
        organisation=made, name="가상정밀", kinds=["supply"], products="베어링", actor=user
    )
    page = client.post(edit, {**opened, "home_page": "https://example.co.kr"})
    assert "‘가상정밀’의 내용을 고쳤습니다. 아직 저장하지 않았으니" in page.text
    assert page.context["changed"] == [
        ("구분", "공급기업"),
        ("주요 제품", "베어링"),
        ("홈페이지", "알려지지 않음"),
    ]
    made.refresh_from_db()
    assert (made.products, made.home_page) == ("베어링", "")
    again = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    assert again["home_page"] == "https://example.co.kr"
    client.post(edit, {**again, "products": "베어링", "kinds": ["supply"]})
    made.refresh_from_db()
    assert (made.products, made.home_page) == ("베어링", "https://example.co.kr")


@pytest.mark.parametrize("seen", ["", "어제", "2021-13-45 00:00:00", "2021-04-14T10:00:00+09:00"])
def test_a_moment_that_does_not_fit_changes_nothing(client: Client, seen: str) -> None:
    made = make("가상정밀")
    edit = reverse("organisations:edit", args=[made.public_id])
    values = {**client.get(edit).context["form"].initial, "products": "볼트", "seen": seen}
    assert client.post(edit, values).status_code == 200
    made.refresh_from_db()
    assert made.products == ""


@pytest.mark.parametrize(
    "query",
    [
        "?q=%00",
        "?kind=x&industry=%27&region=zz",
        "?after=x",
        "?before=W10",
        "?after=WyJhIiwgMWU5OTld",
        "?q=" + "가" * 300,
    ],
)
def test_nonsense_in_the_address_is_harmless(client: Client, query: str) -> None:
    make("가상정밀")
    assert client.get(LIST + query).status_code == 200


def test_script_in_a_name_is_only_text(client: Client) -> None:
    made = make("<script>alert(1)</script>", home_page="javascript:alert(1)")
    for address in (LIST, reverse("organisations:detail", args=[made.public_id])):
        text = client.get(address).text
        assert "<script>alert" not in text
        assert 'href="javascript' not in text


def test_only_staff_keeps_organisations_and_a_foreign_one_is_like_a_missing_one() -> None:
    made, foreign = make("가상정밀"), make("남의정밀")
    member = create_account(email="member@example.kr", name="담당", password=None)
    Membership.objects.create(user=member, organisation=made, role="owner", starts_on="2021-01-01")
    keys = (made.public_id, foreign.public_id, new_public_id())
    details = [reverse("organisations:detail", args=[key]) for key in keys]
    keeping = [LIST, CREATE, *(reverse("organisations:edit", args=[key]) for key in keys)]
    anonymous, signed_in = Client(), Client()
    signed_in.force_login(member)
    assert {anonymous.get(address).status_code for address in keeping + details} == {302}
    assert {signed_in.get(address).status_code for address in keeping} == {403}
    assert [signed_in.get(address).status_code for address in details] == [200, 404, 404]


def test_a_missing_organisation_is_not_found(client: Client) -> None:
    for page in ("detail", "edit"):
        assert client.get(reverse(f"organisations:{page}", args=[new_public_id()])).status_code == 404


def test_an_english_reader_sees_the_english_name_of_an_industry(client: Client) -> None:
    company = make("한빛정밀", industry_id="13")
    addresses = (LIST, reverse("organisations:detail", args=[company.public_id]))
    for language, words in (("ko", "섬유제품 제조업"), ("en", "Manufacture of textiles")):
        client.cookies["django_language"] = language
        with translation.override(language):
            for address in addresses:
                assert words in client.get(address).text

"""Profiles: who reads which field, whose act opens and closes one, and that what is closed is not there."""

import re
from datetime import date

import pytest
from django.test import Client

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import (
    Branch,
    Contact,
    ExternalIdentifier,
    Industry,
    Membership,
    Organisation,
    OrganisationName,
    Region,
    Solution,
)
from deungdae.apps.organisations.models.organisation import PUBLIC_PROFILE
from deungdae.apps.organisations.selectors.profiles import is_published
from deungdae.apps.organisations.services import organisations, solutions
from deungdae.apps.organisations.services.consents import load_consent_texts, withdraw_consent
from deungdae.apps.organisations.services.merging import merge_organisations
from deungdae.apps.organisations.services.search import index_organisations
from deungdae.apps.organisations.services.solutions import CertificateLine, Content, ReferenceLine
from tests.support.centre import agrees_to_show_itself, person

pytestmark = pytest.mark.django_db
LIST = "/companies/"
PROFILE = {
    "name": ("public", "표식정밀"),
    "kinds": ("public", "스타트업"),
    "english_name": ("public", "Markname"),
    "names": ("public", "옛이름표식"),
    "legal_kind": ("public", "비영리 법인"),
    "founded_on": ("public", "1987"),
    "market": ("public", "코넥스"),
    "industry": ("public", "전자 부품"),
    "other_industries": ("public", "건설업"),
    "region": ("public", "제주특별자치도"),
    "products": ("public", "제품표식"),
    "home_page": ("public", "https://mark.example"),
    "business_number": ("member", "120-81-99999"),
    "corporate_number": ("member", "110111-7654321"),
    "branches": ("member", "공장표식"),
    "identifiers": ("staff", "번호표식"),
    "contacts": ("personal", "연락표식"),
    "memberships": ("personal", "담당표식"),
}
"""Field → its level and what stands there."""
SOLUTION = {
    "title": ("public", "이름표식"),
    "summary": ("public", "설명표식"),
    "terms": ("public", "생산·공정"),
    "price_band": ("member", "1천만원~5천만원"),
    "references": ("member", "고객표식"),
    "certificates": ("member", "인증표식"),
    "capacity_per_quarter": ("staff", "777"),
}
READS = {
    "public": {"public"},
    "person": {"public"},
    "trainee": {"public"},
    "demand_staff": {"public", "member"},
    "demand_owner": {"public", "member"},
    "supply_staff": {"public", "member"},
    "supply_owner": {"public", "member"},
    "mentor": {"public", "member"},
    "reviewer": {"public", "member"},
    "ministry_official": {"public", "member"},
    "auditor": set(),
    "centre_staff": {"public", "member", "staff"},
    "centre_lead": {"public", "member", "staff"},
    "own_staff": {"public", "member", "staff"},
    "own_owner": {"public", "member", "staff"},
}
"""Role → the levels that it reads of a company that showed itself; every role of the matrix, and its own."""


@pytest.fixture
def company(reference_tables: None) -> Organisation:
    electronics, building = (Industry.objects.get(code=code) for code in ("26", "F"))
    jeju = Region.objects.get(code="50")
    made = Organisation.objects.create(
        name="표식정밀",
        english_name="Markname",
        business_number="1208199999",
        corporate_number="1101117654321",
        legal_kind=Organisation.LegalKind.NONPROFIT,
        founded_on=date(1987, 6, 5),
        market=Organisation.Market.KONEX,
        industry=electronics,
        region=jeju,
        products="제품표식",
        home_page="https://mark.example",
    )
    made.kinds.create(kind="startup")
    made.other_industries.create(industry=building)
    ExternalIdentifier.objects.create(organisation=made, scheme="krx", code="번호표식")
    OrganisationName.objects.create(organisation=made, text="옛이름표식")
    Branch.objects.create(organisation=made, kind="factory", name="공장표식")
    Contact.objects.create(organisation=made, name="연락표식", phone="02-1234-5678")
    member(person("담당표식"), made, "owner")
    index_organisations([made.pk])
    return made


def shows_itself(company: Organisation) -> None:
    agrees_to_show_itself(company, actor=User.objects.get(name="담당표식"))


def member(user, organisation: Organisation, role: str) -> None:
    Membership.objects.create(user=user, organisation=organisation, role=role, starts_on=clock.today())


def reader(role: str, company: Organisation) -> Client:
    """Somebody in this role; `own_…`: of the company itself."""
    client = Client()
    if role == "public":
        return client
    user = person(role.replace("_", "-"))
    side, _, place = role.partition("_")
    if side in ("demand", "supply"):
        other = organisations.create_organisation(name=f"{role} 기업", kinds=[side], actor=None)
        member(user, other, "owner" if place == "owner" else "member")
    elif side == "own":
        member(user, company, "owner" if place == "owner" else "member")
    elif role != "person":
        grant_role(user=user, role=role)
    client.force_login(user)
    return client


def seen_in(text: str, markers: dict[str, tuple[str, str]]) -> set[str]:
    return {field for field, (_level, marker) in markers.items() if marker in text}


def main_of(answer) -> str:
    """The page without its frame, where the reader's own name stands, and without the answer's reference."""
    return re.sub(r"\b[0-9A-F]{8}\b", "", answer.content.decode().partition("<main")[2])


def open_to(role: str, markers: dict[str, tuple[str, str]]) -> set[str]:
    return {field for field, (level, _marker) in markers.items() if level in READS[role]}


def address(company: Organisation, view: str = "") -> str:
    return f"{LIST}{company.short_id}/" + (f"?view={view}" if view else "")


@pytest.mark.parametrize("role", READS)
def test_each_role_reads_of_a_published_profile_what_its_levels_open(
    company: Organisation, role: str
) -> None:
    shows_itself(company)
    client = reader(role, company)
    assert seen_in(main_of(client.get(address(company))), PROFILE) == open_to(role, PROFILE)
    listed = "표식정밀" in main_of(client.get(LIST))
    assert listed == bool(READS[role])


@pytest.mark.parametrize("role", READS)
def test_each_role_reads_of_a_published_solution_what_its_levels_open(
    company: Organisation, role: str
) -> None:
    content = Content(
        title="이름표식",
        summary="설명표식",
        price_band="under_50m",
        capacity_per_quarter=777,
        terms={"area": ["production"]},
        references=[ReferenceLine(date(2024, 5, 1), "고객표식", "구축", "")],
        certificates=[CertificateLine("GS", "인증표식", "TTA")],
    )
    made = solutions.create_solution(organisation=company, content=content, actor=None)
    solutions.move_solution(solution=made, target=Solution.State.PUBLISHED, actor=None)
    shows_itself(company)
    text = main_of(reader(role, company).get(f"/solutions/{made.short_id}/"))
    assert seen_in(text, SOLUTION) == open_to(role, SOLUTION)


@pytest.mark.parametrize("role", READS)
def test_a_company_that_shows_nothing_is_missing_for_all_but_its_own_and_staff(
    company: Organisation, role: str
) -> None:
    client = reader(role, company)
    closed, missing = client.get(address(company)), client.get(f"{LIST}2222222222222222222222/")
    inside = role.startswith(("own", "centre"))
    assert closed.status_code == (200 if inside else 404)
    if not inside:
        assert main_of(closed) == main_of(missing)
    assert "표식정밀" not in main_of(client.get(LIST))


def test_its_own_people_look_as_others_do(company: Organisation) -> None:
    shows_itself(company)
    own = reader("own_staff", company)
    for view, role in (("public", "public"), ("member", "mentor")):
        assert seen_in(main_of(own.get(address(company, view))), PROFILE) == open_to(role, PROFILE)
    nobody = Client()
    for view in ("member", "all", "nonsense"):
        assert seen_in(main_of(nobody.get(address(company, view))), PROFILE) == open_to("public", PROFILE)


def test_its_owner_opens_and_closes_it_by_consent(company: Organisation) -> None:
    load_consent_texts()
    owner, nobody = Client(), Client()
    owner.force_login(User.objects.get(name="담당표식"))
    consent = f"/organisations/{company.short_id}/consents/{PUBLIC_PROFILE}/"
    assert "공개에 동의하기" in main_of(owner.get(address(company)))
    owner.post(f"{consent}give/", {"version": "1"})
    assert nobody.get(address(company)).status_code == 200
    owner.post(f"{consent}withdraw/")
    assert nobody.get(address(company)).status_code == 404
    assert "표식정밀" not in main_of(nobody.get(LIST))


def test_published_solutions_are_hidden_with_the_profile(company: Organisation) -> None:
    made = solutions.create_solution(organisation=company, content=Content("이름표식", "일"), actor=None)
    solutions.move_solution(solution=made, target=Solution.State.PUBLISHED, actor=None)
    url, waits = f"/solutions/{made.short_id}/", "아직 다른 사람에게 보이지 않습니다"
    owner, nobody = reader("own_owner", company), Client()
    assert (nobody.get(url).status_code, waits in main_of(owner.get(url))) == (404, True)
    shows_itself(company)
    assert (nobody.get(url).status_code, waits in main_of(owner.get(url))) == (200, False)
    withdraw_consent(holder=company, purpose=PUBLIC_PROFILE, actor=User.objects.get(name="담당표식"))
    assert nobody.get(url).status_code == 404
    for page in ("/solutions/", "/search/?q=이름표식", "/search/suggestions/?q=이름표식"):
        assert "이름표식" not in main_of(reader("person", company).get(page)).replace('value="이름표식"', "")
        User.objects.filter(name="person").delete()


def test_a_merge_opens_nothing_that_its_survivor_kept_closed(company: Organisation) -> None:
    shows_itself(company)
    survivor = Organisation.objects.create(name="남은곳")
    merge_organisations(survivor=survivor, merged=company, take=(), reason="같음", actor=person("staff"))
    assert not is_published(survivor)
    assert Client().get(address(survivor)).status_code == 404
    assert Client().get(address(company)).status_code == 404


def test_the_address_of_a_merged_profile_leads_to_the_one_that_stands(company: Organisation) -> None:
    shows_itself(company)
    survivor, staff = Organisation.objects.create(name="남은곳"), person("staff")
    agrees_to_show_itself(survivor, actor=staff)
    closed = Organisation.objects.create(name="닫힌곳")
    for merged in (company, closed):
        merge_organisations(survivor=survivor, merged=merged, take=(), reason="같음", actor=staff)
    assert Client().get(address(company)).headers["Location"] == address(survivor)
    assert Client().get(address(closed)).status_code == 404


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("표식", True),
        ("ㅍㅅㅈㅁ", True),
        ("markname", True),
        ("옛이름", True),
        ("120-81-99999", False),
        ("1208199999", False),
        ("120", False),
        ("12", False),
        ("1101117654321", False),
        ("번호표식", False),
    ],
)
def test_a_closed_number_is_no_way_to_find_a_profile(company: Organisation, query: str, finds: bool) -> None:
    shows_itself(company)
    for role in ("public", "mentor"):
        assert ("표식정밀" in main_of(reader(role, company).get(LIST, {"q": query}))) == finds


@pytest.mark.parametrize(
    ("query", "finds"), [("?kind=startup", 1), ("?industry=C", 1), ("?region=50", 1), ("?kind=demand", 0)]
)
def test_filters_narrow_the_list(company: Organisation, query: str, finds: int) -> None:
    shows_itself(company)
    assert ("표식정밀" in main_of(Client().get(LIST + query))) == bool(finds)


@pytest.mark.parametrize("query", ["?page=x", "?page=99", "?kind=%00", "?region=zz", "?q=%27&page=0"])
def test_nonsense_in_the_address_is_never_an_error(company: Organisation, query: str) -> None:
    assert Client().get(LIST + query).status_code == 200


def test_a_profile_shows_published_solutions_only(company: Organisation) -> None:
    shows_itself(company)
    for title in ("공개솔루션", "초안솔루션"):
        made = solutions.create_solution(organisation=company, content=Content(title, "일"), actor=None)
        if title == "공개솔루션":
            solutions.move_solution(solution=made, target=Solution.State.PUBLISHED, actor=None)
    for role in ("public", "own_owner", "centre_staff"):
        text = main_of(reader(role, company).get(address(company)))
        assert ("공개솔루션" in text, "초안솔루션" in text) == (True, False)

"""Solutions: who writes them, who sees which of their fields, and what a form refuses with a way out."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from deungdae.apps.accounts.services import grant_role, issue_token
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.organisations.forms.solution import SolutionForm, initial_of
from deungdae.apps.organisations.models import Industry, Organisation, Region, Solution, SolutionSearch
from deungdae.apps.organisations.selectors.profiles import is_published
from deungdae.apps.organisations.selectors.solutions import SolutionFilters, solutions_matching
from deungdae.apps.organisations.services import organisations, solutions
from deungdae.apps.organisations.services.search import rebuild_solutions
from deungdae.apps.organisations.services.solutions import CertificateLine, Content, ReferenceLine
from tests.support.centre import agrees_to_show_itself, person
from tests.support.factors import with_factor
from tests.support.pages import unmarked

pytestmark = pytest.mark.django_db
State = Solution.State
LIST = "/solutions/"
CONTENT = Content(
    title="등대MES",
    summary="공개표식",
    price_band="under_50m",
    capacity_per_quarter=777,
    terms={"area": ["production"], "technology": ["mes", "ai"], "language": ["ko"]},
    references=[ReferenceLine(date(2024, 5, 1), "고객표식", "MES 구축", "불량 30% 감소")],
    certificates=[CertificateLine("GS 1등급", "인증표식", "TTA", date(2027, 12, 31))],
)


def a_company(name: str, kind: str) -> Organisation:
    return organisations.create_organisation(name=name, kinds=[kind], actor=None)


@pytest.fixture
def supplier(reference_tables: None) -> Organisation:
    return a_company("다온소프트", "supply")


@pytest.fixture
def solution(supplier: Organisation) -> Solution:
    return solutions.create_solution(organisation=supplier, content=CONTENT, actor=None)


def signed_in(name: str, organisation: Organisation | None = None, *, role: str = "") -> Client:
    user = person(name, organisation=organisation)
    if role:
        grant_role(user=user, role=role)
    client = Client()
    client.force_login(user)
    return client


def published(solution: Solution) -> Solution:
    """Published by a company that shows itself."""
    if not is_published(solution.organisation):
        agrees_to_show_itself(solution.organisation, actor=person("agreeing"))
    return solutions.move_solution(solution=solution, target=State.PUBLISHED, actor=None)


def page(client: Client, solution: Solution) -> str:
    return client.get(f"{LIST}{solution.short_id}/").content.decode()


def test_a_draft_is_seen_by_its_company_and_staff_and_is_missing_for_others(solution: Solution) -> None:
    seen = {
        "own": signed_in("own", solution.organisation),
        "staff": signed_in("staff", role="centre_staff"),
        "demand": signed_in("demand", a_company("한빛정밀", "demand")),
        "nobody": signed_in("nobody"),
    }
    url = f"{LIST}{solution.short_id}/"
    assert {name: client.get(url).status_code for name, client in seen.items()} == {
        "own": 200,
        "staff": 200,
        "demand": 404,
        "nobody": 404,
    }
    assert ["등대MES" in client.get(LIST).content.decode() for client in seen.values()] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("nobody", {"공개표식"}),
        ("demand", {"공개표식", "고객표식", "인증표식"}),
        ("own", {"공개표식", "고객표식", "인증표식", "777"}),
        ("staff", {"공개표식", "고객표식", "인증표식", "777"}),
        ("auditor", set()),
    ],
)
def test_each_reader_sees_the_fields_of_the_written_matrix(
    solution: Solution, who: str, sees: set[str]
) -> None:
    published(solution)
    clients = {
        "nobody": lambda: signed_in("nobody"),
        "demand": lambda: signed_in("demand", a_company("한빛정밀", "demand")),
        "own": lambda: signed_in("own", solution.organisation),
        "staff": lambda: signed_in("staff", role="centre_staff"),
        "auditor": lambda: signed_in("auditor", role="auditor"),
    }
    text = page(clients[who](), solution)
    assert {marker for marker in ("공개표식", "고객표식", "인증표식", "777") if marker in text} == sees


def test_a_price_nobody_may_read_is_no_filter_either(solution: Solution) -> None:
    published(solution)
    nobody = person("nobody")
    filters = SolutionFilters(price="over_500m")
    assert list(solutions_matching(user=nobody, filters=filters)) == [solution]


def test_filters_take_areas_technologies_industries_regions_and_words(solution: Solution) -> None:
    solution.industries.add(Industry.objects.get(code="26"))
    solution.regions.add(Region.objects.get(code="11"))
    staff = person("staff")
    grant_role(user=staff, role="centre_staff")
    hits = [
        {"area": "production"},
        {"technology": "ai"},
        {"industry": "C"},
        {"region": "11"},
        {"q": "등대 다온"},
    ]
    misses = [{"area": "energy"}, {"technology": "erp"}, {"industry": "A"}, {"region": "26"}, {"q": "없음"}]
    for filters in hits:
        assert list(solutions_matching(user=staff, filters=SolutionFilters(**filters))) == [solution], filters
    for filters in misses:
        assert not solutions_matching(user=staff, filters=SolutionFilters(**filters)), filters


def form_values(**changes: Any) -> dict[str, Any]:
    return {"title": "등대MES", "summary": "생산 관리", **changes}


def test_a_supplier_writes_publishes_and_archives_its_own(supplier: Organisation) -> None:
    client = signed_in("own", supplier)
    answer = client.post(f"/organisations/{supplier.short_id}/solutions/new/", form_values(area=["quality"]))
    made = Solution.objects.get()
    assert (answer.status_code, made.state) == (302, State.DRAFT)
    for target in (State.PUBLISHED, State.ARCHIVED, State.DRAFT):
        client.post(f"{LIST}{made.short_id}/step/", {"target": target})
        made.refresh_from_db()
        assert made.state == target
    client.post(f"{LIST}{made.short_id}/edit/", form_values(title="새 이름"))
    made.refresh_from_db()
    assert made.title == "새 이름"


def test_another_company_can_neither_write_nor_move_it(solution: Solution) -> None:
    published(solution)
    other = a_company("나래", "supply")
    client = signed_in("other", other)
    for path in (f"{LIST}{solution.short_id}/edit/", f"{LIST}{solution.short_id}/step/"):
        assert client.post(path, form_values(target="archived")).status_code == 404
    new = f"/organisations/{solution.organisation.short_id}/solutions/new/"
    assert client.post(new, form_values()).status_code == 404
    demand = a_company("한빛정밀", "demand")
    buyer = signed_in("buyer", demand)
    assert buyer.post(f"/organisations/{demand.short_id}/solutions/new/", form_values()).status_code == 404


def test_what_is_archived_is_not_published_at_once(solution: Solution) -> None:
    solutions.move_solution(solution=solution, target=State.ARCHIVED, actor=None)
    with pytest.raises(RefusedError, match="보관"):
        published(solution)
    with pytest.raises(RefusedError):
        solutions.move_solution(solution=solution, target="nonsense", actor=None)


def test_a_second_solution_of_the_same_name_is_refused_by_name(solution: Solution) -> None:
    with pytest.raises(RefusedError, match="등대MES"):
        solutions.create_solution(organisation=solution.organisation, content=CONTENT, actor=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Solution.objects.filter(pk=solution.pk).update(state=State.PUBLISHED)


def test_a_form_gives_back_what_it_was_given(solution: Solution) -> None:
    form = SolutionForm(initial_of(solution))
    assert form.is_valid(), form.errors
    solutions.update_solution(solution=solution, content=form.content(), actor=None)
    assert initial_of(Solution.objects.get()) == initial_of(solution)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "가" * 300, "200"),
        ("title", "", "필수"),
        ("industries", "없는업종", "없는업종"),
        ("regions", "아틀란티스", "아틀란티스"),
        ("references", "2024-05 | 고객", "2024-05 | 고객"),
        ("references", "2024-13 | 고객 | 일", "2024-13"),
        ("references", "2099-01 | 고객 | 일", "오지 않은"),
        ("references", "어제 | 고객 | 일", "어제"),
        ("certificates", "GS | 1", "GS | 1"),
        ("certificates", "GS | 1 | TTA | 내년", "내년"),
        ("certificates", "\n".join(f"GS | {number} | TTA" for number in range(60)), "50"),
        ("capacity_per_quarter", "-1", "0"),
        ("capacity_per_quarter", "1.23E+09", "정수"),
        ("area", ["nonsense"], "nonsense"),
    ],
)
def test_a_bad_value_is_named_with_the_way_out(
    reference_tables: None, field: str, value: str | list[str], said: str
) -> None:
    form = SolutionForm(form_values(**{field: value}))
    assert said in str(form.errors.get(field, "")), form.errors


def test_html_in_every_field_is_shown_as_text(supplier: Organisation) -> None:
    mark = "<script>alert(1)</script>"
    content = Content(
        title=mark,
        summary=mark,
        references=[ReferenceLine(date(2024, 1, 1), mark, mark, mark)],
        certificates=[CertificateLine(mark, mark, mark)],
    )
    made = solutions.create_solution(organisation=supplier, content=content, actor=None)
    client = signed_in("own", supplier)
    for text in (page(client, made), client.get(f"{LIST}{made.short_id}/edit/").content.decode()):
        assert mark not in text
        assert "&lt;script&gt;" in text


@pytest.mark.parametrize(
    "query", ["?page=x", "?page=-1", "?area=%00", "?region=zz", "?industry='", "?q=%F0%9F%99%82"]
)
def test_nonsense_in_the_address_is_never_an_error(solution: Solution, query: str) -> None:
    assert signed_in("own", solution.organisation).get(LIST + query).status_code == 200


def names_found(client: Client, text: str) -> bool:
    """Whether the page of the search, and what appears while one types, name the solution; both agree."""
    pages = [
        unmarked(client.get(path, {"q": text}).content.decode())
        for path in ("/search/", "/search/suggestions/")
    ]
    found = {"등대MES" in page for page in pages}
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize("text", ["등대mes", "ㄷㄷ", "다온", "공개표식", "생산 등대", "production"])
def test_a_solution_is_found_by_its_public_words(solution: Solution, text: str) -> None:
    assert names_found(signed_in("own", solution.organisation), text)
    assert names_found(signed_in("staff", role="centre_staff"), text)
    assert not names_found(signed_in("nobody"), text)
    published(solution)
    assert names_found(signed_in("somebody"), text)
    assert not names_found(signed_in("auditor", role="auditor"), text)
    assert "등대MES" in Client().get(LIST, {"q": text}).content.decode()


@pytest.mark.parametrize("text", ["고객표식", "인증표식", "777", "없음"])
def test_a_closed_field_is_no_way_to_find_a_solution(solution: Solution, text: str) -> None:
    published(solution)
    assert not names_found(signed_in("nobody"), text)
    assert not names_found(signed_in("own", solution.organisation), text)


def test_a_solution_is_found_by_what_it_and_its_company_are_called_now(solution: Solution) -> None:
    own = signed_in("own", solution.organisation)
    organisations.update_organisation(
        organisation=solution.organisation, name="바뀐회사", kinds=["supply"], actor=None
    )
    assert (names_found(own, "바뀐"), names_found(own, "다온")) == (True, False)
    SolutionSearch.objects.all().delete()
    assert rebuild_solutions() == 1
    assert (names_found(own, "바뀐"), rebuild_solutions()) == (True, 0)


def test_the_api_gives_the_fields_that_the_person_may_read(solution: Solution) -> None:
    published(solution)
    reads = {}
    for name, role in (("nobody", ""), ("mentor", "mentor"), ("staff", "centre_staff")):
        user = person(name)
        if role:
            grant_role(user=user, role=role)
        _token, secret = issue_token(user=with_factor(user), name="시험")
        headers = {"authorization": f"Bearer {secret}"}
        one = Client().get(f"/api/v1/solutions/{solution.short_id}", headers=headers).json()
        listed = Client().get("/api/v1/solutions?q=등대", headers=headers).json()["items"]
        searched = Client().get("/api/v1/search?q=등대", headers=headers).json()["solutions"]
        assert listed == [one] == [each["solution"] for each in searched["items"]]
        reads[name] = {
            key for key in ("summary", "price_band", "references", "state") if one[key] is not None
        }
    assert reads == {
        "nobody": {"summary"},
        "mentor": {"summary", "price_band", "references"},
        "staff": {"summary", "price_band", "references", "state"},
    }

"""Yearly figures: what each source says, what was said before, and what is probably a slip."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.cells import CellError
from deungdae.apps.evidence.company_facts import facts_of
from deungdae.apps.evidence.models import CompanySize
from deungdae.apps.organisations.amounts import amount, figure_value
from deungdae.apps.organisations.figure_doubts import doubts_of
from deungdae.apps.organisations.figure_kinds import KINDS, UNITS, shown_amount
from deungdae.apps.organisations.models import Membership, Organisation, YearlyFigure
from deungdae.apps.organisations.selectors.figures import (
    counting_values,
    counts_by_size,
    employees_on,
    figures_of,
)
from deungdae.apps.organisations.services.figures import (
    DoubtfulError,
    Statement,
    record_figures,
    withdraw_figure,
)
from tests.apps.core.imports.lists import staff

pytestmark = pytest.mark.django_db
Source = YearlyFigure.Source
EOK = 10**8


@pytest.fixture
def user() -> User:
    return staff()


@pytest.fixture
def company() -> Organisation:
    return Organisation.objects.create(name="가상정밀")


def keep(company: Organisation, year: int = 2023, source: int = Source.SUBMITTED, **values: int) -> None:
    record_figures(
        organisation=company,
        statement=Statement(year=year, source_kind=source),
        values=values,
        is_confirmed=True,
        actor=None,
    )


def test_how_many_people_worked_there_is_told_by_the_newest_ended_year(
    company: Organisation,
) -> None:
    keep(company, 2022, employees=280)
    keep(company, 2023, employees=320)
    keep(company, 2023, Source.AUDITED, employees=310)
    days = (date(2022, 12, 30), date(2023, 6, 1), date(2024, 1, 1))
    assert [employees_on(company, day) for day in days] == [None, 280, 310]
    facts = facts_of(organisation=company, on=date(2024, 1, 1))
    assert facts.size == CompanySize.UNDER_1000


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("1,700억", "won", 1_700 * EOK),
        ("1,700억 원", "million", 1_700 * EOK),
        ("170000", "million", 1_700 * EOK),
        ("1,700.5", "hundred_million", 170_050_000_000),
        ("１７０,０００", "million", 1_700 * EOK),
        ("5조 3천억", "won", 5_300_000_000_000),
        ("300백만원", "won", 300_000_000),
        ("170,000,000,000원", "million", 1_700 * EOK),
        ("0", "won", 0),
    ],
)
def test_amounts_are_understood_as_people_type_them(typed: str, unit: str, value: int) -> None:
    assert figure_value(amount(typed), KINDS["sales"], UNITS[unit]) == value


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("-5", "sales"),
        ("△500", "sales"),
        ("(500)", "sales"),
        ("1.23E+09", "sales"),
        ("많음", "sales"),
        ("0.5", "sales"),
        ("12.5명", "employees"),
        ("9" * 18, "sales"),
        ("<b>1</b>", "sales"),
        ("=1+1", "sales"),
        ("\u202e123", "sales"),
    ],
)
def test_what_is_no_figure_is_refused_in_words(typed: str, kind: str) -> None:
    with pytest.raises(CellError) as refused:
        figure_value(amount(typed), KINDS[kind], UNITS["won"])
    assert refused.value.message
    assert refused.value.remedy


def test_employees_are_heads_whatever_the_unit_of_money() -> None:
    assert figure_value(amount("1,200명"), KINDS["employees"], UNITS["hundred_million"]) == 1_200


def test_amounts_are_shown_in_the_chosen_unit() -> None:
    shown = [shown_amount(170_050_000_000, UNITS[name]) for name in ("won", "million", "hundred_million")]
    assert shown == ["170,050,000,000", "170,050", "1,700.5"]
    assert shown_amount(1_000, UNITS["hundred_million"]) == "0.00001"
    assert shown_amount(0, UNITS["million"]) == "0"


def test_a_restated_figure_keeps_the_old_one(company: Organisation, user: User) -> None:
    keep(company, sales=9_590 * EOK)
    keep(company, sales=9_614 * EOK)
    old, new = YearlyFigure.objects.order_by("pk")
    assert (old.value, old.ended_at is None) == (9_590 * EOK, False)
    assert (new.supersedes_id, new.ended_at) == (old.pk, None)
    entry = figures_of(organisation=company, user=user)[2023, "sales"]
    assert entry.counting == new
    assert entry.replaced == old


def test_what_is_said_again_is_no_new_figure(company: Organisation) -> None:
    keep(company, sales=5 * EOK)
    keep(company, sales=5 * EOK)
    assert YearlyFigure.objects.count() == 1


def test_the_more_reliable_source_counts_and_the_other_is_kept(company: Organisation, user: User) -> None:
    keep(company, source=Source.AUDITED, sales=1_700 * EOK)
    keep(company, source=Source.SUBMITTED, sales=1_750 * EOK)
    assert counting_values(organisation=company) == {(2023, "sales"): 1_700 * EOK}
    entry = figures_of(organisation=company, user=user)[2023, "sales"]
    assert [figure.value for figure in entry.others] == [1_750 * EOK]


def test_a_withdrawn_figure_counts_no_longer_and_says_why(company: Organisation, user: User) -> None:
    keep(company, sales=5 * EOK)
    figure = YearlyFigure.objects.get()
    withdraw_figure(figure=figure, reason="다른 회사의 것", actor=user)
    assert counting_values(organisation=company) == {}
    figure.refresh_from_db()
    assert figure.withdrawal == "다른 회사의 것"
    with pytest.raises(RefusedError, match="이미"):
        withdraw_figure(figure=figure, reason="다시", actor=user)


@pytest.mark.parametrize(
    ("sales", "employees", "is_doubtful"),
    [
        (170_000_000, 350, True),
        (350_000_000, 350, False),
        (349_999_999, 350, True),
        (1_700 * EOK, 350, False),
        (50_000_000_000, 1, False),
        (50_000_000_001, 1, True),
        (0, 350, False),
        (5, 0, False),
    ],
)
def test_sales_in_thousands_of_won_are_seen_by_what_one_employee_sells(
    sales: int, employees: int, is_doubtful: bool
) -> None:
    doubts = doubts_of(new={(2023, "sales"): sales, (2023, "employees"): employees}, known={})
    assert bool(doubts) is is_doubtful
    if doubts:
        assert f"{sales:,}원" in doubts[0].message


@pytest.mark.parametrize(
    ("counted", "is_doubtful"), [(2020, True), (2023, True), (2026, True), (2019, False)]
)
def test_sales_in_thousands_are_seen_by_the_employees_of_a_near_year(counted: int, is_doubtful: bool) -> None:
    doubts = doubts_of(new={(2023, "sales"): 170_000_000}, known={(counted, "employees"): 350})
    assert [doubt.code for doubt in doubts] == ["per_head"] * is_doubtful
    assert all(f"{counted}년 직원 350명" in doubt.message for doubt in doubts)


@pytest.mark.parametrize(("value", "is_doubtful"), [(1_100, False), (1_100_000, True), (1, True), (0, False)])
def test_a_leap_of_a_thousand_is_doubted_beside_the_nearest_year(value: int, is_doubtful: bool) -> None:
    doubts = doubts_of(
        new={(2023, "assets"): value}, known={(2022, "assets"): 1_000, (2010, "assets"): value}
    )
    assert bool(doubts) is is_doubtful


def test_a_doubtful_figure_is_kept_only_when_it_is_confirmed(company: Organisation, user: User) -> None:
    keep(company, year=2022, sales=1_700 * EOK, employees=350)
    said = {"sales": 170_000_000, "employees": 350}
    statement = Statement(year=2023, source_kind=Source.SUBMITTED)
    with pytest.raises(DoubtfulError) as doubtful:
        record_figures(organisation=company, statement=statement, values=said, actor=user)
    assert {doubt.code for doubt in doubtful.value.doubts} == {"per_head", "jump"}
    assert YearlyFigure.objects.filter(year=2023).count() == 0
    kept = record_figures(
        organisation=company, statement=statement, values=said, is_confirmed=True, actor=user
    )
    assert len(kept) == 2


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("figures_year", {"year": 1949}),
        ("figures_year", {"year": 2999}),
        ("figures_months", {"months": 0}),
        ("figures_months", {"months": 19}),
        ("figures_end", {"ends_on": date(2021, 12, 31)}),
        ("figures_as_of", {"as_of": clock.today() + timedelta(days=2)}),
    ],
)
def test_an_impossible_year_is_refused(company: Organisation, code: str, change: dict[str, object]) -> None:
    statement = Statement(**{"year": 2023, "source_kind": Source.AUDITED, **change})
    with pytest.raises(RefusedError) as refused:
        record_figures(organisation=company, statement=statement, values={"sales": 1}, actor=None)
    assert refused.value.code == code


def test_the_database_keeps_what_was_said(company: Organisation) -> None:
    keep(company, sales=5 * EOK)
    figures = YearlyFigure.objects.all()
    for change in ({"value": 6}, {"year": 2022}, {"source": "x"}, {"as_of": date(2020, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            figures.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        figures.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        YearlyFigure.objects.create(
            organisation=company,
            year=2023,
            kind="sales",
            value=1,
            ends_on=date(2023, 12, 31),
            source_kind=Source.SUBMITTED,
            as_of=date(2024, 1, 1),
            recorded_at=clock.now(),
        )


@pytest.mark.parametrize("change", [{"value": -1}, {"year": 1}, {"months": 19}, {"kind": ""}])
def test_the_database_refuses_impossible_figures(company: Organisation, change: dict[str, object]) -> None:
    values = {
        "organisation": company,
        "year": 2023,
        "kind": "sales",
        "value": 1,
        "ends_on": date(2023, 12, 31),
        "source_kind": Source.OTHER,
        "as_of": date(2024, 1, 1),
        "recorded_at": clock.now(),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        YearlyFigure.objects.create(**{**values, **change})


def test_companies_are_counted_by_their_newest_employees() -> None:
    for name, years in {
        "큰": {2021: 10, 2022: 1_000},
        "중간": {2022: 999},
        "작은": {2022: 299},
        "모름": {},
    }.items():
        made = Organisation.objects.create(name=name)
        for year, employees in years.items():
            keep(made, year=year, employees=employees)
    counts = counts_by_size(Organisation.objects.all())
    assert counts == {"large": 1, "mid": 1, "small": 1, "unknown": 1}


def test_the_page_tells_value_source_and_what_was_said_before(
    client: Client, user: User, company: Organisation
) -> None:
    keep(company, year=2022, source=Source.AUDITED, sales=9_590 * EOK)
    keep(company, year=2022, source=Source.AUDITED, sales=9_614 * EOK)
    keep(company, sales=9_843 * EOK, employees=1_704)
    client.force_login(user)
    page = client.get(reverse("organisations:figures", args=[company.public_id])).text
    for words in ("9,614", "정정 전: 959,000,000,000원", "감사보고서", "억원", "2.4% 늘었습니다", "1,704"):
        assert words in page
    page = client.get(reverse("organisations:figures", args=[company.public_id]), {"unit": "million"}).text
    assert "961,400" in page


def test_the_newest_year_stands_first(client: Client, user: User, company: Organisation) -> None:
    for year in (2021, 2023, 2022):
        keep(company, year=year, sales=year * EOK)
    client.force_login(user)
    page = client.get(reverse("organisations:figures", args=[company.public_id]))
    assert page.context["years"] == [2023, 2022, 2021]
    assert [cell.text for cell in page.context["lines"][0].cells] == ["2,023", "2,022", "2,021"]


def test_the_page_needs_as_many_queries_for_many_years_as_for_few(
    client: Client, user: User, company: Organisation
) -> None:
    client.force_login(user)
    address = reverse("organisations:figures", args=[company.public_id])
    counts = []
    for year in range(2010, 2024):
        keep(company, year=year, sales=year * EOK, assets=year * EOK)
        if year in (2010, 2023):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


def test_a_year_is_written_on_its_form_and_a_slip_is_asked_about(
    client: Client, user: User, company: Organisation
) -> None:
    client.force_login(user)
    address = reverse("organisations:figures_record", args=[company.public_id])
    assert client.get(address, {"year": "2023"}).context["form"]["year"].value() == 2023
    sent = {
        "year": "2023",
        "unit": "won",
        "sales": "1,700억",
        "employees": "350명",
        "source_kind": "1",
        "as_of": "2024-03-31",
        "months": "12",
    }
    page = client.post(address, {**sent, "sales": "170,000,000"})
    assert "한 사람에 485,714원뿐입니다" in page.text
    assert YearlyFigure.objects.count() == 0
    page = client.post(address, sent, follow=True)
    assert "2023년 수치 2건을 기록했습니다" in page.text
    assert counting_values(organisation=company) == {(2023, "sales"): 1_700 * EOK, (2023, "employees"): 350}
    figure = YearlyFigure.objects.get(kind="sales")
    away = reverse("organisations:figure_withdraw", args=[company.public_id, figure.public_id])
    assert "170,000,000,000원" in client.get(away).text
    assert "거두었습니다" in client.post(away, {"reason": "틀림"}, follow=True).text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("year", "2999"),
        ("year", "１９"),
        ("sales", "-1"),
        ("sales", "1.7E+11"),
        ("employees", "반"),
        ("unit", "dollar"),
        ("source_kind", "99"),
        ("as_of", "2024-02-30"),
        ("as_of", ""),
        ("months", "19"),
        ("ends_on", "x"),
        ("source", "가" * 201),
        ("source", "a\x00b"),
    ],
)
def test_each_wrong_value_is_answered_on_the_form(
    client: Client, user: User, company: Organisation, field: str, value: str
) -> None:
    client.force_login(user)
    address = reverse("organisations:figures_record", args=[company.public_id])
    sent = {
        "year": "2023",
        "unit": "won",
        "sales": "1억",
        "source_kind": "1",
        "as_of": "2024-03-31",
        "months": "12",
    }
    page = client.post(address, {**sent, field: value})
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not YearlyFigure.objects.exists()


def test_members_read_their_own_figures_and_keep_none(client: Client, user: User) -> None:
    mine, other = (Organisation.objects.create(name=name) for name in ("우리", "남"))
    keep(mine, sales=77 * EOK)
    keep(other, sales=88 * EOK)
    member = User.objects.create_user("member@example.kr", name="구성원")
    Membership.objects.create(user=member, organisation=mine, role="owner", starts_on=clock.today())
    client.force_login(member)
    assert "77" in client.get(reverse("organisations:figures", args=[mine.public_id])).text
    assert client.get(reverse("organisations:figures", args=[other.public_id])).status_code == 404
    assert client.get(reverse("organisations:figures_record", args=[mine.public_id])).status_code == 403
    assert list(YearlyFigure.objects.visible_to(member)) == list(mine.figures.all())


def test_html_in_a_source_is_only_text(client: Client, user: User, company: Organisation) -> None:
    record_figures(
        organisation=company,
        statement=Statement(year=2023, source_kind=Source.OTHER, source="<script>alert(1)</script>"),
        values={"sales": 5 * EOK},
        actor=user,
    )
    client.force_login(user)
    page = client.get(reverse("organisations:figures", args=[company.public_id])).text
    assert "<script>alert" not in page

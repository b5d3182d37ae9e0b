"""Lists of shares and groups: both sides of a row, what a company cannot have, the way back."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.exports.kinds import KINDS
from deungdae.apps.core.imports import services
from deungdae.apps.core.models import ImportRun
from deungdae.apps.organisations.models import BusinessGroup, GroupMembership, Organisation, OwnershipLink
from deungdae.apps.organisations.services.organisations import create_organisation
from deungdae.apps.organisations.services.ownership import Owner, end_share, join_group, record_share
from tests.apps.core.imports.lists import checked_run, csv_of, number, staff, work_off, xlsx_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
HEAD = ("사업자등록번호", "주주", "주주 사업자번호", "주주의 종류", "지분율", "언제부터", "언제까지")
GROUPS = ("기업명", "기업집단명", "집단 구분", "언제부터", "언제까지")
START = "2020-01-01"


@pytest.fixture
def companies() -> list[Organisation]:
    names = ("가상정밀", "나상전자", "다상소재")
    return [
        create_organisation(name=name, kinds=[], business_number=number(place), actor=None)
        for place, name in enumerate(names, 1)
    ]


def check(rows: list[tuple], **options: str) -> ImportRun:
    return checked_run(csv_of(rows), importer="ownership", **options)


def apply(run: ImportRun) -> ImportRun:
    assert codes(run, warnings=False) == []
    services.apply_import(run=run, actor=None)
    work_off()
    run.refresh_from_db()
    assert run.state == ImportRun.State.APPLIED, run.message
    return run


def codes(run: ImportRun, *, warnings: bool = True) -> list[tuple[int, str, str]]:
    rows = run.bad_rows.all() if warnings else run.bad_rows.filter(is_warning=False)
    return [(row.row_number, row.column, row.code) for row in rows]


def row(owned: int, owner: str, share: str, *, kind: str = "", start: str = START, end: str = "") -> tuple:
    """`owner`: the place of a company of the register, or a name."""
    in_register = number(int(owner)) if owner.isdecimal() else ""
    return (number(owned), "" if in_register else owner, in_register, kind, share, start, end)


def counts(run: ImportRun) -> tuple[int, int, int]:
    return run.counts["created"], run.counts["changed"], run.counts["unchanged"]


def test_owners_in_the_register_and_outside_are_recorded(companies: list[Organisation]) -> None:
    run = apply(
        check(
            [
                HEAD,
                row(1, "2", "30%"),
                row(1, "김가상", "12.5", kind="개인"),
                row(1, "다상소재", "20"),
                row(2, "어느펀드", "10", kind="펀드", end="2022-01-01"),
            ]
        )
    )
    assert counts(run) == (4, 0, 0)
    found = [
        (link.owned.name, link.shown_owner, link.owner_id is not None, str(link.share), link.owner_kind)
        for link in OwnershipLink.objects.order_by("pk")
    ]
    assert found == [
        ("가상정밀", "나상전자", True, "30.0000", "company"),
        ("가상정밀", "김가상", False, "12.5000", "person"),
        ("가상정밀", "다상소재", True, "20.0000", "company"),
        ("나상전자", "어느펀드", False, "10.0000", "private_fund"),
    ]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([row(1, "1", "10")], [(2, "주주", "ownership_of_itself")]),
        ([row(1, "가상정밀", "10")], [(2, "주주", "ownership_of_itself")]),
        ([row(1, "2", "130")], [(2, "지분율(%)", "ownership_share")]),
        ([row(1, "2", "-3")], [(2, "지분율(%)", "ownership_share")]),
        ([row(1, "2", "0")], [(2, "지분율(%)", "ownership_share")]),
        ([row(1, "2", "삼십")], [(2, "지분율(%)", "share")]),
        ([row(1, "2", "60"), row(1, "외부", "50")], [(3, "지분율(%)", "ownership_above_whole")]),
        ([row(1, "2", "10"), row(1, "2", "5", start="2021-01-01")], [(3, "주주", "ownership_twice")]),
        ([row(1, "2", "10", end="2019-01-01")], [(2, "언제까지", "ownership_dates")]),
        ([row(1, "2", "10", start="0001-01-01")], [(2, "언제부터", "too_early")]),
        ([row(1, "2", "10", start="2999-01-01")], [(2, "언제부터", "future")]),
        ([row(1, "2", "60"), row(2, "1", "60")], [(3, "주주", "ownership_controlling_circle")]),
        ([row(1, "2", "9"), row(2, "3", "9"), row(3, "1", "9")], [(4, "주주", "ownership_circle")]),
        ([row(1, "99", "10")], [(2, "주주 사업자등록번호", "unknown_company")]),
        ([row(99, "2", "10")], [(2, "사업자등록번호", "unknown_company")]),
        ([row(1, "", "10")], [(2, "주주", "ownership_no_owner")]),
    ],
)
def test_what_a_company_cannot_have_is_named_with_its_row(
    rows: list[tuple], found: list[tuple], companies: list[Organisation]
) -> None:
    run = check([HEAD, *rows])
    assert codes(run) == found
    assert run.state == ImportRun.State.REJECTED
    assert OwnershipLink.objects.count() == 0


def test_a_circle_is_a_warning_when_the_person_has_confirmed_it(companies: list[Organisation]) -> None:
    run = check([HEAD, row(1, "2", "9"), row(2, "1", "9")], confirm_circles="on")
    assert codes(run) == [(3, "주주", "ownership_circle")]
    assert counts(apply(run)) == (2, 0, 0)


def test_a_share_that_looks_like_a_cell_in_percent_format_is_told(companies: list[Organisation]) -> None:
    run = check([HEAD, row(1, "2", "0.3")])
    assert codes(run) == [(2, "지분율(%)", "small_share")]
    assert run.state == ImportRun.State.CHECKED


def test_recorded_shares_count_with_those_of_the_list(companies: list[Organisation]) -> None:
    one, two, _three = companies
    record_share(owner=Owner(two), owned=one, share=Decimal(70), starts_on=date(2019, 1, 1), actor=None)
    run = check([HEAD, row(1, "외부", "40")])
    assert codes(run) == [(2, "지분율(%)", "ownership_above_whole")]
    assert "110%" in run.bad_rows.get().message


def test_an_end_makes_room_for_a_new_share_in_the_same_list(companies: list[Organisation]) -> None:
    apply(check([HEAD, row(1, "2", "30")]))
    run = apply(check([HEAD, row(1, "2", "45", start="2022-05-01"), row(1, "2", "30", end="2022-05-01")]))
    assert counts(run) == (1, 1, 0)
    assert codes(check([HEAD, row(1, "2", "30", end="2023-01-01")])) == [(2, "언제까지", "ownership_ended")]
    assert codes(check([HEAD, row(1, "2", "31")])) == [(2, "주주", "ownership_twice")]
    services.undo_import(run=run, actor=None)
    link = OwnershipLink.objects.get()
    assert (str(link.share), link.ends_on) == ("30.0000", None)


def test_undo_takes_everything_back_unless_somebody_has_built_on_it(companies: list[Organisation]) -> None:
    book = {
        "지분": [HEAD, row(1, "2", "30")],
        "기업집단": [GROUPS, ("가상정밀", "가상그룹", "공시대상", START, "")],
    }
    run = apply(checked_run(xlsx_of(book), name="a.xlsx", importer="ownership"))
    services.undo_import(run=run, actor=None)
    assert (OwnershipLink.objects.count(), GroupMembership.objects.count()) == (0, 0)
    assert BusinessGroup.objects.count() == 0
    run = apply(checked_run(xlsx_of(book), name="b.xlsx", importer="ownership"))
    end_share(link=OwnershipLink.objects.get(), ends_on=date(2021, 1, 1), actor=None)
    with pytest.raises(RefusedError, match="그 뒤에 바뀐 것이 있어"):
        services.undo_import(run=run, actor=None)
    assert GroupMembership.objects.count() == 1


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("나상전자", "가상그룹", "상호출자제한", START, "")], [(2, "기업집단 종류", "group_kind")]),
        ([("가상정밀", "가상그룹", "공시대상", "2021-01-01", "")], [(2, "기업집단 이름", "group_twice")]),
        ([("나상전자", "새그룹", "기타", START, "2019-01-01")], [(2, "언제까지", "ownership_dates")]),
        ([("나상전자", "새그룹", "기타", "2999-01-01", "")], [(2, "언제부터", "future")]),
        ([("없는기업", "새그룹", "기타", START, "")], [(2, "기업명", "unknown_company")]),
        ([("나상전자", "새그룹", "기타", START, "")] * 2, [(3, "기업집단 이름", "group_twice")]),
    ],
)
def test_what_a_group_cannot_have_is_named_with_its_row(
    rows: list[tuple], found: list[tuple], companies: list[Organisation]
) -> None:
    kind = BusinessGroup.Kind.DISCLOSURE
    day = date(2020, 1, 1)
    join_group(organisation=companies[0], name="가상그룹", kind=kind, starts_on=day, actor=None)
    assert codes(check([GROUPS, *rows])) == found


def test_what_goes_out_comes_in_unchanged(companies: list[Organisation], client: Client) -> None:
    one, two, three = companies
    twin = create_organisation(name="외부주주", kinds=[], business_number=number(4), actor=None)
    day = date(2020, 1, 1)
    record_share(owner=Owner(two), owned=one, share=Decimal("12.3456"), starts_on=day, actor=None)
    owner = Owner(name="외부주주", kind="private_fund", assets=6_000 * 10**8)
    record_share(
        owner=owner,
        owned=one,
        share=Decimal(40),
        starts_on=day,
        ends_on=date(2021, 1, 1),
        source="공시",
        actor=None,
    )
    named = Owner(name="외부주주")
    record_share(owner=named, owned=two, share=Decimal(5), starts_on=day, actor=None)
    record_share(owner=Owner(twin), owned=three, share=Decimal(5), starts_on=day, actor=None)
    record_share(
        owner=Owner(name="김가상", kind="person"), owned=two, share=Decimal(5), starts_on=day, actor=None
    )
    record_share(owner=Owner(name="=1+1"), owned=three, share=Decimal(1), starts_on=day, actor=None)
    kind = BusinessGroup.Kind.CROSS_SHAREHOLDING_RESTRICTED
    join_group(organisation=one, name="가상그룹", kind=kind, starts_on=day, actor=None)
    client.force_login(staff())
    content = client.get("/organisations/ownership/export/").content
    run = checked_run(content, name="ownership.xlsx", importer="ownership")
    assert (codes(run), counts(run)) == ([], (0, 0, 6))
    before = everything()
    OwnershipLink.objects.exclude(owner_kind="person").delete()
    GroupMembership.objects.all().delete()
    apply(checked_run(content, name="again.xlsx", importer="ownership"))
    assert everything() == before
    sealed = [list(KINDS["shares"].columns), *KINDS["shares"].rows()]
    run = checked_run(
        xlsx_of({"지분": [[str(cell) for cell in line] for line in sealed]}),
        name="sealed.xlsx",
        importer="ownership",
    )
    assert (codes(run), counts(run)) == ([], (0, 0, 6))
    assert "김가상" in str(sealed)


def everything() -> list[tuple]:
    links = OwnershipLink.objects.values_list(
        "owner",
        "owner_name",
        "owner_kind",
        "owner_assets",
        "owned",
        "share",
        "starts_on",
        "ends_on",
        "source",
    )
    places = GroupMembership.objects.values_list("organisation", "group__name", "group__kind", "starts_on")
    return [*sorted(links, key=str), *places]


def test_a_list_does_not_show_the_names_of_natural_persons(
    companies: list[Organisation], client: Client
) -> None:
    day = date(2020, 1, 1)
    owner = Owner(name="김가상", kind="person")
    record_share(owner=owner, owned=companies[0], share=Decimal(5), starts_on=day, actor=None)
    client.force_login(staff())
    content = client.get("/organisations/ownership/export/").content
    run = checked_run(content, name="ownership.xlsx", importer="ownership")
    assert run.counts["rows"] == 0

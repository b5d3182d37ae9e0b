"""Everything of the register in and out of files: further columns, further sheets, the round trip."""

import csv
import io

import pytest
from django.test import Client

from deungdae.apps.accounts.models import User
from deungdae.apps.core.imports.services import start_undo
from deungdae.apps.core.models import ImportRow, ImportRun, Job
from deungdae.apps.organisations.exports import jobs
from deungdae.apps.organisations.exports.files import content_of
from deungdae.apps.organisations.models import (
    Branch,
    Contact,
    Organisation,
    OrganisationIndustry,
    OrganisationName,
)
from deungdae.apps.organisations.services import organisations as services
from deungdae.apps.organisations.services.parts import add_part
from tests.apps.core.imports.lists import applied_run, checked_run, csv_of, number, staff, work_off, xlsx_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
HEAD = (
    "기업명",
    "영문 이름",
    "사업자등록번호",
    "법적 형태",
    "설립일",
    "상장 시장",
    "구분",
    "업종",
    "다른 업종",
    "지역",
)
LIGHT = (
    "등대정밀",
    "Deungdae Precision Co., Ltd.",
    number(1),
    "기업",
    "2001.3.2",
    "코스닥",
    "수요기업, 공급기업",
    "26111",
    "582; 62010",
    "42110",
)


def whole_file() -> bytes:
    return xlsx_of(
        {
            "기업·기관": [HEAD, LIGHT, ("가상정밀", "", number(2), "", "", "", "", "", "", "")],
            "다른 이름": [
                ("기업명", "이름의 종류", "다른 이름", "쓰기를 그친 날"),
                ("등대정밀", "이전 이름", "등대공업", "2015-03-02"),
            ],
            "연락처": [
                ("기업명", "연락처 이름", "전화", "이메일"),
                ("등대정밀", "김등대", "01012345678", "kim@a.kr"),
            ],
            "사업장": [
                ("기업명", "사업자등록번호", "사업장 이름", "사업장 종류", "지역", "사업장 사업자등록번호"),
                ("등대정밀", number(1), "천안공장", "공장", "충남 천안시", number(3)),
                ("가상정밀", number(2), "본사", "본점", "", ""),
            ],
        }
    )


def counts(run: ImportRun, sheet: str) -> tuple[int, int, int]:
    found = run.counts["sheets"][sheet]
    return found["created"], found["changed"], found["unchanged"]


def problems(run: ImportRun) -> list[tuple[int, str]]:
    return list(ImportRow.objects.filter(run=run).order_by("id").values_list("row_number", "code"))


@pytest.fixture
def user() -> User:
    return staff()


def test_all_of_a_company_comes_from_one_file_and_a_second_time_changes_nothing(user: User) -> None:
    run = applied_run(whole_file(), name="목록.xlsx", user=user)
    assert (run.state, run.message) == ("applied", "")
    made = Organisation.objects.get(name="등대정밀")
    assert (made.english_name, str(made.founded_on), made.market, made.legal_kind, made.region_id) == (
        "Deungdae Precision Co., Ltd.",
        "2001-03-02",
        "kosdaq",
        "company",
        "51110",
    )
    assert set(OrganisationIndustry.objects.values_list("industry", flat=True)) == {"582", "62010"}
    assert OrganisationName.objects.get().text == "등대공업"
    assert Contact.objects.get().phone == "010-1234-5678"
    assert set(Branch.objects.values_list("organisation__name", "kind")) == {
        ("등대정밀", "factory"),
        ("가상정밀", "head_office"),
    }
    lines = {type(row).__name__: row for row in made.history.all()}
    assert lines["HistoricalOrganisation"].history_user == user
    assert "목록.xlsx" in lines["HistoricalOrganisation"].history_change_reason
    again = checked_run(whole_file(), name="다시.xlsx", user=user, unclear="same")
    assert [counts(again, sheet) for sheet in ("organisations", "names", "contacts", "branches")] == [
        (0, 0, 2),
        (0, 0, 1),
        (0, 0, 1),
        (0, 0, 2),
    ]


def test_the_whole_file_is_taken_back_whole_and_its_history_stays(user: User) -> None:
    run = applied_run(whole_file(), name="목록.xlsx", user=user)
    start_undo(run=run, actor=user)
    work_off()
    assert not any(model.objects.exists() for model in (Organisation, OrganisationName, Contact, Branch))
    assert set(Organisation.history.values_list("history_type", flat=True)) == {"+", "-"}
    assert Branch.history.filter(history_type="-", history_user=user).count() == 2


def test_a_changed_part_is_changed_and_taken_back(user: User) -> None:
    applied_run(whole_file(), name="목록.xlsx", user=user)
    rows = [
        ("기업명", "사업장 이름", "사업장 종류", "주소", "연 날"),
        ("등대정밀", "천안공장", "공장", "길 1", "2010-01-01"),
    ]
    run = applied_run(xlsx_of({"사업장": rows}), name="사업장.xlsx", user=user)
    branch = Branch.objects.get(name="천안공장")
    assert (branch.address, str(branch.opened_on), branch.region_id) == ("길 1", "2010-01-01", "44130")
    start_undo(run=run, actor=user)
    work_off()
    branch.refresh_from_db()
    assert (branch.address, branch.opened_on) == ("", None)


def test_a_former_name_is_the_same_company_and_is_told(user: User) -> None:
    company = services.create_organisation(name="등대정밀", kinds=[], actor=user)
    add_part(organisation=company, model=OrganisationName, actor=user, text="등대공업")
    run = applied_run(csv_of([("기업명", "주요 제품"), ("(주)등대공업", "볼트")]), user=user)
    assert problems(run) == [(2, "other_name")]
    assert "등대공업" in ImportRow.objects.get(run=run).message
    company.refresh_from_db()
    assert (company.name, company.products) == ("등대정밀", "볼트")


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("기업명", "가" * 300, "too_long"),
        ("기업명", "가\u202e상", "turning"),
        ("기업명", "\u200f\u200b", "nothing_to_see"),
        ("영문 이름", "a\u2066b", "turning"),
        ("사업자등록번호", "123-45-67890", "check_digit"),
        ("사업자등록번호", "1.23E+09", "lost_digits"),
        ("설립일", "2999-01-01", "future"),
        ("설립일", "1879-12-31", "too_early"),
        ("설립일", "언젠가", "date"),
        ("법적 형태", "모임", "choice"),
        ("상장 시장", "나스닥", "choice"),
        ("다른 업종", "없는 업종", "unknown_industry"),
        ("주요 제품", "가\u202e나", "turning"),
    ],
)
def test_each_wrong_cell_is_told_with_its_reason(user: User, column: str, value: str, code: str) -> None:
    head = [column] if column == "기업명" else ["기업명", column]
    row = [value] if column == "기업명" else ["가상", value]
    run = checked_run(csv_of([[*head, "지역"], [*row, "서울"]]), user=user)
    assert problems(run) == [(2, code)]


def test_invisible_marks_are_taken_out_and_full_width_digits_understood(user: User) -> None:
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in number(7))
    applied_run(csv_of([("기업명", "사업자등록번호"), ("\ufeff가상\u200b정밀\u200e", wide)]), user=user)
    assert list(Organisation.objects.values_list("name", "business_number")) == [("가상정밀", number(7))]


@pytest.mark.parametrize(
    ("sheet", "rows", "code"),
    [
        ("사업장", [("기업명", "사업장 이름", "사업장 종류"), ("없는곳", "공장", "공장")], "unknown_company"),
        ("사업장", [("기업명", "사업장 이름", "사업장 종류"), ("등대", "공장", "가게")], "choice"),
        (
            "사업장",
            [("기업명", "사업장 이름", "사업장 종류", "사업장 번호"), ("등대", "공장", "공장", number(2))],
            "number_taken",
        ),
        (
            "사업장",
            [
                ("기업명", "사업장 이름", "사업장 종류", "연 날", "닫은 날"),
                ("등대", "공장", "공장", "2015-01-02", "2015-01-01"),
            ],
            "period",
        ),
        (
            "사업장",
            [("기업명", "사업장 이름", "사업장 종류"), ("등대", "공장", "공장"), ("등대", "공장", "공장")],
            "twice",
        ),
        ("연락처", [("기업명", "연락처 이름"), ("등대", "김등대")], "no_way"),
        ("연락처", [("기업명", "연락처 이름", "전화"), ("등대", "김등대", "12")], "phone"),
        ("다른 이름", [("기업명", "다른 이름"), ("같은이름", "옛이름")], "unclear_company"),
    ],
)
def test_each_wrong_row_of_a_further_sheet_is_told(
    user: User, sheet: str, rows: list[tuple[str, ...]], code: str
) -> None:
    services.create_organisation(name="등대", kinds=[], actor=user, business_number=number(1))
    for index in (2, 3):
        services.create_organisation(name="같은이름", kinds=[], actor=user, business_number=number(index))
    run = checked_run(xlsx_of({sheet: rows}), name="목록.xlsx", user=user)
    assert {found for _row, found in problems(run)} == {code}


def a_world(user: User) -> None:
    """A few organisations with everything, formulas and HTML in their texts."""
    applied_run(whole_file(), name="목록.xlsx", user=user)
    for index, text in enumerate(("=1+1", "+82", "-가상", "@가상", "<b>가상</b>", "'가상'", '가"상,정밀')):
        services.create_organisation(
            name=text,
            kinds=["institute", "supply"],
            actor=user,
            business_number=number(100 + index),
            english_name=text,
            products=f"{text}\n둘째 줄",
            identifiers=[("krx", f"00000{index}"), ("other", f"A{index}")],
        )


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_exporting_and_importing_changes_nothing(user: User, kind: str) -> None:
    a_world(user)
    content = content_of(Organisation.objects.all(), kind=kind)
    run = checked_run(content, name=f"내려받음.{kind}", user=user)
    assert problems(run) == []
    assert (run.counts["created"], run.counts["changed"]) == (0, 0)
    assert run.counts["sheets"]["organisations"]["unchanged"] == Organisation.objects.count() == 9


def test_no_cell_of_an_export_is_a_formula_and_no_contact_is_in_it(user: User) -> None:
    a_world(user)
    text = content_of(Organisation.objects.all(), kind="csv").decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert "김등대" not in text


def test_the_page_exports_exactly_what_it_shows(client: Client, user: User) -> None:
    a_world(user)
    client.force_login(user)
    answer = client.post("/organisations/export/", {"q": "정밀", "format": "csv"})
    names = [row[0] for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))][1:]
    assert names == ['가"상,정밀', "가상정밀", "등대정밀"]
    assert "attachment" in answer["Content-Disposition"]


def test_a_long_export_is_a_job_and_its_file_is_for_its_owner_only(
    client: Client, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deungdae.apps.organisations.views.exports.AT_ONCE", 1)
    a_world(user)
    client.force_login(user)
    first = client.post("/organisations/export/", {"format": "xlsx"})
    assert first["Location"] == client.post("/organisations/export/", {"format": "xlsx"})["Location"]
    work_off()
    job = Job.objects.get(name=jobs.JOB)
    assert job.state == Job.State.DONE, job.message
    answer = client.get(job.result_url)
    assert b"".join(answer.streaming_content).startswith(b"PK")
    other = Client()
    other.force_login(staff("other@example.kr"))
    assert other.get(job.result_url).status_code == 404

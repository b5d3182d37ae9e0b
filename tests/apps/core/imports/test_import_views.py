"""The pages of imports with the real client: the whole journey, the rights, and hostile uploads."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from deungdae.apps.accounts.services import create_account
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.core.models import ImportRun
from deungdae.apps.organisations.models import Organisation
from tests.apps.core.imports.lists import (
    HEADER,
    applied_run,
    checked_run,
    companies,
    csv_of,
    number,
    ole_file,
    raw_xlsx,
    sheet_xml,
    staff,
    work_off,
    xlsx_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NEW = "/imports/new/organisations/"


@pytest.fixture
def client(client: Client, reference_tables: None) -> Client:
    client.force_login(staff())
    return client


def send(client: Client, content: bytes, name: str = "목록.csv", **data: str):
    return client.post(NEW, {"file": SimpleUploadedFile(name, content), **data}, follow=True)


def test_from_the_file_to_the_result(client: Client) -> None:
    page = send(
        client, xlsx_of({"기업": [(*HEADER, "비고"), *[(*row, "") for row in companies(3)]]}), "목록.xlsx"
    )
    assert "검사" in page.text
    run = ImportRun.objects.get()
    work_off()
    page = client.get(reverse("core:import_detail", args=[run.public_id]))
    assert "가상정밀00001" in page.text
    assert "3행 반영" in page.text
    assert "비고" in page.text
    client.post(reverse("core:import_apply", args=[run.public_id]))
    work_off()
    page = client.get(reverse("core:import_detail", args=[run.public_id]))
    assert "되돌리기" in page.text
    assert Organisation.objects.count() == 3
    assert "목록.xlsx" in client.get(reverse("core:import_list")).text
    page = client.post(reverse("core:import_undo", args=[run.public_id]), follow=True)
    assert "가져오기 되돌리기" in page.text
    assert [job.message for job in work_off()] == ["파일 ‘목록.xlsx’의 반영을 되돌렸습니다."]
    assert Organisation.objects.count() == 0
    assert "되돌림" in client.get(reverse("core:import_detail", args=[run.public_id])).text


def test_a_wrong_guess_is_mended_on_the_page(client: Client) -> None:
    send(client, csv_of([("우리 거래처", "번호"), ("가상정밀", "")]))
    work_off()
    run = ImportRun.objects.get()
    page = client.get(reverse("core:import_detail", args=[run.public_id]))
    assert run.state == ImportRun.State.MAPPED
    assert "A: 우리 거래처" in page.text
    data = {
        "table": "organisations",
        "organisations-header": "1",
        "organisations.name": "1",
        "option_unclear": "report",
    }
    client.post(reverse("core:import_mapping", args=[run.public_id]), data)
    work_off()
    run.refresh_from_db()
    assert (run.state, run.counts["created"]) == ("checked", 1)


def test_another_header_row_is_chosen_on_the_page(client: Client) -> None:
    run = checked_run(csv_of([("기업명", "지역"), ("이름", "x"), ("회사명", "소재지"), ("가상정밀", "서울")]))
    assert run.mapping["organisations"]["header_row"] == 1
    client.post(
        reverse("core:import_mapping", args=[run.public_id]),
        {"table": "organisations", "organisations-header": "3"},
    )
    work_off()
    run.refresh_from_db()
    assert run.mapping["organisations"] == {
        "file_sheet": "",
        "header_row": 3,
        "columns": {"name": 1, "region": 2},
    }
    assert (run.state, run.counts["created"]) == ("checked", 1)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"organisations-header": "0"},
        {"organisations-header": "x"},
        {"organisations-header": "1", "organisations.name": "99"},
        {"organisations-header": "1"},
    ],
)
def test_a_nonsense_mapping_is_answered_on_the_page(client: Client, data: dict[str, str]) -> None:
    run = checked_run(csv_of([("우리 거래처",), ("가상정밀",)]))
    page = client.post(reverse("core:import_mapping", args=[run.public_id]), data)
    assert page.status_code == 422


def test_bad_rows_are_listed_and_downloaded(client: Client) -> None:
    run = checked_run(csv_of([HEADER, *[(f"상사{index}", "12", "서울") for index in range(250)]]))
    first = client.get(reverse("core:import_detail", args=[run.public_id]))
    assert first.text.count("숫자가 2자리") == 200
    second = client.get(
        first.context["next_url"].join([reverse("core:import_detail", args=[run.public_id]), ""])
    )
    assert second.text.count("숫자가 2자리") == 50
    address = reverse("core:import_errors_file", args=[run.public_id])
    assert client.get(address).content.startswith(b"PK")
    assert client.get(address, {"format": "csv"}).content.decode("utf-8-sig").count("\n") == 251


def test_the_same_file_is_recognised(client: Client) -> None:
    content = csv_of([HEADER, *companies(2)])
    applied_run(content)
    page = send(client, content)
    assert "이미 반영한 파일입니다" in page.text


def test_unknown_regions_are_left_empty_with_one_click(client: Client) -> None:
    rows = [*companies(3), ("가상항만", number(50), "홍콩"), ("가상물산", number(51), "일본")]
    run = checked_run(csv_of([HEADER, *rows]))
    page = client.get(reverse("core:import_detail", args=[run.public_id])).text
    assert "2행의 모르는 칸만 비우면 파일 전체를 가져올 수 있습니다." in page
    assert "모르는 지역·업종·홈페이지를 비워 두고 다시 검사" in page
    address = reverse("core:import_option", args=[run.public_id])
    client.post(address, {"option": "leave_unknown"})
    work_off()
    run.refresh_from_db()
    assert (run.state, run.counts["created"], run.counts["warnings"]) == ("checked", 5, 2)
    assert run.options["leave_unknown"] == "on"


def test_what_one_click_would_leave_wrong_is_counted(client: Client) -> None:
    rows = [("가상항만", number(50), "홍콩"), ("나쁜상사", "123-45-67890", "서울")]
    run = checked_run(csv_of([HEADER, *rows]))
    page = client.get(reverse("core:import_detail", args=[run.public_id])).text
    assert "다른 오류가 있는 1행은 파일에서 고쳐야 합니다." in page


@pytest.mark.parametrize("name", ["", "scheme", "없는 것"])
def test_an_option_that_is_no_tick_is_not_chosen_with_a_click(client: Client, name: str) -> None:
    run = checked_run(csv_of([HEADER, *companies(1)]))
    page = client.post(reverse("core:import_option", args=[run.public_id]), {"option": name}, follow=True)
    assert "알 수 없는 선택입니다." in page.text


def test_the_template_is_offered(client: Client) -> None:
    response = client.get(reverse("core:import_template", args=["organisations"]))
    assert response.content.startswith(b"PK")
    assert "attachment" in response["Content-Disposition"]


def test_only_staff_sees_imports(client: Client) -> None:
    run = applied_run(csv_of([HEADER, *companies(1)]))
    pages = [reverse("core:import_list"), NEW, reverse("core:import_template", args=["organisations"])]
    of_run = [
        reverse(f"core:{name}", args=[run.public_id])
        for name in (
            "import_detail",
            "import_errors_file",
            "import_mapping",
            "import_option",
            "import_apply",
            "import_undo",
        )
    ]
    stranger = Client()
    for address in pages + of_run:
        assert stranger.get(address).status_code in (302, 405)
    stranger.force_login(create_account(email="other@example.kr", name="남", password=None))
    assert [stranger.get(address).status_code for address in pages] == [403, 403, 403]
    for address in of_run:
        foreign = (
            stranger.post(address)
            if address.split("/")[-2] in ("mapping", "option", "apply", "undo")
            else stranger.get(address)
        )
        missing_address = address.replace(run.short_id, ImportRun(public_id=new_public_id()).short_id)
        missing = (
            stranger.post(missing_address)
            if address.split("/")[-2] in ("mapping", "option", "apply", "undo")
            else stranger.get(missing_address)
        )
        assert (foreign.status_code, missing.status_code) == (404, 404)
    run.refresh_from_db()
    assert run.state == ImportRun.State.APPLIED


def test_what_does_not_exist_is_not_found(client: Client) -> None:
    for address in (
        "/imports/new/nothing/",
        "/imports/new/organisations/?subject=x",
        "/imports/template/nothing.xlsx",
    ):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("query", ["?before=x", "?before=99999999999999999999", "?before=-1", "?after=%00"])
def test_nonsense_in_the_address_is_harmless(client: Client, query: str) -> None:
    assert client.get(reverse("core:import_list") + query).status_code == 200


HOSTILE = {
    "목록.xlsx": ole_file("EncryptedPackage"),
    "목록2.xlsx": raw_xlsx(sheet_xml(b" " * 30_000_000)),
    "목록3.xlsx": raw_xlsx(b"<worksheet><sheetData><row"),
    "목록4.xlsx": b"PK\x03\x04" + bytes(100),
    "목록5.csv": "이름\n가\x00나다라마바사아자차카타파하\n".encode(),
    "목록6.csv": '기업명\n"가나'.encode(),
    "목록7.csv": b"\xff\xfe\x00\xd8",
    "목록8.csv": "기업명\n=cmd|' /C calc'!A0\n<script>alert(1)</script>\n".encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_upload_gets_an_answer(client: Client, name: str) -> None:
    page = send(client, HOSTILE[name], name)
    assert page.status_code == 200
    work_off()
    run = ImportRun.objects.get()
    page = client.get(reverse("core:import_detail", args=[run.public_id]))
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert run.state in ("failed", "mapped", "checked", "rejected")


@pytest.mark.parametrize(("name", "words"), [("a.xls", "xls"), ("a.exe", ".xlsx"), ("a.csv", "비어")])
def test_what_is_no_list_is_refused_on_the_form(client: Client, name: str, words: str) -> None:
    content = {"a.xls": ole_file("Workbook"), "a.exe": b"MZ", "a.csv": b""}[name]
    page = send(client, content, name)
    assert page.status_code == 200
    assert words in page.text
    assert not ImportRun.objects.exists()


def test_a_form_without_a_file_says_so(client: Client) -> None:
    assert client.post(NEW, {}).context["form"].errors["file"]

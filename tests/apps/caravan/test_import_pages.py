"""Lists of a day through the real pages: CSV, the same file again, taking back, the one form, the history."""

from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from deungdae.apps.caravan.bridge.workbook_file import read_workbook
from deungdae.apps.caravan.importers.template import day_template
from deungdae.apps.caravan.models import Absence, MatchingDay, MeetingRequest, Participant
from deungdae.apps.caravan.services.days import transition_day
from deungdae.apps.core.imports import services
from deungdae.apps.core.models import ImportRun, Job, OutboxMessage
from tests.apps.core.imports.lists import csv_of, work_off
from tests.support.days import a_day, a_filled_day, a_participant, staff

pytestmark = pytest.mark.django_db
State = MatchingDay.State
PEOPLE = [("참가 번호", "기업 이름", "구분", "이메일"), ("D1", "가람", "수요", "d1@garam.example"),
          ("S1", "나루", "공급", "s1@naru.example")]  # fmt: skip
ABSENCES = [("참가 번호", "시작", "끝", "사유"), ("D1", "10:00", "11:00", "이동")]
REQUESTS = [("상담 번호", "신청 참가 번호", "상대 참가 번호", "상태"), ("1", "D1", "S1", "수락")]


@pytest.fixture
def client(client: Client) -> Client:
    client.force_login(staff())
    return client


def sent_in(client: Client, day: MatchingDay, content: bytes, name: str = "명단.csv") -> ImportRun:
    """The file sent in on the day's page and checked."""
    address = reverse("core:import_new", args=["caravan.day"]) + f"?subject={day.short_id}"
    answer = client.post(address, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302
    work_off()
    return ImportRun.objects.latest("pk")


def page_of(client: Client, run: ImportRun) -> str:
    return client.get(reverse("core:import_detail", args=[run.public_id])).text


def applied(client: Client, run: ImportRun) -> ImportRun:
    client.post(reverse("core:import_apply", args=[run.public_id]))
    work_off()
    run.refresh_from_db()
    assert run.state == ImportRun.State.APPLIED
    return run


def form_data(client: Client, run: ImportRun) -> dict[str, str]:
    """What a person sends who presses the button of the mapping without touching a field."""
    form = client.get(reverse("core:import_detail", args=[run.public_id])).context["mapping_form"]
    return {name: str(form[name].value() or "") for name in form.fields}


def test_each_of_the_three_lists_may_come_as_a_csv_of_its_own(client: Client) -> None:
    day = a_day()
    for rows, name in ((PEOPLE, "participants"), (ABSENCES, "absences"), (REQUESTS, "requests")):
        run = sent_in(client, day, csv_of(rows, "cp949"))
        assert [key for key, found in run.mapping.items() if found["columns"]] == [name]
        applied(client, run)
    assert Participant.objects.filter(day=day).count() == 2
    assert Absence.objects.get().reason == "이동"
    assert MeetingRequest.objects.get().state == MeetingRequest.State.ACCEPTED


def test_a_csv_is_checked_again_as_it_is(client: Client) -> None:
    run = sent_in(client, a_day(), csv_of(PEOPLE, "cp949"))
    answer = client.post(reverse("core:import_mapping", args=[run.public_id]), form_data(client, run))
    assert answer.status_code == 302
    work_off()
    run.refresh_from_db()
    assert (run.state, run.counts["created"]) == (ImportRun.State.CHECKED, 2)


def test_a_csv_that_is_taken_for_the_wrong_list_is_put_right_on_the_page(client: Client) -> None:
    day = a_day()
    applied(client, sent_in(client, day, csv_of(PEOPLE)))
    run = sent_in(client, day, csv_of([("번호", "이름", "부터", "까지"), ("D1", "가람", "10:00", "11:00")]))
    assert "이 파일에 담긴 것" in page_of(client, run)
    address = reverse("core:import_mapping", args=[run.public_id])
    client.post(address, {**form_data(client, run), "table": "absences"})
    work_off()
    run.refresh_from_db()
    assert run.state == ImportRun.State.MAPPED
    places = {"absences.code": "1", "absences.start": "3", "absences.end": "4"}
    client.post(address, {**form_data(client, run), **places})
    work_off()
    run.refresh_from_db()
    assert (run.state, run.counts["created"]) == (ImportRun.State.CHECKED, 1)


def test_a_workbook_of_which_no_sheet_is_read_is_refused_on_the_page(client: Client) -> None:
    run = sent_in(client, a_day(), day_template(), "양식.xlsx")
    sheets = {f"{name}-sheet": "" for name in ("participants", "absences", "requests")}
    address = reverse("core:import_mapping", args=[run.public_id])
    answer = client.post(address, {**form_data(client, run), **sheets})
    assert answer.status_code == 422
    assert "읽을 시트를 하나 이상 골라 주십시오." in answer.text


def test_the_same_file_again_is_told_and_offers_nothing(client: Client) -> None:
    day = a_day()
    applied(client, sent_in(client, day, csv_of(PEOPLE)))
    page = page_of(client, sent_in(client, day, csv_of(PEOPLE)))
    assert "이미 반영한 파일입니다. 바뀌는 것이 없습니다." in page
    assert "행 반영" not in page


def test_a_file_of_rows_that_are_registered_says_so(client: Client) -> None:
    day = a_day()
    applied(client, sent_in(client, day, csv_of(PEOPLE)))
    run = sent_in(client, day, csv_of([*PEOPLE, ("", "", "", "")]))
    page = page_of(client, run)
    assert "모든 행이 이미 등록된 내용과 같습니다. 바뀌는 것이 없습니다." in page
    assert "행 반영" not in page
    client.post(reverse("core:import_apply", args=[run.public_id]))
    assert not Job.objects.filter(state=Job.State.QUEUED).exists()


def test_a_row_that_only_brings_an_order_is_a_change(client: Client) -> None:
    day = a_filled_day(demands=1, supplies=2, state=State.DRAFT)
    first, second = MeetingRequest.objects.filter(day=day).order_by("code")
    head = ("상담 번호", "신청 참가 번호", "상대 참가 번호", "먼저 할 상담 번호")
    row = (second.code, second.sender.code, second.receiver.code, first.code)
    run = sent_in(client, day, csv_of([head, row]))
    assert (run.counts["created"], run.counts["changed"]) == (0, 1)


def test_a_list_is_taken_back_only_while_nobody_was_told(client: Client) -> None:
    day = a_day()
    run = applied(client, sent_in(client, day, csv_of(PEOPLE)))
    assert "이 반영을 되돌리시겠습니까?" in page_of(client, run)
    transition_day(day=day, target=State.REQUESTS_OPEN, actor=None)
    page = page_of(client, run)
    assert "‘신청 접수 중’ 상태라 가져온 자료를 한꺼번에 되돌릴 수 없습니다." in page
    assert "이 반영을 되돌리시겠습니까?" not in page
    answer = client.post(reverse("core:import_undo", args=[run.public_id]), follow=True)
    assert "한꺼번에 되돌릴 수 없습니다." in answer.text
    assert Participant.objects.filter(day=day).count() == 2


def test_a_told_participant_of_a_draft_stays_too() -> None:
    day, user = a_day(), staff()
    other = Client()
    other.force_login(user)
    run = applied(other, sent_in(other, day, csv_of(PEOPLE)))
    OutboxMessage.objects.create(
        recipient="d1@garam.example",
        occasion="x",
        template="x",
        subject="x",
        body="x",
        about=day.short_id,
        not_before=run.created_at,
    )
    with pytest.raises(services.RefusedError, match="가져온 참가자 1곳에 이미 알림을 보내"):
        services.undo_import(run=run, actor=user)


def test_the_history_names_the_day_with_its_page(client: Client) -> None:
    day = a_day(title="창원 매칭데이")
    sent_in(client, day, csv_of(PEOPLE))
    page = client.get(reverse("core:import_list")).text
    link = f'<a href="{reverse("caravan:day_detail", args=[day.public_id])}">창원 매칭데이</a>'
    assert link in page
    assert link in page_of(client, ImportRun.objects.get())


def test_there_is_one_form_wherever_it_is_offered(client: Client) -> None:
    first = client.get(reverse("core:import_template", args=["caravan.day"]))
    second = client.get(reverse("caravan:template_file"))
    assert first.content == second.content == day_template()


def test_every_column_says_what_it_may_hold(client: Client) -> None:
    day = a_day()
    page = client.get(reverse("core:import_new", args=["caravan.day"]) + f"?subject={day.short_id}")
    sheets = page.context["importer"].sheets
    assert all(str(column.help) in page.text for sheet in sheets for column in sheet.columns)
    assert page.text.count("참가자, 불참, 상담 신청 세 시트를 한 번에 가져옵니다.") == 1


def test_the_workbook_of_a_day_is_read_by_the_command_and_changes_nothing_on_the_page(
    client: Client, tmp_path: Path
) -> None:
    day = a_day()
    applied(client, sent_in(client, day, day_template(), "양식.xlsx"))
    content = client.get(reverse("caravan:workbook", args=[day.public_id])).content
    path = tmp_path / "전체.xlsx"
    path.write_bytes(content)
    template = tmp_path / "양식.xlsx"
    template.write_bytes(day_template())
    assert read_workbook(path).problem == read_workbook(template).problem
    assert openpyxl.load_workbook(path)["참가자"]["H2"].value == "김하늘(대표), 이바다(팀장)"
    run = sent_in(client, day, content, "전체.xlsx")
    assert run.state == ImportRun.State.CHECKED
    assert (run.counts["created"], run.counts["changed"], run.counts["unchanged"]) == (0, 0, 14)


def test_a_participant_without_an_address_is_written_as_it_is(client: Client, tmp_path: Path) -> None:
    day = a_day(pauses=(), fairness=None)
    a_participant(day, "가람", contact_email="")
    path = tmp_path / "전체.xlsx"
    path.write_bytes(client.get(reverse("caravan:workbook", args=[day.public_id])).content)
    assert read_workbook(path).problem.fairness is None

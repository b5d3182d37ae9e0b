"""The main story: from one Excel file to a published timetable, an agenda and a calendar file."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Membership, Organisation
from tests.support.browser import PASSWORD, Visit, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

PARTICIPANTS = [
    ["참가 번호", "기업 이름", "구분", "희망 시간대", "최대 상담 수", "담당자", "이메일"],
    ["D-01", "한빛정밀", "수요", "무관", None, "이바다", "bada@hanbit.example"],
    ["D-02", "세진산업", "수요", "무관", None, "박나래", "narae@sejin.example"],
    ["S-01", "다온소프트", "공급", "무관", None, "윤보람", "boram@daon.example"],
    ["S-02", "미래데이터랩", "공급", "오후", None, "한결", "gyeol@mirae.example"],
]
ABSENCES = [["참가 번호", "시작", "끝", "사유"], ["D-01", "10:00", "10:30", "기차 도착 전"]]
REQUESTS = [
    ["상담 번호", "신청 참가 번호", "상대 참가 번호", "순위", "이유", "상태"],
    ["M-1", "D-01", "S-01", 1, "설비 예지보전", "수락"],
    ["M-2", "D-02", "S-01", 1, "품질 검사", "수락"],
    ["M-3", "D-02", "S-02", 2, "데이터 수집", "수락"],
]


def workbook() -> bytes:
    """The three sheets as a member of staff has them."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in (("참가자", PARTICIPANTS), ("불참", ABSENCES), ("상담 신청", REQUESTS)):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "상담일.xlsx"
    path.write_bytes(workbook())
    return path


@pytest.fixture
def clerk() -> User:
    user = create_account(email="clerk@centre.example", name="박지현", password=PASSWORD)
    grant_role(user=user, role=RoleGrant.Role.CENTRE_STAFF, starts_on=date(2021, 4, 14))
    return user


def somebody_of(organisation: Organisation, email: str) -> User:
    user = create_account(email=email, name="이바다", password=PASSWORD)
    role = Membership.Role.MEMBER
    Membership.objects.create(user=user, organisation=organisation, role=role, starts_on=date(2021, 4, 14))
    return user


@pytest.fixture
def member() -> User:
    return somebody_of(Organisation.objects.create(name="한빛정밀"), "bada@hanbit.example")


@pytest.fixture
def stranger() -> User:
    return somebody_of(Organisation.objects.create(name="남의기업"), "stranger@other.example")


def make_day(staff: Visitor) -> None:
    held = clock.today() + timedelta(days=14)
    staff.open("/caravan/new/")
    for label, value in {
        "행사 이름": "디지털 카라반 매칭데이",
        "날짜": f"{held.year}. {held.month}. {held.day}.",
        "장소": "상장회사회관 3층",
        "시작 시각": "오전 10시",
        "종료 시각": "16:00",
        "테이블 수": "3",
    }.items():
        staff.page.get_by_label(label, exact=True).fill(value)
    staff.press("저장")
    staff.reads("아직 참가자가 없습니다")


def bring_lists_in(staff: Visitor, file: Path) -> None:
    staff.follow("엑셀로 가져오기")
    staff.page.locator("input[type=file]").set_input_files(file)
    staff.press("올리고 검사하기")
    staff.page.get_by_role("button", name="행 반영").click()
    staff.follow("반영된 자료 보기")
    staff.reads("설비 예지보전")
    staff.page.get_by_role("navigation", name="상담일 화면").get_by_role("link", name="개요").click()


def compute(staff: Visitor) -> None:
    staff.press("접수 없이 신청 마감")
    staff.follow("시간표 계산")
    staff.press("계산 시작")
    expect(staff.page.get_by_role("link", name="결과 보기")).to_be_visible()
    staff.follow("결과 보기")
    staff.reads("상담 3건 가운데 3건을 배치했습니다")


def move_one(staff: Visitor) -> str:
    """Move the meeting of 한빛정밀 to another slot; when it is now."""
    staff.follow("한빛정밀")
    staff.reads("설비 예지보전")
    row = staff.page.locator("tr", has=staff.page.get_by_role("button", name="시간대로 옮기기")).last
    slot = row.get_by_role("rowheader").inner_text()[:5]
    staff.page.get_by_label("바꾸는 이유").fill("기차가 늦습니다")
    row.get_by_role("button", name="시간대로 옮기기").click()
    staff.reads("옮겼습니다")
    return slot


def publish(staff: Visitor) -> None:
    staff.page.get_by_role("link", name="디지털 카라반 매칭데이").first.click()
    staff.page.locator("#next-step").get_by_role("button", name="공개").click()
    staff.reads("상태를 공개로 바꾸었습니다")


def test_from_an_excel_file_to_an_agenda(
    visit: Visit, clerk: User, member: User, stranger: User, file: Path
) -> None:
    with visit() as staff:
        staff.sign_in(clerk)
        make_day(staff)
        bring_lists_in(staff, file)
        compute(staff)
        slot = move_one(staff)
        publish(staff)
    day = MatchingDay.objects.get()
    path = f"/caravan/days/{day.short_id}/mine/{day.participants.get(code='D-01').short_id}/"
    with visit() as participant:
        participant.sign_in(member)
        participant.follow("디지털 카라반 매칭데이")
        participant.reads("다온소프트")
        participant.reads(slot)
        with participant.page.expect_download() as download:
            participant.follow("달력에 넣기")
        calendar = Path(download.value.path()).read_text()
        assert calendar.count("BEGIN:VEVENT") == 1
        assert f"DTSTART;TZID=Asia/Seoul:{day.date:%Y%m%d}T{slot.replace(':', '')}00" in calendar
    with visit() as other:
        other.sign_in(stranger)
        assert other.open(path) == 404
        assert other.open(f"{path}agenda.ics") == 404


def test_the_same_task_is_refused_to_a_member(visit: Visit, member: User) -> None:
    with visit() as participant:
        participant.sign_in(member)
        assert participant.page.get_by_role("link", name="상담일 만들기").count() == 0
        assert participant.open("/caravan/new/") == 403
        participant.reads("권한")
        assert participant.open("/caravan/template.xlsx") == 403

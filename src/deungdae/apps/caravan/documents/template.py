"""The workbook that people fill in: the sheets of an import with examples, and a page that explains them."""

from collections.abc import Sequence

from deungdae.apps.caravan.documents.sheets import Cell, Sheet, workbook
from deungdae.apps.caravan.documents.words import say as _

DAY_SHEET = "행사"
DAY_HEADS = ("행사 이름", "날짜", "시작", "종료", "상담 시간(분)", "쉬는 시간", "테이블 수", "공평 한도")
PARTICIPANT_SHEET = "참가자"
PARTICIPANT_HEADS = (
    "참가 번호",
    "기업 이름",
    "사업자등록번호",
    "구분",
    "희망 시간대",
    "최대 상담 수",
    "전용 테이블",
    "참석자",
    "담당자",
    "이메일",
    "전화",
)
ABSENCE_SHEET = "불참"
ABSENCE_HEADS = ("참가 번호", "시작", "끝", "사유")
REQUEST_SHEET = "상담 신청"
REQUEST_HEADS = (
    "상담 번호",
    "신청 참가 번호",
    "상대 참가 번호",
    "순위",
    "이유",
    "상태",
    "시간대",
    "고정 시간대",
    "고정 테이블",
    "먼저 할 상담 번호",
)
EMPTY: Cell = None
WIDTHS = {
    PARTICIPANT_SHEET: (11, 24, 16, 8, 11, 12, 12, 30, 12, 26, 16),
    ABSENCE_SHEET: (11, 10, 10, 40),
    REQUEST_SHEET: (11, 15, 15, 7, 40, 9, 9, 12, 12, 18),
    DAY_SHEET: (32, 13, 9, 9, 14, 28, 11, 11),
}


def template_workbook(*, guide: Sheet) -> bytes:
    """Filled with a made-up day that can be imported and solved as it is; `guide` explains the columns."""
    sheets = [participants(), absences(), requests(), day(), guide]
    return workbook(sheets, title=_("상담일 자료 양식"))


def participants() -> Sheet:
    rows: list[Sequence[Cell]] = [
        ["D-01", "한빛정밀", EMPTY, "수요", "오전", 6, EMPTY, "김하늘(대표), 이바다(팀장)", "이바다",
         "bada@hanbit.example", "055-000-0001"],
        ["D-02", "세진산업", EMPTY, "수요", "무관", EMPTY, EMPTY, "박나래(부장)", "박나래",
         "narae@sejin.example", "055-000-0002"],
        ["D-03", "동양기계", EMPTY, "수요", "오후", 4, EMPTY, "최가온", "최가온",
         "gaon@dongyang.example", "055-000-0003"],
        ["S-01", "다온소프트", EMPTY, "공급", "무관", EMPTY, 1, "정슬기(이사), 윤보람", "윤보람",
         "boram@daon.example", "02-0000-0001"],
        ["S-02", "미래데이터랩", EMPTY, "공급", "무관", EMPTY, EMPTY, "한결", "한결",
         "gyeol@mirae.example", "02-0000-0002"],
        ["S-03", "우리로보틱스", EMPTY, "공급", "오후", 3, EMPTY, "오다솜(대표)", "오다솜",
         "dasom@woori.example", "02-0000-0003"],
    ]  # fmt: skip
    return Sheet(PARTICIPANT_SHEET, PARTICIPANT_HEADS, rows, WIDTHS[PARTICIPANT_SHEET], frozen=2)


def absences() -> Sheet:
    rows: list[Sequence[Cell]] = [
        ["D-02", "10:00", "11:00", "다른 회의"],
        ["S-03", "10:00", "12:00", "이동"],
    ]
    return Sheet(ABSENCE_SHEET, ABSENCE_HEADS, rows, WIDTHS[ABSENCE_SHEET], frozen=1)


def requests() -> Sheet:
    rows: list[Sequence[Cell]] = [
        ["1", "D-01", "S-01", 1, "설비 예지 보전을 알고 싶습니다.", "수락", "무관", EMPTY, EMPTY, EMPTY],
        ["2", "D-01", "S-02", 2, "생산 데이터 분석이 필요합니다.", "수락", "오전", EMPTY, EMPTY, "1"],
        ["3", "D-02", "S-01", 1, "MES 교체를 검토하고 있습니다.", "수락", "무관", EMPTY, EMPTY, EMPTY],
        ["4", "D-02", "S-03", 2, "포장 공정 자동화", "수락", "오후", EMPTY, EMPTY, EMPTY],
        ["5", "S-02", "D-03", 1, "수요 예측 사례를 소개합니다.", "수락", "무관", 5, 2, EMPTY],
        ["6", "D-03", "S-03", 1, "용접 로봇", "대기", "무관", EMPTY, EMPTY, EMPTY],
    ]
    return Sheet(REQUEST_SHEET, REQUEST_HEADS, rows, WIDTHS[REQUEST_SHEET], frozen=1)


def day() -> Sheet:
    rows: list[Sequence[Cell]] = [
        ["찾아가는 디지털 카라반 예시", "2026-12-15", "10:00", "16:00", 30, "점심 12:00~13:00", 4, 2]
    ]
    return Sheet(DAY_SHEET, DAY_HEADS, rows, WIDTHS[DAY_SHEET])


def day_guide() -> list[tuple[str, str, str, str]]:
    """The columns of the sheet of the day: label, needed or not, example, what is allowed."""
    needed, optional = _("필수"), _("선택")
    only_here = _("이 시트는 명령줄에서 시간표를 만들 때 읽습니다. 화면에서는 상담일에 적은 값을 씁니다.")
    clock = _("10:00처럼 적습니다.")
    notes = (
        (needed, "찾아가는 디지털 카라반", only_here),
        (needed, "2026-12-15", _("2026-12-15처럼 적습니다.")),
        (needed, "10:00", clock),
        (needed, "16:00", clock),
        (needed, "30", _("상담 한 번의 길이, 5에서 240 사이의 수.")),
        (optional, "점심 12:00~13:00", _("‘점심 12:00~13:00’처럼 쓰고, 여럿이면 쉼표로 나눕니다.")),
        (needed, "4", _("1에서 500 사이의 수. 테이블 번호는 1부터 차례로 매깁니다.")),
        (
            optional,
            "2",
            _(
                "대기 공백이 가장 많은 참가자와 가장 적은 참가자의 차이."
                " 비우면 2, ‘없음’이면 제한이 없습니다."
            ),
        ),
    )
    return [(label, *note) for label, note in zip(DAY_HEADS, notes, strict=True)]

"""The three sheets of a day's workbook: what their columns are called and how a cell is read."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.caravan.people import Person, people_of
from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.frame import Column, Sheet
from deungdae.apps.organisations.numbers import business_number
from deungdae.engine.kernel.korean import sentence

SIDES = {
    "demand": ("수요", "수요기업", "demand"),
    "supply": ("공급", "공급기업", "supply"),
    "free": ("자유", "free"),
}
WISHES = {"any": ("무관", "any"), "morning": ("오전", "morning"), "afternoon": ("오후", "afternoon")}
STATES = {
    "accepted": ("수락", "승인", "확정", "accepted"),
    "pending": ("대기", "답변 대기", "신청", "pending"),
    "declined": ("거절", "반려", "declined"),
}
CODE = cells.limited_text(20)
TABLE = cells.whole_number(1, 9_999)


def people(value: str) -> tuple[Person, ...]:
    """The people of a cell, in any of the spellings that are known."""
    try:
        return people_of(value)
    except ValueError as error:
        template = _("참석자 ‘{part}’(을/를) 이름과 직책으로 읽을 수 없습니다.")
        raise cells.CellError(
            "people",
            sentence(template, {"part": str(error)[:60]}),
            _("‘김하늘(대표), 이바다(팀장)’처럼 적으십시오."),
        ) from error


def codes(value: str) -> tuple[str, ...]:
    """Several numbers in one cell, each once."""
    return tuple(dict.fromkeys(cells.separated(value)))


PARTICIPANTS = Sheet(
    name="participants",
    labels=(gettext_lazy("참가자"), "참가 기업", "participants", "participant"),
    columns=(
        Column("code", (gettext_lazy("참가 번호"), "번호", "code", "no"), True, CODE, "D-01"),
        Column(
            "name",
            (gettext_lazy("기업 이름"), "기업명", "회사명", "name", "company"),
            True,
            cells.limited_text(200),
            "한빛정밀",
        ),
        Column(
            "business_number",
            (gettext_lazy("사업자등록번호"), "사업자번호", "business number"),
            parse=business_number,
            example="100-81-00015",
        ),
        Column(
            "side", (gettext_lazy("구분"), "수요/공급", "side"), parse=cells.one_of(SIDES), example="수요"
        ),
        Column("wish", (gettext_lazy("희망 시간대"), "wish"), parse=cells.one_of(WISHES), example="오전"),
        Column(
            "max_meetings",
            (gettext_lazy("최대 상담 수"), "max meetings", "limit"),
            parse=cells.whole_number(1, 999),
            example="6",
        ),
        Column("own_table", (gettext_lazy("전용 테이블"), "own table"), parse=TABLE, example="1"),
        Column(
            "attendees",
            (gettext_lazy("참석자"), "attendees"),
            parse=people,
            example="김하늘/대표; 이바다/팀장",
        ),
        Column(
            "contact_name",
            (gettext_lazy("담당자"), "contact"),
            parse=cells.limited_text(100),
            example="이바다",
        ),
        Column(
            "contact_email",
            (gettext_lazy("이메일"), "담당자 이메일", "email", "e-mail"),
            parse=cells.email,
            example="bada@hanbit.example",
        ),
        Column(
            "contact_phone",
            (gettext_lazy("전화"), "담당자 전화", "phone", "tel"),
            parse=cells.phone,
            example="055-000-0001",
        ),
    ),
    examples=(
        {
            "code": "D-01",
            "name": "한빛정밀",
            "side": "수요",
            "wish": "오전",
            "attendees": "김하늘/대표; 이바다/팀장",
        },
        {"code": "S-01", "name": "다온소프트", "side": "공급", "own_table": "1"},
    ),
)
ABSENCES = Sheet(
    name="absences",
    labels=(gettext_lazy("불참"), "불참 시간", "absences", "absence"),
    required=False,
    columns=(
        Column("code", (gettext_lazy("참가 번호"), "번호", "code"), True, CODE, "D-01"),
        Column(
            "start", (gettext_lazy("시작"), "시작 시각", "start", "from"), True, cells.time_of_day, "10:00"
        ),
        Column(
            "end", (gettext_lazy("끝"), "종료", "종료 시각", "end", "to"), True, cells.time_of_day, "11:00"
        ),
        Column(
            "reason", (gettext_lazy("사유"), "이유", "reason"), parse=cells.limited_text(200), example="이동"
        ),
    ),
    examples=({"code": "D-01", "start": "10:00", "end": "11:00", "reason": "이동"},),
)
REQUESTS = Sheet(
    name="requests",
    labels=(gettext_lazy("상담 신청"), "상담신청", "신청", "requests", "meetings"),
    required=False,
    columns=(
        Column("code", (gettext_lazy("상담 번호"), "신청 번호", "request", "code"), True, CODE, "1"),
        Column("sender", (gettext_lazy("신청 참가 번호"), "신청자", "sender"), True, CODE, "D-01"),
        Column("receiver", (gettext_lazy("상대 참가 번호"), "상대", "receiver"), True, CODE, "S-01"),
        Column("rank", (gettext_lazy("순위"), "rank"), parse=cells.whole_number(1, 99), example="1"),
        Column(
            "reason",
            (gettext_lazy("이유"), "신청 이유", "reason"),
            parse=cells.limited_text(2_000),
            example="MES",
        ),
        Column("state", (gettext_lazy("상태"), "state"), parse=cells.one_of(STATES), example="수락"),
        Column(
            "wish", (gettext_lazy("시간대"), "wish", "session"), parse=cells.one_of(WISHES), example="무관"
        ),
        Column(
            "fixed_slot",
            (gettext_lazy("고정 시간대"), "fixed slot"),
            parse=cells.whole_number(1, 999),
            example="3",
        ),
        Column("fixed_table", (gettext_lazy("고정 테이블"), "fixed table"), parse=TABLE, example="2"),
        Column(
            "earlier",
            (gettext_lazy("먼저 할 상담 번호"), "먼저", "after", "before"),
            parse=codes,
            example="1",
        ),
    ),
    examples=({"code": "1", "sender": "D-01", "receiver": "S-01", "rank": "1", "state": "수락"},),
)

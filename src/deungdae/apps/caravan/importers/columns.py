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
        Column(
            "code",
            (gettext_lazy("참가 번호"), "번호", "code", "no"),
            True,
            CODE,
            "D-01",
            help=gettext_lazy(
                "행사 안에서 서로 다른 번호, 20자까지. 같은 번호가 이미 있으면 그 참가자를 고칩니다."
            ),
        ),
        Column(
            "name",
            (gettext_lazy("기업 이름"), "기업명", "회사명", "name", "company"),
            True,
            cells.limited_text(200),
            "한빛정밀",
            help=gettext_lazy("200자까지. 등록된 기업과 이름이 같으면 그 기업으로 봅니다."),
        ),
        Column(
            "business_number",
            (gettext_lazy("사업자등록번호"), "사업자번호", "business number"),
            parse=business_number,
            example="100-81-00015",
            help=gettext_lazy("열 자리 숫자. ‘-’는 있어도 없어도 됩니다. 모르면 비웁니다."),
        ),
        Column(
            "side",
            (gettext_lazy("구분"), "수요/공급", "side"),
            parse=cells.one_of(SIDES),
            example="수요",
            help=gettext_lazy("수요, 공급, 자유 가운데 하나. 누구나 만나는 행사에서는 비우면 자유입니다."),
        ),
        Column(
            "wish",
            (gettext_lazy("희망 시간대"), "wish"),
            parse=cells.one_of(WISHES),
            example="오전",
            help=gettext_lazy("오전, 오후, 무관 가운데 하나. 비우면 무관입니다."),
        ),
        Column(
            "max_meetings",
            (gettext_lazy("최대 상담 수"), "max meetings", "limit"),
            parse=cells.whole_number(1, 999),
            example="6",
            help=gettext_lazy("1에서 999 사이의 수. 비우면 제한이 없습니다."),
        ),
        Column(
            "own_table",
            (gettext_lazy("전용 테이블"), "own table"),
            parse=TABLE,
            example="1",
            help=gettext_lazy(
                "그 기업만 쓰는, 행사에 있는 테이블의 번호. 비우면 함께 쓰는 테이블에 배치합니다."
            ),
        ),
        Column(
            "attendees",
            (gettext_lazy("참석자"), "attendees"),
            parse=people,
            example="김하늘(대표), 이바다(팀장)",
            help=gettext_lazy("이름과 괄호 안의 직책을 쉼표로 나누어 적습니다. 직책은 없어도 됩니다."),
        ),
        Column(
            "contact_name",
            (gettext_lazy("담당자"), "contact"),
            parse=cells.limited_text(100),
            example="이바다",
            help=gettext_lazy("알림을 받을 사람의 이름, 100자까지."),
        ),
        Column(
            "contact_email",
            (gettext_lazy("이메일"), "담당자 이메일", "email", "e-mail"),
            parse=cells.email,
            example="bada@hanbit.example",
            help=gettext_lazy("메일 주소 한 개. 비우면 그 참가자에게는 알리지 못합니다."),
        ),
        Column(
            "contact_phone",
            (gettext_lazy("전화"), "담당자 전화", "phone", "tel"),
            parse=cells.phone,
            example="055-000-0001",
            help=gettext_lazy("010-1234-5678, 02-123-4567처럼 적습니다. 해외 번호는 +로 시작합니다."),
        ),
    ),
)
ABSENCES = Sheet(
    name="absences",
    labels=(gettext_lazy("불참"), "불참 시간", "absences", "absence"),
    required=False,
    columns=(
        Column(
            "code",
            (gettext_lazy("참가 번호"), "번호", "code"),
            True,
            CODE,
            "D-01",
            help=gettext_lazy("참가자 시트나 행사에 있는 참가 번호."),
        ),
        Column(
            "start",
            (gettext_lazy("시작"), "시작 시각", "start", "from"),
            True,
            cells.time_of_day,
            "10:00",
            help=gettext_lazy("14:00, 오후 2시처럼 적습니다."),
        ),
        Column(
            "end",
            (gettext_lazy("끝"), "종료", "종료 시각", "end", "to"),
            True,
            cells.time_of_day,
            "11:00",
            help=gettext_lazy("시작보다 늦은 시각. 14:00, 오후 2시처럼 적습니다."),
        ),
        Column(
            "reason",
            (gettext_lazy("사유"), "이유", "reason"),
            parse=cells.limited_text(200),
            example="이동",
            help=gettext_lazy("200자까지."),
        ),
    ),
)
REQUESTS = Sheet(
    name="requests",
    labels=(gettext_lazy("상담 신청"), "상담신청", "신청", "requests", "meetings"),
    required=False,
    columns=(
        Column(
            "code",
            (gettext_lazy("상담 번호"), "신청 번호", "request", "code"),
            True,
            CODE,
            "1",
            help=gettext_lazy(
                "행사 안에서 서로 다른 번호, 20자까지. 같은 번호가 이미 있으면 그 신청을 고칩니다."
            ),
        ),
        Column(
            "sender",
            (gettext_lazy("신청 참가 번호"), "신청자", "sender"),
            True,
            CODE,
            "D-01",
            help=gettext_lazy("신청한 참가자의 참가 번호."),
        ),
        Column(
            "receiver",
            (gettext_lazy("상대 참가 번호"), "상대", "receiver"),
            True,
            CODE,
            "S-01",
            help=gettext_lazy("상대 참가자의 참가 번호. 같은 두 참가자는 한 번만 적습니다."),
        ),
        Column(
            "rank",
            (gettext_lazy("순위"), "rank"),
            parse=cells.whole_number(1, 99),
            example="1",
            help=gettext_lazy("1에서 99 사이의 수. 1이 가장 높습니다. 비우면 1입니다."),
        ),
        Column(
            "reason",
            (gettext_lazy("이유"), "신청 이유", "reason"),
            parse=cells.limited_text(2_000),
            example="MES",
            help=gettext_lazy("만나려는 이유, 2,000자까지. 상대에게 보입니다."),
        ),
        Column(
            "state",
            (gettext_lazy("상태"), "state"),
            parse=cells.one_of(STATES),
            example="수락",
            help=gettext_lazy(
                "수락, 대기, 거절 가운데 하나. 비우면 대기이며, 시간표에는 수락한 상담만 들어갑니다."
            ),
        ),
        Column(
            "wish",
            (gettext_lazy("시간대"), "wish", "session"),
            parse=cells.one_of(WISHES),
            example="무관",
            help=gettext_lazy("오전, 오후, 무관 가운데 하나. 비우면 무관입니다."),
        ),
        Column(
            "fixed_slot",
            (gettext_lazy("고정 시간대"), "fixed slot"),
            parse=cells.whole_number(1, 999),
            example="3",
            help=gettext_lazy(
                "반드시 그 시간대에 해야 하는 상담에만, 행사의 첫 시간대를 1로 센 번호를 적습니다."
            ),
        ),
        Column(
            "fixed_table",
            (gettext_lazy("고정 테이블"), "fixed table"),
            parse=TABLE,
            example="2",
            help=gettext_lazy("반드시 그 테이블에서 해야 하는 상담에만 테이블 번호를 적습니다."),
        ),
        Column(
            "earlier",
            (gettext_lazy("먼저 할 상담 번호"), "먼저", "after", "before"),
            parse=codes,
            example="1",
            help=gettext_lazy("이 상담보다 먼저 끝나야 하는 상담의 번호. 여럿이면 쉼표로 나눕니다."),
        ),
    ),
)

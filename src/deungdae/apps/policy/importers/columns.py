"""The sheets of the register's workbook."""

from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.frame import Column, Sheet
from deungdae.apps.core.imports.won import won
from deungdae.apps.organisations.texts import long_text, short_text
from deungdae.apps.policy.models import LawChange, Risk
from deungdae.apps.policy.models.plans import MOST_WON

TASKS, MILESTONES, INDICATORS, BUDGETS = "tasks", "milestones", "indicators", "budgets"
TOTALS, LAWS, RISKS = "totals", "laws", "risks"
LAW_STATES = {one.value: (one.label,) for one in LawChange.State}
RISK_LEVELS = {one.value: (one.label,) for one in Risk.Level}


def amount(text: str) -> int:
    found = won(text)
    if not 0 <= found <= MOST_WON:
        remedy = _("0원부터 1,000조원까지 적을 수 있습니다. 단위를 확인해 주십시오.")
        raise cells.CellError("amount", _("금액이 너무 크거나 0보다 적습니다."), remedy)
    return found


def number(text: str) -> Decimal:
    """A figure with at most two decimals."""
    try:
        found = Decimal(cells.plain(text).replace(",", "").rstrip("%"))
    except InvalidOperation as error:
        remedy = _("‘1,234.5’처럼 숫자만 적어 주십시오.")
        raise cells.CellError("number", _("숫자가 아닙니다."), remedy) from error
    if not found.is_finite() or abs(found) >= 10**12 or found != round(found, 2):
        remedy = _("소수 둘째 자리까지, 1조보다 작은 수로 적어 주십시오.")
        raise cells.CellError("number", _("적을 수 없는 수입니다."), remedy)
    return round(found, 2)


def codes(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cells.separated(text)))


def links(text: str) -> tuple[tuple[str, str], ...]:
    """‘이름 https://…’, one on a line; without a name the address is its own."""
    found = []
    for line in text.splitlines():
        if not line.strip():
            continue
        label, _blank, address = line.strip().rpartition(" ")
        checked = cells.web_address(address)
        found.append((label.strip()[:120] or checked[:120], checked))
    return tuple(found)


CODE = Column(
    "code",
    (gettext_lazy("과제 번호"), "번호", "task code", "code"),
    required=True,
    parse=short_text(20, required=True),
    example="R&D-01",
)
SHEETS = (
    Sheet(
        TASKS,
        (pgettext_lazy("policy", "과제"), "세부과제", "tasks"),
        (
            CODE,
            Column(
                "field",
                (gettext_lazy("분야"), "field"),
                required=True,
                parse=short_text(80, required=True),
                example="R&D",
            ),
            Column(
                "title",
                (gettext_lazy("과제명"), "세부과제명", "title"),
                required=True,
                parse=short_text(200, required=True),
                example="중견기업 전용 연구개발",
            ),
            Column(
                "lead",
                (gettext_lazy("주관 부처"), "주관", "lead ministry"),
                parse=short_text(80),
                example="산업통상자원부",
            ),
            Column(
                "partners",
                (gettext_lazy("협조 부처"), "협조", "partners"),
                parse=codes,
                example="중기부, 과기정통부",
            ),
            Column(
                "starts_on",
                (gettext_lazy("시작일"), "start"),
                required=True,
                parse=cells.day,
                example="2021-01-01",
            ),
            Column(
                "ends_on",
                (gettext_lazy("종료일"), "end"),
                required=True,
                parse=cells.day,
                example="2024-12-31",
            ),
            Column("contents", (gettext_lazy("내용"), "contents"), parse=long_text(4_000)),
            Column(
                "needs",
                (gettext_lazy("선행 과제"), "needs"),
                parse=codes,
                help=gettext_lazy("먼저 되어야 하는 과제의 번호를 쉼표로 나누어 적습니다."),
            ),
            Column(
                "links",
                (gettext_lazy("관련 주소"), "links"),
                parse=links,
                help=gettext_lazy("‘이름 https://…’를 한 줄에 하나씩 적습니다."),
            ),
        ),
    ),
    Sheet(
        MILESTONES,
        (gettext_lazy("이정표"), "milestones"),
        (
            CODE,
            Column(
                "title",
                (gettext_lazy("이정표 이름"), "milestone"),
                required=True,
                parse=short_text(200, required=True),
                example="공고",
            ),
            Column(
                "due_on",
                (gettext_lazy("예정일"), "due"),
                required=True,
                parse=cells.day,
                example="2021-03-31",
            ),
        ),
        required=False,
    ),
    Sheet(
        INDICATORS,
        (gettext_lazy("지표"), "indicators"),
        (
            CODE,
            Column(
                "title",
                (gettext_lazy("지표 이름"), "indicator"),
                required=True,
                parse=short_text(120, required=True),
                example="지원 기업 수",
            ),
            Column(
                "unit",
                (gettext_lazy("단위"), "unit"),
                required=True,
                parse=short_text(20, required=True),
                example="개사",
            ),
            Column(
                "baseline", (gettext_lazy("기준값"), "baseline"), required=True, parse=number, example="0"
            ),
            Column(
                "starts_on",
                (gettext_lazy("기간 시작"), "period start"),
                required=True,
                parse=cells.day,
                example="2021-01-01",
            ),
            Column(
                "ends_on",
                (gettext_lazy("기간 마지막 날"), "period end"),
                required=True,
                parse=cells.day,
                example="2021-12-31",
            ),
            Column("target", (gettext_lazy("목표값"), "target"), required=True, parse=number, example="50"),
        ),
        required=False,
    ),
    Sheet(
        BUDGETS,
        (gettext_lazy("예산"), "budgets"),
        (
            CODE,
            Column(
                "year",
                (gettext_lazy("연도"), "year"),
                required=True,
                parse=cells.whole_number(2000, 2100),
                example="2021",
            ),
            Column(
                "source",
                (gettext_lazy("재원"), "source"),
                required=True,
                parse=short_text(60, required=True),
                example="국비",
            ),
            Column(
                "planned", (gettext_lazy("계획"), "planned"), required=True, parse=amount, example="20억원"
            ),
            Column("executed", (gettext_lazy("집행"), "executed"), parse=amount, example="18억원"),
        ),
        required=False,
    ),
    Sheet(
        TOTALS,
        (gettext_lazy("예산 합계"), "budget totals"),
        (
            Column(
                "year",
                (gettext_lazy("연도"), "year"),
                required=True,
                parse=cells.whole_number(2000, 2100),
                example="2021",
            ),
            Column(
                "total",
                (gettext_lazy("계획 합계"), "total"),
                required=True,
                parse=amount,
                example="5조 3,000억원",
            ),
        ),
        required=False,
    ),
    Sheet(
        LAWS,
        (gettext_lazy("법령"), "laws"),
        (
            CODE,
            Column(
                "title",
                (gettext_lazy("법령 이름"), "law"),
                required=True,
                parse=short_text(120, required=True),
            ),
            Column(
                "change",
                (gettext_lazy("바꿀 내용"), "change"),
                required=True,
                parse=short_text(500, required=True),
            ),
            Column("due_on", (gettext_lazy("예정일"), "due"), parse=cells.day),
            Column("state", (gettext_lazy("단계"), "state"), parse=cells.one_of(LAW_STATES)),
        ),
        required=False,
    ),
    Sheet(
        RISKS,
        (gettext_lazy("위험 요인"), "risks"),
        (
            CODE,
            Column(
                "title", (gettext_lazy("위험"), "risk"), required=True, parse=short_text(200, required=True)
            ),
            Column("response", (gettext_lazy("대응"), "response"), parse=short_text(500)),
            Column("level", (gettext_lazy("정도"), "level"), parse=cells.one_of(RISK_LEVELS)),
        ),
        required=False,
    ),
)
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)

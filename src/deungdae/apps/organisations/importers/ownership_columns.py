"""What the columns of lists of shares and of groups are called, and how their cells are read."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.frame import Column, Sheet
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.amounts import amount, figure_value
from deungdae.apps.organisations.dates import past_day
from deungdae.apps.organisations.figure_kinds import ASSETS, KINDS, UNITS
from deungdae.apps.organisations.importers.companies import WHO_COLUMNS
from deungdae.apps.organisations.models import BusinessGroup, OwnershipLink
from deungdae.apps.organisations.texts import short_text

SHARE = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)\s*%?")
IN, OUT = "in", "out"
PLACE_WORDS: dict[str, tuple[object, ...]] = {
    IN: (gettext_lazy("등록된 기업"), "등록", "registered"),
    OUT: (gettext_lazy("명부 밖"), "미등록", "not registered"),
}
KIND_WORDS: dict[str, tuple[object, ...]] = {
    OwnershipLink.OwnerKind.COMPANY: (gettext_lazy("기업"), "법인", "회사", "company"),
    OwnershipLink.OwnerKind.PERSON: (gettext_lazy("개인"), "자연인", "person"),
    OwnershipLink.OwnerKind.PRIVATE_FUND: (gettext_lazy("사모펀드"), "펀드", "private fund"),
    OwnershipLink.OwnerKind.CREDITOR_BANK: (gettext_lazy("채권 은행"), "채권은행", "creditor bank"),
}
GROUP_WORDS: dict[str, tuple[object, ...]] = {
    BusinessGroup.Kind.CROSS_SHAREHOLDING_RESTRICTED: (gettext_lazy("상호출자제한기업집단"), "상호출자제한"),
    BusinessGroup.Kind.DISCLOSURE: (gettext_lazy("공시대상기업집단"), "공시대상"),
    BusinessGroup.Kind.OTHER: (gettext_lazy("그 밖의 기업집단"), "기타", "other"),
}


def share(value: str) -> Decimal:
    """30, 12.5%; whether a company can have it is said elsewhere."""
    match = SHARE.fullmatch(cells.plain(value))
    if not match:
        raise cells.CellError(
            "share", _("지분율로 읽을 수 없습니다."), _("‘12.5’처럼 퍼센트 숫자로 적어 주십시오.")
        )
    return Decimal(match[1])


def assets(value: str) -> int:
    return figure_value(amount(value), KINDS[ASSETS], UNITS["won"])


TIMES = (
    Column(
        "starts_on",
        (gettext_lazy("언제부터"), "시작일", "취득일", "소속일", "from"),
        required=True,
        parse=past_day,
        example="2020-01-01",
    ),
    Column(
        "ends_on",
        (gettext_lazy("언제까지"), "종료일", "끝난 날", "until"),
        parse=cells.day,
        help=gettext_lazy("그날은 들어가지 않습니다. 등록된 지분이나 소속의 끝도 이 칸으로 적습니다."),
    ),
)
SOURCE = Column("source", (gettext_lazy("출처"), "자료 출처", "source"), parse=short_text(200))
SHARES = Sheet(
    "shares",
    (gettext_lazy("지분"), "지분 관계", "주주", "출자", "shares"),
    (
        *WHO_COLUMNS,
        Column(
            "owner",
            (gettext_lazy("주주"), "주주명", "출자회사", "소유자", "owner"),
            parse=short_text(200),
            example="등대홀딩스",
            help=gettext_lazy("등록된 기업이면 이름이나 번호, 아니면 주주의 이름."),
        ),
        Column(
            "owner_number",
            (gettext_lazy("주주 사업자등록번호"), "주주 사업자번호", "owner business number"),
            parse=numbers.business_number,
        ),
        Column(
            "owner_corporate_number",
            (gettext_lazy("주주 법인등록번호"), "주주 법인번호", "owner corporate number"),
            parse=numbers.corporate_number,
            is_register_number=True,
        ),
        Column(
            "place",
            (gettext_lazy("주주 등록"), "주주 등록 여부", "owner registered"),
            parse=cells.one_of(PLACE_WORDS),
            help=gettext_lazy("‘등록된 기업’이나 ‘명부 밖’. 비우면 이름이 등록된 기업인지 봅니다."),
        ),
        Column(
            "owner_kind",
            (gettext_lazy("주주의 종류"), "주주 구분", "owner kind"),
            parse=cells.one_of(KIND_WORDS),
            example="기업",
            help=gettext_lazy("기업, 개인, 사모펀드, 채권 은행. 비우면 기업."),
        ),
        Column(
            "owner_assets",
            (gettext_lazy("주주의 자산총액"), "주주 자산", "owner assets"),
            parse=assets,
            help=gettext_lazy("등록되지 않은 기업일 때. 예: 6,000억"),
        ),
        Column(
            "share",
            (gettext_lazy("지분율(%)"), "지분율", "지분", "share"),
            required=True,
            parse=share,
            example="30",
            help=gettext_lazy("예: 30, 12.5%"),
        ),
        *TIMES,
        SOURCE,
    ),
    required=False,
)
GROUPS = Sheet(
    "groups",
    (gettext_lazy("기업집단"), "기업집단 소속", "그룹", "groups"),
    (
        *WHO_COLUMNS,
        Column(
            "group",
            (gettext_lazy("기업집단 이름"), "기업집단명", "기업집단", "그룹명", "group"),
            required=True,
            parse=short_text(200, required=True),
            example="등대그룹",
        ),
        Column(
            "kind",
            (gettext_lazy("기업집단 종류"), "집단 구분", "group kind"),
            required=True,
            parse=cells.one_of(GROUP_WORDS),
            example="공시대상기업집단",
            help=gettext_lazy("상호출자제한기업집단, 공시대상기업집단, 그 밖의 기업집단."),
        ),
        *TIMES,
        Column(
            "designated_from",
            (gettext_lazy("지정일"), "집단 지정일", "designated from"),
            parse=past_day,
            help=gettext_lazy("처음 적는 기업집단일 때."),
        ),
        Column(
            "designated_until",
            (gettext_lazy("지정 해제일"), "집단 지정 해제일", "designated until"),
            parse=cells.day,
        ),
        SOURCE,
    ),
    required=False,
)

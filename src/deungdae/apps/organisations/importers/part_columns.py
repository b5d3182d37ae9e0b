"""The further sheets of a list of organisations: other names, contacts, branches."""

from django.utils.translation import gettext_lazy

from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.frame import Column, Sheet
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.dates import past_day
from deungdae.apps.organisations.texts import short_text

NAME_WORDS = {
    "former": (gettext_lazy("이전 이름"), "옛 이름", "이전 상호", "former"),
    "short": (gettext_lazy("줄인 이름"), "약칭", "short"),
    "ko": (gettext_lazy("다른 한글 이름"), "한글", "korean"),
    "en": (gettext_lazy("다른 영문 이름"), "영문", "english"),
}
BRANCH_WORDS = {
    "head_office": (gettext_lazy("본사"), "본점", "head office"),
    "factory": (gettext_lazy("공장"), "제조시설", "factory"),
    "laboratory": (gettext_lazy("연구소"), "기업부설연구소", "laboratory"),
    "branch": (gettext_lazy("지사"), "지점", "사무소", "branch"),
}
OWNER = (
    Column(
        "company",
        (gettext_lazy("기업명"), "회사명", "기업·기관명", "업체명", "company"),
        required=True,
        parse=short_text(200, required=True),
        example="주식회사 등대정밀",
        help=gettext_lazy("‘기업·기관’ 시트의 기업이거나 이미 등록된 기업."),
    ),
    Column(
        "company_number",
        (gettext_lazy("사업자등록번호"), "사업자번호", "기업 사업자등록번호", "business number"),
        parse=numbers.business_number,
        example="123-45-00003",
        help=gettext_lazy("기업의 번호. 적으면 이름보다 먼저 봅니다."),
    ),
)
NAMES = Sheet(
    "names",
    (gettext_lazy("다른 이름"), "이전 이름", "names"),
    (
        *OWNER,
        Column(
            "kind",
            (gettext_lazy("이름의 종류"), "name kind"),
            parse=cells.one_of(NAME_WORDS),
            example="이전 이름",
            help=gettext_lazy("이전 이름, 줄인 이름, 다른 한글 이름, 다른 영문 이름. 비우면 이전 이름."),
        ),
        Column(
            "text",
            (gettext_lazy("다른 이름"), "이전 기업명", "옛 이름", "other name", "former name"),
            required=True,
            parse=short_text(200, required=True),
            example="등대공업 주식회사",
        ),
        Column(
            "valid_from", (gettext_lazy("쓰기 시작한 날"), "사용 시작", "from"), parse=past_day, example=""
        ),
        Column(
            "valid_to",
            (gettext_lazy("쓰기를 그친 날"), "사용 종료", "to"),
            parse=past_day,
            example="2015-03-02",
        ),
    ),
    required=False,
)
CONTACTS = Sheet(
    "contacts",
    (gettext_lazy("연락처"), "담당자 연락처", "contacts"),
    (
        *OWNER,
        Column(
            "name",
            (gettext_lazy("연락처 이름"), "담당자명", "담당자 이름", "contact name"),
            required=True,
            parse=short_text(100, required=True),
            example="김등대",
        ),
        Column(
            "department",
            (gettext_lazy("부서·직위"), "부서", "직위", "department"),
            parse=short_text(100),
            example="생산기술팀장",
        ),
        Column(
            "phone",
            (gettext_lazy("전화"), "전화번호", "휴대전화", "phone"),
            parse=cells.phone,
            example="02-1234-5678",
            help=gettext_lazy("전화나 이메일 가운데 하나는 있어야 합니다."),
        ),
        Column(
            "email",
            (gettext_lazy("이메일"), "e-mail", "email"),
            parse=cells.email,
            example="kim@deungdae.example",
        ),
        Column(
            "purpose",
            (gettext_lazy("맡은 일"), "용무", "purpose"),
            parse=short_text(200),
            example="스마트공장 도입",
        ),
    ),
    required=False,
)
BRANCHES = Sheet(
    "branches",
    (gettext_lazy("사업장"), "공장·지사", "branches"),
    (
        *OWNER,
        Column(
            "name",
            (gettext_lazy("사업장 이름"), "사업장명", "branch name"),
            required=True,
            parse=short_text(100, required=True),
            example="천안공장",
        ),
        Column(
            "kind",
            (gettext_lazy("사업장 종류"), "사업장 구분", "branch kind"),
            required=True,
            parse=cells.one_of(BRANCH_WORDS),
            example="공장",
            help=gettext_lazy("본사, 공장, 연구소, 지사."),
        ),
        Column(
            "region",
            (gettext_lazy("지역"), "소재지", "region"),
            parse=short_text(300),
            example="충청남도 천안시",
        ),
        Column("address", (gettext_lazy("주소"), "address"), parse=short_text(300)),
        Column(
            "business_number",
            (gettext_lazy("사업장 사업자등록번호"), "사업장 번호", "branch number"),
            parse=numbers.business_number,
            help=gettext_lazy("본사와 다른 번호가 있을 때만 적습니다."),
        ),
        Column("opened_on", (gettext_lazy("연 날"), "개업일", "opened"), parse=past_day),
        Column("closed_on", (gettext_lazy("닫은 날"), "폐업일", "closed"), parse=past_day),
    ),
    required=False,
)
PART_SHEETS = (NAMES, CONTACTS, BRANCHES)

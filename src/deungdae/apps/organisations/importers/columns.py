"""What the columns of a list of organisations are called, and how their cells are read."""

from django.utils.translation import gettext_lazy

from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.frame import Column
from deungdae.apps.organisations.dates import past_day
from deungdae.apps.organisations.identifiers import krx_code
from deungdae.apps.organisations.importers.companies import NUMBER_COLUMNS
from deungdae.apps.organisations.texts import long_text, short_text

KIND_WORDS = {
    "demand": (gettext_lazy("수요기업"), "수요", "도입기업", "중견기업", "demand"),
    "supply": (gettext_lazy("공급기업"), "공급", "supply", "supplier"),
    "startup": (gettext_lazy("스타트업"), "창업기업", "start-up"),
    "overseas": (gettext_lazy("해외 혁신기업"), "해외기업", "해외", "overseas"),
    "institute": (gettext_lazy("대학·연구기관"), "대학", "연구기관", "연구소", "institute", "university"),
    "government": (gettext_lazy("정부기관"), "정부", "공공기관", "government"),
    "centre": (gettext_lazy("센터"), "centre", "center"),
}

LEGAL_WORDS = {
    "company": (gettext_lazy("기업(영리)"), "기업", "영리법인", "주식회사", "company"),
    "nonprofit": (gettext_lazy("비영리 법인·단체"), "비영리", "비영리법인", "nonprofit"),
    "public_institution": (gettext_lazy("공공기관"), "public institution"),
    "foreign_branch": (gettext_lazy("외국 법인의 국내 지점"), "외국법인 지점", "foreign branch"),
}
MARKET_WORDS = {
    "kospi": (gettext_lazy("유가증권시장(KOSPI)"), "코스피", "유가증권", "유가증권시장", "유가", "kospi"),
    "kosdaq": (gettext_lazy("코스닥"), "kosdaq"),
    "konex": (gettext_lazy("코넥스"), "konex"),
}


def kinds(value: str) -> tuple[str, ...]:
    """Several kinds in one cell; 대학·연구기관 is one word."""
    if cells.squeezed(value) == cells.squeezed("대학·연구기관"):
        return ("institute",)
    return cells.many_of(KIND_WORDS)(value)


COLUMNS = (
    Column(
        "name",
        (
            gettext_lazy("기업명"),
            "회사명",
            "기업·기관명",
            "기관명",
            "업체명",
            "상호",
            "법인명",
            "이름",
            "name",
            "company",
            "organisation",
        ),
        required=True,
        parse=short_text(200, required=True),
        example="주식회사 등대정밀",
        help=gettext_lazy("200자까지. ‘주식회사’, ‘(주)’는 있어도 없어도 같은 이름으로 봅니다."),
    ),
    *NUMBER_COLUMNS,
    Column(
        "english_name",
        (gettext_lazy("영문 이름"), "영문명", "영문 기업명", "영문 회사명", "english name"),
        parse=short_text(200),
        example="Deungdae Precision Co., Ltd.",
        help=gettext_lazy("200자까지."),
    ),
    Column(
        "legal_kind",
        (gettext_lazy("법적 형태"), "법인 형태", "법인격", "legal kind"),
        parse=cells.one_of(LEGAL_WORDS),
        example="기업(영리)",
        help=gettext_lazy("기업(영리), 비영리 법인·단체, 공공기관, 외국 법인의 국내 지점 가운데 하나."),
    ),
    Column(
        "founded_on",
        (gettext_lazy("설립일"), "설립연월일", "설립일자", "창립일", "founded", "foundation date"),
        parse=past_day,
        example="2001-03-02",
        help=gettext_lazy("1880년부터 오늘까지의 날짜."),
    ),
    Column(
        "market",
        (gettext_lazy("상장 시장"), "시장구분", "market"),
        parse=cells.one_of(MARKET_WORDS),
        example="코스닥",
        help=gettext_lazy("유가증권시장(KOSPI), 코스닥, 코넥스. 비상장이면 비웁니다."),
    ),
    Column(
        "kinds",
        (gettext_lazy("구분"), "종류", "기업 구분", "유형", "kind", "type"),
        parse=kinds,
        example="수요기업",
        help=gettext_lazy(
            "수요기업, 공급기업, 스타트업, 해외 혁신기업, 대학·연구기관, 정부기관, 센터."
            " 여럿이면 쉼표로 나눕니다."
        ),
    ),
    Column(
        "industry",
        (gettext_lazy("업종"), "업종명", "산업", "표준산업분류", "KSIC", "업종코드", "industry"),
        parse=cells.limited_text(300),
        example="26111",
        help=gettext_lazy("한국표준산업분류(11차)의 코드나 이름."),
    ),
    Column(
        "other_industries",
        (gettext_lazy("다른 업종"), "부업종", "기타 업종", "other industries"),
        parse=long_text(3_000),
        example="58221; 62010",
        help=gettext_lazy("여럿이면 ‘;’으로 나눕니다. 코드만 적을 때는 쉼표로 나누어도 됩니다."),
    ),
    Column(
        "region",
        (gettext_lazy("지역"), "소재지", "시도", "주소", "본사 소재지", "region"),
        parse=cells.limited_text(300),
        example="경기도 안양시",
        help=gettext_lazy("시·도와 시·군·구. ‘서울’, ‘전남 여수시’처럼 적어도 됩니다."),
    ),
    Column(
        "products",
        (gettext_lazy("주요 제품"), "주요제품", "제품", "생산품", "주요 생산품", "products"),
        parse=long_text(5_000),
        example="반도체 검사 장비, 정밀 부품",
        help=gettext_lazy("5,000자까지 자유롭게 적습니다."),
    ),
    Column(
        "home_page",
        (gettext_lazy("홈페이지"), "웹사이트", "누리집", "URL", "home page", "homepage", "website"),
        parse=cells.limited_text(300),
        example="https://www.example.co.kr",
        help=gettext_lazy("웹 주소. http://는 적지 않아도 됩니다."),
    ),
    Column(
        "krx",
        (gettext_lazy("종목코드"), "거래소 코드", "krx", "stock code"),
        parse=krx_code,
        example="069730",
        help=gettext_lazy("상장 기업의 여섯 자리 코드."),
    ),
    Column(
        "supplier",
        (gettext_lazy("공급기업 번호"), "공급기업 id", "공급기업코드", "supplier id"),
        parse=cells.limited_text(60),
        example="10104784",
        help=gettext_lazy("스마트공장 공급기업 목록의 번호."),
    ),
    Column(
        "scheme",
        (gettext_lazy("외부 체계"), "외부 번호 체계", "external scheme", "scheme"),
        parse=cells.limited_text(30),
        example="",
        help=gettext_lazy("외부 번호를 매긴 명부의 이름."),
    ),
    Column(
        "code",
        (gettext_lazy("외부 번호"), "external code", "external id", "code", "id"),
        parse=cells.limited_text(60),
        help=gettext_lazy(
            "그 명부의 번호, 60자까지. 어느 명부인지는 ‘외부 체계’ 열이나 선택 사항으로 알립니다."
        ),
    ),
)

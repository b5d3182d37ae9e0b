"""What the pages call indicators, sides, surveys and cells."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from deungdae.apps.gap.bridge.tables import OVERALL, USE

SIDES: Mapping[str, Promise] = {
    "size": gettext_lazy("규모"),
    "industry": gettext_lazy("업종"),
    "region": gettext_lazy("지역"),
    "year": gettext_lazy("연도"),
}
INDICATORS: Mapping[str, Promise] = {
    USE: gettext_lazy("데이터·AI 활용률"),
    OVERALL: gettext_lazy("종합 점수"),
    "D1": gettext_lazy("디지털 경영 전략"),
    "D2": gettext_lazy("디지털 준비도"),
    "D3": gettext_lazy("사람 중심의 디지털화"),
    "D4": gettext_lazy("데이터 관리"),
    "D5": gettext_lazy("자동화와 인공지능"),
    "D6": gettext_lazy("친환경 디지털화"),
}
MEANINGS: Mapping[str, Promise] = {
    USE: gettext_lazy(
        "데이터를 분석해 의사결정에 쓰거나(Q7), AI 기술 가운데 하나라도 업무에 쓰고 있는(Q9의 5단계) 기업의"
        " 비율입니다. 도입을 검토하거나 시험하는 것은 넣지 않습니다."
    ),
    OVERALL: gettext_lazy("여섯 영역 점수의 평균입니다(0~100점)."),
}
OF_DIMENSION = gettext_lazy("EU 디지털 성숙도 진단의 한 영역 점수입니다(0~100점).")
STRATA: Mapping[str, Promise] = {
    "manufacturing": gettext_lazy("제조업"),
    "other": gettext_lazy("비제조업"),
}
SURVEYS: Mapping[str, Promise] = {
    "kpc": gettext_lazy("디지털 격차 조사(한국생산성본부)"),
    "dx": gettext_lazy("중견기업 디지털 전환 실태조사"),
    "ai": gettext_lazy("중견기업 AI 도입 실태조사"),
}
DATA_AI_USE = "data_ai_use"
"""What the surveys call our indicator of use."""
SURVEY_INDICATORS: Mapping[str, Promise] = {
    DATA_AI_USE: gettext_lazy("데이터·AI 활용률"),
    "digital_investment": gettext_lazy("디지털 투자를 하는 기업"),
    "need_seen": gettext_lazy("디지털 전환이 필요하다고 봄"),
    "doing": gettext_lazy("디지털 전환을 하고 있음"),
    "planning": gettext_lazy("디지털 전환을 계획함"),
    "level_0": gettext_lazy("스스로 본 수준 0"),
    "level_1": gettext_lazy("스스로 본 수준 1"),
    "level_2_and_3": gettext_lazy("스스로 본 수준 2와 3"),
    "level_4": gettext_lazy("스스로 본 수준 4"),
    "field_organisation": gettext_lazy("분야: 조직"),
    "field_process": gettext_lazy("분야: 공정"),
    "field_product": gettext_lazy("분야: 제품"),
    "obstacle_cost": gettext_lazy("어려움: 비용"),
    "obstacle_result": gettext_lazy("어려움: 성과가 불확실함"),
    "obstacle_people": gettext_lazy("어려움: 인력"),
    "obstacle_infrastructure": gettext_lazy("어려움: 기반 시설"),
    "own_team": gettext_lazy("전담 조직이 있음"),
    "team_people": gettext_lazy("전담 조직 인원"),
    "budget": gettext_lazy("디지털 전환 예산"),
    "budget_share_of_sales": gettext_lazy("매출액에 대한 예산 비율"),
    "budget_10_or_more": gettext_lazy("예산이 10억원 이상"),
    "trained": gettext_lazy("지난 1년 동안 교육함"),
    "used_support": gettext_lazy("지원 사업을 이용함"),
    "want_information": gettext_lazy("바라는 지원: 정보"),
    "want_budget": gettext_lazy("바라는 지원: 예산"),
    "want_environment": gettext_lazy("바라는 지원: 환경 조성"),
    "want_training": gettext_lazy("바라는 지원: 교육"),
    "ai_need_seen": gettext_lazy("AI가 필요하다고 봄"),
    "ai_adopted": gettext_lazy("AI를 도입함"),
    "ai_planned": gettext_lazy("AI 도입을 계획함"),
    "ai_none": gettext_lazy("AI 도입 계획이 없음"),
    "ai_helped_of_adopters": gettext_lazy("도입한 기업 가운데 도움이 됨"),
    "ai_obstacle_people_of_adopters": gettext_lazy("도입한 기업의 어려움: 인력"),
    "ai_obstacle_infrastructure_of_adopters": gettext_lazy("도입한 기업의 어려움: 기반 시설"),
    "ai_obstacle_cost_of_adopters": gettext_lazy("도입한 기업의 어려움: 비용"),
    "ai_obstacle_security_of_adopters": gettext_lazy("도입한 기업의 어려움: 보안"),
}
UNITS: Mapping[str, Promise] = {
    "명": gettext_lazy("{number}명"),
    "억원": gettext_lazy("{number}억원"),
}
"""The units of the surveys, as the reader's language puts them beside a number."""
HIDDEN = pgettext_lazy("figure", "5 미만이라 숨김")


def unit_of(indicator: str) -> str:
    return "%" if indicator == USE else _("점")


def meaning_of(indicator: str) -> str:
    return str(MEANINGS.get(indicator, OF_DIMENSION))


def name_in(names: Mapping[str, Promise], code: str) -> str:
    """In the language of the page; what an import brought is called what it is called there."""
    return str(names.get(code, code))


def number_words(hundredths: int) -> str:
    """4646 → 46.5: one decimal, halves away from nothing."""
    tenths = (abs(hundredths) + 5) // 10
    sign = "−" if hundredths < 0 and tenths else ""
    return f"{sign}{tenths // 10}.{tenths % 10}"


def with_unit(hundredths: int, indicator: str) -> str:
    unit = unit_of(indicator)
    return f"{number_words(hundredths)}{' ' if unit.isalpha() and unit.isascii() else ''}{unit}"

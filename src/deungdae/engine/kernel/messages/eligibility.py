"""Sentences about the legal status of a company: what is wrong in the input, and what an answer says."""

from __future__ import annotations

from deungdae.engine.kernel.messages.marking import gettext_noop

ELIGIBILITY_ISSUES = {
    "eligibility.tables": gettext_noop(
        "판정 기준표를 읽을 수 없습니다({where}: {value}). data 폴더를 원본으로 되돌려 주십시오."
    ),
    "eligibility.date": gettext_noop(
        "'{where}'의 값 '{value}'(은/는) 날짜가 아닙니다. 2025-09-01처럼 적어 주십시오."
    ),
    "eligibility.number": gettext_noop(
        "'{where}'의 값 '{value}'(은/는) 숫자가 아닙니다. 0.35처럼 숫자로 적어 주십시오."
    ),
    "eligibility.end_month": gettext_noop("결산월이 {value}입니다({where}). 1부터 12 사이로 적어 주십시오."),
    "eligibility.far_day": gettext_noop(
        "날짜가 {value}입니다({where}). {last}년까지의 날짜로 고쳐 주십시오."
    ),
    "eligibility.founded_later": gettext_noop(
        "설립일 {value}(이/가) 판정일 {on}보다 뒤입니다({where}). 설립일이나 판정일을 고쳐 주십시오."
    ),
    "eligibility.grace_before": gettext_noop(
        "유예 시작일 {value}(이/가) 설립일 {founded}보다 앞입니다({where}). 둘 가운데 하나를 고쳐 주십시오."
    ),
    "eligibility.grace_too_early": gettext_noop(
        "유예 시작일이 {value}입니다({where}). 기준표가 시작하는 {first} 이후의 날로 고치거나 비워 주십시오."
    ),
    "eligibility.industry_form": gettext_noop(
        "업종 코드 '{value}'(을/를) 읽을 수 없습니다({where}). 한국표준산업분류 코드를 C24나 26111처럼"
        " 적어 주십시오."
    ),
    "eligibility.industry_unknown": gettext_noop(
        "업종 코드 '{value}'(은/는) 한국표준산업분류 11차에 없습니다({where}). 코드를 확인해 주십시오."
    ),
    "eligibility.industry_section": gettext_noop(
        "업종 코드 '{value}'의 대분류가 맞지 않습니다({where}). '{right}'(으로/로) 고쳐 주십시오."
    ),
    "eligibility.share": gettext_noop(
        "지분율이 {value}입니다({where}). 0과 1 사이의 비율로 적어 주십시오. 35%는 0.35입니다."
    ),
    "eligibility.amount": gettext_noop(
        "금액이 {value}원입니다({where}). 0원 이상 100경 원 이하의 원 단위 금액으로 고치거나 비워 주십시오."
    ),
    "eligibility.year": gettext_noop(
        "사업연도가 {value}입니다({where}). {first}부터 {last} 사이로 고쳐 주십시오."
    ),
    "eligibility.year_twice": gettext_noop(
        "{value} 사업연도가 두 번 있습니다({where}). 하나만 남겨 주십시오."
    ),
    "eligibility.months": gettext_noop(
        "사업연도의 개월 수가 {value}입니다({where}). 1부터 12 사이로 적어 주십시오."
    ),
    "eligibility.year_before": gettext_noop(
        "{value} 사업연도는 설립일 {founded}보다 앞입니다({where}). 그 연도를 빼거나 설립일을 고쳐 주십시오."
    ),
    "eligibility.months_before": gettext_noop(
        "사업연도의 개월 수가 {value}인데 설립일 {founded}부터는 {most}개월을 넘을 수 없습니다({where})."
        " 둘 가운데 하나를 고쳐 주십시오."
    ),
}

ELIGIBILITY_ANSWERS = {
    "eligibility.is.large": gettext_noop(
        "{name}(은/는) {on} 기준으로 대기업입니다. 중소기업도 중견기업도 아닙니다."
    ),
    "eligibility.is.mid_sized": gettext_noop("{name}(은/는) {on} 기준으로 중견기업입니다."),
    "eligibility.is.sme": gettext_noop("{name}(은/는) {on} 기준으로 중소기업입니다."),
    "eligibility.is.candidate": gettext_noop(
        "{name}(은/는) {on} 기준으로 중소기업이며 중견기업 후보기업입니다."
    ),
    "eligibility.is.excluded": gettext_noop("{name}(은/는) {on} 기준으로 판정 대상 기업이 아닙니다."),
    "eligibility.is.unknown": gettext_noop("{name}(은/는) {on} 기준으로 판정할 수 없습니다."),
    "eligibility.unknown.open": gettext_noop("아래 자료가 빠져 있어 결과가 달라질 수 있습니다."),
    "eligibility.need.kind": gettext_noop("법인의 종류를 알아야 합니다({place})."),
    "eligibility.need.main_industry": gettext_noop("주된 업종을 알아야 합니다({place})."),
    "eligibility.need.founded": gettext_noop("설립일을 알아야 합니다({place})."),
    "eligibility.need.group": gettext_noop("속한 기업집단이 있는지 알아야 합니다({place})."),
    "eligibility.need.largest_shareholder": gettext_noop("최다출자자가 누구인지 알아야 합니다({place})."),
    "eligibility.need.largest_shareholder.share": gettext_noop(
        "최다출자자의 지분율을 알아야 합니다({place})."
    ),
    "eligibility.need.largest_shareholder.kind": gettext_noop("최다출자자의 종류를 알아야 합니다({place})."),
    "eligibility.need.largest_shareholder.assets_krw": gettext_noop(
        "최다출자자의 자산총액을 알아야 합니다({place})."
    ),
    "eligibility.need.related_sales_krw": gettext_noop("관계기업의 매출액을 알아야 합니다({place})."),
    "eligibility.need.sales_krw": gettext_noop("{year} 사업연도의 매출액을 알아야 합니다({place})."),
    "eligibility.need.assets_krw": gettext_noop("{year} 사업연도 말의 자산총액을 알아야 합니다({place})."),
    "eligibility.need.months": gettext_noop("{year} 사업연도가 몇 개월인지 알아야 합니다({place})."),
    "eligibility.unknown.day": gettext_noop(
        "그날의 법 기준이 기준표에 없습니다. {first}부터의 날짜로 판정해 주십시오."
    ),
    "eligibility.unknown.section": gettext_noop(
        "'{industry}'만으로는 업종 기준이 하나로 정해지지 않습니다. 두 자리 이상의 업종 코드를 적어 주십시오."
    ),
    "eligibility.unknown.no_limit": gettext_noop(
        "'{industry}' 업종은 평균매출액 기준표에 없습니다(중소기업기본법 시행령 별표 1). 주된 업종을 확인해"
        " 주십시오."
    ),
    "eligibility.any_way": gettext_noop("알 수 없는 자료가 있지만 그 값이 무엇이든 결과는 같습니다."),
    "eligibility.reason.excluded.nonprofit": gettext_noop(
        "비영리법인은 영리를 목적으로 사업을 하는 기업이 아닙니다(중소기업기본법 제2조제1항제1호, 중견기업법"
        " 제2조제1호)."
    ),
    "eligibility.reason.excluded.public_institution": gettext_noop(
        "공공기관과 지방공기업은 중견기업에서 제외됩니다(중견기업법 제2조제1호나목, 같은 법 시행령 제2조제1항)."
    ),
    "eligibility.reason.excluded.foreign_branch": gettext_noop(
        "외국 기업의 국내 지점은 따로 판정하는 기업이 아닙니다(중견기업법 제2조제1호에 관한 범위 해설)."
    ),
    "eligibility.reason.excluded.finance": gettext_noop(
        "주된 업종 {industry}(은/는) 금융 및 보험업이어서 제외됩니다(중견기업법 시행령 제2조제2항제2호)."
        " 일반지주회사라면 업종을 K64992로 적어 주십시오."
    ),
    "eligibility.reason.large.group": gettext_noop(
        "상호출자제한기업집단에 속해 독립성 요건을 갖추지 못합니다(중견기업법 시행령 제2조제2항제1호가목)."
    ),
    "eligibility.reason.large.holder": gettext_noop(
        "자산총액 {assets}억 원인 회사가 지분 {share}%를 가진 최다출자자입니다. 자산총액 {limit}억 원 이상인"
        " 회사가 {least}% 이상을 가진 최다출자자이면 독립성 요건을 갖추지 못합니다(중견기업법 시행령"
        " 제2조제2항제1호나목)."
    ),
    "eligibility.reason.mid_sized.group": gettext_noop(
        "공시대상기업집단에 속해 규모와 관계없이 중소기업이 아닙니다(중소기업기본법 제2조제1항 단서)."
    ),
    "eligibility.reason.mid_sized.holder": gettext_noop(
        "자산총액 {assets}억 원인 법인이 지분 {share}%를 가진 최다출자자입니다. 자산총액 {limit}억 원 이상인"
        " 법인이 {least}% 이상을 가진 최다출자자이면 중소기업이 아닙니다(중소기업기본법 시행령"
        " 제3조제1항제2호나목)."
    ),
    "eligibility.reason.mid_sized.assets": gettext_noop(
        "자산총액 {assets}억 원은 중소기업의 상한 {limit}억 원 이상입니다(차이 {gap}억 원, 중소기업기본법 시행령"
        " 제3조제1항제1호나목)."
    ),
    "eligibility.reason.mid_sized.average_sales": gettext_noop(
        "평균매출액 {average}억 원은 업종({industry}) 기준 {limit}억 원을 {gap}억 원 넘습니다(중소기업기본법 시행령"
        " 제3조제1항제1호가목, 별표 1)."
    ),
    "eligibility.reason.mid_sized.average_sales_at_least": gettext_noop(
        "평균매출액은 적어도 {average}억 원이어서 업종({industry}) 기준 {limit}억 원을 {gap}억 원 이상"
        " 넘습니다(중소기업기본법 시행령 제3조제1항제1호가목, 별표 1)."
    ),
    "eligibility.reason.mid_sized.related_sales": gettext_noop(
        "평균매출액 {average}억 원에 관계기업 {related}억 원을 더한 {total}억 원은 업종({industry}) 기준"
        " {limit}억 원을 {gap}억 원 넘습니다(중소기업기본법 시행령 제3조제1항제2호다목, 제7조의4)."
    ),
    "eligibility.reason.sme.grace": gettext_noop(
        "중소기업의 기준을 벗어났어도 {start}부터 {end}까지 {years}년 동안은 중소기업으로 봅니다(중소기업기본법"
        " 제2조제3항). 이 유예는 한 번만 받을 수 있고(같은 법 시행령 제9조제3호), 유예 중인 기업은 중견기업"
        " 후보기업의 범위에도 듭니다(중견기업법 시행령 제2조제4항제1호)."
    ),
    "eligibility.reason.sme.within_limits": gettext_noop(
        "평균매출액 {average}억 원은 업종({industry}) 기준 {limit}억 원 이하이고, 자산총액 {assets}억 원은"
        " {most}억 원 미만이며, 독립성 요건을 갖추었습니다(중소기업기본법 시행령 제3조제1항, 별표 1)."
    ),
    "eligibility.reason.candidate.sales": gettext_noop(
        "{year} 사업연도 매출액 {sales}억 원은 후보기업의 매출액 기준 {limit}억 원 이상입니다(중견기업법 시행령"
        " 제2조제4항제2호, 별표 1). 같은 호의 다른 요건은 자료에 없으므로 따로 확인해 주십시오."
    ),
    "eligibility.method.three_years": gettext_noop(
        "평균매출액은 세 사업연도({years})의 매출액을 더해 3으로 나눈 금액입니다(중소기업기본법 시행령"
        " 제7조제2항제1호)."
    ),
    "eligibility.method.whole_years": gettext_noop(
        "평균매출액은 12개월인 사업연도({years})의 매출액을 평균한 금액입니다(중소기업기본법 시행령"
        " 제7조제2항제2호)."
    ),
    "eligibility.method.annualised": gettext_noop(
        "평균매출액은 사업연도({years})의 매출액을 12개월로 환산한 금액입니다(중소기업기본법 시행령"
        " 제7조제2항제3호)."
    ),
    "eligibility.counted": gettext_noop(
        "{year} 사업연도까지의 자료로 판정합니다. 한 사업연도의 결과는 그 말일에서 3개월이 지난 날부터 1년 동안"
        " 적용됩니다(중소기업기본법 시행령 제3조의3제1항)."
    ),
    "eligibility.note.finance": gettext_noop(
        "이 판정은 중견기업법의 범위에 따른 것입니다. 중소기업기본법의 평균매출액 기준은 {limit}억 원입니다."
    ),
    "eligibility.note.seats": gettext_noop(
        "{industry}의 기준 {limit}억 원은 의자를 만드는 경우의 기준입니다. 다른 제품이면 두 자리 업종으로 판정해"
        " 주십시오."
    ),
    "eligibility.note.related": gettext_noop(
        "관계기업 {related}억 원을 더한 {total}억 원도 기준 {limit}억 원 이하입니다."
    ),
    "eligibility.note.candidate": gettext_noop(
        "중견기업 후보기업의 매출액 기준은 {limit}억 원이며, 직전 사업연도 매출액 {sales}억 원에서 {gap}억 원"
        " 남았습니다."
    ),
    "eligibility.note.candidate_unknown": gettext_noop(
        "이 업종의 그날 후보기업 기준을 확인하지 못해, 중견기업 후보기업이기도 한지는 말할 수 없습니다."
    ),
    "eligibility.grace.later": gettext_noop("유예기간은 {start}에 시작하므로 아직 적용하지 않습니다."),
    "eligibility.grace.over": gettext_noop("유예기간은 {end}에 끝났습니다."),
    "eligibility.grace.group": gettext_noop(
        "기업집단에 속하게 된 기업에는 유예를 적용하지 않습니다(중소기업기본법 시행령 제9조제2호)."
    ),
    "eligibility.grace.not_needed": gettext_noop(
        "{end}까지의 유예기간 중에 있지만 지금은 유예 없이도 중소기업입니다."
    ),
    "eligibility.grace.again": gettext_noop(
        "2025년 9월 1일의 매출액 기준 상향으로 다시 중소기업이 된 유예 기업은 유예를 한 번 더 받을 수"
        " 있습니다(대통령령 제35723호 부칙 제2조)."
    ),
    "eligibility.change.sme": gettext_noop(
        "평균매출액이 {gap}억 원보다 더 늘거나, 자산총액이 {most}억 원 이상이 되거나, 독립성을 잃으면 중소기업에서"
        " 벗어납니다. 기업집단에 속하게 된 경우가 아니면 그 뒤 {years}년 동안 유예를 받을 수 있습니다."
    ),
    "eligibility.change.mid_sized": gettext_noop(
        "위의 사유가 모두 없어지면 중소기업이 됩니다. 상호출자제한기업집단에 속하거나, 자산총액 {limit}억 원"
        " 이상인 회사가 {least}% 이상을 가진 최다출자자가 되면 중견기업에서 벗어납니다."
    ),
    "eligibility.change.large": gettext_noop(
        "위의 사유가 모두 없어지면 규모에 따라 중견기업이나 중소기업이 됩니다."
    ),
    "eligibility.change.excluded": gettext_noop("법인의 종류나 주된 업종이 바뀌면 다시 판정해 주십시오."),
    "eligibility.change.grace": gettext_noop("{day}부터는 그때의 규모와 독립성으로 판정합니다."),
}

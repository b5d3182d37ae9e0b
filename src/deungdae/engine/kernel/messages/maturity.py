"""Sentences about maturity: what is wrong in a framework or in answers, and what a score says."""

from __future__ import annotations

from deungdae.engine.kernel.messages.marking import gettext_noop

MATURITY_FRAMEWORK_ISSUES = {
    "maturity.translation": gettext_noop(
        "'{where}'에 {value} 글이 없습니다. 한국어(ko)와 영어(en) 글을 모두 적어 주십시오."
    ),
    "maturity.long": gettext_noop("'{where}'의 글이 {value}자입니다. {most}자 이하로 줄여 주십시오."),
    "maturity.fraction": gettext_noop(
        "'{where}'의 값 '{value}'(은/는) 분수가 아닙니다. 1이나 \"1/3\"처럼 적어 주십시오."
    ),
    "maturity.code": gettext_noop(
        "'{where}'의 값 '{value}'(은/는) 쓸 수 없는 코드입니다. '{example}'처럼 영문자로 시작하는 짧은 코드로"
        " 적어 주십시오."
    ),
    "maturity.code_twice": gettext_noop(
        "'{where}'의 코드 '{value}'(이/가) 두 번째입니다. 서로 다르게 고쳐 주십시오."
    ),
    "maturity.version": gettext_noop(
        "판 번호가 '{value}'입니다({where}). 2026.1처럼 숫자로 시작하게 적어 주십시오."
    ),
    "maturity.minutes": gettext_noop(
        "응답 시간이 {value}분입니다({where}). 1부터 {most} 사이로 적어 주십시오."
    ),
    "maturity.maximum": gettext_noop("만점이 {value}입니다({where}). 0보다 크게 적어 주십시오."),
    "maturity.unknown_rule": gettext_noop(
        "'{where}'의 규칙 '{value}'(이/가) 없습니다. {known} 가운데 하나로 고쳐 주십시오."
    ),
    "maturity.level_order": gettext_noop(
        "단계의 끝 {value}(이/가) 앞 단계의 끝 {before}보다 크지 않습니다({where}). 낮은 단계부터 차례로 적어"
        " 주십시오."
    ),
    "maturity.level_end": gettext_noop(
        "마지막 단계의 끝이 {value}인데 만점은 {maximum}입니다({where}). 만점까지 빈틈이 없게 고쳐 주십시오."
    ),
    "maturity.no_levels": gettext_noop(
        "종합 점수를 내는 체계에 단계가 없습니다({where}). 단계를 적거나 has_overall을 false로 고쳐 주십시오."
    ),
    "maturity.empty": gettext_noop("'{where}'(이/가) 비어 있습니다. 하나 이상 적어 주십시오."),
    "maturity.weights": gettext_noop("가중치의 합이 {value}입니다({where}). 합이 1이 되게 고쳐 주십시오."),
    "maturity.weights_without_whole": gettext_noop(
        "종합 점수를 내지 않는 체계인데 영역 가중치의 합이 {value}입니다({where}). weight를 빼 주십시오."
    ),
    "maturity.no_means": gettext_noop(
        "'{where}'에 단계 '{value}'의 설명이 없습니다. 단계마다 설명을 적어 주십시오."
    ),
    "maturity.unknown_level": gettext_noop(
        "'{where}'의 단계 '{value}'(이/가) 없습니다. {known} 가운데 하나로 고쳐 주십시오."
    ),
    "maturity.count": gettext_noop(
        "'{where}'(이/가) {value}개입니다. {least}개에서 {most}개 사이로 고쳐 주십시오."
    ),
    "maturity.industry": gettext_noop(
        "업종 코드 '{value}'(을/를) 읽을 수 없습니다({where}). 한국표준산업분류 코드를 C나 C29처럼 적어 주십시오."
    ),
    "maturity.idle_part": gettext_noop(
        "'{kind}' 문항에는 쓰지 않는 항목이 {value}개 있습니다({where}). 빼 주십시오."
    ),
    "maturity.no_descriptor": gettext_noop(
        "수준 {value}의 설명(means)이 없습니다({where}). 수준마다 적어 주십시오."
    ),
    "maturity.only_ticks": gettext_noop(
        "보기 '{value}'의 negative와 exclusive는 ticks 문항에만 쓸 수 있습니다({where}). 빼 주십시오."
    ),
    "maturity.no_terms": gettext_noop("'{where}'에 영역 '{value}'의 계산식이 없습니다. 넣어 주십시오."),
    "maturity.levels_or_band": gettext_noop(
        "영역 '{value}'의 결과를 부를 단계가 없습니다({where}). 단계(levels)를 적거나 0부터 {most}까지의 band 문항"
        " 하나로 고쳐 주십시오."
    ),
    "maturity.unknown_dimension": gettext_noop(
        "'{where}'의 영역 '{value}'(이/가) 없습니다. {known} 가운데 하나로 고쳐 주십시오."
    ),
    "maturity.unknown_question": gettext_noop(
        "'{where}'의 문항 '{value}'(은/는) 점수를 매기는 문항이 아닙니다. {known} 가운데 하나로 고쳐 주십시오."
    ),
    "maturity.unknown_mark": gettext_noop(
        "'{where}'의 표시 '{value}'(이/가) 없습니다. 문항의 표시({known})로 고쳐 주십시오."
    ),
    "maturity.worth": gettext_noop("표시의 값이 {value}입니다({where}). 0과 1 사이로 적어 주십시오."),
    "maturity.no_worth": gettext_noop(
        "'{where}'에 표시의 값이 없습니다. 표시마다 0과 1 사이의 값을 적어 주십시오."
    ),
    "maturity.nothing_to_count": gettext_noop(
        "'{where}'의 문항 '{value}'에는 이 규칙으로 셀 수 있는 보기가 없습니다. 보기를 더해 주십시오."
    ),
    "maturity.unknown_framework": gettext_noop(
        "진단 체계 '{value}'(이/가) 없습니다({where}). {known} 가운데 하나나 .json 파일을 주십시오."
    ),
    "maturity.rule": gettext_noop("규칙 '{value}'(이/가) 없습니다({where}). {known} 가운데 하나로 주십시오."),
}

MATURITY_ANSWER_ISSUES = {
    "maturity.other_framework": gettext_noop(
        "'{value}'의 답입니다({where}). '{asked}'의 답을 주거나 --framework를 바꿔 주십시오."
    ),
    "maturity.other_version": gettext_noop(
        "'{value}' 판의 답입니다({where}). 답은 물어본 판으로만 채점합니다. '{asked}' 판의 답을 주십시오."
    ),
    "maturity.question": gettext_noop(
        "'{where}'(은/는) 이 진단에 없는 문항입니다. 쓸 수 있는 문항: {known}."
    ),
    "maturity.matrix": gettext_noop(
        "'{where}' 문항의 답 '{value}'(을/를) 읽을 수 없습니다. 표시({marks})마다 항목 번호의 목록을 적어"
        " 주십시오."
    ),
    "maturity.mark": gettext_noop(
        "'{where}'의 '{value}'(은/는) 모르는 표시입니다. 쓸 수 있는 표시: {known}."
    ),
    "maturity.ticks": gettext_noop(
        "'{where}'의 답 '{value}'(은/는) 번호의 목록이 아닙니다. [1, 3]처럼 적어 주십시오."
    ),
    "maturity.item": gettext_noop(
        "'{where}'의 항목 번호가 {value}입니다. 1부터 {most} 사이의 번호로 적어 주십시오."
    ),
    "maturity.item_twice": gettext_noop("'{where}'에 항목 {value}번이 두 번 있습니다. 하나만 남겨 주십시오."),
    "maturity.exclusive": gettext_noop(
        "'{where}'에서 {value}번을 함께 골랐습니다. '{alone}'(은/는) 다른 항목과 함께 고를 수 없습니다. 한쪽만"
        " 남겨 주십시오."
    ),
    "maturity.rows": gettext_noop(
        "'{where}' 문항의 답이 '{value}'입니다. 항목 {count}개의 답을 차례로 목록에 적고, 답하지 않은 것은 null로"
        " 두십시오."
    ),
    "maturity.step": gettext_noop("'{where}'의 값이 '{value}'입니다. {known} 가운데 하나로 적어 주십시오."),
    "maturity.band": gettext_noop(
        "'{where}'의 수준이 '{value}'입니다. 0부터 {most} 사이의 정수로 적어 주십시오."
    ),
    "maturity.number": gettext_noop(
        "'{where}'의 값 '{value}'(은/는) 0 이상의 수가 아닙니다. 숫자로 적어 주십시오."
    ),
    "maturity.words": gettext_noop(
        "'{where}'의 답이 글이 아니거나 {most}자를 넘습니다. 글로 줄여 적어 주십시오."
    ),
}

MATURITY_SCORES = {
    "maturity.head": "{name} {version}판을 '{rule}' 규칙으로 채점했습니다.",
    "maturity.no_whole": "이 진단은 종합 점수를 내지 않습니다. 영역별 수준을 따로 보십시오.",
    "maturity.whole_open": "답하지 않은 곳이 {count}곳이라 아직 다 한 진단이 아닙니다. 그곳은 없는 것으로 셌습니다.",
    "maturity.whole": "종합 {points}(최고 {most}), '{level}' 단계입니다.",
    "maturity.whole_plans": "이 가운데 {points}(은/는) 아직 계획뿐인 항목에서 나왔습니다.",
    "maturity.open": "{name}: 답하지 않아 수준을 말할 수 없습니다.",
    "maturity.dimension": "{name}: {points}, '{level}' 단계. {means}.",
    "maturity.next": "{name}: {gap}(을/를) 넘게 올리면 '{level}' 단계입니다.",
    "maturity.plans": "{name}: {points}(은/는) 아직 계획뿐인 항목에서 나왔습니다.",
    "maturity.at_band": "{name}: 수준 {band} '{title}'. {means}.",
    "maturity.missing": "{place}에 답해 주십시오({question}).",
}

"""Sentences about the digital gap: what is wrong in the input, and what may be said."""

from __future__ import annotations

from deungdae.engine.kernel.messages.marking import gettext_noop

GAP_ISSUES = {
    "gap.population": gettext_noop(
        "'{where}' 층의 모집단이 {value}곳인데 응답은 {n}곳입니다. 모집단 수를 확인해 주십시오."
    ),
    "gap.company_twice": gettext_noop("기업 '{value}'(이/가) 두 번 있습니다({where}). 하나만 남겨 주십시오."),
    "gap.columns": gettext_noop(
        "{where}번째 줄의 열 이름이 '{value}'입니다. {columns} 순서로 적어 주십시오."
    ),
    "gap.row": gettext_noop(
        "{where}번째 줄 '{value}'(을/를) 읽을 수 없습니다. 연도, 값, 표본 수와 판은 숫자로, 출처는 빠짐없이 적어"
        " 주십시오."
    ),
}

GAP_ANSWERS = {
    "gap.rate": gettext_noop("응답한 {n}곳의 비율은 {value}%이며, 95% 신뢰구간은 {low}~{high}%입니다."),
    "gap.mean": gettext_noop("응답한 {n}곳의 평균은 {value}점이며, 95% 신뢰구간은 {low}~{high}점입니다."),
    "gap.hidden": gettext_noop(
        "응답이 {least}곳보다 적거나, 다른 수에서 빼면 알 수 있어 보여 주지 않습니다."
    ),
    "gap.weighted": gettext_noop(
        "{n}곳의 응답을 전체 {population}곳에 맞추어 가중했습니다. 설계효과는 {effect}이며, 가중하지 않은"
        " {effective}곳의 응답과 같은 힘을 가집니다."
    ),
    "gap.silent": gettext_noop("응답이 없는 {names}의 {firms}곳에 대해서는 아무것도 말하지 않습니다."),
    "gap.joined": gettext_noop(
        "응답이 {least}곳보다 적은 층이 있어 {names}(을/를) 하나로 묶어 가중했습니다."
    ),
    "gap.widened": gettext_noop(
        "응답이 {least}곳보다 적거나 빼면 알 수 있어 {axis} 범위를 '{before}'에서 '{after}'(으로/로) 넓혔습니다."
        " 응답은 {n}곳입니다."
    ),
    "gap.not_yet": gettext_noop("아직 자료가 부족합니다. 비교할 짝이 {need}쌍 필요한데 {have}쌍이 있습니다."),
    "gap.effect.claimed": gettext_noop(
        "지원받은 기업이 비슷한 기업보다 더 오른 점수는 {value}점입니다. {pairs}쌍을 비교했고, {level}% 신뢰구간은"
        " {low}점부터 {high}점까지입니다."
    ),
    "gap.effect.open": gettext_noop(
        "효과가 있다고도 없다고도 할 수 없습니다. 비슷한 기업과의 차이는 {value}점이며, {pairs}쌍을 비교한"
        " {level}% 신뢰구간 {low}점부터 {high}점까지에 0이 들어 있습니다."
    ),
    "gap.effect.anyway": gettext_noop(
        "지원받은 기업의 점수는 {change}점, 지원받지 않은 비슷한 기업의 점수는 {anyway}점 바뀌었습니다."
    ),
    "gap.effect.alone": gettext_noop(
        "지원받은 {served}곳 가운데 {alone}곳은 비슷한 기업이 없어 넣지 않았습니다."
    ),
    "gap.effect.unlike": gettext_noop(
        "처음 점수가 두 집단 사이에서 표준편차의 {apart}배 달랐으므로, 짝을 짓지 않은 비교는 믿을 수 없습니다."
    ),
}

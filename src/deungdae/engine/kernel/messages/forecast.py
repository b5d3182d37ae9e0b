"""Sentences about forecasts: what no history is, and what a forecast says."""

from __future__ import annotations

from deungdae.engine.kernel.messages.marking import gettext_noop

FORECAST_ISSUES = {
    "forecast.count": gettext_noop(
        "{where}의 값 {value}(은/는) 달마다 늘어난 수가 아닙니다. 0 이상의 정수를 적어 주십시오."
    ),
    "forecast.first": gettext_noop(
        "첫 달 {value}(은/는) 1부터 12까지가 아닙니다. 첫 값이 몇 월의 것인지 적어 주십시오."
    ),
    "forecast.horizon": gettext_noop("{value}개월 앞은 내다보지 않습니다. 1부터 {most}까지 적어 주십시오."),
    "forecast.aim": gettext_noop(
        "{where}의 목표 시점 {value}개월 뒤는 내다보는 기간 밖입니다. 기간이나 목표를 고쳐 주십시오."
    ),
    "forecast.added": gettext_noop(
        "{where}의 더할 수 {value}(은/는) 0 이상이어야 합니다. 줄이는 계획은 지난 기록으로 말할 수 없습니다."
    ),
}
FORECAST_ANSWERS = {
    "forecast.cannot_tell.short": gettext_noop(
        "아직 내다볼 수 없습니다. 지난 기록이 {have}개월이고, {need}개월은 되어야 예측이 맞는지 되짚어 볼 수 있습니다."
    ),
    "forecast.cannot_tell.rare": gettext_noop(
        "아직 내다볼 수 없습니다. 늘어난 달이 {have}개월뿐이고, {need}개월은 되어야 합니다."
    ),
    "forecast.cannot_tell.unreliable": gettext_noop(
        "내다보지 않습니다. 지난달들로 되짚어 보니 80% 구간에 {have}%만 들어, {need}%에 미치지 못합니다."
    ),
    "forecast.cannot_tell.uneven": gettext_noop(
        "아직 내다볼 수 없습니다. 큰 것 {have}건이 합계의 절반이라 다음 한 건이 결과를 정합니다. {need}건은 되어야 합니다."
    ),
    "forecast.reached": gettext_noop("이미 이루었습니다."),
    "forecast.likely": gettext_noop("지금처럼 이어지면 기한 안에 이룰 가능성이 {chance}%입니다."),
    "forecast.more": gettext_noop(
        "지금처럼 이어지면 기한 안에 이룰 가능성이 {chance}%입니다. 분기마다 {more}{unit} 더 늘어야 다섯 번에 네 번꼴로 이룹니다."
    ),
    "forecast.no_trials": gettext_noop("되짚어 볼 지난달이 아직 없습니다."),
    "forecast.trials": gettext_noop(
        "지난달을 감추고 되짚어 본 {tried}번 가운데 {held}번({share}%)이 80% 구간에 들었습니다."
    ),
}

"""What the light of a task says."""

from __future__ import annotations

from collections.abc import Mapping

from deungdae.engine.kernel.messages.marking import gettext_noop

TRAFFIC_LIGHT: Mapping[str, str] = {
    "traffic_light.done": gettext_noop("이정표 ‘{name}’(을/를) 제때 마쳤습니다."),
    "traffic_light.done_late": gettext_noop("이정표 ‘{name}’(을/를) 예정보다 {days}일 늦게 마쳤습니다."),
    "traffic_light.late": gettext_noop("이정표 ‘{name}’(이/가) 예정일을 {days}일 넘겼습니다."),
    "traffic_light.silent": gettext_noop("지표 ‘{name}’의 실적이 {days}일 동안 없습니다."),
    "traffic_light.measured.green": gettext_noop(
        "지표 ‘{name}’(은/는) 그날의 계획 {planned}에 실적 {actual}(으로/로), 계획의 90% 이상입니다."
    ),
    "traffic_light.measured.yellow": gettext_noop(
        "지표 ‘{name}’(은/는) 그날의 계획 {planned}에 실적 {actual}(으로/로), 계획의 90%보다 적습니다."
    ),
    "traffic_light.measured.red": gettext_noop(
        "지표 ‘{name}’(은/는) 그날의 계획 {planned}에 실적 {actual}(으로/로), 계획의 70%보다 적습니다."
    ),
}

"""What is wrong with a text of questions or a rubric, line by line, with the way out."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from deungdae.apps.academy.bridge.exams import Fault
from deungdae.apps.academy.bridge.grades import Fault as RubricFault
from deungdae.engine.kernel.korean import sentence

QUESTIONS: Mapping[str, str] = {
    "empty": gettext_noop("문제가 하나도 없습니다. 예처럼 문제와 답을 적어 주십시오."),
    "no_text": gettext_noop("{line}번째 줄의 답 앞에 문제의 글이 없습니다. 문제를 먼저 적어 주십시오."),
    "no_answer": gettext_noop(
        "{line}번째 줄의 문제에 답이 없습니다. ‘+ 맞는 답’과 ‘- 틀린 답’을 적거나 ‘= 12.5 ± 0.1 %’처럼"
        " 수를 적어 주십시오."
    ),
    "no_right": gettext_noop("{line}번째 줄의 문제에 맞는 답이 없습니다. 맞는 답 앞에 +를 적어 주십시오."),
    "one_choice": gettext_noop(
        "{line}번째 줄의 문제에 고를 답이 하나뿐입니다. ‘- 틀린 답’을 더 적어 주십시오."
    ),
    "many_choices": gettext_noop("{line}번째 줄의 문제에 답이 {value}개입니다. 10개까지 적을 수 있습니다."),
    "same_choice": gettext_noop(
        "{line}번째 줄의 문제에 ‘{value}’(이/가) 두 번 있습니다. 하나를 고쳐 주십시오."
    ),
    "both": gettext_noop(
        "{line}번째 줄의 문제에 고르는 답과 수가 함께 있습니다. 문제를 둘로 나누어 주십시오."
    ),
    "points": gettext_noop(
        "{line}번째 줄의 배점 {value}점은 쓸 수 없습니다. 1점부터 100점까지 적어 주십시오."
    ),
    "tolerance": gettext_noop(
        "{line}번째 줄의 문제에서 허용 오차 {value}(은/는) 0보다 작습니다. 0 이상으로 적어 주십시오."
    ),
    "number": gettext_noop(
        "{line}번째 줄의 ‘{value}’(을/를) 수로 읽을 수 없습니다. ‘= 12.5 ± 0.1 %’처럼 한 문제에 하나만"
        " 적어 주십시오."
    ),
    "nothing": gettext_noop("{line}번째 줄에 {value} 뒤의 글이 없습니다. 내용을 적거나 줄을 지워 주십시오."),
    "long": gettext_noop("{line}번째 줄이 {value}자보다 깁니다. 나누거나 줄여 주십시오."),
    "many_questions": gettext_noop("문제가 {value}개입니다. 한 시험에 100개까지 낼 수 있습니다."),
    "pass_mark": gettext_noop("합격 점수는 1점부터 모든 문제의 점수를 더한 {value}점까지 적을 수 있습니다."),
}
RUBRIC: Mapping[str, str] = {
    "criteria": gettext_noop("채점 기준이 {value}개입니다. 1개부터 12개까지 적어 주십시오."),
    "levels": gettext_noop(
        "‘{value}’({line}번째 줄)에는 수준이 2개부터 8개까지 있어야 합니다. ‘10 원인까지 밝힘’처럼 한 줄에"
        " 하나씩 적어 주십시오."
    ),
    "level": gettext_noop(
        "{line}번째 줄의 ‘{value}’에서 점수를 읽을 수 없습니다. ‘10 원인까지 밝힘’처럼 점수를 먼저 적어"
        " 주십시오."
    ),
    "same_points": gettext_noop("{line}번째 줄의 기준에 {value}점인 수준이 둘입니다. 하나를 고쳐 주십시오."),
    "points": gettext_noop("{line}번째 줄의 기준에 {value}점이 있습니다. 100점까지 적을 수 있습니다."),
    "same_name": gettext_noop("‘{value}’ 기준이 두 번 있습니다. 이름을 다르게 적어 주십시오."),
    "pass_mark": gettext_noop("수료 점수가 가장 높은 점수 {value}점보다 큽니다. 낮추어 주십시오."),
}
SHOWN = 5
"""So many at a time."""


def fault_sentences(faults: Iterable[Fault | RubricFault], words: Mapping[str, str]) -> list[str]:
    return [
        sentence(_(words[one.code]), {"line": one.line, "value": one.value}) for one in list(faults)[:SHOWN]
    ]

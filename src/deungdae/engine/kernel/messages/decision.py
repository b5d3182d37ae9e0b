"""Sentences about decision records."""

from __future__ import annotations

DECISION = {
    "decision.not_json": (
        "결정 기록이 JSON 형식이 아닙니다({value}). 저장된 decision.json 파일을 그대로 주십시오."
    ),
    "decision.format": "결정 기록의 형식이 '{value}'입니다. '{expected}' 형식의 파일을 주십시오.",
    "decision.field": (
        "결정 기록의 '{where}' 항목 값 '{value}'(이/가) 없거나 올바르지 않습니다. 원본 파일을 주십시오."
    ),
    "decision.kind": "'{value}' 종류의 결정은 다시 계산할 수 없습니다. 가능한 종류: {known}.",
    "decision.inputs_tampered": (
        "입력이 기록과 다릅니다. 기록된 해시 {value}, 계산한 해시 {computed}. 원본을 확인하십시오."
    ),
    "decision.result_tampered": (
        "결과가 기록과 다릅니다. 기록된 해시 {value}, 계산한 해시 {computed}. 원본을 확인하십시오."
    ),
    "decision.record_tampered": (
        "기록의 머리 항목이 바뀌었습니다. 기록된 해시 {value}, 계산한 해시 {computed}. 원본을 확인하십시오."
    ),
    "decision.version": (
        "기록은 엔진 {value} 판으로 만들었고 지금은 {now} 판입니다. 다르면 같은 판에서 다시 확인하십시오."
    ),
    "decision.other_result": "다시 계산한 결과가 다릅니다. 기록된 해시 {value}, 다시 계산한 해시 {again}.",
    "decision.same": "다시 계산한 결과가 기록과 같습니다.",
}

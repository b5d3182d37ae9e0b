"""Sentences about texts that cannot be read: the public data format and JSON documents."""

from __future__ import annotations

from deungdae.engine.kernel.messages.marking import gettext_noop

TEXT = {
    "dzn.character": "{where}행에 읽을 수 없는 글자 '{value}'(이/가) 있습니다. 지워 주십시오.",
    "dzn.unexpected": (
        "{where}행 '{field}' 항목에 '{value}'(이/가) 올 수 없습니다. 앞뒤의 쉼표와 괄호를 확인해 주십시오."
    ),
    "dzn.ends_early": (
        "{where}행에서 파일이 끝났는데 '{field}' 항목이 닫히지 않았습니다. 파일 끝을 확인해 주십시오."
    ),
    "dzn.field_twice": "{where}행의 '{field}' 항목이 두 번째입니다. 하나만 남겨 주십시오.",
    "dzn.missing_field": "'{field}' 항목이 없습니다({where}행). 항목을 넣어 주십시오.",
    "dzn.old_format": (
        "{where}행의 '{field}'(은/는) 옛 형식의 항목입니다. nBusiness, requested, forbidden을 쓰는"
        " 형식으로 바꿔 주십시오."
    ),
    "dzn.not_a_number": "{where}행 '{field}' 항목은 숫자 하나여야 합니다. 숫자로 고쳐 주십시오.",
    "dzn.count": (
        "{where}행 '{field}' 항목의 값 {value}(은/는) 0부터 {most} 사이가 아닙니다. 고쳐 주십시오."
    ),
    "dzn.length": (
        "{where}행 '{field}' 항목이 {value}개인데 {count}(은/는) {expected}입니다. 개수를 맞춰 주십시오."
    ),
    "dzn.outside": (
        "{where}행 '{field}' 항목의 값 {value}(은/는) 1부터 {most} 사이에 없습니다. 고쳐 주십시오."
    ),
    "dzn.row": (
        "{where}행 '{field}' 항목의 줄에 값이 {value}개 있습니다. 참가자, 참가자, 오전·오후의 세 값을"
        " 쓰십시오."
    ),
    "dzn.with_oneself": (
        "{where}행 '{field}' 항목에서 참가자 {value}(이/가) 자기 자신과 만납니다. 상대를 고쳐 주십시오."
    ),
    "dzn.session": (
        "{where}행 '{field}' 항목의 구분 {value}(은/는) 1(오전), 2(오후), 3(무관)이 아닙니다. 고쳐 주십시오."
    ),
    "json.syntax": gettext_noop(
        "{where}행 {column}열의 '{value}' 앞에서 JSON을 읽을 수 없습니다. 따옴표와 쉼표를 확인해 주십시오."
    ),
    "json.ended": gettext_noop(
        "JSON이 {where}행 {column}열에서 끝났습니다. 괄호와 따옴표를 모두 닫아 주십시오."
    ),
    "json.format": gettext_noop("'{where}' 항목이 '{value}'입니다. '{expected}'(으로/로) 적어 주십시오."),
    "json.twice": gettext_noop("'{where}' 항목이 두 번 있습니다. 하나만 남겨 주십시오."),
    "json.object": gettext_noop("'{where}'의 값 '{value}'(은/는) 묶음(중괄호)이어야 합니다. 고쳐 주십시오."),
    "json.unknown_field": gettext_noop("'{where}'(은/는) 모르는 항목입니다. 쓸 수 있는 항목: {known}."),
    "json.missing_field": gettext_noop("'{where}' 항목이 없습니다. 넣어 주십시오."),
    "json.whole": gettext_noop("'{where}'의 값 '{value}'(은/는) 정수가 아닙니다. 정수로 적어 주십시오."),
    "json.truth": gettext_noop("'{where}'의 값 '{value}'(은/는) true나 false가 아닙니다. 고쳐 주십시오."),
    "json.word": gettext_noop(
        "'{where}'의 값 '{value}'(은/는) 글이 아니거나 비어 있습니다. 따옴표로 묶은 글로 적어 주십시오."
    ),
    "json.one_of": gettext_noop("'{where}'의 값 '{value}'(을/를) 쓸 수 없습니다. 가능한 값: {known}."),
    "json.list": gettext_noop("'{where}'의 값 '{value}'(은/는) 목록이어야 합니다. 대괄호로 묶어 주십시오."),
    "file.missing": "'{value}' 파일이 없습니다. 경로를 확인해 주십시오.",
    "file.folder": "'{value}'(은/는) 폴더입니다. 그 안의 파일을 주십시오.",
    "file.forbidden": "'{value}' 파일을 읽을 권한이 없습니다. 권한을 확인해 주십시오.",
    "file.unreadable": "'{value}' 파일을 읽을 수 없습니다. 경로와 저장 장치를 확인해 주십시오.",
    "file.kind": "'{value}' 파일의 종류를 알 수 없습니다. {known} 가운데 하나로 주십시오.",
    "file.not_text": "'{value}' 파일이 UTF-8 글이 아닙니다. UTF-8로 저장해 주십시오.",
    "file.too_large": "'{value}' 파일이 {size}MB로 너무 큽니다. {most}MB 이하로 주십시오.",
    "option.fairness": "--fairness 값 '{value}'(은/는) 0 이상의 정수나 none이 아닙니다. 고쳐 주십시오.",
    "option.seconds": "--seconds 값 '{value}'(은/는) 0보다 큰 수가 아닙니다. 고쳐 주십시오.",
}

"""Having a child process look into a file before it is taken."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports import reader
from deungdae.apps.core.imports.limits import MEGABYTE, Limits
from deungdae.apps.notices.files.kinds import MOST_BYTES
from deungdae.engine.kernel.korean import sentence

CHILD = "deungdae.apps.notices.files.child"
LIMITS = Limits(file_bytes=MOST_BYTES, memory_bytes=768 * MEGABYTE, seconds=30, unpacked_bytes=400 * MEGABYTE)
OF_MANY = replace(LIMITS, seconds=300)
MANY = "deungdae.apps.notices.files.many"
FAULTS = {
    "kind": gettext_lazy(
        "‘{name}’(은/는) 올릴 수 없는 형식(.{ending})입니다. PDF나 ZIP으로 바꾸어 주십시오."
    ),
    "mismatch": gettext_lazy(
        "‘{name}’(은/는) 이름의 끝(.{ending})과 내용이 다릅니다. 원래 프로그램에서 그 형식으로 다시 저장해"
        " 올려 주십시오."
    ),
    "macro": gettext_lazy(
        "‘{name}’ 안에 매크로나 스크립트({what})가 있어 받지 않습니다. 매크로 없는 형식으로 저장하거나 PDF로"
        " 바꾸어 올려 주십시오."
    ),
    "program": gettext_lazy(
        "‘{name}’ 안에 실행 파일이나 매크로 문서({what})가 있어 받지 않습니다. 그 파일을 빼고"
        " 다시 묶어 주십시오."
    ),
    "resident": gettext_lazy(
        "‘{name}’ 안에 주민등록번호나 외국인등록번호로 보이는 번호({what})가 있어 받지 않습니다. 번호를"
        " 지우고 다시 묶어 주십시오."
    ),
    "locked": gettext_lazy(
        "‘{name}’(은/는) 암호로 잠겨 있어 살펴볼 수 없습니다. 암호를 풀고 저장해 다시 올려 주십시오."
    ),
    "bomb": gettext_lazy(
        "‘{name}’(은/는) 압축을 풀면 지나치게 커지거나 압축이 여러 겹이라 받지 않습니다. 파일을 풀어"
        " 나누어 올려 주십시오."
    ),
    "damaged": gettext_lazy(
        "‘{name}’(이/가) 손상되었거나 끝까지 올라오지 않았습니다. 원래 프로그램에서 열어 다시 저장해 올려"
        " 주십시오."
    ),
}


@dataclass(frozen=True, slots=True)
class Looked:
    """What the file says; empty where it says nothing that can be read."""

    text: str
    is_cut: bool


def look(path: Path, *, name: str, ending: str, limits: Limits = LIMITS) -> Looked:
    """RefusedError names the file, what is wrong and the way out. This process is never harmed."""
    found = answer_of([CHILD, str(path), ending, limits.as_json()], limits)
    if "fault" in found:
        raise RefusedError(f"file_{found['fault']}", fault_words(found, name=name, ending=ending))
    return Looked(found["text"], found["is_cut"])


def look_at_each(path: Path, *, limits: Limits = OF_MANY) -> dict[str, dict[str, Any]]:
    """Of every file in an archive, by its path: `fault` and `what`, or `text` and `is_cut`."""
    return answer_of([MANY, str(path), limits.as_json()], limits)


def fault_words(found: dict[str, Any], *, name: str, ending: str) -> str:
    what = found["what"] or _("이름 없음")
    told = {"name": name[:80], "ending": ending, "what": what[:80]}
    return sentence(str(FAULTS[found["fault"]]), told)


def answer_of(arguments: list[str], limits: Limits) -> dict[str, Any]:
    answer = reader.asked_of_child(arguments, limits)
    if answer.returncode:
        raise reader.death(answer.returncode, limits)
    found: dict[str, Any] = json.loads(answer.stdout)
    return found

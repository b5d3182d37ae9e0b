"""What two versions of a framework say differently, place by place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PARTS: Mapping[str, str | Promise] = {
    "text": _("글"),
    "about": _("설명"),
    "source": _("출처"),
    "licence": _("이용 조건"),
    "minutes": _("응답 시간(분)"),
    "unit": _("점수의 단위"),
    "maximum": _("최고 점수"),
    "has_overall": _("종합 점수"),
    "default_rule": _("기본 규칙"),
    "version": _("판"),
    "levels": _("단계"),
    "up_to": _("단계의 끝"),
    "dimensions": _("영역"),
    "weight": _("가중치"),
    "block": _("묶음"),
    "means": _("뜻"),
    "questions": _("문항"),
    "kind": _("답하는 방법"),
    "why": _("묻는 까닭"),
    "examples": _("예"),
    "industry": _("업종"),
    "items": _("보기"),
    "negative": _("부정 보기"),
    "exclusive": _("혼자 고르는 보기"),
    "marks": _("표시"),
    "plan": _("계획"),
    "steps": _("수준"),
    "rules": _("규칙"),
    "terms": _("계산식"),
    "question": _("문항"),
    "worth": _("표시의 값"),
    "ko": pgettext_lazy("language of a text", "한국어"),
    "en": pgettext_lazy("language of a text", "영어"),
}
"""What the keys of a framework's document are called."""
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A place, and what the first and the second version say there; empty: nothing."""

    where: str
    before: str
    after: str


def differences(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[Difference]:
    """In the order of the first document, then what only the second one has."""
    before, after = dict(leaves(first)), dict(leaves(second))
    places = [*before, *(path for path in after if path not in before)]
    return [
        Difference(words_of(path), before.get(path, ""), after.get(path, ""))
        for path in places
        if before.get(path) != after.get(path) and path != ("version",)
    ]


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every single value with its place; members of a list by their code where they have one."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from leaves(part, (*path, str(name)))
    elif isinstance(value, list):
        for number, part in enumerate(value, 1):
            code = (part.get("code") or part.get("id")) if isinstance(part, Mapping) else None
            yield from leaves(part, (*path, str(code or number)))
    else:
        yield path, str(value)


def words_of(path: Path) -> str:
    """questions, Q4, items, mes, text, ko → 문항 Q4 보기 mes 글 한국어."""
    return " ".join(str(PARTS.get(part, part)) for part in path)

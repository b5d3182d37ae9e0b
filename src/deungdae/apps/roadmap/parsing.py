"""What people type about an offering, understood: what it serves, months of the year."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.won import won
from deungdae.apps.roadmap.models.offerings import MOST_MONEY
from deungdae.engine.kernel.korean import sentence

SERVES = re.compile(r"(\S+)\s+(\d{1,3})\s*[~\-–]\s*(\d{1,3})\s*\+\s*(\d{1,3})", re.ASCII)
SEPARATORS = re.compile(r"[;\n]+")


class Serves(NamedTuple):
    """In a dimension from `low` to `high` of a hundred, by at most `gain` points."""

    dimension: str
    low: int
    high: int
    gain: int


def amount(text: str) -> int:
    """Won, from nothing to the most that an offering or a budget can be."""
    found = won(text)
    if not 0 <= found <= MOST_MONEY:
        template = _("{most}원을 넘거나 0원보다 적습니다.")
        remedy = _("단위를 확인해 주십시오. 예: 1,500만원")
        raise cells.CellError("amount", sentence(template, {"most": f"{MOST_MONEY:,}"}), remedy)
    return found


def serves(text: str) -> tuple[Serves, ...]:
    """‘D2 25~50 +15; D4 0~40 +10’, one on a line or with semicolons between."""
    found: list[Serves] = []
    for part in SEPARATORS.split(cells.plain(text)):
        if not part.strip():
            continue
        match = SERVES.fullmatch(part.strip())
        if match is None:
            template = _("‘{part}’(을/를) 읽을 수 없습니다.")
            raise cells.CellError("serves", sentence(template, {"part": part.strip()}), serves_remedy())
        one = Serves(match[1], *(int(match[number]) for number in (2, 3, 4)))
        if not (one.low < one.high <= 100 and 1 <= one.gain <= 100):
            template = _("‘{part}’의 범위가 맞지 않습니다.")
            raise cells.CellError("serves", sentence(template, {"part": part.strip()}), serves_remedy())
        if any((other.dimension, other.low) == (one.dimension, one.low) for other in found):
            template = _("‘{part}’(이/가) 두 번 있습니다.")
            raise cells.CellError(
                "serves", sentence(template, {"part": part.strip()}), _("하나만 남겨 주십시오.")
            )
        found.append(one)
    return tuple(sorted(found))


def serves_remedy() -> str:
    return _("‘D2 25~50 +15’처럼 영역, 시작~끝 수준(0~100), 오르는 점수(1~100)를 적어 주십시오.")


def serves_text(rows: tuple[Serves, ...] | list[Serves]) -> str:
    return "; ".join(f"{one.dimension} {one.low}~{one.high} +{one.gain}" for one in rows)


def months_of_year(text: str) -> tuple[int, ...]:
    """‘3, 9’ or ‘3월 9월’."""
    found = tuple(sorted({int(one) for one in re.findall(r"\d+", cells.plain(text))}))
    if not found or not all(1 <= one <= 12 for one in found):
        raise cells.CellError(
            "months", _("달로 읽을 수 없습니다."), _("‘3, 9’처럼 1부터 12까지 적어 주십시오.")
        )
    return found


def codes(text: str) -> tuple[str, ...]:
    """Codes of offerings with commas, semicolons or blanks between."""
    return tuple(dict.fromkeys(one for one in re.split(r"[,;\s]+", cells.plain(text)) if one))

"""Yearly figures as people type them: 1,700억, 170000 in a unit that is said elsewhere, 120명."""

import re
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from deungdae.apps.core.imports import cells
from deungdae.apps.core.imports.won import won
from deungdae.apps.organisations.figure_kinds import KINDS, FigureKind, Unit, shown_figure
from deungdae.engine.kernel.korean import sentence

BARE = re.compile(r"\d{1,18}(?:\.\d{1,6})?")
MINUS = re.compile(r"^[-−△▲]\s*(?=\d)|^\((?=[\d,.]+\)$)")


class Amount(NamedTuple):
    """What was typed. A bare number has no unit of its own: the form or the file says which one it is in."""

    number: Decimal
    is_bare: bool
    text: str


def amount(value: str) -> Amount:
    """A number, with or without a unit word; CellError for a negative one and for anything else."""
    words = re.sub(r"[\s,₩]", "", cells.plain(value))
    if cells.SCIENTIFIC.match(words):
        raise cells.lost_digits()
    if MINUS.match(words):
        raise cells.CellError(
            "negative", _("0보다 작은 값은 받지 않습니다."), _("부호를 지우거나 값을 확인해 주십시오.")
        )
    bare = re.sub(r"[명인]$", "", words)
    if BARE.fullmatch(bare):
        return Amount(Decimal(bare), bare == words, value)
    return Amount(Decimal(won(value)), False, value)


def figure_value(typed: Amount, kind: FigureKind, unit: Unit) -> int:
    """The figure in won or heads; CellError when the kind cannot have this value."""
    exact = typed.number * unit.won if kind.is_money and typed.is_bare else typed.number
    if exact != int(exact):
        problem = _("원 단위로 떨어지지 않습니다.") if kind.is_money else _("사람 수가 정수가 아닙니다.")
        raise cells.CellError("fraction", problem, _("단위를 확인해 정수로 적어 주십시오."))
    found = int(exact)
    if found > kind.highest:
        template = _("{kind} {value}(은/는) 받을 수 있는 가장 큰 값을 넘습니다.")
        shown = {"kind": str(kind.label), "value": shown_figure(kind.name, found)}
        raise cells.CellError("too_large", sentence(template, shown), _("단위를 확인해 고쳐 주십시오."))
    return found


def kind_words() -> dict[str, tuple[object, ...]]:
    """What a list may call each kind of figure."""
    return {kind.name: (kind.label, *kind.words) for kind in KINDS.values()}

"""A JSON text as values: exact numbers, no key twice, no NaN."""

from __future__ import annotations

import json
from decimal import Decimal

from deungdae.engine.kernel.errors import InputError, Issue

SAFE_EXPONENT = 30


def parsed(text: str) -> object:
    """The value of a JSON text; numbers with a point become Decimal, whole ones int.

    Raises InputError that names the line (syntax) or the key that is there twice.
    """
    try:
        return json.loads(text, parse_float=_number, parse_constant=_refused, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        here = " ".join(error.doc[error.pos : error.pos + 20].split())
        if not here:
            ended = Issue("json.ended", f"{error.lineno}", "", {"column": error.colno})
            raise InputError([ended]) from error
        raise InputError([Issue("json.syntax", f"{error.lineno}", here, {"column": error.colno})]) from error
    except (RecursionError, ValueError, ArithmeticError) as error:
        raise InputError([Issue("json.syntax", "1", str(error)[:40], {"column": 1})]) from error


def _number(text: str) -> int | Decimal:
    number = Decimal(text)
    if abs(number.adjusted()) <= SAFE_EXPONENT and number == number.to_integral_value():
        return int(number)
    return number


def _refused(text: str) -> object:
    raise ValueError(text)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise InputError([Issue("json.twice", name[:40], name[:40])])
        found[name] = value
    return found

"""The guide to the API, out of its own description and the examples that the tests run."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from deungdae.apps.connections.api.describing import description
from deungdae.apps.connections.scopes import EVERYBODY, WRITES, Scope, scope_of

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


@dataclass(frozen=True, slots=True)
class OperationLine:
    method: str
    path: str
    summary: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class ScopeLine:
    scope: Scope
    is_write: bool
    operations: list[OperationLine]


def scope_lines() -> list[ScopeLine]:
    """Every scope with what it opens, in the order of the scopes."""
    by_scope: Mapping[str, list[OperationLine]] = operations_by_scope()
    return [ScopeLine(scope, scope in WRITES, by_scope[scope.code]) for scope in Scope]


def operations_by_scope() -> dict[str, list[OperationLine]]:
    found: dict[str, list[OperationLine]] = defaultdict(list)
    for path, methods in description()["paths"].items():
        for method, one in methods.items():
            scope = scope_of(one.get("x-scope", ""))
            if scope is not None:
                found[scope.code].append(operation_line(method, path, one))
    return found


def operation_line(method: str, path: str, one: Mapping[str, Any]) -> OperationLine:
    name = str(one["operationId"])
    # The description speaks Korean; its names of operations are English words.
    words = str(one["summary"]) if get_language() == "ko" else name.replace("_", " ").capitalize()
    return OperationLine(method.upper(), path, words, name in EVERYBODY)


def example(name: str) -> str:
    """An example as it stands in its file."""
    return (EXAMPLES / name).read_text(encoding="utf-8").strip()

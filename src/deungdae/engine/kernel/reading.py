"""Typed reading of a parsed JSON value that collects every wrong field instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deungdae.engine.kernel.errors import Issue
from deungdae.engine.kernel.korean import Param

_MISSING = object()
_SHOWN = 40


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _join(where: str) -> str:
    """The front of a field's place; the document itself ("$") is not named."""
    return "" if where == "$" else f"{where}."


def _is_whole(value: object) -> bool:
    return type(value) is int


class Reading:
    """`issues` grows; the values given back for wrong fields are only placeholders."""

    def __init__(self) -> None:
        self.issues: list[Issue] = []

    def _wrong(self, code: str, where: str, value: object, /, **params: Param) -> None:
        self.issues.append(Issue(f"json.{code}", where, _shown(value), params))

    def mapping(self, value: object, where: str) -> Mapping[str, object]:
        """A JSON object."""
        if isinstance(value, Mapping):
            return value
        self._wrong("object", where, value)
        return {}

    def only(self, item: Mapping[str, object], where: str, names: str) -> None:
        """Refuse fields that nobody knows: a misspelt name must not be passed over in silence."""
        for name in item:
            if name not in names.split():
                self._wrong("unknown_field", f"{_join(where)}{name}", name, known=tuple(names.split()))

    def _get(self, item: Mapping[str, object], name: str, where: str, default: object) -> object:
        value = item.get(name, default)
        if value is _MISSING:
            self._wrong("missing_field", f"{_join(where)}{name}", name)
        return value

    def whole(self, item: Mapping[str, object], name: str, where: str, default: object = _MISSING) -> int:
        """A whole number."""
        value = self._get(item, name, where, default)
        if isinstance(value, int) and _is_whole(value):
            return value
        if value is not _MISSING:
            self._wrong("whole", f"{_join(where)}{name}", value)
        return 0

    def whole_or_none(
        self, item: Mapping[str, object], name: str, where: str, default: int | None = None
    ) -> int | None:
        """A whole number or null."""
        return None if item.get(name, default) is None else self.whole(item, name, where, default)

    def truth(self, item: Mapping[str, object], name: str, where: str) -> bool:
        """true or false; false when it is missing."""
        value = item.get(name, False)
        if isinstance(value, bool):
            return value
        self._wrong("truth", f"{_join(where)}{name}", value)
        return False

    def word(self, item: Mapping[str, object], name: str, where: str) -> str:
        """A text that is not empty."""
        value = self._get(item, name, where, _MISSING)
        if isinstance(value, str) and value:
            return value
        if value is not _MISSING:
            self._wrong("word", f"{_join(where)}{name}", value)
        return ""

    def word_or_whole(self, item: Mapping[str, object], name: str, where: str) -> str:
        """A text, or a whole number as text."""
        value = item.get(name)
        return str(value) if _is_whole(value) else self.word(item, name, where)

    def one_of(
        self, item: Mapping[str, object], name: str, where: str, known: tuple[str, ...], default: str
    ) -> str:
        """One of the known words."""
        value = item.get(name, default)
        if isinstance(value, str) and value in known:
            return value
        self._wrong("one_of", f"{_join(where)}{name}", value, known=tuple(str(word) for word in known))
        return default

    def _list(self, item: Mapping[str, object], name: str, where: str, default: object) -> Sequence[object]:
        value = self._get(item, name, where, default)
        if isinstance(value, list):
            return value
        if value is not _MISSING:
            self._wrong("list", f"{_join(where)}{name}", value)
        return []

    def wholes(
        self, item: Mapping[str, object], name: str, where: str, default: object = _MISSING
    ) -> tuple[int, ...]:
        """A list of whole numbers."""
        values = self._list(item, name, where, default)
        for index, value in enumerate(values):
            if not _is_whole(value):
                self._wrong("whole", f"{_join(where)}{name}[{index}]", value)
        return tuple(value for value in values if isinstance(value, int))

    def words(self, item: Mapping[str, object], name: str, where: str) -> tuple[str, ...]:
        """A list of texts; empty when it is missing."""
        values = self._list(item, name, where, [])
        for index, value in enumerate(values):
            if not isinstance(value, str):
                self._wrong("word", f"{_join(where)}{name}[{index}]", value)
        return tuple(value for value in values if isinstance(value, str))

    def objects(
        self, item: Mapping[str, object], name: str, where: str, default: object = _MISSING
    ) -> list[tuple[Mapping[str, object], str]]:
        """A list of objects, each with its place."""
        values = self._list(item, name, where, default)
        found: list[tuple[Mapping[str, object], str]] = []
        for index, value in enumerate(values):
            place = f"{_join(where)}{name}[{index}]"
            if isinstance(value, Mapping):
                found.append((value, place))
            else:
                self._wrong("object", place, value)
        return found

"""The public data format of Bofill et al., JAIR 74 (2022): MiniZinc data, everything counted from 1.

Fields: nBusiness, nMeetings, nTables, nTotalSlots, nMorningSlots; requested = rows of (participant,
participant, session: 1 morning, 2 afternoon, 3 any); forbidden = set of slots per participant (0: none);
fixed = slot per meeting (0: free); precedences = set of earlier meetings per meeting. Others are redundant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from deungdae.engine.kernel.errors import InputError, Issue
from deungdae.engine.kernel.korean import Param
from deungdae.engine.timetable.model import Meeting, Participant, Problem, Session

_COUNTS = ("nBusiness", "nMeetings", "nTables", "nTotalSlots", "nMorningSlots")
_LISTS = ("requested", "forbidden", "fixed", "precedences")
_OLD_FIELDS = ("nParticipants", "tnForbidden", "indexForbidden")
_SESSIONS = {1: Session.MORNING, 2: Session.AFTERNOON, 3: Session.ANY}
_MOST = 100_000
_TOKEN = re.compile(
    r"(?P<space>\s+|%[^\n]*)|(?P<word>[A-Za-z_]\w*)|(?P<number>-?\d+)"
    r"|(?P<mark>\[\||\|\]|\.\.|[][{}|,;=])"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark with the line it stands in."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A number, or a set of numbers, with its line."""

    numbers: tuple[int, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Field:
    """What stands behind the name of a field: cells, or rows of cells."""

    line: int
    cells: tuple[Cell, ...]


def _wrong(name: str, line: int, field: str, value: object, /, **params: Param) -> InputError:
    return InputError([Issue(f"dzn.{name}", f"{line}", str(value), {"field": field, **params})])


def _tokens(text: str) -> Iterator[Token]:
    line, at = 1, 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _wrong("character", line, "-", text[at])
        if match.lastgroup != "space":
            yield Token(match.group(), line)
        line += match.group().count("\n")
        at = match.end()


class _Reader:
    """Reads ``name = value;`` statements."""

    def __init__(self, text: str) -> None:
        self._tokens = [*_tokens(text), Token("", text.count("\n") + 1)]
        self._at = 0
        self._field = "-"

    def fields(self) -> dict[str, Field]:
        """All fields by name; raises InputError with line and field."""
        found: dict[str, Field] = {}
        while self._peek().text:
            name = self._take()
            self._field = name.text
            if not name.text[0].isalpha():
                raise self._unexpected(name)
            if name.text in found:
                raise _wrong("field_twice", name.line, name.text, name.text)
            self._expect("=")
            found[name.text] = Field(name.line, tuple(self._value()))
            if self._peek().text:
                self._expect(";")
        return found

    def _peek(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._tokens[self._at]
        if not token.text:
            raise _wrong("ends_early", token.line, self._field, self._field)
        self._at += 1
        return token

    def _unexpected(self, token: Token) -> InputError:
        return _wrong("unexpected", token.line, self._field, token.text)

    def _expect(self, text: str) -> None:
        token = self._take()
        if token.text != text:
            raise self._unexpected(token)

    def _value(self) -> Iterator[Cell]:
        token = self._take()
        if token.text == "[":
            yield from self._list("]")
        elif token.text == "[|":
            yield from self._rows()
        elif token.text == "{":
            yield self._set(token.line)
        else:
            yield Cell((self._number(token),), token.line)

    def _list(self, closing: str) -> Iterator[Cell]:
        while self._peek().text != closing:
            token = self._take()
            yield self._set(token.line) if token.text == "{" else Cell((self._number(token),), token.line)
            if self._peek().text != closing:
                self._expect(",")
        self._take()

    def _rows(self) -> Iterator[Cell]:
        row: list[int] = []
        line = 0
        while True:
            token = self._take()
            if token.text in ("|", "|]"):
                if row:
                    yield Cell(tuple(row), line)
                row = []
                if token.text == "|]":
                    return
                continue
            row.append(self._number(token))
            line = token.line
            if self._peek().text == ",":
                self._take()

    def _set(self, line: int) -> Cell:
        numbers: list[int] = []
        while self._peek().text != "}":
            first = self._number(self._take())
            numbers.append(first)
            if self._peek().text == "..":
                self._take()
                last = self._number(self._take())
                numbers.extend(range(first + 1, min(last, first + _MOST) + 1))
            if self._peek().text != "}":
                self._expect(",")
        self._take()
        return Cell(tuple(numbers), line)

    def _number(self, token: Token) -> int:
        if not re.fullmatch(r"-?\d{1,12}", token.text):
            raise self._unexpected(token)
        return int(token.text)


def problem_from_dzn(text: str, *, fairness: int | None) -> Problem:
    """The problem of a ``.dzn`` text; all its meetings are required. Meeting ids: "1", "2", … in file order.

    Raises InputError with line and field.
    """
    fields = _Reader(text).fields()
    _require_fields(fields)
    counts = {name: _count(fields[name], name) for name in _COUNTS}
    sizes = dict.fromkeys(_LISTS, "nMeetings") | {"forbidden": "nBusiness"}
    for name, count in sizes.items():
        if len(fields[name].cells) != counts[count]:
            found = len(fields[name].cells)
            raise _wrong("length", fields[name].line, name, found, expected=counts[count], count=count)
    forbidden = _sets(fields["forbidden"], "forbidden", counts["nTotalSlots"])
    return Problem(
        slots=counts["nTotalSlots"],
        morning_slots=counts["nMorningSlots"],
        tables=tuple(range(1, counts["nTables"] + 1)),
        participants=tuple(
            Participant(str(index), frozenset(slots)) for index, slots in enumerate(forbidden, start=1)
        ),
        meetings=tuple(_meetings(fields, counts)),
        fairness=fairness,
        all_required=True,
    )


def _require_fields(fields: dict[str, Field]) -> None:
    old = [name for name in _OLD_FIELDS if name in fields]
    if old:
        raise _wrong("old_format", fields[old[0]].line, old[0], old[0])
    for name in (*_COUNTS, *_LISTS):
        if name not in fields:
            raise _wrong("missing_field", 1, name, name)


def _count(field: Field, name: str) -> int:
    cells = field.cells
    if len(cells) != 1 or len(cells[0].numbers) != 1:
        raise _wrong("not_a_number", field.line, name, len(cells))
    number = cells[0].numbers[0]
    if not 0 <= number <= _MOST:
        raise _wrong("count", field.line, name, number, most=_MOST)
    return number


def _sets(field: Field, name: str, most: int) -> list[tuple[int, ...]]:
    """The sets of a field with numbers from 1 to `most`; 0 stands for none."""
    for cell in field.cells:
        for number in cell.numbers:
            if not 0 <= number <= most:
                raise _wrong("outside", cell.line, name, number, most=most)
    return [tuple(number for number in cell.numbers if number) for cell in field.cells]


def _meetings(fields: dict[str, Field], counts: dict[str, int]) -> Iterator[Meeting]:
    earlier = _sets(fields["precedences"], "precedences", counts["nMeetings"])
    fixed = _sets(fields["fixed"], "fixed", counts["nTotalSlots"])
    for index, row in enumerate(fields["requested"].cells):
        if len(row.numbers) != 3:
            raise _wrong("row", row.line, "requested", len(row.numbers))
        first, second, session = row.numbers
        for person in (first, second):
            if not 1 <= person <= counts["nBusiness"]:
                raise _wrong("outside", row.line, "requested", person, most=counts["nBusiness"])
        if first == second:
            raise _wrong("with_oneself", row.line, "requested", first)
        if session not in _SESSIONS:
            raise _wrong("session", row.line, "requested", session)
        yield Meeting(
            id=str(index + 1),
            first=str(first),
            second=str(second),
            session=_SESSIONS[session],
            fixed_slot=fixed[index][0] if fixed[index] else None,
            after=tuple(str(number) for number in earlier[index]),
        )

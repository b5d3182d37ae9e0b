"""A framework as a JSON document. Schema: docs/engine/maturity.framework.schema.json."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from deungdae.engine.kernel.errors import InputError, Issue
from deungdae.engine.kernel.json_text import parsed
from deungdae.engine.kernel.reading import Reading
from deungdae.engine.maturity.model import (
    Dimension,
    Example,
    Framework,
    Kind,
    Level,
    Mark,
    Negative,
    Option,
    Question,
    Rule,
    Step,
    Term,
    Text,
)
from deungdae.engine.maturity.rules import MOST_LETTERS
from deungdae.engine.maturity.sanity import faults

FORMAT = "deungdae.framework/1"
FIELDS = (
    "format code version text about source licence minutes unit maximum has_overall default_rule levels"
    " dimensions questions rules"
)
FRACTION = re.compile(r"\d{1,6}(?:/[1-9]\d{0,5})?", re.ASCII)
Item = Mapping[str, object]


def framework_from_json(text: str) -> Framework:
    """Read a framework; raises InputError that names every wrong place (syntax errors: the line)."""
    return framework_from_document(parsed(text))


def framework_from_document(value: object) -> Framework:
    """The same from a parsed document. First the shape is judged, then whether it holds together."""
    reading = _Reading()
    item = reading.mapping(value, "$")
    if not reading.issues and item.get("format") != FORMAT:
        raise InputError([Issue("json.format", "format", str(item.get("format"))[:40], {"expected": FORMAT})])
    reading.only(item, "$", FIELDS)
    framework = _framework(reading, item)
    issues = reading.issues or faults(framework)
    if issues:
        raise InputError(issues)
    return framework


class _Reading(Reading):
    """Adds what only frameworks have: words in two languages and fractions."""

    def text(self, item: Item, name: str, where: str) -> Text:
        """Words in both languages; a missing translation is named by its place."""
        place = name if where == "$" else f"{where}.{name}"
        if item.get(name) is None:
            self.issues.append(Issue("json.missing_field", place, name))
            return Text("", "")
        words = self.mapping(item[name], place)
        self.only(words, place, "ko en")
        return Text(self._words(words, "ko", place), self._words(words, "en", place))

    def _words(self, words: Item, language: str, place: str) -> str:
        value = words.get(language)
        if not isinstance(value, str) or not value.strip():
            self.issues.append(Issue("maturity.translation", place, language))
            return ""
        if len(value) > MOST_LETTERS:
            self.issues.append(Issue("maturity.long", place, f"{len(value)}", {"most": MOST_LETTERS}))
        return value

    def text_or_none(self, item: Item, name: str, where: str) -> Text | None:
        return None if item.get(name) is None else self.text(item, name, where)

    def kind(self, item: Item, where: str) -> Kind:
        """There is no usual kind: one that is left out is missing."""
        if "kind" not in item:
            self.issues.append(Issue("json.missing_field", f"{where}.kind", "kind"))
            return Kind.TEXT
        return Kind(self.one_of(item, "kind", where, tuple(str(kind) for kind in Kind), Kind.TEXT.value))

    def fraction(self, item: Item, name: str, where: str) -> Fraction:
        """A whole number or a text like "1/3"."""
        value = item.get(name)
        told = str(value) if type(value) is int else value
        if isinstance(told, str) and FRACTION.fullmatch(told):
            return Fraction(told)
        place = name if where == "$" else f"{where}.{name}"
        self.issues.append(Issue("maturity.fraction", place, str(value)[:40]))
        return Fraction(0)


def _framework(reading: _Reading, item: Item) -> Framework:
    return Framework(
        code=reading.word(item, "code", "$"),
        version=reading.word(item, "version", "$"),
        text=reading.text(item, "text", "$"),
        about=reading.text(item, "about", "$"),
        source=reading.text(item, "source", "$"),
        licence=reading.text(item, "licence", "$"),
        minutes=reading.whole(item, "minutes", "$"),
        unit=reading.text(item, "unit", "$"),
        maximum=reading.fraction(item, "maximum", "$"),
        has_overall=reading.truth(item, "has_overall", "$"),
        default_rule=reading.word(item, "default_rule", "$"),
        levels=tuple(_level(reading, *one) for one in reading.objects(item, "levels", "$", [])),
        dimensions=tuple(_dimension(reading, *one) for one in reading.objects(item, "dimensions", "$")),
        questions=tuple(_question(reading, *one) for one in reading.objects(item, "questions", "$")),
        rules=tuple(_rule(reading, *one) for one in reading.objects(item, "rules", "$")),
    )


def _level(reading: _Reading, item: Item, where: str) -> Level:
    reading.only(item, where, "code up_to text")
    return Level(
        reading.word(item, "code", where),
        reading.fraction(item, "up_to", where),
        reading.text(item, "text", where),
    )


def _dimension(reading: _Reading, item: Item, where: str) -> Dimension:
    reading.only(item, where, "code text weight block means")
    means = reading.mapping(item.get("means", {}), f"{where}.means")
    return Dimension(
        code=reading.word(item, "code", where),
        text=reading.text(item, "text", where),
        weight=reading.fraction(item, "weight", where) if "weight" in item else Fraction(0),
        block=reading.text_or_none(item, "block", where),
        means={level: reading.text(means, level, f"{where}.means") for level in means},
    )


def _question(reading: _Reading, item: Item, where: str) -> Question:
    reading.only(item, where, "code kind text why examples items marks steps")
    return Question(
        code=reading.word(item, "code", where),
        kind=reading.kind(item, where),
        text=reading.text(item, "text", where),
        why=reading.text(item, "why", where),
        examples=tuple(_example(reading, *one) for one in reading.objects(item, "examples", where)),
        items=tuple(_option(reading, *one) for one in reading.objects(item, "items", where, [])),
        marks=tuple(_mark(reading, *one) for one in reading.objects(item, "marks", where, [])),
        steps=tuple(_step(reading, *one) for one in reading.objects(item, "steps", where, [])),
    )


def _example(reading: _Reading, item: Item, where: str) -> Example:
    reading.only(item, where, "industry text")
    return Example(reading.word(item, "industry", where), reading.text(item, "text", where))


def _option(reading: _Reading, item: Item, where: str) -> Option:
    reading.only(item, where, "id text negative exclusive")
    return Option(
        id=reading.word(item, "id", where),
        text=reading.text(item, "text", where),
        negative=reading.truth(item, "negative", where),
        exclusive=reading.truth(item, "exclusive", where),
    )


def _mark(reading: _Reading, item: Item, where: str) -> Mark:
    reading.only(item, where, "id text plan")
    return Mark(
        reading.word(item, "id", where),
        reading.text(item, "text", where),
        reading.truth(item, "plan", where),
    )


def _step(reading: _Reading, item: Item, where: str) -> Step:
    reading.only(item, where, "text means")
    return Step(reading.text(item, "text", where), reading.text_or_none(item, "means", where))


def _rule(reading: _Reading, item: Item, where: str) -> Rule:
    reading.only(item, where, "code text about negative terms")
    words = tuple(str(word) for word in Negative)
    terms = reading.mapping(item.get("terms"), f"{where}.terms")
    return Rule(
        code=reading.word(item, "code", where),
        text=reading.text(item, "text", where),
        about=reading.text(item, "about", where),
        negative=Negative(reading.one_of(item, "negative", where, words, words[0])),
        terms={
            code: tuple(_term(reading, *one) for one in reading.objects(terms, code, f"{where}.terms"))
            for code in terms
        },
    )


def _term(reading: _Reading, item: Item, where: str) -> Term:
    reading.only(item, where, "question weight worth")
    worth = reading.mapping(item.get("worth", {}), f"{where}.worth")
    return Term(
        question=reading.word(item, "question", where),
        weight=reading.fraction(item, "weight", where),
        worth={mark: reading.fraction(worth, mark, f"{where}.worth") for mark in worth},
    )

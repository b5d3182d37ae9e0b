"""Figures that can be asked again: each knows its query, what it means, and why it is another one today."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from deungdae.apps.core.documents.content.model import Number

Query = Mapping[str, Any]
"""Plain data that `of` a source answers with one figure; it is kept with the report."""


@dataclass(frozen=True, slots=True)
class Change:
    """One reason why a figure is another one: in words, and by how much where that can be told."""

    words: str
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class FigureSource:
    """`values`: what each query came to with what was recorded by that moment (None: not known).

    `changes`: for each query, what was recorded, corrected or restated after that moment.
    `words`: the query as people read it.
    """

    name: str
    values: Callable[[Sequence[Query], datetime], list[int | None]]
    changes: Callable[[Sequence[Query], datetime], list[list[Change]]]
    words: Callable[[Query], str]


SOURCES: dict[str, FigureSource] = {}


def register_figure_source(source: FigureSource) -> None:
    SOURCES[source.name] = source


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure is: its name, what it counts, from where, in which unit."""

    name: str
    meaning: str
    source: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """`definition`: its number in the book."""

    definition: int
    query: Query
    value: int | None


@dataclass(slots=True)
class FigureBook:
    """All figures of a report, in the order in which it asked for them, as they were at one moment."""

    at: datetime
    definitions: list[Definition] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def number_of(self, definition: Definition) -> int:
        """From 1, in the order of first use."""
        if definition not in self.definitions:
            self.definitions.append(definition)
        return self.definitions.index(definition) + 1

    def mark(self, definition: Definition) -> str:
        """Its name with what leads to the annex: `교육 수료 [3]`."""
        return f"{definition.name} [{self.number_of(definition)}]"

    def measured(self, asked: Sequence[tuple[Definition, Query]]) -> list[Number]:
        """Ask for figures, each source once, and keep them."""
        found: list[int | None] = values_of([query for _definition, query in asked], self.at)
        for (definition, query), value in zip(asked, found, strict=True):
            self.figures.append(Figure(self.number_of(definition), query, value))
        return [
            Number(value, unit=definition.unit)
            for (definition, _query), value in zip(asked, found, strict=True)
        ]


def values_of(queries: Sequence[Query], at: datetime) -> list[int | None]:
    """In the order of the queries; KeyError for a source that nobody registers."""
    found: list[int | None] = [None] * len(queries)
    for name, places in by_source(queries).items():
        values = SOURCES[name].values([queries[place] for place in places], at)
        for place, value in zip(places, values, strict=True):
            found[place] = value
    return found


def by_source(queries: Sequence[Query]) -> dict[str, list[int]]:
    """The places of each source's queries."""
    places: dict[str, list[int]] = {}
    for place, query in enumerate(queries):
        places.setdefault(query["of"], []).append(place)
    return places

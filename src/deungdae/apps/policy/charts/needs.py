"""Which task waits for which: columns from what waits for nothing to what waits longest."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deungdae.apps.policy.selectors.register import Line

WIDE, HIGH, ACROSS, DOWN = 230, 56, 70, 18
TITLE_LETTERS = 15


@dataclass(frozen=True, slots=True)
class Node:
    line: Line
    x: int
    y: int

    @property
    def title(self) -> str:
        text = self.line.title
        return text if len(text) <= TITLE_LETTERS else f"{text[: TITLE_LETTERS - 1]}…"

    @property
    def text_x(self) -> str:
        return f"{self.x + 14}"

    @property
    def code_at(self) -> str:
        return f"{self.y + 23}"

    @property
    def title_at(self) -> str:
        return f"{self.y + 44}"


@dataclass(frozen=True, slots=True)
class Picture:
    nodes: tuple[Node, ...]
    arrows: tuple[str, ...]
    """Paths from what is needed to what waits."""
    width: int
    height: int

    @property
    def box(self) -> str:
        return f"0 0 {self.width} {self.height}"


def picture_of(lines: Sequence[Line], needs: Sequence[tuple[int, int]]) -> Picture:
    """`needs`: (task, what it needs), without a circle; tasks without either are not drawn."""
    by_key = {one.pk: one for one in lines}
    pairs = [(task, needed) for task, needed in needs if task in by_key and needed in by_key]
    before: dict[int, list[int]] = defaultdict(list)
    for task, needed in pairs:
        before[task].append(needed)
    named = {key for pair in pairs for key in pair}
    levels: dict[int, int] = {}
    for key in named:
        level_of(key, before, levels)
    places = places_of(named, before, levels, by_key)
    nodes = {key: Node(by_key[key], *place) for key, place in places.items()}
    arrows = tuple(arrow(nodes[needed], nodes[task]) for task, needed in pairs)
    width = max((one.x + WIDE for one in nodes.values()), default=0) + 8
    height = max((one.y + HIGH for one in nodes.values()), default=0) + 8
    return Picture(tuple(nodes.values()), arrows, width, height)


def level_of(key: int, before: Mapping[int, list[int]], levels: dict[int, int]) -> int:
    """The longest way of waiting that leads to it."""
    if key not in levels:
        levels[key] = 1 + max((level_of(one, before, levels) for one in before.get(key, ())), default=-1)
    return levels[key]


def places_of(
    named: set[int], before: Mapping[int, list[int]], levels: Mapping[int, int], lines: Mapping[int, Line]
) -> dict[int, tuple[int, int]]:
    """Column by column, each task near the middle of what it needs."""
    places: dict[int, tuple[int, int]] = {}
    for level in range(max(levels.values(), default=-1) + 1):
        members = [key for key in named if levels[key] == level]

        def rank(key: int) -> tuple[float, int, str]:
            heights = [places[one][1] for one in before.get(key, ()) if one in places]
            middle = sum(heights) / len(heights) if heights else 0.0
            return middle, lines[key].field.place, lines[key].code

        for row, key in enumerate(sorted(members, key=rank)):
            places[key] = (4 + level * (WIDE + ACROSS), 4 + row * (HIGH + DOWN))
    return places


def arrow(start: Node, end: Node) -> str:
    x, y = start.x + WIDE, start.y + HIGH // 2
    to_x, to_y = end.x - 6, end.y + HIGH // 2
    middle = (x + to_x) // 2
    return f"M{x} {y} C{middle} {y} {middle} {to_y} {to_x} {to_y}"

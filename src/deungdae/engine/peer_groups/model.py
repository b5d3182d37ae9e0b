"""Who is to be put into how many groups, who must not meet, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

Pair = tuple[str, str]
"""Two ids of people; the order means nothing."""


@dataclass(frozen=True, slots=True)
class Person:
    """`company`, `owners` (groups of companies and owners above it): opaque ids; `industry`: digits of its
    KSIC class, `section` its letter, `region` and `size` any keys; all empty where nothing is known."""

    id: str
    company: str = ""
    industry: str = ""
    section: str = ""
    region: str = ""
    size: str = ""
    owners: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Problem:
    """`groups` groups of `least` to `most` people, numbered from 0.

    `digits`: companies whose KSIC classes agree in so many digits compete, 0 for nobody; a class known in
    fewer digits competes with nobody. `rivals`: pairs of people whose companies were declared competitors;
    `apart`: pairs who wish not to be together; `pins`: (person, group); `met`: (person, person, how often
    they were in one group before).
    """

    people: tuple[Person, ...]
    groups: int
    least: int
    most: int
    digits: int = 4
    rivals: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()
    pins: tuple[tuple[str, int], ...] = ()
    met: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Grouping:
    """`groups`: ids, in the order of the problem; `cost`: what `rules` says of it; `bound`: no grouping
    costs less, so that `cost == bound` is a proven optimum."""

    groups: tuple[tuple[str, ...], ...]
    cost: int
    bound: int

    @property
    def is_optimal(self) -> bool:
        return self.cost == self.bound


@dataclass(frozen=True, slots=True)
class Clash:
    """Two who cannot be together: `code` is ``company``, ``class``, ``owner``, ``rival`` or ``apart``."""

    first: str
    second: str
    code: str


@dataclass(frozen=True, slots=True)
class Impossible:
    """No grouping keeps all rules. `code`: ``sizes`` (so many people do not make so many groups), ``full``
    (more are pinned to a group than it holds), ``pins`` (two who clash are pinned together), ``clique`` (more
    people clash with each other than there are groups), ``core`` (these people cannot be grouped together,
    and without any one of them the others can), ``unknown`` (not settled within the effort).

    `people` and `clashes` are those to blame; `is_smallest`: no smaller set of people is to blame.
    """

    code: str
    people: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()
    is_smallest: bool = True


Answer = Grouping | Impossible

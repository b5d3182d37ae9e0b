"""Does the log still say what was written? Reads it once from the start and names the first bad entry."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from deungdae.apps.core.audit.chain import GENESIS, seal
from deungdae.apps.core.audit.reading import DayHead, Row


class Harm(StrEnum):
    """What happened to the entry that is named."""

    CHANGED = "changed"
    MISSING = "missing"
    INSERTED = "inserted"
    CUT = "cut"
    REWRITTEN = "rewritten"
    NOT_ANCHORED = "not_anchored"
    NO_HEAD = "no_head"


@dataclass(frozen=True, slots=True)
class Finding:
    """The first entry that is not what was written."""

    day: str
    number: int
    harm: Harm


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many entries and anchors were sound, up to the first bad entry if there is one."""

    count: int
    anchors: int
    finding: Finding | None = None


Anchors = Mapping[str, Mapping[int, str]]
"""Day → number of an entry → its seal, as they were put down outside the database."""


Reread = Callable[[str, int], str]


def verify(*, rows: Iterable[Row], reread: Reread, heads: Sequence[DayHead], anchors: Anchors) -> Verdict:
    """Walk along the chain, beside the heads of its days and the anchors.

    reread: the canonical text of an entry made here from its values; asked before an entry is called bad.
    """
    walk = Walk(heads, anchors, reread)
    finding = None
    for row in rows:
        if row.day != walk.day:
            finding = walk.end_day() or walk.begin_day(row.day)
        finding = finding or walk.step(row)
        if finding is not None:
            break
    else:
        finding = walk.end_day() or walk.skipped_day(before=None)
    return Verdict(walk.count, walk.anchored, finding)


class Walk:
    """Where the reading stands: the last sound entry, its seal, and the seal before that."""

    def __init__(self, heads: Sequence[DayHead], anchors: Anchors, reread: Reread) -> None:
        self.heads = {head.day: head for head in heads}
        self.anchors, self.reread = anchors, reread
        self.known_days = sorted({*self.heads, *anchors})
        self.day, self.number = "", 0
        self.head, self.before = GENESIS, ""
        self.here: Mapping[int, str] = {}
        self.count = self.anchored = 0

    def step(self, row: Row) -> Finding | None:
        """One entry further; or what is wrong with it, with the one before it, or with the one not there."""
        _day, number, text, stated, own = row
        if number != self.number + 1:
            is_gap = isinstance(number, int) and number > self.number
            return Finding(self.day, self.number + 1, Harm.MISSING if is_gap else Harm.CHANGED)
        if seal(text) != own and seal(self.reread(self.day, number)) != own:
            return self.where_changed(stated)
        if stated != self.head:
            if self.number:
                return Finding(self.day, self.number, Harm.REWRITTEN)
            return Finding(self.day, 1, Harm.MISSING)
        if self.here and number in self.here:
            if self.here[number] != own:
                return Finding(self.day, number, Harm.NOT_ANCHORED)
            self.anchored += 1
        self.before, self.head, self.number = self.head, own, number
        self.count += 1
        return None

    def where_changed(self, stated: object) -> Finding:
        """An entry that does not fit its seal but binds the one before the last: the last was put between."""
        if self.number and stated == self.before != self.head:
            return Finding(self.day, self.number, Harm.INSERTED)
        return Finding(self.day, self.number + 1, Harm.CHANGED)

    def end_day(self) -> Finding | None:
        """What the head of the day and the anchors say of its last entry."""
        if not self.day:
            return None
        head = self.heads.get(self.day)
        wanted = max(head.last if head else 0, max(self.here, default=0))
        if wanted > self.number:
            return Finding(self.day, self.number + 1, Harm.CUT)
        if head is None:
            return Finding(self.day, self.number, Harm.NO_HEAD)
        if head.last < self.number:
            return Finding(self.day, head.last + 1, Harm.INSERTED)
        return None if head.head == self.head else Finding(self.day, self.number, Harm.REWRITTEN)

    def begin_day(self, day: str) -> Finding | None:
        skipped = self.skipped_day(before=day)
        self.day, self.number, self.here = day, 0, self.anchors.get(day, {})
        return skipped

    def skipped_day(self, *, before: str | None) -> Finding | None:
        """A day that is known from its head or an anchor and has no entries at all."""
        between = (day for day in self.known_days if day > self.day and (before is None or day < before))
        day = next(between, None)
        return None if day is None else Finding(day, 1, Harm.CUT)

"""A frozen report beside the state of today: which figures would be others, by how much, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.reporting.figures import SOURCES, Change, Query, by_source, values_of
from deungdae.apps.reports.documents.paper import query_words
from deungdae.apps.reports.models import Snapshot


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that would be another one today. `reasons` add up to the difference where they can."""

    name: str
    condition: str
    unit: str
    was: int | None
    now: int | None
    reasons: tuple[str, ...]

    @property
    def more(self) -> int | None:
        return self.now - self.was if self.now is not None and self.was is not None else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """`unknown`: figures of a source that is not there any more."""

    asked: int
    unknown: int
    differences: tuple[Difference, ...]


def comparison_with_today(snapshot: Snapshot) -> Comparison:
    """Each source is asked once for all its figures, and once more why those differ that do."""
    content = snapshot.content
    rows = [row for row in content["figures"] if row["query"]["of"] in SOURCES]
    queries = [row["query"] for row in rows]
    now = values_of(queries, clock.now())
    differing = [place for place, row in enumerate(rows) if row["value"] != now[place]]
    then = values_of([queries[place] for place in differing], snapshot.at)
    reasons = changes_of([queries[place] for place in differing], snapshot)
    found = {}
    for number, place in enumerate(differing):
        row, definition = rows[place], content["definitions"][rows[place]["definition"] - 1]
        # The same question may stand in several tables: it is told once.
        found[str(sorted(row["query"].items()))] = Difference(
            name=definition["name"],
            condition=query_words(row["query"]),
            unit=definition["unit"],
            was=row["value"],
            now=now[place],
            reasons=tuple(reason_words(row["value"], then[number], now[place], reasons[number])),
        )
    return Comparison(len(rows), len(content["figures"]) - len(rows), tuple(found.values()))


def changes_of(queries: Sequence[Query], snapshot: Snapshot) -> list[list[Change]]:
    found: list[list[Change]] = [[] for _query in queries]
    for name, places in by_source(queries).items():
        told = SOURCES[name].changes([queries[place] for place in places], snapshot.at)
        for place, changes in zip(places, told, strict=True):
            found[place] = changes
    return found


def reason_words(was: int | None, then: int | None, now: int | None, changes: Sequence[Change]) -> list[str]:
    """Each reason with its amount; what is left over is said too, never hidden."""
    words = [one.words if one.amount is None else f"{one.words} ({one.amount:+,})" for one in changes]
    if was is not None and then is not None and was != then:
        moved = _("기업 기록이 합쳐지거나 나뉘는 등 세는 대상 자체가 달라졌습니다.")
        words.append(f"{moved} ({then - was:+,})")
    if then is not None and now is not None and all(one.amount is not None for one in changes):
        rest = now - then - sum(one.amount or 0 for one in changes)
        if rest:
            words.append(_("까닭을 찾지 못한 차이") + f" ({rest:+,})")
    return words or [_("까닭을 찾지 못했습니다. 같은 때에 기록이 들어오고 있었을 수 있습니다.")]

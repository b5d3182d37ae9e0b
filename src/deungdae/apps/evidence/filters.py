"""What a case is narrowed to, as an address says it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from deungdae.apps.core.imports.cells import CellError, day
from deungdae.engine.kernel.korean import sentence

LONGEST = 100


@dataclass(frozen=True, slots=True)
class CaseFilters:
    """`since` and `until` are days that are in; `actor`: public id of a person, or CENTRE; `faults`: what of
    the address nobody could read, in sentences.
    """

    group: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    actor: str = ""
    words: str = ""
    faults: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many conditions are set beside the group, which is chosen above the list."""
        return sum(bool(value) for value in (self.kind, self.since, self.until, self.actor, self.words))

    def as_query(self, **more: str) -> str:
        values = {
            "group": self.group,
            "kind": self.kind,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "actor": self.actor,
            "q": self.words,
            **more,
        }
        return "?" + urlencode({name: value for name, value in values.items() if value})

    def in_group(self, group: str) -> "CaseFilters":
        """The same in another group; a kind belongs to one group only, so it is let go."""
        return replace(self, group=group, kind="")


def filters_of(values: Mapping[str, str]) -> CaseFilters:
    """Nonsense narrows the case to nothing or is told; it is never an error."""
    faults: list[str] = []
    since, until = (
        date_of(values.get("since", ""), faults.append),
        date_of(values.get("until", ""), faults.append),
    )
    if since and until and until < since:
        since, until = until, since
    texts = {name: cleaned(values.get(name, "")) for name in ("group", "kind", "actor", "q")}
    return CaseFilters(
        group=texts["group"],
        kind=texts["kind"],
        since=since,
        until=until,
        actor=texts["actor"],
        words=texts["q"],
        faults=tuple(faults),
    )


def cleaned(text: str) -> str:
    return text.replace("\x00", "").strip()[:LONGEST]


def date_of(text: str, tell: Callable[[str], None]) -> date | None:
    words = cleaned(text)
    if not words:
        return None
    try:
        return day(words)
    except CellError:
        template = _(
            "날짜 ‘{value}’(을/를) 읽지 못해 이 조건 없이 찾았습니다. 2021. 4. 14.처럼 적어 주십시오."
        )
        tell(sentence(template, {"value": words[:20]}))
        return None

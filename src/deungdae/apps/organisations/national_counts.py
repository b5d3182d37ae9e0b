"""The country's counts of mid-sized companies, and the identities that a list of them must keep.

Values: firms, entries and exits in companies, sales in trillion won, employees in ten thousands. A restated
figure comes again with a higher vintage; the newest one counts, the earlier ones stay.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from deungdae.engine.kernel.korean import Param, sentence


@dataclass(frozen=True, slots=True)
class CountRow:
    """One figure of one year. part: None for the whole, else which part of it (1, 2, …)."""

    year: int
    kind: str
    part: int | None
    value: Decimal
    vintage: int

    @classmethod
    def from_texts(cls, row: Mapping[str, str]) -> "CountRow":
        """The row of a table with these columns. Raises KeyError, ValueError or (value) ArithmeticError."""
        return cls(
            year=int(row["year"]),
            kind=row["kind"],
            part=int(row["part"]) if row["part"] else None,
            value=Decimal(row["value"]),
            vintage=int(row["vintage"]),
        )

    @property
    def key(self) -> "Key":
        return self.year, self.kind, self.part


Key = tuple[int, str, int | None]


@dataclass(frozen=True, slots=True)
class Identity:
    """One thing that must add up: of which year, whether it does, and the sentence that says so."""

    year: int
    is_kept: bool
    text: str


def broken_identities(rows: Iterable[CountRow]) -> list[str]:
    """What does not add up, one sentence for each; what lacks a figure is passed over."""
    return [identity.text for identity in identities(rows) if not identity.is_kept]


def identities(rows: Iterable[CountRow]) -> list[Identity]:
    """Every identity whose figures are all there, year by year, and what stands twice.

    Firms of a year = those of the year before − exits + entries; manufacturing + other = firms; the parts of
    exits and entries = their whole; no figure twice in one vintage.
    """
    listed = list(rows)
    newest: dict[Key, CountRow] = {}
    for row in sorted(listed, key=lambda row: row.vintage):
        newest[row.year, row.kind, row.part] = row
    values = {key: row.value for key, row in newest.items()}
    found = list(_twice(listed))
    for year in sorted({row.year for row in listed}):
        found += [*_flow(values, year), *_division(values, year), *_parts(values, year)]
    return found


def _twice(rows: Iterable[CountRow]) -> Iterator[Identity]:
    seen: set[tuple[Key, int]] = set()
    for row in rows:
        key = (row.year, row.kind, row.part), row.vintage
        if key in seen:
            text = _("{year}년 {kind} 값이 같은 판({vintage})에 두 번 있습니다. 하나만 남겨 주십시오.")
            words: dict[str, Param] = {"year": row.year, "kind": row.kind, "vintage": row.vintage}
            yield Identity(row.year, False, sentence(text, words))
        seen.add(key)


def _flow(values: Mapping[Key, Decimal], year: int) -> Iterator[Identity]:
    before, now = values.get((year - 1, "firms", None)), values.get((year, "firms", None))
    exits, entries = values.get((year, "exits", None)), values.get((year, "entries", None))
    if before is None or now is None or exits is None or entries is None:
        return
    is_kept = before - exits + entries == now
    text = _(
        "{year}년 기업 수 {now}(이/가) 지난해 {before}에서 이탈 {exits}(을/를) 빼고 진입 {entries}(을/를)"
        " 더한 {sum}(과/와) 다릅니다. 네 값을 확인해 주십시오."
    )
    if is_kept:
        text = _("{year}년 기업 수: 지난해 {before} − 이탈 {exits} + 진입 {entries} = {now}")
    params = {"now": now, "before": before, "exits": exits, "entries": entries}
    yield Identity(year, is_kept, sentence(text, _shown(year, sum=before - exits + entries, **params)))


def _division(values: Mapping[Key, Decimal], year: int) -> Iterator[Identity]:
    made, other = values.get((year, "manufacturing", None)), values.get((year, "other", None))
    firms = values.get((year, "firms", None))
    if made is None or other is None or firms is None:
        return
    is_kept = made + other == firms
    text = _(
        "{year}년 제조업 {made}(과/와) 비제조업 {other}의 합이 기업 수 {firms}(과/와) 다릅니다."
        " 세 값을 확인해 주십시오."
    )
    if is_kept:
        text = _("{year}년 업종: 제조업 {made} + 비제조업 {other} = {firms}")
    yield Identity(year, is_kept, sentence(text, _shown(year, made=made, other=other, firms=firms)))


def _parts(values: Mapping[Key, Decimal], year: int) -> Iterator[Identity]:
    for kind, name in (("exits", _("이탈")), ("entries", _("진입"))):
        whole = values.get((year, kind, None))
        parts = [value for (at, of, part), value in values.items() if (at, of) == (year, kind) and part]
        if whole is None or not parts:
            continue
        is_kept = sum(parts) == whole
        text = _(
            "{year}년 {name}의 부분을 더한 {sum}(이/가) 전체 {whole}(과/와) 다릅니다."
            " 빠지거나 잘못된 부분을 확인해 주십시오."
        )
        if is_kept:
            text = _("{year}년 {name}: 부분을 모두 더하면 {whole}")
        params = _shown(year, sum=sum(parts, Decimal(0)), whole=whole)
        yield Identity(year, is_kept, sentence(text, {**params, "name": name}))


def _shown(year: int, **values: Decimal) -> dict[str, Param]:
    return {"year": year, **{name: f"{value.normalize():,f}" for name, value in values.items()}}

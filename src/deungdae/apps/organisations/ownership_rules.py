"""What shares and groups can be, for one record and for a list: sums, circles, and the refusals."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from deungdae.apps.core.errors import RefusedError
from deungdae.engine.kernel.korean import sentence

WHOLE, CONTROL = Decimal(100), Decimal(50)
MOST_STEPS = 20


class CircularError(RefusedError):
    """The share closes a circle of companies that own each other; a person may confirm a small one."""


class Held(Protocol):
    """A share from a day until (not including) another; None: still."""

    @property
    def share(self) -> Decimal: ...

    @property
    def starts_on(self) -> date: ...

    @property
    def ends_on(self) -> date | None: ...


def overlaps(starts_on: date, ends_on: date | None, first: date, last: date | None) -> bool:
    """Whether the two times have a day in common."""
    return (ends_on is None or ends_on > first) and (last is None or starts_on < last)


def largest_sum(links: Sequence[Held], first: date, last: date | None) -> tuple[Decimal, date]:
    """The most that is held on any day of the time, and the first such day."""
    running = [link for link in links if overlaps(link.starts_on, link.ends_on, first, last)]
    days = sorted({first, *(link.starts_on for link in running if link.starts_on > first)})

    def held(day: date) -> Decimal:
        holding = (
            link for link in running if link.starts_on <= day and (link.ends_on is None or link.ends_on > day)
        )
        return sum((link.share for link in holding), Decimal(0))

    best = max(days, key=lambda day: (held(day), -day.toordinal()))
    return held(best), best


def chain(
    start: int, end: int, *, owned_by: Callable[[Sequence[int]], Iterable[tuple[int, int]]]
) -> list[int]:
    """Companies from `start` to `end`, each an owner of the next; empty: there is no such way.

    `owned_by`: (owner, owned) of these owners.
    """
    before: dict[int, int] = {}
    seen, edge = {start}, [start]
    for _step in range(MOST_STEPS):
        pairs = list(owned_by(edge))
        edge = []
        for owner, owned in pairs:
            if owned not in seen:
                seen.add(owned)
                before[owned] = owner
                edge.append(owned)
        if end in before:
            return way_to(end, before)
        if not edge:
            break
    return []


def way_to(end: int, before: dict[int, int]) -> list[int]:
    way = [end]
    while way[-1] in before:
        way.append(before[way[-1]])
    return way[::-1]


def percent(share: Decimal) -> str:
    return f"{share.normalize():f}%"


def of_itself(name: str) -> RefusedError:
    template = _("‘{name}’(은/는) 자기 자신의 주주가 될 수 없습니다. 다른 주주를 골라 주십시오.")
    return RefusedError("ownership_of_itself", sentence(template, {"name": name}))


def is_possible(share: Decimal) -> bool:
    return 0 < share <= WHOLE and share == round(share, 4)


def impossible_share(share: Decimal) -> RefusedError:
    template = _("지분율 {share}(은/는) 0보다 크고 100 이하여야 하며, 소수 넷째 자리까지 적습니다.")
    return RefusedError("ownership_share", sentence(template, {"share": f"{share:f}%"}))


def wrong_end(starts_on: date, ends_on: date) -> RefusedError:
    template = _("끝난 날 {end}(은/는) 시작한 날 {start}보다 뒤여야 합니다.")
    words = {"end": ends_on.isoformat(), "start": starts_on.isoformat()}
    return RefusedError("ownership_dates", sentence(template, words))


def held_already(owner: str, share: Decimal) -> RefusedError:
    template = _(
        "‘{owner}’(은/는) 이 기간에 이미 {share}(을/를) 가진 것으로 기록되어 있습니다. "
        "그 지분을 먼저 끝내 주십시오."
    )
    return RefusedError("ownership_twice", sentence(template, {"owner": owner, "share": percent(share)}))


def above_whole(name: str, on: date, *, held: Decimal, share: Decimal) -> RefusedError:
    template = _(
        "‘{name}’의 지분 합계가 {on}에 {total}%로, 100%보다 많습니다. "
        "이미 기록된 지분은 {held}%입니다. 지분율이나 기간을 고쳐 주십시오."
    )
    words = {
        "name": name,
        "on": on.isoformat(),
        "total": f"{(held + share).normalize():f}",
        "held": f"{held.normalize():f}",
    }
    return RefusedError("ownership_above_whole", sentence(template, words))


def controlling_circle(names: Iterable[str]) -> RefusedError:
    template = _(
        "지배 지분(50% 이상)이 돌고 돕니다: {chain}. 한 회사가 자기 자신을 지배할 수 없으므로 "
        "지분율이나 기간을 고쳐 주십시오."
    )
    return RefusedError("ownership_controlling_circle", sentence(template, {"chain": " → ".join(names)}))


def circle(names: Iterable[str]) -> CircularError:
    template = _("지분이 돌고 돕니다: {chain}. 실제로 그런 순환 출자인지 확인해 주십시오.")
    return CircularError("ownership_circle", sentence(template, {"chain": " → ".join(names)}))


def other_kind(group: str, kind: str) -> RefusedError:
    template = _("‘{group}’(은/는) ‘{kind}’(으로/로) 등록되어 있습니다. 종류를 확인해 주십시오.")
    return RefusedError("group_kind", sentence(template, {"group": group, "kind": kind}))


def in_group_already(name: str, group: str) -> RefusedError:
    template = _("‘{name}’(은/는) 이 기간에 이미 ‘{group}’에 들어 있습니다.")
    return RefusedError("group_twice", sentence(template, {"name": name, "group": group}))

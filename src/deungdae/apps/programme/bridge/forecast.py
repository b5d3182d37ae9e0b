"""A tally by months to a forecast of its targets. The same question is asked of the engine once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from deungdae.apps.core.words import explained
from deungdae.engine.forecast.explain import of_forecast, of_trials, shares_of
from deungdae.engine.forecast.model import Aim, CannotTell, Forecast, Point, Question, Reach
from deungdae.engine.forecast.rules import LARGEST
from deungdae.engine.forecast.solve import solve
from deungdae.engine.forecast.sums import piece_of, solve_sums

__all__ = ["CannotTell", "Forecast", "Outlook", "Point", "Reach", "Stretch", "outlook_of", "stretch_until"]
REMEMBERED = 512
BEYOND, LEAST_AHEAD, MOST_AHEAD = 12, 12, 60
"""Months after the last target that are looked at, and how far at the least and at the most."""
asked = lru_cache(maxsize=REMEMBERED)(solve)
asked_of_sums = lru_cache(maxsize=REMEMBERED)(solve_sums)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Complete months: the first day of the first one, and how many."""

    first: date
    count: int

    @property
    def end(self) -> date:
        """The first day after them."""
        return month_after(self.first, self.count)


def month_after(first: date, count: int) -> date:
    place = 12 * first.year + first.month - 1 + count
    return date(place // 12, place % 12 + 1, 1)


def months_between(first: date, last: date) -> int:
    return 12 * (last.year - first.year) + last.month - first.month


def stretch_until(since: date, on: date) -> Stretch:
    """The months from that of `since` on that are complete by the end of the day."""
    first, after = since.replace(day=1), on + timedelta(days=1)
    return Stretch(first, max(0, months_between(first, after.replace(day=1))))


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the engine says about a history. `aims`: by the day after a target's period, its answer; `piece`:
    of sums the mean size of what comes at once, which the forecast counts in."""

    stretch: Stretch
    found: Forecast | CannotTell
    aims: tuple[date, ...]
    piece: int = 0

    @property
    def is_told(self) -> bool:
        return isinstance(self.found, Forecast)

    @property
    def last(self) -> Reach | None:
        """The answer about the last target."""
        return self.found.reaches[-1] if isinstance(self.found, Forecast) and self.found.reaches else None

    @property
    def points(self) -> tuple[Point, ...]:
        return self.found.points if isinstance(self.found, Forecast) else ()

    def day_of(self, month: int) -> date:
        """The first day after a month ahead."""
        return month_after(self.stretch.end, month)

    def sentences(self, unit: str) -> list[str]:
        return [explained(one) for one in of_forecast(self.found, unit)]

    def trials(self) -> str:
        return explained(of_trials(self.found.trials))

    def shares(self) -> tuple[tuple[int, int, int], ...]:
        return shares_of(self.found.trials)


def outlook_of(
    *,
    stretch: Stretch,
    counts: Sequence[int],
    targets: Sequence[tuple[date, int]],
    more: float = 0.0,
    pieces: Sequence[int] = (),
) -> Outlook | None:
    """`targets`: (the day after its period, value); `more`: planned in each month beyond the habit; `pieces`:
    what the months are sums of, empty where they are counts. None: there is nothing to ask about (no month
    yet, or figures too large for counts)."""
    if not stretch.count or (not pieces and max(counts, default=0) > LARGEST):
        return None
    ahead = [(day, value) for day, value in targets if day > stretch.end]
    furthest = max((months_to(stretch.end, day) for day, _value in ahead), default=0)
    horizon = min(MOST_AHEAD, max(LEAST_AHEAD, furthest + BEYOND))
    kept = [(day, value) for day, value in ahead if months_to(stretch.end, day) <= horizon]
    aims = tuple(Aim(months_to(stretch.end, day), value) for day, value in kept)
    planned = (more,) * horizon if more else ()
    question = Question(tuple(counts), stretch.first.month, horizon, aims, planned)
    days = tuple(day for day, _value in kept)
    if pieces:
        return Outlook(stretch, asked_of_sums(question, tuple(pieces)), days, piece_of(pieces))
    return Outlook(stretch, asked(question), days)


def months_to(end: date, day: date) -> int:
    """Whole months until the day, a begun one too."""
    return months_between(end, day) + (1 if day.day > 1 else 0)

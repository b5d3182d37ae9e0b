"""Every indicator of a programme with its figure, its targets and what may come: few queries for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from deungdae.apps.core import clock
from deungdae.apps.gap.selectors.surveys import Published, published
from deungdae.apps.programme.bridge.forecast import Outlook, outlook_of, stretch_until
from deungdae.apps.programme.definition import Counted, Definition
from deungdae.apps.programme.models import ImportedFigure, Indicator, IndicatorVersion, Programme, Target
from deungdae.apps.programme.selectors.tallies import Stamp, Tally, stamp_now, tally_on
from deungdae.apps.programme.selectors.versions import Versions, definition_of, versions_in_force
from deungdae.apps.programme.standing import State, expected_on, state_of

QUARTER = 91.3
Targets = Sequence[Target]


@dataclass(frozen=True, slots=True)
class Standing:
    """`value`: hundredths of the unit, None: there is none; `expected`: where a straight way would be;
    `surveys`, `imported`: what others say, the newest vintage of each."""

    indicator: Indicator
    version: IndicatorVersion
    definition: Definition
    tally: Tally
    value: int | None
    targets: tuple[Target, ...]
    expected: int
    state: State
    outlook: Outlook | None
    surveys: tuple[Published, ...]
    imported: tuple[ImportedFigure, ...]

    @property
    def final(self) -> int | None:
        return self.targets[-1].value if self.targets else None


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which programme, as of which day; the day is in."""

    programme: Programme
    on: date
    stamp: Stamp
    versions: Versions

    @property
    def has_ended(self) -> bool:
        return self.on >= self.programme.ends_on - timedelta(days=1)


def asked_of(programme: Programme, on: date | None = None) -> Asked:
    """The day that is asked for, within the programme and not in the future; else today, or its last day."""
    last = min(clock.today(), programme.ends_on - timedelta(days=1))
    day = last if on is None else min(max(on, programme.starts_on), last)
    return Asked(programme, day, stamp_now(), versions_in_force())


def standings_of(asked: Asked) -> list[Standing]:
    """In the order of goals; the same number of queries however many there are."""
    rows = Indicator.objects.filter(goal__programme=asked.programme).select_related("goal", "part_of")
    targets, surveys, imported = targets_by_indicator(asked), published(), figures_by_indicator(asked)
    return [
        standing_in(asked, one, targets.get(one.pk, []), surveys, imported.get(one.pk, []))
        for one in rows
        if one.pk in asked.versions
    ]


def standing_of(asked: Asked, indicator: Indicator, more: float = 0.0) -> Standing:
    """One of them; `more`: planned in each month beyond the habit."""
    targets, imported = targets_by_indicator(asked, indicator), figures_by_indicator(asked, indicator)
    mine = (targets.get(indicator.pk, []), published(), imported.get(indicator.pk, []))
    return standing_in(asked, indicator, *mine, more=more, is_always_told=True)


def standing_in(
    asked: Asked,
    indicator: Indicator,
    targets: Targets,
    surveys: Sequence[Published],
    imported: Sequence[ImportedFigure],
    *,
    more: float = 0.0,
    is_always_told: bool = False,
) -> Standing:
    version = asked.versions[indicator.pk]
    definition = definition_of(version, asked.versions)
    tally = tally_on(definition, asked.stamp, asked.on)
    mine = tuple(
        one
        for one in surveys
        if definition.survey
        and (one.figure.indicator, one.figure.size) == (definition.survey, definition.size)
    )
    outlook = None
    if definition.adds_up and (targets or is_always_told):
        outlook = outlook_in(asked, tally, targets, more)
    value = value_of(definition, tally, mine, imported)
    points = [(one.ends_on, one.value) for one in targets]
    expected = expected_on(asked.on, begun=asked.programme.starts_on, targets=points) if points else 0
    state = state_in(asked, definition, value, points, expected, outlook=outlook)
    return Standing(
        indicator,
        version,
        definition,
        tally,
        value,
        tuple(targets),
        expected,
        state,
        outlook,
        mine,
        tuple(imported),
    )


def value_of(
    definition: Definition, tally: Tally, surveys: Sequence[Published], imported: Sequence[ImportedFigure]
) -> int | None:
    if definition.is_evidence:
        is_awaited = set(definition.awaited) == set(definition.kinds)
        return None if is_awaited else tally.value
    if definition.survey:
        return round(100 * surveys[0].figure.value) if surveys else None
    whole = [one for one in imported if not one.part]
    return whole[-1].value if whole else None


def state_in(
    asked: Asked,
    definition: Definition,
    value: int | None,
    points: Sequence[tuple[date, int]],
    expected: int,
    *,
    outlook: Outlook | None,
) -> State:
    if value is None and definition.is_evidence and definition.awaited:
        return State.AWAITED
    if not points:
        return State.WITHOUT
    reach = outlook.last if outlook is not None else None
    return state_of(
        value=value or 0,
        expected=expected,
        final=points[-1][1],
        chance=reach.chance if reach is not None else None,
        has_ended=asked.has_ended,
    )


def outlook_in(asked: Asked, tally: Tally, targets: Targets, more: float) -> Outlook | None:
    """From the months of the programme that are over; targets in whole units."""
    stretch = stretch_until(asked.programme.starts_on, asked.on)
    counts = tally.months(stretch.first, stretch.count)
    aims = [(one.ends_on, -(-one.value // 100)) for one in targets]
    is_sum = tally.definition.counted == Counted.SUM
    pieces = [one.value for one in tally.seen.values()] if is_sum else []
    return outlook_of(stretch=stretch, counts=counts, targets=aims, more=more, pieces=pieces)


def targets_by_indicator(asked: Asked, indicator: Indicator | None = None) -> dict[int, list[Target]]:
    """Of the last plan of each, in the order of their ends."""
    rows = Target.objects.filter(plan__indicator__goal__programme=asked.programme)
    if indicator is not None:
        rows = rows.filter(plan__indicator=indicator)
    found: dict[int, list[Target]] = {}
    last: dict[int, int] = {}
    for one in rows.select_related("plan").order_by("plan__number", "ends_on"):
        mine = one.plan.indicator_id
        if last.get(mine) != one.plan.number:
            last[mine], found[mine] = one.plan.number, []
        found[mine].append(one)
    return found


def figures_by_indicator(asked: Asked, indicator: Indicator | None = None) -> dict[int, list[ImportedFigure]]:
    """The newest vintage of what others said of days that had come, in the order of the days."""
    rows = ImportedFigure.objects.filter(indicator__goal__programme=asked.programme, on__lte=asked.on)
    if indicator is not None:
        rows = rows.filter(indicator=indicator)
    newest = {(one.indicator_id, one.on, one.part): one for one in rows.order_by("vintage")}
    found: dict[int, list[ImportedFigure]] = {}
    for one in sorted(newest.values(), key=lambda one: (one.on, one.part)):
        found.setdefault(one.indicator_id, []).append(one)
    return found


def doubtful_now() -> list[tuple[Programme, int]]:
    """Programmes that run today with targets at risk or watched, and how many these are."""
    today, found = clock.today(), []
    for programme in Programme.objects.filter(starts_on__lte=today, ends_on__gt=today):
        states = [one.state for one in standings_of(asked_of(programme))]
        many = sum(state in (State.AT_RISK, State.WATCHED) for state in states)
        if many:
            found.append((programme, many))
    return found


@dataclass(frozen=True, slots=True)
class Pace:
    """By quarter, in tenths of the unit: what came on average, and what the last target asks for from now
    on."""

    so_far: int
    needed: int


def pace_of(asked: Asked, standing: Standing) -> Pace | None:
    """None: there is no target ahead, or it is reached."""
    if not standing.targets or standing.value is None or asked.has_ended:
        return None
    last = standing.targets[-1]
    past = max(1, (asked.on - asked.programme.starts_on).days + 1) / QUARTER
    left = max(1, (last.ends_on - asked.on).days - 1) / QUARTER
    if last.value <= standing.value:
        return None
    return Pace(round(standing.value / past / 10), round((last.value - standing.value) / left / 10))

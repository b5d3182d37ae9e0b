"""What a definition would count, beside what the one in force counts; nothing is kept."""

from dataclasses import dataclass, replace

from deungdae.apps.programme.definition import Definition
from deungdae.apps.programme.models import Indicator, Programme
from deungdae.apps.programme.selectors.standing import asked_of
from deungdae.apps.programme.selectors.tallies import Tally, tally_of
from deungdae.apps.programme.selectors.versions import definition_of, earlier, later


@dataclass(frozen=True, slots=True)
class Preview:
    """`before`: what the version in force counts, None for a new indicator."""

    tally: Tally
    before: Tally | None


def preview_of(
    programme: Programme, definition: Definition, within: Indicator | None, indicator: Indicator | None
) -> Preview:
    asked = asked_of(programme)
    whole = replace(
        definition,
        since=later(programme.starts_on, definition.since),
        until=earlier(programme.ends_on, definition.until),
        within=definition_of(asked.versions[within.pk], asked.versions) if within is not None else None,
    )
    tally = tally_of(whole, asked.stamp).until(asked.on)
    version = asked.versions.get(indicator.pk) if indicator is not None else None
    if version is None:
        return Preview(tally, None)
    before = tally_of(definition_of(version, asked.versions), asked.stamp)
    return Preview(tally, before.until(asked.on))

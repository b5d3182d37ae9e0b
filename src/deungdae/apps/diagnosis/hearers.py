"""What apps above the diagnosis do when an assessment is settled, in the same transaction."""

from collections.abc import Callable

from deungdae.apps.diagnosis.models import Assessment

Hear = Callable[[Assessment], object]
HEARERS: list[Hear] = []


def register_hearer(hear: Hear) -> None:
    if hear not in HEARERS:
        HEARERS.append(hear)


def tell_hearers(assessment: Assessment) -> None:
    for hear in HEARERS:
        hear(assessment)

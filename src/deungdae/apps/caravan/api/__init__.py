"""The JSON API of matching days: days, participants, requests, timetable."""

from deungdae.apps.caravan.api.days import days
from deungdae.apps.caravan.api.participants import day_participants, participants
from deungdae.apps.caravan.api.requests import day_requests, requests
from deungdae.apps.caravan.api.timetable import timetable

CONFLICTS = frozenset(
    {
        "answered",
        "closed",
        "code_twice",
        "compute_first",
        "expired",
        "illegal_transition",
        "key_reused",
        "no_accepted",
        "not_yet",
        "outcomes_missing",
        "own_table_twice",
        "pair_twice",
        "placed",
        "published",
        "running",
        "stale",
        "state",
        "taken",
        "too_few_participants",
        "twice",
    }
)
"""Refusals that the present state of the day causes, not the values of the call."""

__all__ = [
    "CONFLICTS",
    "day_participants",
    "day_requests",
    "days",
    "participants",
    "requests",
    "timetable",
]

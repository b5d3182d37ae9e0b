"""A timetable that is under way, planned anew after something happened; method: docs/engine/timetable.md."""

from deungdae.engine.timetable.replan.check import check_replan
from deungdae.engine.timetable.replan.model import (
    Away,
    Change,
    Dropped,
    Fallen,
    Move,
    Overrun,
    Question,
    Replan,
    Requested,
    TableLost,
)
from deungdae.engine.timetable.replan.run import replan

__all__ = [
    "Away",
    "Change",
    "Dropped",
    "Fallen",
    "Move",
    "Overrun",
    "Question",
    "Replan",
    "Requested",
    "TableLost",
    "check_replan",
    "replan",
]

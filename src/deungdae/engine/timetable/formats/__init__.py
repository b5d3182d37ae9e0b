"""Days and timetables as text: the public ``.dzn`` format and this product's JSON documents."""

from deungdae.engine.timetable.formats.document import (
    Request,
    request_from_json,
    request_to_json,
    solution_from_json,
    solution_to_json,
)
from deungdae.engine.timetable.formats.dzn import problem_from_dzn

__all__ = [
    "Request",
    "problem_from_dzn",
    "request_from_json",
    "request_to_json",
    "solution_from_json",
    "solution_to_json",
]

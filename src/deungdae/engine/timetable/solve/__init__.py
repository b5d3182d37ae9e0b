"""The solver of matching days: local search for the answer, core-guided SAT for the proof."""

from deungdae.engine.timetable.solve.prepare import prepare
from deungdae.engine.timetable.solve.run import solve

__all__ = ["prepare", "solve"]

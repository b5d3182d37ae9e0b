"""Matching-day meetings to slots and tables; the problem and its sources are in docs/engine/timetable.md."""

"""Tests of a course: questions as text, an order by seed, points, statistics; docs/engine/exams.md."""

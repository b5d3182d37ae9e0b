"""Means of answers from 1 to 5, and which parts of a whole may be shown; docs/engine/surveys.md."""

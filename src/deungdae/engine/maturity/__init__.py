"""Answers to the questions of a framework → scores and levels; docs/engine/maturity.md."""

"""Answers to the engine's means."""

from deungdae.engine.surveys.model import Change, Mean
from deungdae.engine.surveys.rules import LEAST
from deungdae.engine.surveys.solve import change, mean, shown

__all__ = ["LEAST", "Change", "Mean", "change", "mean", "shown"]

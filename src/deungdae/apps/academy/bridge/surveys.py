"""Answers to the engine's means."""

from deungdae.engine.kernel.disclosure import LEAST, shown
from deungdae.engine.surveys.model import Change, Mean
from deungdae.engine.surveys.solve import change, mean

__all__ = ["LEAST", "Change", "Mean", "change", "mean", "shown"]

"""Rates, means, weights, cells, pairs and effects. scipy is imported where it is used: it is slow to load."""

from __future__ import annotations

from deungdae.engine.gap.solve.cells import Ladder, kept_both_ways
from deungdae.engine.gap.solve.effect import effects
from deungdae.engine.gap.solve.estimates import estimate, mean_of
from deungdae.engine.gap.solve.pairs import pairs_of
from deungdae.engine.gap.solve.weights import weighted

__all__ = ["Ladder", "effects", "estimate", "kept_both_ways", "mean_of", "pairs_of", "weighted"]

"""Programmes with their goals, indicators and targets, and figures of others."""

from deungdae.apps.programme.models.figures import ImportedFigure
from deungdae.apps.programme.models.indicators import Indicator, IndicatorVersion
from deungdae.apps.programme.models.programmes import Goal, Programme
from deungdae.apps.programme.models.targets import Target, TargetPlan

__all__ = ["Goal", "ImportedFigure", "Indicator", "IndicatorVersion", "Programme", "Target", "TargetPlan"]

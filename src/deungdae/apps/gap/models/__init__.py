"""What each settled assessment says, figures of published surveys, and the editions of the tables."""

from deungdae.apps.gap.models.editions import Edition, GapTable
from deungdae.apps.gap.models.observations import Observation, Size
from deungdae.apps.gap.models.surveys import SurveyFigure

__all__ = ["Edition", "GapTable", "Observation", "Size", "SurveyFigure"]

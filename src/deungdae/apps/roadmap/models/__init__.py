"""What is on offer, roadmaps, and what was decided on their steps."""

from deungdae.apps.roadmap.models.offerings import Offering, OfferingServes
from deungdae.apps.roadmap.models.roadmaps import Roadmap, RoadmapGap, RoadmapStep, StepAct

__all__ = ["Offering", "OfferingServes", "Roadmap", "RoadmapGap", "RoadmapStep", "StepAct"]

"""Frameworks in their versions, assessments, and who answered what."""

from deungdae.apps.diagnosis.models.assessments import Answer, Assessment
from deungdae.apps.diagnosis.models.deliveries import Delivery
from deungdae.apps.diagnosis.models.frameworks import FrameworkVersion

__all__ = ["Answer", "Assessment", "Delivery", "FrameworkVersion"]

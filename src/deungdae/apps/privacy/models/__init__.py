"""What is kept about keeping: requests of people, rounds of destruction, and what has to stay."""

from deungdae.apps.privacy.models.destruction import DestructionItem, DestructionRun, RetentionHold
from deungdae.apps.privacy.models.requests import DataRequest

__all__ = ["DataRequest", "DestructionItem", "DestructionRun", "RetentionHold"]

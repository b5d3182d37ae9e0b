"""The evidence app."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "deungdae.apps.evidence"
    label = "evidence"

"""The caravan app."""

from django.apps import AppConfig


class CaravanConfig(AppConfig):
    name = "deungdae.apps.caravan"
    label = "caravan"

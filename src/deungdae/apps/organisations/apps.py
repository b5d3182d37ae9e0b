"""The organisations app."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "deungdae.apps.organisations"
    label = "organisations"

"""Test support as an app, for its management command and its job."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "tests.support"
    label = "tests_support"

    def ready(self) -> None:
        from tests.support import slow_job  # noqa: F401

"""Mend the search rows: what is right already is not touched, so it is safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from deungdae.apps.organisations.services.search import rebuild_organisations, rebuild_solutions


class Command(BaseCommand):
    help = "Write the search rows that do not say what their records say; needed once after an upgrade."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"organisations: {rebuild_organisations()} search rows written")
        self.stdout.write(f"solutions: {rebuild_solutions()} search rows written")

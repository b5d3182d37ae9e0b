"""Load industries, regions, national counts, the texts of consent and what other apps bring; a second time
nothing changes."""

from typing import Any

from django.core.management.base import BaseCommand

from deungdae.apps.organisations.reference import (
    load_former_industries,
    load_industries,
    load_national_counts,
    load_regions,
    more_reference,
)
from deungdae.apps.organisations.services.consents import load_consent_texts


class Command(BaseCommand):
    help = "Load industries (KSIC), regions and national counts from the data folder; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"industries: {load_industries()} rows written")
        self.stdout.write(f"links to KSIC 10: {load_former_industries()} rows written")
        self.stdout.write(f"consent texts: {load_consent_texts()} rows written")
        self.stdout.write(f"regions: {load_regions()} rows written")
        self.stdout.write(f"national counts: {load_national_counts()} rows written")
        for name, load in more_reference():
            self.stdout.write(f"{name}: {load()} rows written")

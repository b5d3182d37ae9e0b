"""Retire a key that signs for the centre and make another."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from deungdae.apps.academy.models import SigningKey
from deungdae.apps.academy.services.signing import rotate_key


class Command(BaseCommand):
    help = "Badges or openings are signed with another key from now on; what was signed stays valid."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("purpose", choices=SigningKey.Purpose.values)

    def handle(self, *arguments: object, **options: str) -> None:
        self.stdout.write(rotate_key(SigningKey.Purpose(options["purpose"])).kid)

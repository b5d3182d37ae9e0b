"""Retire the key that signs badges and make another."""

from django.core.management.base import BaseCommand

from deungdae.apps.academy.services.badges import rotate_key


class Command(BaseCommand):
    help = "Badges are signed with another key from now on; those that were signed stay valid."

    def handle(self, *arguments: object, **options: object) -> None:
        self.stdout.write(rotate_key().kid)

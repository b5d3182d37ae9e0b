"""`createsuperuser` has no meaning here: rights come from roles."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _


class Command(BaseCommand):
    help = "이 제품에는 슈퍼유저가 없습니다. create_account를 쓰십시오."

    def run_from_argv(self, argv: list[str]) -> None:
        """Whatever it is asked with, the answer is the same."""
        super().run_from_argv(argv[:2])

    def handle(self, *args: object, **options: object) -> None:
        message = _(
            "이 제품에는 슈퍼유저가 없습니다. 첫 계정은 이렇게 만듭니다:"
            " deungdae manage create_account --email 주소 --name 이름 --role centre_lead"
        )
        raise CommandError(message)

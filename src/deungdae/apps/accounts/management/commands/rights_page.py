"""`deungdae manage rights_page`: write the matrix of rights as a page of the docs."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand

from deungdae.apps.accounts.rights.page import PAGE, rights_page


class Command(BaseCommand):
    help = "권한표를 문서로 씁니다."

    def handle(self, *args: Any, **options: Any) -> None:
        Path(PAGE).write_text(rights_page(), encoding="utf-8")
        self.stdout.write(PAGE)

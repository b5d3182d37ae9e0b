"""Django's `migrate` with a quicker way through the steps."""

from typing import Any

from django.core.management.commands import migrate

from deungdae.apps.core.migrating import ForwardExecutor


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> str | None:
        usual = migrate.MigrationExecutor  # type: ignore[attr-defined]
        migrate.MigrationExecutor = ForwardExecutor  # type: ignore[attr-defined]
        try:
            return super().handle(*args, **options)
        finally:
            migrate.MigrationExecutor = usual  # type: ignore[attr-defined]

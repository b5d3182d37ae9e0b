"""Flush between tests: the append-only walls step aside while the tables are emptied."""

from typing import Any

from django.core.management.commands.flush import Command as Flush
from django.db import connections


class Command(Flush):
    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET session_replication_role = replica")
            super().handle(**options)
            with connection.cursor() as cursor:
                cursor.execute("RESET session_replication_role")
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
        super().handle(**options)
        with connection.cursor() as cursor:
            for _, sql in triggers:
                cursor.execute(sql)

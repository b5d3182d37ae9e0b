"""Flush between tests: the append-only walls step aside while the tables are emptied."""

from typing import Any

from django.core.management.commands.flush import Command as Flush
from django.core.management.sql import emit_post_migrate_signal
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


class Command(Flush):
    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        if connection.vendor == "postgresql":
            empty(connection)
            if not options.get("inhibit_post_migrate"):
                emit_post_migrate_signal(options["verbosity"], options["interactive"], options["database"])
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


def empty(connection: BaseDatabaseWrapper) -> None:
    """Only what has rows. Django would make every table and index anew, of which few tests fill many."""
    tables = [
        connection.ops.quote_name(name)
        for name in connection.introspection.django_table_names(only_existing=True, include_views=False)
    ]
    asked = " UNION ALL ".join(
        f"SELECT {place} WHERE EXISTS (SELECT 1 FROM {name})" for place, name in enumerate(tables)
    )
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(asked)
        for (place,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {tables[place]}")
        cursor.execute("RESET session_replication_role")

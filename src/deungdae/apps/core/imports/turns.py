"""One at a time: acts that share a name wait for each other until the transaction ends."""

import hashlib

from django.db import connection


def take_turn(name: str) -> None:
    """Inside a transaction: wait until no other transaction holds this name, then hold it.

    PostgreSQL keeps an advisory lock until the commit; on SQLite a writing transaction is alone anyway.
    """
    if connection.vendor != "postgresql":
        return
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])

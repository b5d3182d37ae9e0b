"""The log as it lies in the database, row by row, without the detours of models.

SQLite puts the canonical text of an entry together itself: that is three times as quick. Where its seal does
not fit, the entry is read once more, value by value, and its text is made here. PostgreSQL would be slow at
that: it hands out the columns, and goes on reading while this process makes the texts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db import OperationalError, connection, transaction

from deungdae.apps.core.audit.chain import SEALED, canonical

IN_ONE_READ = 2_000
# How the database gives a value in the form in which it is sealed.
SQLITE = {
    "day": "CAST(day AS TEXT)",
    "number": "CAST(number AS TEXT)",
    "at": "CASE WHEN length(at) = 19 THEN at || '.000000' ELSE at END",
    "actor_id": "CAST(actor_id AS TEXT)",
    "subject_count": "CAST(subject_count AS TEXT)",
}
POSTGRESQL = {
    "day": "to_char(day, 'YYYY-MM-DD')",
    "number": "number::text",
    "public_id": "replace(public_id::text, '-', '')",
    "at": "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
    "actor_id": "actor_id::text",
    "subject_count": "subject_count::text",
}
SQLITE_VALUES, POSTGRESQL_VALUES = (
    ", ".join(forms.get(name, name) for name in SEALED) for forms in (SQLITE, POSTGRESQL)
)
DAY = {"sqlite": SQLITE["day"], "postgresql": POSTGRESQL["day"]}
ENTRIES = "FROM core_auditentry ORDER BY core_auditentry.day, core_auditentry.number"


class Row(NamedTuple):
    """An entry: its canonical text, the seal it says it binds, and its own."""

    day: str
    number: int
    text: str
    stated: str
    own: str


class DayHead(NamedTuple):
    """What the database says of a day: the number of its last entry, and its seal."""

    day: str
    last: int
    head: str


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is of the same moment, and nobody has to wait for it to write."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                cursor.execute("SET LOCAL statement_timeout = 0")
                # Along the index row by row, instead of the whole log sorted on the disk first.
                cursor.execute("SET LOCAL enable_sort = off")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")


def day_heads() -> list[DayHead]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {DAY[connection.vendor]}, count, head FROM core_auditday ORDER BY day")  # noqa: S608  # nosec B608
        return [DayHead(*row) for row in cursor.fetchall()]


def rows() -> Iterator[Row]:
    """Every entry from the first on; only a few thousand are in memory at a time."""
    return rows_of_postgresql() if connection.vendor == "postgresql" else rows_of_sqlite()


def rows_of_sqlite() -> Iterator[Row]:
    """A value that is no text at all ends the quick way: from that entry on the careful one goes on."""
    last = ("", 0)
    query = (
        f"SELECT {SQLITE['day']}, number, json_array({SQLITE_VALUES}), previous_hash, entry_hash {ENTRIES}"  # nosec B608
    )
    try:
        with connection.cursor() as cursor:
            cursor.execute(query)
            while found := cursor.fetchmany(IN_ONE_READ):
                for row in map(Row._make, found):
                    last = row.day, row.number
                    yield row
        return
    except OperationalError:
        pass
    yield from unread_rows_of_sqlite(*last)


def unread_rows_of_sqlite(day: str, number: int) -> Iterator[Row]:
    """The entries behind this one without their texts, whatever somebody has put into them."""
    query = (
        f"SELECT hex({SQLITE['day']}), CASE typeof(number) WHEN 'integer' THEN number END, "  # nosec B608  # noqa: S608
        f"hex(previous_hash), hex(entry_hash) FROM core_auditentry WHERE (day, number) > (%s, %s) "
        f"ORDER BY day, number"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [day, number])
        while found := cursor.fetchmany(IN_ONE_READ):
            for on, place, stated, own in found:
                yield Row(text_in(on), place, "", text_in(stated), text_in(own))


def text_in(hexadecimal: str) -> str:
    return bytes.fromhex(hexadecimal).decode("utf-8", "replace")


def rows_of_postgresql() -> Iterator[Row]:
    """The server sends on while rows are checked here: a stream, not a cursor that waits to be asked."""
    query = f"SELECT {POSTGRESQL_VALUES}, entry_hash {ENTRIES}"  # nosec B608
    with connection.cursor() as cursor:
        for *values, own in cursor.cursor.stream(query, size=IN_ONE_READ):
            yield Row(values[0], int(values[1]), text_of(values), values[-1], own)


def text_of(values: list[str]) -> str:
    """The canonical text; without JSON's encoder where it would write every letter as it stands."""
    if None in values:
        return canonical(values)
    text = '["' + '","'.join(values) + '"]'
    is_plain = text.count('"') == 2 * len(values) and "\\" not in text and text.isprintable()
    return text if is_plain else canonical(values)


def reread(day: str, number: int) -> str:
    """The canonical text of one entry, made here from its values; of PostgreSQL's entries it always was.

    What cannot be read as texts has none.
    """
    if connection.vendor == "postgresql":
        return ""
    query = f"SELECT {SQLITE_VALUES} FROM core_auditentry WHERE day = %s AND number = %s"  # noqa: S608  # nosec B608
    with connection.cursor() as cursor:
        try:
            cursor.execute(query, [day, number])
            row = cursor.fetchone()
        except OperationalError:
            return ""
    is_text = row and all(value is None or isinstance(value, str) for value in row)
    return canonical(list(row)) if is_text else ""

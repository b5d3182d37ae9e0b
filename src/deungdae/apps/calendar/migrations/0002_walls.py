"""Bookings of one resource that stand never overlap, and none is longer than a day: kept by the database.

Whatever code or hand makes the change, and however many race: PostgreSQL by an exclusion constraint that needs
no extension (an integer is the range from itself to itself), SQLite by triggers, where one writer writes.
"""

from django.db import migrations

from deungdae.apps.core.database import VendorSQL

TAKEN, LONG = "bookings overlap", "booking longer than a day"
LONGEST = 24 * 60
SQLITE_CHECK = f"""
    SELECT RAISE(ABORT, '{TAKEN}') WHERE EXISTS (
        SELECT 1 FROM calendar_booking other
        WHERE other.resource_id = NEW.resource_id AND other.id IS NOT NEW.id AND other.cancelled_at IS NULL
          AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at);
"""
SQLITE_LENGTH = f"""
    SELECT RAISE(ABORT, '{LONG}')
    WHERE NOT (round((julianday(NEW.ends_at) - julianday(NEW.starts_at)) * 24 * 60, 3) <= {LONGEST});
"""
WATCHED = "id, resource_id, starts_at, ends_at, cancelled_at"
SQLITE = [
    f"""CREATE TRIGGER calendar_booking_apart_insert BEFORE INSERT ON calendar_booking
        WHEN NEW.cancelled_at IS NULL BEGIN {SQLITE_CHECK} END""",
    f"""CREATE TRIGGER calendar_booking_apart_update BEFORE UPDATE OF {WATCHED} ON calendar_booking
        WHEN NEW.cancelled_at IS NULL BEGIN {SQLITE_CHECK} END""",
    f"""CREATE TRIGGER calendar_booking_length_insert BEFORE INSERT ON calendar_booking
        BEGIN {SQLITE_LENGTH} END""",
    f"""CREATE TRIGGER calendar_booking_length_update BEFORE UPDATE OF starts_at, ends_at ON calendar_booking
        BEGIN {SQLITE_LENGTH} END""",
]
POSTGRESQL = [
    """ALTER TABLE calendar_booking ADD CONSTRAINT calendar_booking_apart EXCLUDE USING gist (
        int8range(resource_id, resource_id, '[]') WITH &&,
        tstzrange(starts_at, ends_at) WITH &&) WHERE (cancelled_at IS NULL)""",
    f"""ALTER TABLE calendar_booking ADD CONSTRAINT calendar_booking_length
        CHECK (ends_at - starts_at <= interval '{LONGEST} minutes')""",
]
UNDO = {
    "sqlite": [
        f"DROP TRIGGER calendar_booking_{rule}_{act}"
        for rule in ("apart", "length")
        for act in ("insert", "update")
    ],
    "postgresql": [
        f"ALTER TABLE calendar_booking DROP CONSTRAINT calendar_booking_{rule}" for rule in ("apart", "length")
    ],
}


class Migration(migrations.Migration):
    dependencies = [("calendar", "0001_initial")]
    operations = [VendorSQL(name="booking walls", sqlite=SQLITE, postgresql=POSTGRESQL, undo=UNDO)]

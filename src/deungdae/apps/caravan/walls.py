"""Nobody is in two meetings of one slot, and a meeting stays within its day: kept by the database.

A trigger writes the two seats of a placed meeting; the unique key (participant, slot) of the seats
refuses the second meeting, for whatever code or hand makes the change and however many race.
"""

from deungdae.apps.core.database import VendorSQL

OUTSIDE = "meeting outside its day"
SQLITE_CHECK = f"""
    SELECT RAISE(ABORT, '{OUTSIDE}')
    WHERE EXISTS (SELECT 1 FROM caravan_slot WHERE id = NEW.slot_id AND day_id <> NEW.day_id)
       OR EXISTS (SELECT 1 FROM caravan_table WHERE id = NEW.table_id AND day_id <> NEW.day_id)
       OR EXISTS (SELECT 1 FROM caravan_participant
                  WHERE id IN (NEW.first_id, NEW.second_id) AND day_id <> NEW.day_id);
"""  # noqa: S608  # nosec B608 - names of our own tables
SEATS = """
    INSERT INTO caravan_meetingseat (meeting_id, participant_id, slot_id)
    SELECT NEW.id, participant.id, NEW.slot_id FROM caravan_participant participant
    WHERE NEW.slot_id IS NOT NULL AND participant.id IN (NEW.first_id, NEW.second_id);
"""
WATCHED = "slot_id, table_id, first_id, second_id, day_id"

SQLITE = [
    f"""CREATE TRIGGER caravan_meeting_seat_insert AFTER INSERT ON caravan_meeting
        BEGIN {SQLITE_CHECK} {SEATS} END""",
    f"""CREATE TRIGGER caravan_meeting_seat_update AFTER UPDATE OF {WATCHED} ON caravan_meeting
        BEGIN {SQLITE_CHECK} DELETE FROM caravan_meetingseat WHERE meeting_id = NEW.id; {SEATS} END""",  # noqa: S608  # nosec B608
]
POSTGRESQL = [
    f"""CREATE FUNCTION caravan_meeting_seat() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF EXISTS (SELECT 1 FROM caravan_slot WHERE id = NEW.slot_id AND day_id <> NEW.day_id)
        OR EXISTS (SELECT 1 FROM caravan_table WHERE id = NEW.table_id AND day_id <> NEW.day_id)
        OR EXISTS (SELECT 1 FROM caravan_participant
                   WHERE id IN (NEW.first_id, NEW.second_id) AND day_id <> NEW.day_id) THEN
            RAISE EXCEPTION '{OUTSIDE}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        DELETE FROM caravan_meetingseat WHERE meeting_id = NEW.id;
        {SEATS}
        RETURN NEW; END $$""",  # noqa: S608  # nosec B608
    f"""CREATE TRIGGER caravan_meeting_seat AFTER INSERT OR UPDATE OF {WATCHED} ON caravan_meeting
        FOR EACH ROW EXECUTE FUNCTION caravan_meeting_seat()""",
]
UNDO = {
    "sqlite": ["DROP TRIGGER caravan_meeting_seat_insert", "DROP TRIGGER caravan_meeting_seat_update"],
    "postgresql": [
        "DROP TRIGGER caravan_meeting_seat ON caravan_meeting",
        "DROP FUNCTION caravan_meeting_seat()",
    ],
}
MEETING = VendorSQL(name="meeting walls", sqlite=SQLITE, postgresql=POSTGRESQL, undo=UNDO)

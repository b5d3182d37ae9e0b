"""Nobody is in two rooms at a time, and no seat is given twice: kept by the database, whatever code or hand makes
the change, however many race.

PostgreSQL locks the forum's row before it looks, so that two writers look one after the other; SQLite has one
writer."""

from django.db import migrations

from deungdae.apps.core.database import written_once
from deungdae.apps.forum.walls import wall

def over_seats(forum: str) -> str:
    held = "SELECT count(*) FROM forum_registration r WHERE r.forum_id = f.id AND r.state IN ('offered', 'seated')"
    return f"EXISTS (SELECT 1 FROM forum_forum f WHERE f.id = {forum} AND ({held}) > f.capacity)"


def over_talk(talk: str) -> str:
    held = "SELECT count(*) FROM forum_talkwish w WHERE w.talk_id = t.id"
    return f"""EXISTS (SELECT 1 FROM forum_talk t WHERE t.id = {talk} AND t.seats IS NOT NULL
        AND ({held}) > t.seats)"""


def of_talk(talk: str) -> str:
    return f"(SELECT forum_id FROM forum_talk WHERE id = {talk})"


SEATS, TALK_SEATS = "more seats than the forum has", "more seats than the talk has"
SPEAKER, CHAIR, PLENARY = (
    "speaks twice at a time",
    "leads elsewhere at that time",
    "not a place for this talk",
)
SPEAKS_TWICE = """EXISTS (SELECT 1 FROM forum_talk t JOIN forum_talk o ON o.slot_id = t.slot_id AND o.id <> t.id
    JOIN forum_speaker p ON p.talk_id = o.id JOIN forum_speaker s ON s.talk_id = t.id AND s.email = p.email
    WHERE t.id = {talk})"""
LEADS_ELSEWHERE = """EXISTS (SELECT 1 FROM forum_talk t JOIN forum_speaker s ON s.talk_id = t.id
    JOIN forum_chair c ON c.slot_id = t.slot_id AND c.email = s.email AND c.room_id <> t.room_id
    WHERE t.id = {talk})"""
WRONG_PLACE = """EXISTS (SELECT 1 FROM forum_forumslot z JOIN forum_forumroom m ON m.id = NEW.room_id
    WHERE z.id = NEW.slot_id AND (z.forum_id <> NEW.forum_id OR m.forum_id <> NEW.forum_id OR z.kind = 'pause'
    OR (z.kind = 'plenary' AND (SELECT count(*) FROM forum_talk o WHERE o.slot_id = z.id) > 1)))"""
CHAIR_SPEAKS = """EXISTS (SELECT 1 FROM forum_talk t JOIN forum_speaker s ON s.talk_id = t.id
    WHERE t.slot_id = NEW.slot_id AND t.room_id <> NEW.room_id AND s.email = NEW.email)"""
OVERLAP = """EXISTS (SELECT 1 FROM forum_forumslot o WHERE o.forum_id = NEW.forum_id AND o.id <> NEW.id
    AND o.starts_at < NEW.ends_at AND o.ends_at > NEW.starts_at)"""
NO_SEAT = """NOT EXISTS (SELECT 1 FROM forum_registration r
    WHERE r.id = NEW.registration_id AND r.state = 'seated')"""
PLACE = [
    (SPEAKER, SPEAKS_TWICE.format(talk="NEW.id")),
    (CHAIR, LEADS_ELSEWHERE.format(talk="NEW.id")),
    (PLENARY, WRONG_PLACE),
]
SPEAKS = [
    (SPEAKER, SPEAKS_TWICE.format(talk="NEW.talk_id")),
    (CHAIR, LEADS_ELSEWHERE.format(talk="NEW.talk_id")),
]
WALLS = [
    wall(
        "forum_registration_seat",
        table="forum_registration",
        columns="state, forum_id",
        forum="NEW.forum_id",
        when="NEW.state IN ('offered', 'seated')",
        rules=[(SEATS, over_seats("NEW.forum_id"))],
    ),
    wall(
        "forum_capacity",
        table="forum_forum",
        columns="capacity",
        forum="NEW.id",
        rules=[(SEATS, over_seats("NEW.id"))],
    ),
    wall(
        "forum_talk_place",
        table="forum_talk",
        columns="slot_id, room_id",
        forum="NEW.forum_id",
        when="NEW.slot_id IS NOT NULL",
        rules=PLACE,
    ),
    wall(
        "forum_speaker_apart",
        table="forum_speaker",
        columns="email, talk_id",
        forum=of_talk("NEW.talk_id"),
        rules=SPEAKS,
    ),
    wall(
        "forum_chair_apart",
        table="forum_chair",
        columns="email, slot_id, room_id",
        forum="(SELECT forum_id FROM forum_forumslot WHERE id = NEW.slot_id)",
        rules=[(CHAIR, CHAIR_SPEAKS)],
    ),
    wall(
        "forum_slot_apart",
        table="forum_forumslot",
        columns="forum_id, starts_at, ends_at",
        forum="NEW.forum_id",
        rules=[("slots overlap", OVERLAP)],
    ),
    wall(
        "forum_wish_seat",
        table="forum_talkwish",
        columns="talk_id",
        forum=of_talk("NEW.talk_id"),
        rules=[(TALK_SEATS, over_talk("NEW.talk_id"))],
    ),
    wall(
        "forum_talk_seats",
        table="forum_talk",
        columns="seats",
        forum="NEW.forum_id",
        when="NEW.seats IS NOT NULL",
        rules=[(TALK_SEATS, over_talk("NEW.id"))],
    ),
    wall(
        "forum_arrival_seat",
        table="forum_arrival",
        columns="registration_id",
        forum="(SELECT forum_id FROM forum_registration WHERE id = NEW.registration_id)",
        rules=[("an arrival without a seat", NO_SEAT)],
    ),
]


class Migration(migrations.Migration):
    dependencies = [("forum", "0001_initial")]
    operations = [
        *WALLS,
        # A reason may name somebody: it can be taken away, the rest stays.
        written_once("forum_talkstep", kept=["talk_id", "state", "at", "actor_id"], deletable="1 = 0"),
        written_once(
            "forum_registrationstep", kept=["registration_id", "state", "at", "actor_id"], deletable="1 = 0"
        ),
        written_once(
            "forum_arrivalstep",
            kept=["registration_id", "has_come", "at", "marked_at", "way", "actor_id"],
            deletable="1 = 0",
        ),
        written_once("forum_forumslot", kept=["forum_id", "kind", "starts_at", "ends_at"], deletable="1 = 1"),
    ]

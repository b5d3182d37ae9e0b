"""A seat is never given twice: kept by the database, whatever code or hand makes the change, however many race.

Seats are counted where they are held, in the enrolments: no more than the cohort has, than a company may have,
than a quota allows; and none of these can be lowered below what is held. PostgreSQL locks the cohort's row
before it counts, once for each statement, so that two writers count one after the other; SQLite has one writer
and counts at each row. Another organisation of an enrolment is no new seat: two companies may merge.
"""

from django.db import migrations

from deungdae.apps.core.database import VendorSQL, written_once

SEATS, COMPANY, QUOTA = "more seats than there are", "more seats for a company", "more seats than a quota"
HELD = "state IN ('offered', 'seated')"
MATCHES = """((quota.kind = 'region' AND held.region = quota.key)
              OR (quota.kind = 'size' AND held.size = quota.key))"""


def held(cohort: str, extra: str = "") -> str:
    """How many seats of the cohort are held, in SQL."""
    rows = f"FROM academy_enrolment held WHERE held.cohort_id = {cohort} AND held.{HELD}{extra}"
    return f"(SELECT count(*) {rows})"


def over_all(cohorts: str) -> str:
    return f"EXISTS (SELECT 1 FROM academy_cohort c WHERE c.id {cohorts} AND {held('c.id')} > c.capacity)"


def over_company(cohorts: str, company: str = "IS NOT NULL") -> str:
    """A company that holds more than its share: of those that are asked about alone."""
    return f"""EXISTS (SELECT 1 FROM academy_enrolment held JOIN academy_cohort c ON c.id = held.cohort_id
        WHERE c.id {cohorts} AND c.most_per_company IS NOT NULL
          AND held.{HELD} AND held.organisation_id {company}
        GROUP BY c.id, held.organisation_id HAVING count(*) > max(c.most_per_company))"""


def over_quota(cohorts: str) -> str:
    count = held("quota.cohort_id", f" AND {MATCHES}")
    return f"EXISTS (SELECT 1 FROM academy_quota quota WHERE quota.cohort_id {cohorts} AND {count} > quota.seats)"


WATCHED = "state, cohort_id, region, size"
SEATS_RULE, COMPANY_RULE = [(SEATS, over_all("= NEW.id"))], [(COMPANY, over_company("= NEW.id"))]
QUOTA_RULES = [(QUOTA, over_quota("= NEW.cohort_id"))]
SEAT_RULES = [
    (SEATS, over_all("= NEW.cohort_id")),
    (COMPANY, over_company("= NEW.cohort_id", "= NEW.organisation_id")),
    (QUOTA, over_quota("= NEW.cohort_id")),
]
SAME_SEAT = f"""OLD.{HELD} AND OLD.cohort_id = NEW.cohort_id
    AND OLD.region = NEW.region AND OLD.size = NEW.size"""
AT_ROWS = {
    "academy_enrolment_seat_insert": ("INSERT ON academy_enrolment", f"WHEN NEW.{HELD}", SEAT_RULES),
    "academy_enrolment_seat_update": (
        f"UPDATE OF {WATCHED} ON academy_enrolment",
        f"WHEN NEW.{HELD} AND NOT ({SAME_SEAT})",
        SEAT_RULES,
    ),
    "academy_cohort_seats": (
        "UPDATE OF capacity ON academy_cohort",
        "WHEN NEW.capacity <> OLD.capacity",
        SEATS_RULE,
    ),
    "academy_cohort_share": (
        "UPDATE OF most_per_company ON academy_cohort",
        "WHEN NEW.most_per_company IS NOT OLD.most_per_company",
        COMPANY_RULE,
    ),
    "academy_quota_seats_insert": ("INSERT ON academy_quota", "", QUOTA_RULES),
    "academy_quota_seats_update": ("UPDATE ON academy_quota", "", QUOTA_RULES),
}
"""SQLite: when each is asked, and what. What a row held before is no new seat."""
SQLITE = [
    f"CREATE TRIGGER {name} AFTER {event} FOR EACH ROW {when} BEGIN "
    + " ".join(f"SELECT RAISE(ABORT, '{text}') WHERE {fault};" for text, fault in rules)
    + " END"
    for name, (event, when, rules) in AT_ROWS.items()
]


def function(name: str, rules: list[tuple[str, str]], before: str = "") -> str:
    checks = " ".join(
        f"IF {fault} THEN RAISE EXCEPTION '{text}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        for text, fault in rules
    )
    return f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE cohorts bigint[]; companies bigint[]; BEGIN {before} {checks} RETURN NULL; END $$"""


def lock(found: str) -> str:
    """The cohorts that a statement gave seats of, locked in the order of their keys, and to which companies;
    none: nothing to count."""
    return f"""cohorts := ARRAY(SELECT DISTINCT cohort_id FROM ({found}) given WHERE given.{HELD});
        IF cohorts = '{{}}' THEN RETURN NULL; END IF;
        companies := ARRAY(SELECT DISTINCT organisation_id FROM ({found}) given WHERE given.{HELD});
        PERFORM 1 FROM academy_cohort WHERE id = ANY(cohorts) ORDER BY id FOR NO KEY UPDATE;"""


GIVEN = "= ANY(cohorts)"
GIVEN_RULES = [
    (SEATS, over_all(GIVEN)),
    (COMPANY, over_company(GIVEN, "= ANY(companies)")),
    (QUOTA, over_quota(GIVEN)),
]
CHANGED = f"""SELECT a.* FROM after a JOIN before b ON b.id = a.id WHERE NOT (b.{HELD}
    AND (a.cohort_id, a.region, a.size) IS NOT DISTINCT FROM (b.cohort_id, b.region, b.size))"""
QUOTA_LOCK = "PERFORM 1 FROM academy_cohort WHERE id = NEW.cohort_id FOR NO KEY UPDATE;"
POSTGRESQL = [
    function("academy_enrolment_seat_insert", GIVEN_RULES, lock("SELECT * FROM after")),
    """CREATE TRIGGER academy_enrolment_seat_insert AFTER INSERT ON academy_enrolment
        REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION academy_enrolment_seat_insert()""",
    function("academy_enrolment_seat_update", GIVEN_RULES, lock(CHANGED)),
    """CREATE TRIGGER academy_enrolment_seat_update AFTER UPDATE ON academy_enrolment
        REFERENCING OLD TABLE AS before NEW TABLE AS after
        FOR EACH STATEMENT EXECUTE FUNCTION academy_enrolment_seat_update()""",
    function("academy_cohort_seats", SEATS_RULE),
    """CREATE TRIGGER academy_cohort_seats AFTER UPDATE OF capacity ON academy_cohort
        FOR EACH ROW WHEN (NEW.capacity <> OLD.capacity) EXECUTE FUNCTION academy_cohort_seats()""",
    function("academy_cohort_share", COMPANY_RULE),
    """CREATE TRIGGER academy_cohort_share AFTER UPDATE OF most_per_company ON academy_cohort
        FOR EACH ROW WHEN (NEW.most_per_company IS DISTINCT FROM OLD.most_per_company)
        EXECUTE FUNCTION academy_cohort_share()""",
    function("academy_quota_seats", QUOTA_RULES, QUOTA_LOCK),
    """CREATE TRIGGER academy_quota_seats AFTER INSERT OR UPDATE ON academy_quota
        FOR EACH ROW EXECUTE FUNCTION academy_quota_seats()""",
]
ON_POSTGRESQL = {
    "academy_enrolment_seat_insert": "academy_enrolment",
    "academy_enrolment_seat_update": "academy_enrolment",
    "academy_cohort_seats": "academy_cohort",
    "academy_cohort_share": "academy_cohort",
    "academy_quota_seats": "academy_quota",
}
UNDO = {
    "sqlite": [f"DROP TRIGGER {name}" for name in AT_ROWS],
    "postgresql": [
        statement
        for name, table in ON_POSTGRESQL.items()
        for statement in (f"DROP TRIGGER {name} ON {table}", f"DROP FUNCTION {name}()")
    ],
}


class Migration(migrations.Migration):
    dependencies = [("academy", "0001_initial")]
    operations = [
        VendorSQL(name="seat walls", sqlite=SQLITE, postgresql=POSTGRESQL, undo=UNDO),
        # A reason may name somebody: it can be taken away, the rest stays.
        written_once(
            "academy_enrolmentstep",
            kept=["enrolment_id", "state", "at", "actor_id"],
            deletable="1 = 0",
        ),
    ]

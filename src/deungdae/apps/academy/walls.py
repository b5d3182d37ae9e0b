"""What the database itself keeps of certificates, in the words of SQLite and of PostgreSQL."""

from deungdae.apps.core.database import VendorSQL

NOT_COMPLETED = "a certificate without a completed course"
ONCE = "a certificate is revoked once, and keeps its name"
KEPT = [
    "public_id",
    "number",
    "enrolment_id",
    "organisation_name",
    "course_title",
    "course_title_english",
    "role",
    "cohort_number",
    "hours",
    "region",
    "size",
    "started_on",
    "completed_on",
    "certified_on",
    "issuer",
    "issued_at",
    "issued_by_id",
    "replaces_id",
]
"""Columns of a certificate that never change."""
ERASING = "(OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL)"
COMPLETED = """EXISTS (SELECT 1 FROM academy_enrolment e JOIN academy_cohort c ON c.id = e.cohort_id
    WHERE e.id = NEW.enrolment_id AND e.state = 'seated' AND e.completed_on IS NOT NULL
      AND c.state <> 'cancelled')"""


def changed_twice(differs: str) -> str:
    """The fault of a change, in SQL; `differs`: how the database says that two values are not the same."""

    def changes(*columns: str) -> str:
        return "(" + " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns) + ")"

    return f"""(({changes("name", "job_title")} AND NOT {ERASING})
        OR (OLD.revoked_at IS NOT NULL AND {changes("revoked_at", "revoked_by_id")})
        OR (OLD.revoked_at IS NOT NULL AND {changes("revoked_reason")} AND NOT {ERASING})
        OR (OLD.erased_at IS NOT NULL AND {changes("erased_at")}))"""


def postgresql(name: str, event: str, text: str, fault: str, table: str = "academy_certificate") -> list[str]:
    return [
        f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {fault} THEN
            RAISE EXCEPTION '{text}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
            RETURN NEW; END $$""",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def sqlite(name: str, event: str, text: str, fault: str, table: str = "academy_certificate") -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW "
        f"BEGIN SELECT RAISE(ABORT, '{text}') WHERE {fault}; END"
    )


NAMES = ("academy_certificate_completed", "academy_certificate_once")
CERTIFICATE_WALLS = VendorSQL(
    name="certificate walls",
    sqlite=[
        sqlite(NAMES[0], "INSERT", NOT_COMPLETED, f"NOT {COMPLETED}"),
        sqlite(NAMES[1], "UPDATE", ONCE, changed_twice("IS NOT")),
    ],
    postgresql=[
        *postgresql(NAMES[0], "INSERT", NOT_COMPLETED, f"NOT {COMPLETED}"),
        *postgresql(NAMES[1], "UPDATE", ONCE, changed_twice("IS DISTINCT FROM")),
    ],
    undo={
        "sqlite": [f"DROP TRIGGER {name}" for name in NAMES],
        "postgresql": [
            statement
            for name in NAMES
            for statement in (f"DROP TRIGGER {name} ON academy_certificate", f"DROP FUNCTION {name}()")
        ],
    },
)

BADGE = "academy_badge_kept_whole"
BADGE_TEXT = "the text of a badge is kept whole or taken away"
BADGE_FAULT = "NEW.credential <> OLD.credential AND NEW.credential <> ''"
BADGE_WALLS = VendorSQL(
    name="badge walls",
    sqlite=[sqlite(BADGE, "UPDATE", BADGE_TEXT, BADGE_FAULT, "academy_badge")],
    postgresql=postgresql(BADGE, "UPDATE", BADGE_TEXT, BADGE_FAULT, "academy_badge"),
    undo={
        "sqlite": [f"DROP TRIGGER {BADGE}"],
        "postgresql": [f"DROP TRIGGER {BADGE} ON academy_badge", f"DROP FUNCTION {BADGE}()"],
    },
)


def set_once(table: str, *columns: str) -> VendorSQL:
    """Columns that are empty at first and never change once they say something."""
    name, text = f"{table}_set_once", f"set once: {table}"

    def fault(differs: str) -> str:
        return " OR ".join(f"(OLD.{one} IS NOT NULL AND NEW.{one} {differs} OLD.{one})" for one in columns)

    return VendorSQL(
        name=text,
        sqlite=[sqlite(name, "UPDATE", text, fault("IS NOT"), table)],
        postgresql=postgresql(name, "UPDATE", text, fault("IS DISTINCT FROM"), table),
        undo={
            "sqlite": [f"DROP TRIGGER {name}"],
            "postgresql": [f"DROP TRIGGER {name} ON {table}", f"DROP FUNCTION {name}()"],
        },
    )


def same_cohort(table: str, parent: str, column: str) -> VendorSQL:
    """A row that ties an enrolment to something of a cohort: to one of its own cohort."""
    name, text = f"{table}_cohort", f"another cohort: {table}"
    fault = f"""NOT EXISTS (SELECT 1 FROM academy_enrolment e JOIN {parent} p ON p.cohort_id = e.cohort_id
        WHERE e.id = NEW.enrolment_id AND p.id = NEW.{column})"""  # noqa: S608  # nosec B608
    return VendorSQL(
        name=text,
        sqlite=[sqlite(name, "INSERT", text, fault, table)],
        postgresql=postgresql(name, "INSERT", text, fault, table),
        undo={
            "sqlite": [f"DROP TRIGGER {name}"],
            "postgresql": [f"DROP TRIGGER {name} ON {table}", f"DROP FUNCTION {name}()"],
        },
    )


JOINED = "SELECT 1 FROM academy_trainee WHERE id = NEW.trainee_id AND merged_into_id IS NOT NULL"


def never_of_joined(table: str, *, text: str) -> VendorSQL:
    """A row of a trainee: never of a record that was joined to another."""
    names = (f"{table}_joined_insert", f"{table}_joined_update")
    events = tuple(zip(names, ("INSERT", "UPDATE OF trainee_id"), strict=True))
    return VendorSQL(
        name=text,
        sqlite=[
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN EXISTS ({JOINED}) "
            f"BEGIN SELECT RAISE(ABORT, '{text}'); END"
            for name, event in events
        ],
        postgresql=[
            # Waits for a join that is going on, and is waited for by one.
            f"""CREATE FUNCTION {table}_joined() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            PERFORM 1 FROM academy_trainee WHERE id = NEW.trainee_id FOR KEY SHARE;
            IF EXISTS ({JOINED}) THEN
                RAISE EXCEPTION '{text}' USING ERRCODE = 'integrity_constraint_violation';
            END IF; RETURN NEW; END $$""",
            *(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {table}_joined()"
                for name, event in events
            ),
        ],
        undo={
            "sqlite": [f"DROP TRIGGER {name}" for name in names],
            "postgresql": [
                *(f"DROP TRIGGER {name} ON {table}" for name in names),
                f"DROP FUNCTION {table}_joined()",
            ],
        },
    )

"""How the database keeps the rules of forums, in the words of both kinds."""

from collections.abc import Sequence

from deungdae.apps.core.database import VendorSQL

Rules = Sequence[tuple[str, str]]
"""(what is refused, the fault in SQL)."""


def wall(name: str, *, table: str, columns: str, forum: str, rules: Rules, when: str = "1 = 1") -> VendorSQL:
    """After a row of the table is written, or one of its columns, none of the faults may be there."""
    of = f" OF {columns}" if columns else ""
    events = {"insert": "INSERT", "update": f"UPDATE{of}"}
    checks = " ".join(f"SELECT RAISE(ABORT, '{text}') WHERE {fault};" for text, fault in rules)
    sqlite = [
        f"CREATE TRIGGER {name}_{key} AFTER {event} ON {table} FOR EACH ROW WHEN {when} BEGIN {checks} END"
        for key, event in events.items()
    ]
    raised = " ".join(
        f"IF {fault} THEN RAISE EXCEPTION '{text}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        for text, fault in rules
    )
    lock = f"PERFORM 1 FROM forum_forum WHERE id = {forum} FOR NO KEY UPDATE;"
    postgresql = [
        f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            {lock} {raised} RETURN NULL; END $$""",
        f"""CREATE TRIGGER {name} AFTER INSERT OR UPDATE{of} ON {table}
            FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {name}()""",
    ]
    undo = {
        "sqlite": [f"DROP TRIGGER {name}_{key}" for key in events],
        "postgresql": [f"DROP TRIGGER {name} ON {table}", f"DROP FUNCTION {name}()"],
    }
    return VendorSQL(name=name, sqlite=sqlite, postgresql=postgresql, undo=undo)

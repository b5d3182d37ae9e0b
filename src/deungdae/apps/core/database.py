"""Rules that the database itself keeps, written once for SQLite and for PostgreSQL."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class VendorSQL(migrations.operations.base.Operation):
    """A migration step with its own words for each database; lists of statements, forward and back."""

    reversible = True
    reduces_to_sql = True

    def __init__(
        self, *, name: str, sqlite: list[str], postgresql: list[str], undo: dict[str, list[str]]
    ) -> None:
        self.name, self.sqlite, self.postgresql, self.undo = name, sqlite, postgresql, undo

    def state_forwards(self, app_label, state):  # type: ignore[no-untyped-def]
        """The models do not change."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):  # type: ignore[no-untyped-def]
        run(schema_editor, {"sqlite": self.sqlite, "postgresql": self.postgresql})

    def database_backwards(self, app_label, schema_editor, from_state, to_state):  # type: ignore[no-untyped-def]
        run(schema_editor, self.undo)

    def describe(self) -> str:
        return self.name

    def taken_down(self) -> "VendorSQL":
        """The opposite step: for a table that SQLite makes anew, which loses its triggers without a word."""
        forward = {"sqlite": self.sqlite, "postgresql": self.postgresql}
        return VendorSQL(
            name=f"take down {self.name}",
            sqlite=self.undo["sqlite"],
            postgresql=self.undo["postgresql"],
            undo=forward,
        )


def run(schema_editor: BaseDatabaseSchemaEditor, statements: dict[str, list[str]]) -> None:
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def append_only(table: str) -> VendorSQL:
    """No row of the table can be changed or deleted, whoever asks."""
    text = f"append-only: {table}"
    sqlite = [
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{text}'); END"
        for act in ("UPDATE", "DELETE")
    ]
    postgresql = [
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{text}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
    ]
    undo = {
        "sqlite": [f"DROP TRIGGER {table}_no_update", f"DROP TRIGGER {table}_no_delete"],
        "postgresql": [f"DROP TRIGGER {table}_append_only ON {table}", f"DROP FUNCTION {table}_refuse()"],
    }
    return VendorSQL(name=text, sqlite=sqlite, postgresql=postgresql, undo=undo)


def written_once(table: str, *, kept: list[str], deletable: str) -> VendorSQL:
    """The columns `kept` never change, and a row goes only when `deletable` (SQL on OLD) holds."""
    text = f"written once: {table}"
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in kept)
    distinct = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in kept)
    refuse = f"BEGIN SELECT RAISE(ABORT, '{text}'); END"
    sqlite = [
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} WHEN {changed} {refuse}",
        f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} WHEN NOT ({deletable}) {refuse}",
    ]
    postgresql = [
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{text}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({distinct}) "
        f"EXECUTE FUNCTION {table}_refuse()",
        f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} FOR EACH ROW WHEN (NOT ({deletable})) "
        f"EXECUTE FUNCTION {table}_refuse()",
    ]
    undo = {
        "sqlite": [f"DROP TRIGGER {table}_kept", f"DROP TRIGGER {table}_stays"],
        "postgresql": [
            f"DROP TRIGGER {table}_kept ON {table}",
            f"DROP TRIGGER {table}_stays ON {table}",
            f"DROP FUNCTION {table}_refuse()",
        ],
    }
    return VendorSQL(name=text, sqlite=sqlite, postgresql=postgresql, undo=undo)


def token_index(table: str, *, key: str) -> VendorSQL:
    """An index over the words in the column `tokens`, for the lookup `tokens__hold`.

    SQLite: a full-text table that reads its text from this one, kept by triggers; PostgreSQL: GIN.
    """
    index = f"{table}_index"
    remove = f"INSERT INTO {index}({index}, rowid, tokens) VALUES ('delete', old.{key}, old.tokens);"  # noqa: S608  # nosec B608
    add = f"INSERT INTO {index}(rowid, tokens) VALUES (new.{key}, new.tokens);"  # noqa: S608  # nosec B608
    triggers = {
        "insert": f"AFTER INSERT ON {table} BEGIN {add} END",
        "delete": f"AFTER DELETE ON {table} BEGIN {remove} END",
        "update": f"AFTER UPDATE OF {key}, tokens ON {table} BEGIN {remove} {add} END",
    }
    sqlite = [
        f"CREATE VIRTUAL TABLE {index} USING fts5(tokens, content='{table}', content_rowid='{key}', "
        "tokenize='ascii', detail='none', columnsize=0)",
        *(f"CREATE TRIGGER {index}_{act} {text}" for act, text in triggers.items()),
    ]
    postgresql = [
        f"CREATE INDEX {index} ON {table} USING gin (array_to_tsvector(string_to_array(tokens, ' ')))"
    ]
    undo = {
        "sqlite": [*(f"DROP TRIGGER {index}_{act}" for act in triggers), f"DROP TABLE {index}"],
        "postgresql": [f"DROP INDEX {index}"],
    }
    return VendorSQL(name=f"word index: {table}", sqlite=sqlite, postgresql=postgresql, undo=undo)

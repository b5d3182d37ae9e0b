from django.db import migrations

from deungdae.apps.core.database import VendorSQL, append_only

ENTRY, DAY = "core_auditentry", "core_auditday"
NO_TRUNCATE = VendorSQL(
    name="the audit log cannot be emptied or replaced",
    sqlite=[
        f"CREATE TRIGGER {ENTRY}_no_replace BEFORE INSERT ON {ENTRY} WHEN EXISTS "
        f"(SELECT 1 FROM {ENTRY} WHERE id = NEW.id OR public_id = NEW.public_id "
        f"OR (day = NEW.day AND number = NEW.number)) "
        f"BEGIN SELECT RAISE(ABORT, 'append-only: {ENTRY}'); END",
    ],
    postgresql=[
        f"CREATE TRIGGER {ENTRY}_no_truncate BEFORE TRUNCATE ON {ENTRY} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {ENTRY}_refuse()",
    ],
    undo={
        "sqlite": [f"DROP TRIGGER {ENTRY}_no_replace"],
        "postgresql": [f"DROP TRIGGER {ENTRY}_no_truncate ON {ENTRY}"],
    },
)
SHRINKS = "NEW.day <> OLD.day OR NEW.previous_head <> OLD.previous_head OR NEW.count < OLD.count"
REFUSE = f"append-only: {DAY}"
DAYS_GROW = VendorSQL(
    name="the head of a day only moves on",
    sqlite=[
        f"CREATE TRIGGER {DAY}_grows BEFORE UPDATE ON {DAY} WHEN {SHRINKS} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSE}'); END",
        f"CREATE TRIGGER {DAY}_no_delete BEFORE DELETE ON {DAY} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSE}'); END",
    ],
    postgresql=[
        f"CREATE FUNCTION {DAY}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSE}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {DAY}_grows BEFORE UPDATE ON {DAY} FOR EACH ROW WHEN ({SHRINKS}) "
        f"EXECUTE FUNCTION {DAY}_refuse()",
        f"CREATE TRIGGER {DAY}_no_delete BEFORE DELETE ON {DAY} FOR EACH ROW "
        f"EXECUTE FUNCTION {DAY}_refuse()",
        f"CREATE TRIGGER {DAY}_no_truncate BEFORE TRUNCATE ON {DAY} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {DAY}_refuse()",
    ],
    undo={
        "sqlite": [f"DROP TRIGGER {DAY}_grows", f"DROP TRIGGER {DAY}_no_delete"],
        "postgresql": [
            f"DROP TRIGGER {DAY}_no_truncate ON {DAY}",
            f"DROP TRIGGER {DAY}_no_delete ON {DAY}",
            f"DROP TRIGGER {DAY}_grows ON {DAY}",
            f"DROP FUNCTION {DAY}_refuse()",
        ],
    },
)


class Migration(migrations.Migration):
    dependencies = [("core", "0005_audit")]
    operations = [append_only(ENTRY), NO_TRUNCATE, DAYS_GROW]

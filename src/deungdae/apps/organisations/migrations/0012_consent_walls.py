"""The words of a consent never change; a consent can only be withdrawn, once."""

from django.db import migrations

from deungdae.apps.core.database import VendorSQL, append_only

TABLE = "organisations_consent"
TEXT = f"only withdrawn, once: {TABLE}"
KEPT = (
    "id",
    "public_id",
    "person_id",
    "organisation_id",
    "purpose_id",
    "text_id",
    "given_at",
    "how",
    "given_by_id",
    "paper_id",
)
SQLITE_CHANGED = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in KEPT)
POSTGRESQL_CHANGED = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in KEPT)
ENDS_IT = "OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL"

only_withdrawn = VendorSQL(
    name=TEXT,
    sqlite=[
        f"CREATE TRIGGER consent_no_delete BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{TEXT}'); END",
        f"CREATE TRIGGER consent_only_withdrawn BEFORE UPDATE ON {TABLE} "
        f"WHEN NOT ({ENDS_IT}) OR {SQLITE_CHANGED} BEGIN SELECT RAISE(ABORT, '{TEXT}'); END",
    ],
    postgresql=[
        "CREATE FUNCTION consent_only_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' OR NOT ({ENDS_IT}) OR {POSTGRESQL_CHANGED} THEN "
        f"RAISE EXCEPTION '{TEXT}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        "RETURN NEW; END $$",
        f"CREATE TRIGGER consent_only_withdrawn BEFORE UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION consent_only_withdrawn()",
    ],
    undo={
        "sqlite": ["DROP TRIGGER consent_no_delete", "DROP TRIGGER consent_only_withdrawn"],
        "postgresql": [
            f"DROP TRIGGER consent_only_withdrawn ON {TABLE}",
            "DROP FUNCTION consent_only_withdrawn()",
        ],
    },
)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0011_consents")]
    operations = [append_only("organisations_consenttext"), only_withdrawn]

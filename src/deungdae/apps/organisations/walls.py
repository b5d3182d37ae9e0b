"""What the database itself refuses in the register, and its indexes over words."""

from deungdae.apps.core.database import VendorSQL, append_only, token_index, written_once
from deungdae.apps.organisations.ownership_walls import WALLS as OWNERSHIP

FIGURE_KEPT = [
    "kind",
    "year",
    "value",
    "months",
    "ends_on",
    "source_kind",
    "source",
    "as_of",
    "recorded_at",
    "recorded_by_id",
    "supersedes_id",
]
LAST_TEXT = "last owner stays: organisations_membership"
LAST_OWNER = """OLD.role = 'owner' AND OLD.ends_on IS NULL
  AND (NEW.ends_on IS NOT NULL OR NEW.role <> 'owner')
  AND EXISTS (SELECT 1 FROM organisations_organisationclaim c
    WHERE c.organisation_id = OLD.organisation_id AND c.state = 'approved')
  AND NOT EXISTS (SELECT 1 FROM organisations_membership m
    WHERE m.organisation_id = OLD.organisation_id AND m.id <> OLD.id
      AND m.role = 'owner' AND m.ends_on IS NULL)"""
LAST_OWNER_STAYS = VendorSQL(
    name=LAST_TEXT,
    sqlite=[
        "CREATE TRIGGER membership_last_owner_stays BEFORE UPDATE ON organisations_membership "
        f"WHEN {LAST_OWNER} BEGIN SELECT RAISE(ABORT, '{LAST_TEXT}'); END"
    ],
    postgresql=[
        "CREATE FUNCTION membership_last_owner_stays() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {LAST_OWNER} THEN RAISE EXCEPTION '{LAST_TEXT}' "
        "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER membership_last_owner_stays BEFORE UPDATE ON organisations_membership "
        "FOR EACH ROW EXECUTE FUNCTION membership_last_owner_stays()",
    ],
    undo={
        "sqlite": ["DROP TRIGGER membership_last_owner_stays"],
        "postgresql": [
            "DROP TRIGGER membership_last_owner_stays ON organisations_membership",
            "DROP FUNCTION membership_last_owner_stays()",
        ],
    },
)
CONSENTS = "organisations_consent"
CONSENT_TEXT = f"only withdrawn, once: {CONSENTS}"
CONSENT_KEPT = (
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
SQLITE_CHANGED = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in CONSENT_KEPT)
POSTGRESQL_CHANGED = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in CONSENT_KEPT)
ENDS_IT = "OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL"

ONLY_WITHDRAWN = VendorSQL(
    name=CONSENT_TEXT,
    sqlite=[
        f"CREATE TRIGGER consent_no_delete BEFORE DELETE ON {CONSENTS} "
        f"BEGIN SELECT RAISE(ABORT, '{CONSENT_TEXT}'); END",
        f"CREATE TRIGGER consent_only_withdrawn BEFORE UPDATE ON {CONSENTS} "
        f"WHEN NOT ({ENDS_IT}) OR {SQLITE_CHANGED} BEGIN SELECT RAISE(ABORT, '{CONSENT_TEXT}'); END",
    ],
    postgresql=[
        "CREATE FUNCTION consent_only_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' OR NOT ({ENDS_IT}) OR {POSTGRESQL_CHANGED} THEN "
        f"RAISE EXCEPTION '{CONSENT_TEXT}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        "RETURN NEW; END $$",
        f"CREATE TRIGGER consent_only_withdrawn BEFORE UPDATE OR DELETE ON {CONSENTS} "
        "FOR EACH ROW EXECUTE FUNCTION consent_only_withdrawn()",
    ],
    undo={
        "sqlite": ["DROP TRIGGER consent_no_delete", "DROP TRIGGER consent_only_withdrawn"],
        "postgresql": [
            f"DROP TRIGGER consent_only_withdrawn ON {CONSENTS}",
            "DROP FUNCTION consent_only_withdrawn()",
        ],
    },
)
WALLS = [
    written_once("organisations_yearlyfigure", kept=FIGURE_KEPT, deletable="OLD.withdrawal <> ''"),
    *OWNERSHIP,
    token_index("organisations_organisationsearch", key="organisation_id"),
    append_only("organisations_consenttext"),
    ONLY_WITHDRAWN,
    LAST_OWNER_STAYS,
    token_index("organisations_solutionsearch", key="solution_id"),
]

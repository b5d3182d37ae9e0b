"""What the database refuses about shares and groups: more than the whole of a company, and being in twice."""

from deungdae.apps.core.database import VendorSQL

LINKS, MEMBERSHIPS = "organisations_ownershiplink", "organisations_groupmembership"
TOO_MUCH = f"""
    SELECT 1 FROM {LINKS} point
    WHERE point.owned_id = NEW.owned_id AND point.starts_on >= NEW.starts_on
      AND (NEW.ends_on IS NULL OR point.starts_on < NEW.ends_on)
      AND (SELECT SUM(held.share) FROM {LINKS} held WHERE held.owned_id = NEW.owned_id
             AND held.starts_on <= point.starts_on
             AND (held.ends_on IS NULL OR held.ends_on > point.starts_on)) > 100.00001
"""  # noqa: S608  # nosec B608 - names of our own tables
TWICE = f"""
    SELECT 1 FROM {MEMBERSHIPS} other
    WHERE other.organisation_id = NEW.organisation_id AND other.group_id = NEW.group_id AND other.id <> NEW.id
      AND (NEW.ends_on IS NULL OR other.starts_on < NEW.ends_on)
      AND (other.ends_on IS NULL OR other.ends_on > NEW.starts_on)
"""  # noqa: S608  # nosec B608 - names of our own tables


def never(name: str, *, table: str, where: str, lock: str, text: str) -> VendorSQL:
    """After an insert or update the query `where` must find nothing; `lock` names the company's key."""
    sqlite = [
        f"CREATE TRIGGER {name}_{act.lower()} AFTER {act} ON {table} WHEN EXISTS ({where}) "
        f"BEGIN SELECT RAISE(ABORT, '{text}'); END"
        for act in ("INSERT", "UPDATE")
    ]
    postgresql = [
        f"""CREATE FUNCTION {name}_check() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            PERFORM 1 FROM organisations_organisation WHERE id = NEW.{lock} FOR UPDATE;
            IF EXISTS ({where}) THEN
                RAISE EXCEPTION '{text}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NULL; END $$""",
        f"CREATE TRIGGER {name} AFTER INSERT OR UPDATE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}_check()",
    ]
    undo = {
        "sqlite": [f"DROP TRIGGER {name}_insert", f"DROP TRIGGER {name}_update"],
        "postgresql": [f"DROP TRIGGER {name} ON {table}", f"DROP FUNCTION {name}_check()"],
    }
    return VendorSQL(name=text, sqlite=sqlite, postgresql=postgresql, undo=undo)


WALLS = (
    never(
        "ownership_at_most_whole",
        table=LINKS,
        where=TOO_MUCH,
        lock="owned_id",
        text="shares of a company above 100 percent",
    ),
    never(
        "group_membership_once",
        table=MEMBERSHIPS,
        where=TWICE,
        lock="organisation_id",
        text="twice in one group at a time",
    ),
)

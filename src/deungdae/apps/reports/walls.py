"""What the database itself keeps of reports, in the words of SQLite and of PostgreSQL."""

from deungdae.apps.academy.learning_walls import wall
from deungdae.apps.core.database import append_only, written_once

FIXED = ["public_id", "template_id", "since", "until", "organisation_id", "forum_id", "language"]
MADE = ["created_at", "created_by_id"]
WORDS = ["title", "opening", "closing", "snapshot_id"]
NUMBERED = ["state", "year", "number", "published_at"]
SIGNERS = (
    "(SELECT COUNT(DISTINCT s.person_id) FROM reports_signature s WHERE s.snapshot_id = NEW.snapshot_id)"
)
NEXT = "(SELECT COALESCE(MAX(r.number), 0) + 1 FROM reports_report r WHERE r.year = NEW.year)"


def changed(columns: list[str]) -> str:
    return "(" + " OR ".join(f"NEW.{column} {{differs}} OLD.{column}" for column in columns) + ")"


REPORT_WALLS = [
    written_once(
        "reports_reporttemplate",
        kept=["public_id", "code", "version", "kind", "name", "english_name", "sections", *MADE],
        deletable="1 = 0",
    ),
    written_once("reports_report", kept=[*FIXED, *MADE], deletable="1 = 0"),
    wall(
        "reports_report_words",
        table="reports_report",
        event="UPDATE",
        text="what a report says changes in its draft alone",
        fault=f"OLD.state <> 'draft' AND {changed(WORDS)}",
    ),
    wall(
        "reports_report_over",
        table="reports_report",
        event="UPDATE",
        text="a report that is published or discarded stays so",
        fault=f"OLD.state IN ('published', 'discarded') AND {changed(NUMBERED)}",
    ),
    wall(
        "reports_report_signed",
        table="reports_report",
        event="UPDATE",
        text="a report is published after two people signed its content",
        fault=(
            "NEW.state = 'published' AND OLD.state <> 'published' "
            f"AND (OLD.state <> 'signing' OR {SIGNERS} < 2)"
        ),
    ),
    wall(
        "reports_report_number",
        table="reports_report",
        event="UPDATE",
        text="numbers of reports have no gaps",
        fault=f"NEW.number IS NOT NULL AND OLD.number IS NULL AND NEW.number <> {NEXT}",
    ),
    wall(
        "reports_report_begins",
        table="reports_report",
        event="INSERT",
        text="a report begins as a draft",
        fault="NEW.state <> 'draft'",
    ),
    wall(
        "reports_reportstep_other",
        table="reports_reportstep",
        event="INSERT",
        text="nobody reviews an own report",
        fault=(
            "NEW.state = 'signing' AND EXISTS (SELECT 1 FROM reports_report r "
            "WHERE r.id = NEW.report_id AND r.created_by_id = NEW.actor_id)"
        ),
    ),
    append_only("reports_reportstep"),
    append_only("reports_snapshot"),
    wall(
        "reports_signature_current",
        table="reports_signature",
        event="INSERT",
        text="signed is the content of a report that waits for it",
        fault=(
            "NOT EXISTS (SELECT 1 FROM reports_report r JOIN reports_snapshot c ON c.id = r.snapshot_id "
            "WHERE c.id = NEW.snapshot_id AND r.state = 'signing' AND c.sha256 = NEW.sha256)"
        ),
    ),
    append_only("reports_signature"),
    wall(
        "reports_snapshotfile_published",
        table="reports_snapshotfile",
        event="INSERT",
        text="files are those of a published content",
        fault=(
            "NOT EXISTS (SELECT 1 FROM reports_report r "
            "WHERE r.snapshot_id = NEW.snapshot_id AND r.state = 'published')"
        ),
    ),
    append_only("reports_snapshotfile"),
]
WITHDRAWAL_WALLS = [
    wall(
        "reports_reportwithdrawal_published",
        table="reports_reportwithdrawal",
        event="INSERT",
        text="only a published report is withdrawn",
        fault=(
            "NOT EXISTS (SELECT 1 FROM reports_report r WHERE r.id = NEW.report_id AND r.state = 'published')"
        ),
    ),
    append_only("reports_reportwithdrawal"),
]

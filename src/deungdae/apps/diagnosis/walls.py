"""What the database itself keeps of assessments, in the words of SQLite and of PostgreSQL."""

from deungdae.apps.academy.learning_walls import wall
from deungdae.apps.academy.walls import set_once
from deungdae.apps.core.database import append_only, written_once

TABLE = "diagnosis_assessment"
IN_USE = """EXISTS (SELECT 1 FROM diagnosis_frameworkversion f
    WHERE f.id = NEW.framework_id AND f.code = NEW.family AND f.retired_at IS NULL)"""
BEFORE = f"""EXISTS (SELECT 1 FROM {TABLE} a JOIN organisations_organisation o ON o.id = a.organisation_id
    WHERE (o.id = NEW.organisation_id OR o.merged_into_id = NEW.organisation_id) AND a.family = NEW.family
      AND a.state = 'settled'
      AND a.round = CASE NEW.round WHEN 'T2' THEN 'T1' ELSE 'T0' END)"""  # noqa: S608  # nosec B608
"""The round before is settled: of the company, or of one that was merged into it."""
OPEN = f"EXISTS (SELECT 1 FROM {TABLE} a WHERE a.id = NEW.assessment_id AND a.state = 'open')"  # noqa: S608  # nosec B608

ASSESSMENT_WALLS = [
    written_once(
        TABLE,
        kept=[
            "public_id",
            "organisation_id",
            "framework_id",
            "family",
            "round",
            "rule",
            "opened_at",
            "opened_by_id",
        ],
        deletable="OLD.state = 'open'",
    ),
    set_once(TABLE, "settled_at", "settled_by_id", "answers", "score"),
    wall(
        "diagnosis_assessment_framework",
        table=TABLE,
        event="INSERT",
        text="an assessment with a framework that is not in use",
        fault=f"NOT {IN_USE}",
    ),
    wall(
        "diagnosis_assessment_round",
        table=TABLE,
        event="INSERT",
        text="a round before the one before it",
        fault=f"NEW.round <> 'T0' AND NOT {BEFORE}",
    ),
    wall(
        "diagnosis_answer_open",
        table="diagnosis_answer",
        event="INSERT",
        text="an answer to an assessment that is not open",
        fault=f"NOT {OPEN}",
    ),
    append_only("diagnosis_answer"),
]

DELIVERY_WALLS = [append_only("diagnosis_delivery")]

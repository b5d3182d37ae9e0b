"""What the database itself keeps of roadmaps, in the words of SQLite and of PostgreSQL."""

from deungdae.apps.academy.learning_walls import wall
from deungdae.apps.academy.walls import set_once
from deungdae.apps.core.database import append_only, written_once

OWN = """EXISTS (SELECT 1 FROM {table} t JOIN organisations_organisation o ON o.id = t.organisation_id
    WHERE t.id = NEW.{column} AND (o.id = NEW.organisation_id OR o.merged_into_id = NEW.organisation_id))"""
"""Of the company, or of one that was merged into it."""
SETTLED = OWN.format(table="diagnosis_assessment", column="assessment_id").replace(
    "WHERE", "WHERE t.state = 'settled' AND t.family = NEW.family AND"
)
COUNTS = f"""NEW.evidence_id IS NULL OR ({OWN.format(table="evidence_evidenceentry", column="evidence_id")}
    AND NOT EXISTS (SELECT 1 FROM evidence_evidenceentry c WHERE c.corrects_id = NEW.evidence_id))"""  # noqa: S608  # nosec B608

ROADMAP_WALLS = [
    written_once(
        "roadmap_roadmap",
        kept=[
            "public_id",
            "organisation_id",
            "assessment_id",
            "family",
            "number",
            "begins_on",
            "months",
            "budget_krw",
            "hours",
            "goals",
            "asked_at",
            "asked_by_id",
        ],
        deletable="1 = 0",
    ),
    set_once("roadmap_roadmap", "decision_id"),
    wall(
        "roadmap_roadmap_assessment",
        table="roadmap_roadmap",
        event="INSERT",
        text="a roadmap from an assessment that is not settled, or of another company",
        fault=f"NOT {SETTLED}",
    ),
    append_only("roadmap_roadmapstep"),
    append_only("roadmap_roadmapgap"),
    wall(
        "roadmap_stepact_evidence",
        table="roadmap_stepact",
        event="INSERT",
        text="a step done by evidence of another company, or by what was corrected",
        fault=f"NOT ({COUNTS})",
    ),
    append_only("roadmap_stepact"),
]

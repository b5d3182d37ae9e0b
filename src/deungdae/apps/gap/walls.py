"""What the database itself keeps of the gap, in the words of SQLite and of PostgreSQL."""

from deungdae.apps.academy.learning_walls import wall
from deungdae.apps.core.database import append_only, written_once

SETTLED = """EXISTS (SELECT 1 FROM diagnosis_assessment a
    WHERE a.id = NEW.assessment_id AND a.state = 'settled' AND a.round = NEW.round)"""

GAP_WALLS = [
    wall(
        "gap_observation_settled",
        table="gap_observation",
        event="INSERT",
        text="an observation of an assessment that is not settled, or of another round",
        fault=f"NOT {SETTLED}",
    ),
    append_only("gap_observation"),
    append_only("gap_edition"),
    append_only("gap_gaptable"),
    written_once(
        "gap_surveyfigure",
        kept=[
            "public_id",
            "survey",
            "year",
            "size",
            "indicator",
            "value",
            "unit",
            "n",
            "published_on",
            "vintage",
            "mark",
            "source",
            "recorded_at",
            "run_id",
        ],
        deletable="OLD.run_id IS NOT NULL",
    ),
]

"""What the database itself keeps of programmes, in the words of SQLite and of PostgreSQL."""

from deungdae.apps.academy.learning_walls import wall
from deungdae.apps.core.database import append_only

OTHERS = "SELECT 1 FROM programme_target t WHERE t.plan_id = NEW.plan_id"
PROGRAMME_WALLS = [
    wall(
        "programme_target_in_order",
        table="programme_target",
        event="INSERT",
        text="a target whose period overlaps another one, or that falls",
        fault=f"""EXISTS ({OTHERS} AND (t.starts_on < NEW.ends_on AND NEW.starts_on < t.ends_on
            OR t.ends_on < NEW.ends_on AND t.value > NEW.value
            OR t.ends_on > NEW.ends_on AND t.value < NEW.value))""",
    ),
    *(
        append_only(f"programme_{table}")
        for table in ("indicatorversion", "targetplan", "target", "importedfigure")
    ),
]

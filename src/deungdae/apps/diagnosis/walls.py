"""What the database itself keeps of assessments, in the words of SQLite and of PostgreSQL."""

from deungdae.apps.academy.learning_walls import wall
from deungdae.apps.academy.walls import set_once
from deungdae.apps.core.database import append_only, written_once
from deungdae.apps.core.retention.registry import GONE

TABLE = "diagnosis_assessment"
IN_USE = """EXISTS (SELECT 1 FROM diagnosis_frameworkversion f
    WHERE f.id = NEW.framework_id AND f.code = NEW.family AND f.retired_at IS NULL)"""
BEFORE = f"""EXISTS (SELECT 1 FROM {TABLE} a JOIN organisations_organisation o ON o.id = a.organisation_id
    WHERE (o.id = NEW.organisation_id OR o.merged_into_id = NEW.organisation_id) AND a.family = NEW.family
      AND a.state = 'settled'
      AND a.round = CASE NEW.round WHEN 'T2' THEN 'T1' ELSE 'T0' END)"""  # noqa: S608  # nosec B608
"""The round before is settled: of the company, or of one that was merged into it."""
FACTS = ("industry", "region", "size_class")
"""The company as it was when the answers were settled."""
OPEN = f"EXISTS (SELECT 1 FROM {TABLE} a WHERE a.id = NEW.assessment_id AND a.state = 'open')"  # noqa: S608  # nosec B608
SET_ONCE = set_once(TABLE, "settled_at", "settled_by_id", "answers", "score")

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
    SET_ONCE,
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

FACTS_SET_ONCE = set_once(TABLE, "settled_at", "settled_by_id", "answers", "score", *FACTS)
FACTS_WALLS = [
    SET_ONCE.taken_down(),
    FACTS_SET_ONCE,
    wall(
        "diagnosis_assessment_facts",
        table=TABLE,
        event="UPDATE",
        text="settled without the facts of the company, or facts before",
        fault=(
            "(NEW.state = 'settled' AND OLD.state <> 'settled' AND "
            f"({' OR '.join(f'NEW.{one} IS NULL' for one in FACTS)}))"
            f" OR (NEW.state <> 'settled' AND ({' OR '.join(f'NEW.{one} IS NOT NULL' for one in FACTS)}))"
        ),
    ),
]

WHOLE = "CAST(ROUND(CAST({row}.score ->> 'overall' AS numeric) * 100) AS integer)"
"""The hundredths of a kept score; NULL where it has no whole."""
WHOLE_WALLS = [
    FACTS_SET_ONCE.taken_down(),
    set_once(TABLE, "settled_at", "settled_by_id", "answers", "score", "overall", *FACTS),
    wall(
        "diagnosis_assessment_whole",
        table=TABLE,
        event="UPDATE",
        text="another whole than that of the score",
        fault=f"NEW.state = 'settled' AND NEW.overall {{differs}} {WHOLE.format(row='NEW')}",
    ),
]

STANDS = """EXISTS (SELECT 1 FROM diagnosis_proof p WHERE p.id = NEW.proof_id AND p.withdrawn_at IS NULL
    AND p.given_by_id <> NEW.judged_by_id)"""
SETTLED = f"EXISTS (SELECT 1 FROM {TABLE} a WHERE a.id = NEW.assessment_id AND a.state = 'settled')"  # noqa: S608  # nosec B608
PROOF = [
    "public_id",
    "assessment_id",
    "question",
    "kind",
    "text",
    "file_id",
    "link",
    "given_by_id",
    "given_at",
]

PROOF_WALLS = [
    written_once("diagnosis_proof", kept=[*PROOF, "key"], deletable="1 = 0"),
    set_once("diagnosis_proof", "withdrawn_at", "withdrawn_by_id"),
    append_only("diagnosis_proofjudgement"),
    wall(
        "diagnosis_proofjudgement_stands",
        table="diagnosis_proofjudgement",
        event="INSERT",
        text="a judgement on a withdrawn proof, or by its giver",
        fault=f"NOT {STANDS}",
    ),
    append_only("diagnosis_provenscore"),
    wall(
        "diagnosis_provenscore_settled",
        table="diagnosis_provenscore",
        event="INSERT",
        text="a proven score of an assessment that is not settled",
        fault=f"NOT {SETTLED}",
    ),
]

PROOF_KEPT = PROOF_WALLS[0]
PROOF_TERM_WALLS = [
    PROOF_KEPT.taken_down(),
    written_once(
        "diagnosis_proof", kept=[*(one for one in PROOF if one != "text"), "key"], deletable="1 = 0"
    ),
    wall(
        "diagnosis_proof_words",
        table="diagnosis_proof",
        event="UPDATE",
        text="the words of a proof, but for their destruction",
        fault=f"NEW.text {{differs}} OLD.text AND NEW.text <> '{GONE}'",
    ),
]
"""After their term the words of a proof go; that there was one stays."""

DELIVERY_WALLS = [append_only("diagnosis_delivery")]

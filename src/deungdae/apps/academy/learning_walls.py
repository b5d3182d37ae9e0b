"""What the database itself keeps of tests and works, in the words of SQLite and of PostgreSQL."""

from deungdae.apps.academy.walls import postgresql, sqlite
from deungdae.apps.core.database import VendorSQL

SEATED = """EXISTS (SELECT 1 FROM academy_enrolment e JOIN academy_cohort c ON c.id = e.cohort_id
    JOIN {table} a ON a.course_id = c.course_id AND (a.cohort_id IS NULL OR a.cohort_id = c.id)
    WHERE e.id = NEW.enrolment_id AND e.state = 'seated' AND a.id = NEW.{column})"""
GRADED = """EXISTS (SELECT 1 FROM academy_grade g JOIN academy_submission s ON s.id = g.submission_id
    WHERE s.assignment_id = NEW.assignment_id AND s.enrolment_id = NEW.enrolment_id)"""
NEWEST = """NOT EXISTS (SELECT 1 FROM academy_submission s JOIN academy_submission n
    ON n.assignment_id = s.assignment_id AND n.enrolment_id = s.enrolment_id AND n.number > s.number
    WHERE s.id = NEW.submission_id)"""
OF_PAPER = "EXISTS (SELECT 1 FROM academy_exampaper p WHERE p.id = NEW.paper_id AND p.exam_id = NEW.exam_id)"
OF_SUBMISSION = """EXISTS (SELECT 1 FROM academy_submission s WHERE s.id = NEW.submission_id
    AND s.assignment_id = NEW.assignment_id AND s.enrolment_id = NEW.enrolment_id)"""
RUBRIC = " OR ".join(
    f"NEW.{column} {{differs}} OLD.{column}" for column in ("rubric", "points", "graders", "most_apart")
)
GRADED_BY = """EXISTS (SELECT 1 FROM academy_grade g JOIN academy_submission s ON s.id = g.submission_id
    WHERE s.assignment_id = NEW.id)"""
AGAIN = "(OLD.submitted_at IS NOT NULL AND ({changes}))"
HANDED_IN = ("answers", "saved_at", "submitted_at", "points")


def wall(name: str, *, table: str, event: str, text: str, fault: str) -> VendorSQL:
    """`fault` in SQL that both databases read, with {differs} for how they say that two values differ."""
    words = {"sqlite": fault.replace("{differs}", "IS NOT")}
    words["postgresql"] = fault.replace("{differs}", "IS DISTINCT FROM")
    return VendorSQL(
        name=text,
        sqlite=[sqlite(name, event, text, words["sqlite"], table)],
        postgresql=postgresql(name, event, text, words["postgresql"], table),
        undo={
            "sqlite": [f"DROP TRIGGER {name}"],
            "postgresql": [f"DROP TRIGGER {name} ON {table}", f"DROP FUNCTION {name}()"],
        },
    )


def seated(of: str, column: str) -> str:
    return f"NOT {SEATED.format(table=of, column=column)}"


LEARNING_WALLS = [
    wall(
        "academy_examattempt_seat",
        table="academy_examattempt",
        event="INSERT",
        text="a test without a seat, or a paper of another one",
        fault=f"{seated('academy_exam', 'exam_id')} OR NOT {OF_PAPER}",
    ),
    wall(
        "academy_examattempt_handed_in",
        table="academy_examattempt",
        event="UPDATE",
        text="a test is handed in once",
        fault=AGAIN.format(
            changes=" OR ".join(f"NEW.{column} {{differs}} OLD.{column}" for column in HANDED_IN)
        ),
    ),
    wall(
        "academy_submission_seat",
        table="academy_submission",
        event="INSERT",
        text="a work without a seat, or after it was graded",
        fault=f"{seated('academy_assignment', 'assignment_id')} OR {GRADED}",
    ),
    wall(
        "academy_submission_text",
        table="academy_submission",
        event="UPDATE",
        text="what was handed in stays or is taken away",
        fault="NEW.text <> OLD.text AND NEW.text <> ''",
    ),
    wall(
        "academy_assignment_rubric",
        table="academy_assignment",
        event="UPDATE",
        text="a rubric stays once somebody was graded by it",
        fault=f"({RUBRIC}) AND {GRADED_BY}",
    ),
    wall(
        "academy_grade_newest",
        table="academy_grade",
        event="INSERT",
        text="the newest work is graded",
        fault=f"NOT {NEWEST}",
    ),
    wall(
        "academy_grade_note",
        table="academy_grade",
        event="UPDATE",
        text="words of a grader stay or are taken away",
        fault="NEW.note <> OLD.note AND NEW.note <> ''",
    ),
    wall(
        "academy_mark_of_work",
        table="academy_mark",
        event="INSERT",
        text="a mark of other work",
        fault=f"NOT {OF_SUBMISSION}",
    ),
    wall(
        "academy_mark_released_once",
        table="academy_mark",
        event="UPDATE",
        text="a mark is released once",
        fault="OLD.released_at IS NOT NULL AND NEW.released_at {differs} OLD.released_at",
    ),
    wall(
        "academy_workconfirmation_seat",
        table="academy_workconfirmation",
        event="INSERT",
        text="a confirmation without a seat",
        fault=seated("academy_assignment", "assignment_id"),
    ),
]
KEPT = {
    "academy_examattempt": [
        "public_id",
        "exam_id",
        "paper_id",
        "enrolment_id",
        "number",
        "seed",
        "started_at",
        "ends_at",
    ],
    "academy_submission": ["public_id", "assignment_id", "enrolment_id", "number", "handed_in_at"],
    "academy_grade": ["submission_id", "grader_id", "place", "levels", "points", "given_at"],
    "academy_mark": ["assignment_id", "enrolment_id", "submission_id", "points", "decided_at"],
}
"""Columns that never change, of rows that never go."""

SEAT = "NOT EXISTS (SELECT 1 FROM academy_enrolment e WHERE e.id = NEW.enrolment_id AND e.state = 'seated')"
SURVEY_WALLS = [
    wall(
        "academy_surveysheet_seat",
        table="academy_surveysheet",
        event="INSERT",
        text="an answer without a seat",
        fault=SEAT,
    ),
    wall(
        "academy_surveyanswered_seat",
        table="academy_surveyanswered",
        event="INSERT",
        text="an anonymous answer without a seat",
        fault=SEAT,
    ),
    wall(
        "academy_surveysheet_withdrawn_once",
        table="academy_surveysheet",
        event="UPDATE",
        text="an answer is taken back once",
        fault="OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at {differs} OLD.withdrawn_at",
    ),
]
SHEET_KEPT = ["enrolment_id", "kind", "answers", "answered_on"]

PASS_MARK = wall(
    "academy_assignment_pass",
    table="academy_assignment",
    event="UPDATE",
    text="a pass mark is never raised once somebody was graded",
    fault=f"NEW.pass_mark > OLD.pass_mark AND {GRADED_BY}",
)

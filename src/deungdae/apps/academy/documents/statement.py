"""A statement in the words of xAPI 1.0.3: who (an account that names nobody), did what, where, when."""

import json
import uuid
from datetime import date, datetime
from typing import Any

from django.conf import settings

from deungdae.apps.academy.models import Cohort, Enrolment, ExamAttempt, LearningStatement, Mark, Trainee

SPACE = uuid.UUID("6f0b6a52-53f4-5d0e-9f0c-5c1d9f5f2f11")
"""Where our statements' ids live, so that a record has the same id at every attempt (RFC 4122, version 5)."""
Verb = LearningStatement.Verb
VERBS: dict[str, tuple[str, str, str]] = {
    Verb.REGISTERED: ("http://adlnet.gov/expapi/verbs/registered", "registered", "신청을 확정함"),
    Verb.ATTEMPTED: ("http://adlnet.gov/expapi/verbs/attempted", "attempted", "시작함"),
    Verb.SCORED: ("http://adlnet.gov/expapi/verbs/scored", "scored", "점수를 받음"),
    Verb.COMPLETED: ("http://adlnet.gov/expapi/verbs/completed", "completed", "수료함"),
    Verb.EARNED: ("http://id.tincanapi.com/verb/earned", "earned", "수료증을 받음"),
    Verb.VOIDED: ("http://adlnet.gov/expapi/verbs/voided", "voided", "취소함"),
}
ASSESSMENT = "http://adlnet.gov/expapi/activities/assessment"
COURSE = "http://adlnet.gov/expapi/activities/course"


def id_of(enrolment: Enrolment, verb: str, day: date | None) -> uuid.UUID:
    return uuid.uuid5(SPACE, f"{enrolment.public_id}:{verb}:{day or ''}")


def id_of_voiding(statement: LearningStatement) -> uuid.UUID:
    return uuid.uuid5(SPACE, f"voided:{statement.statement_id}")


def account_of(trainee: Trainee) -> str:
    """The same for all statements of a person, and nothing that leads back to him or her."""
    return str(uuid.uuid5(SPACE, f"person:{trainee.public_id}"))


def body_of(
    enrolment: Enrolment, verb: str, at: datetime, *, statement_id: uuid.UUID, minutes: int = 0
) -> str:
    """The statement as text; minutes: attended so far, told with a completion."""
    told = frame_of(enrolment, verb, at, statement_id)
    told["object"] = activity_of(enrolment.cohort)
    told["context"] = {
        "platform": "deungdae",
        "language": "ko-KR",
        "contextActivities": {"parent": [course_of(enrolment.cohort)]},
    }
    if verb == Verb.COMPLETED:
        told["result"] = {"completion": True, "duration": f"PT{minutes}M"}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def id_of_score(score: ExamAttempt | Mark) -> uuid.UUID:
    """Of one attempt at a test, or of the mark of a work."""
    name = score.public_id if isinstance(score, ExamAttempt) else score.submission.public_id
    return uuid.uuid5(SPACE, f"{name}:{Verb.SCORED}")


def score_body(score: ExamAttempt | Mark, at: datetime) -> str:
    """How many points of how many, and whether they were enough."""
    is_test = isinstance(score, ExamAttempt)
    marked = score.paper if isinstance(score, ExamAttempt) else score.assignment
    task = score.exam if isinstance(score, ExamAttempt) else score.assignment
    told, points = frame_of(score.enrolment, Verb.SCORED, at, id_of_score(score)), score.points or 0
    address = f"{settings.SITE_ADDRESS}/academy/{'exams' if is_test else 'assignments'}/{task.short_id}/"
    definition = {"type": ASSESSMENT, "name": {"ko-KR": task.title}}
    told["object"] = {"objectType": "Activity", "id": address, "definition": definition}
    cohort = score.enrolment.cohort
    around = {"parent": [activity_of(cohort)], "grouping": [course_of(cohort)]}
    told["context"] = {"platform": "deungdae", "language": "ko-KR", "contextActivities": around}
    told["result"] = {
        "score": {"raw": points, "min": 0, "max": marked.points, "scaled": round(points / marked.points, 4)},
        "success": points >= marked.pass_mark,
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def voiding_body(statement: LearningStatement, at: datetime) -> str:
    """That an earlier statement does not hold any more."""
    told = frame_of(statement.enrolment, Verb.VOIDED, at, id_of_voiding(statement))
    told["object"] = {"objectType": "StatementRef", "id": str(statement.statement_id)}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def frame_of(enrolment: Enrolment, verb: str, at: datetime, statement_id: uuid.UUID) -> dict[str, Any]:
    address, english, korean = VERBS[verb]
    account = {"homePage": settings.SITE_ADDRESS, "name": account_of(enrolment.trainee)}
    return {
        "id": str(statement_id),
        "actor": {"objectType": "Agent", "account": account},
        "verb": {"id": address, "display": {"en-US": english, "ko-KR": korean}},
        "timestamp": at.isoformat(),
    }


def activity_of(cohort: Cohort) -> dict[str, Any]:
    definition = {"type": COURSE, "name": {"ko-KR": str(cohort)}}
    address = f"{settings.SITE_ADDRESS}/academy/cohorts/{cohort.short_id}/"
    return {"objectType": "Activity", "id": address, "definition": definition}


def course_of(cohort: Cohort) -> dict[str, Any]:
    course = cohort.course
    names = {"ko-KR": course.title} | ({"en-US": course.title_english} if course.title_english else {})
    address = f"{settings.SITE_ADDRESS}/academy/courses/{course.short_id}/"
    return {"objectType": "Activity", "id": address, "definition": {"type": COURSE, "name": names}}

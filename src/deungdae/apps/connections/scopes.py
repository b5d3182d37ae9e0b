"""What a key may open: each scope, and the operations of the API that ask for it.

An operation that stands in no scope is not open to keys at all; one in `EVERYBODY` needs none.
"""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Scope(Enum):
    """Its name in keys and documents, and what people call it."""

    PUBLIC = ("public", _("공개 자료 읽기"))
    COMPANY = ("company", _("기업 정보 읽기"))
    CASE = ("case", _("기업 카드 읽기"))
    LEARNING = ("learning", _("교육 신청과 수료 읽기"))
    DIAGNOSIS = ("diagnosis", _("진단 결과와 로드맵 읽기"))
    MATCHING = ("matching", _("상담일과 상담 시간표 읽기"))
    TARGETS = ("targets", _("사업의 목표와 실적 읽기"))
    ENROL = ("enrol", _("교육 신청하기"))
    REQUESTS = ("requests", _("상담을 신청하고 답하기"))

    def __init__(self, code: str, label: Promise) -> None:
        self.code, self.label = code, label


CODES = tuple(scope.code for scope in Scope)
WRITES = frozenset({Scope.ENROL, Scope.REQUESTS})

EVERYBODY = frozenset(
    {
        "public_notices",
        "public_notice",
        "public_courses",
        "public_forums",
        "public_gap",
    }
)
"""Operations that answer without a key too, less often."""

NEEDED: dict[str, Scope] = {
    **dict.fromkeys(EVERYBODY, Scope.PUBLIC),
    "check_certificate": Scope.PUBLIC,
    "list_courses": Scope.PUBLIC,
    "get_course": Scope.PUBLIC,
    "list_cohorts": Scope.PUBLIC,
    "get_cohort": Scope.PUBLIC,
    "list_solutions": Scope.PUBLIC,
    "get_solution": Scope.PUBLIC,
    "get_organisation": Scope.COMPANY,
    "own_company": Scope.COMPANY,
    "list_case": Scope.CASE,
    "list_learners": Scope.LEARNING,
    "get_learner": Scope.LEARNING,
    "list_diagnoses": Scope.DIAGNOSIS,
    "get_diagnosis": Scope.DIAGNOSIS,
    "list_roadmaps": Scope.DIAGNOSIS,
    "get_roadmap": Scope.DIAGNOSIS,
    "list_days": Scope.MATCHING,
    "get_day": Scope.MATCHING,
    "get_timetable": Scope.MATCHING,
    "list_agenda": Scope.MATCHING,
    "list_requests": Scope.MATCHING,
    "get_request": Scope.MATCHING,
    "list_partners": Scope.MATCHING,
    "list_targets": Scope.TARGETS,
    "enrol_people": Scope.ENROL,
    "create_request": Scope.REQUESTS,
    "answer_request": Scope.REQUESTS,
    "withdraw_request": Scope.REQUESTS,
}
"""Operation (its id in the API's description) → the scope that a key must have."""


def scope_of(code: str) -> Scope | None:
    return next((scope for scope in Scope if scope.code == code), None)


def labels_of(codes: list[str]) -> list[str]:
    """What people call these; one that is gone keeps its name."""
    known = {scope.code: str(scope.label) for scope in Scope}
    return [known.get(code, code) for code in codes]

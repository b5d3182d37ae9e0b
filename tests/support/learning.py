"""A made-up test and a made-up work of a cohort."""

from deungdae.apps.academy.models import Assignment, Cohort, Enrolment, Exam, ExamAttempt
from deungdae.apps.academy.services.assignments import (
    AssignmentFacts,
    create_assignment,
    set_assignment_state,
)
from deungdae.apps.academy.services.exams import ExamFacts, create_exam, set_exam_state
from deungdae.apps.academy.services.sitting import hand_in, save_answer, start_attempt
from deungdae.apps.academy.services.submissions import hand_in_work

QUESTIONS = """데이터 품질의 기준을 모두 고르십시오. (40점)
+ 정확성
- 색상
+ 완전성
! 색상은 품질과 관계없습니다.

불량률은 몇 %입니까? (60점)
= 2.5 ± 0.1 %
"""
RUBRIC = """문제 정의
0 적지 않음
20 현상을 적음
40 원인까지 밝힘

실행
0 계획뿐임
60 현장에 적용함
"""


def an_exam(cohort: Cohort, *, is_for_all: bool = True, is_open: bool = True, **facts: object) -> Exam:
    told = {"title": "데이터 기초", "questions": QUESTIONS, "pass_mark": 60, **facts}
    made = create_exam(cohort=cohort, is_for_all=is_for_all, facts=ExamFacts(**told), actor=None)  # type: ignore[arg-type]
    return set_exam_state(exam=made, state="open") if is_open else made


def sat(exam: Exam, one: Enrolment, *, quality: bool = True, defects: bool = True) -> ExamAttempt:
    """Handed in, with either question right or left open."""
    attempt = start_attempt(exam=exam, enrolment=one)
    if quality:
        save_answer(attempt=attempt, question=0, given=["0", "2"])
    if defects:
        save_answer(attempt=attempt, question=1, given=["2.5"])
    return hand_in(attempt=attempt)


def an_assignment(cohort: Cohort, *, is_open: bool = True, **facts: object) -> Assignment:
    told = {"title": "현장 진단서", "rubric": RUBRIC, "pass_mark": 60, **facts}
    made = create_assignment(cohort=cohort, is_for_all=True, facts=AssignmentFacts(**told), actor=None)  # type: ignore[arg-type]
    return set_assignment_state(assignment=made, state="open") if is_open else made


def handed_in(assignment: Assignment, one: Enrolment, text: str = "현장에 적용했습니다.", number: int = 1):  # type: ignore[no-untyped-def]
    return hand_in_work(assignment=assignment, enrolment=one, number=number, text=text, files=[])

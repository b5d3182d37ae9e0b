"""A test and a work of each made-up cohort, with what some of its people have answered and handed in."""

import random
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from deungdae.apps.academy.forms.exams import EXAMPLE, RUBRIC_EXAMPLE
from deungdae.apps.academy.models import Cohort, Enrolment
from deungdae.apps.academy.services.assignments import (
    AssignmentFacts,
    create_assignment,
    set_assignment_state,
)
from deungdae.apps.academy.services.exams import ExamFacts, create_exam, set_exam_state
from deungdae.apps.academy.services.materials import add_material
from deungdae.apps.academy.services.sitting import hand_in, save_answer, start_attempt
from deungdae.apps.academy.services.submissions import hand_in_work
from deungdae.apps.accounts.models import User
from deungdae.apps.portal.demo.world import SEED

SAT, HANDED_IN = 12, 4
WORDS = "우리 공장의 공정 하나를 골라 문제와 자료, 고친 방법과 결과를 적어 내십시오."
WORK = "도장 공정의 불량을 날마다 세어 원인을 셋으로 나누고, 건조 온도를 고쳐 불량을 절반으로 줄였습니다."


PRACTICE = "날짜,라인,생산,불량\n2026-03-02,1,1240,18\n2026-03-02,2,1180,9\n2026-03-03,1,1265,31\n"
PREPARE = "첫 시간 준비물\n\n- 노트북(엑셀이 있는 것)\n- 우리 공장의 불량 기록 한 달치\n"
FILES = (("첫 시간 준비물.txt", PREPARE, "at_once"), ("실습 자료 - 라인별 불량.csv", PRACTICE, "start"))


def make_materials(cohort: Cohort, staff: User) -> None:
    """Of the first session: what to bring, what to work with, and what to look at afterwards."""
    session = cohort.sessions.order_by("starts_at").first()
    if session is None:
        return
    told: dict[str, Any] = {"session": session, "title": "", "link": "", "actor": staff}
    for name, text, shown_from in FILES:
        file = SimpleUploadedFile(name, text.encode())
        add_material(**told, file=file, shown_from=shown_from, key=uuid4())
    link = {"title": "다시 보는 영상", "link": "https://video.example/data-1"}
    add_material(**{**told, **link}, file=None, shown_from="end", key=uuid4())


def make_learning(cohort: Cohort, staff: User) -> None:
    """Of this cohort alone: those of the past years had neither. Before the first session there is nothing to
    sit or hand in but what the made-up people did at once."""
    test = ExamFacts("데이터 기초 시험", str(EXAMPLE), pass_mark=3, minutes=30, most_attempts=2)
    exam = create_exam(cohort=cohort, is_for_all=False, facts=test, actor=staff)
    exam = set_exam_state(exam=exam, state="open")
    told = AssignmentFacts("현장 적용 과제", str(RUBRIC_EXAMPLE), pass_mark=60, words=WORDS, is_final=True)
    work = create_assignment(cohort=cohort, is_for_all=False, facts=told, actor=staff)
    work = set_assignment_state(assignment=work, state="open")
    chance = random.Random(SEED)  # noqa: S311 - answers, no secrets
    seats = Enrolment.objects.filter(cohort=cohort, state="seated").select_related("trainee")
    for place, seat in enumerate(seats.order_by("number")[:SAT]):
        attempt = start_attempt(exam=exam, enrolment=seat)
        chosen = [["0", "2"], ["0"]][chance.randrange(3) == 0]
        save_answer(attempt=attempt, question=0, given=chosen)
        save_answer(attempt=attempt, question=1, given=[chance.choice(["2.5", "2.5", "25"])])
        hand_in(attempt=attempt)
        if place < HANDED_IN:
            hand_in_work(assignment=work, enrolment=seat, number=1, text=WORK, files=[])

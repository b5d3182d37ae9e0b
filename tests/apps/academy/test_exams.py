"""Tests: frozen once sat, saved at each step, handed in once, late by the server's clock, explained."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from deungdae.apps.academy.attendance_words import verdict_words
from deungdae.apps.academy.bridge.completion import verdicts_of
from deungdae.apps.academy.bridge.exams import sheet_of
from deungdae.apps.academy.links import enrolment_token
from deungdae.apps.academy.models import Cohort, Enrolment, Exam, ExamAttempt, ExamPaper
from deungdae.apps.academy.services.completion import complete_cohort
from deungdae.apps.academy.services.exams import ExamFacts, set_exam_state, update_exam
from deungdae.apps.academy.services.sitting import (
    hand_in,
    hand_in_overdue,
    save_answer,
    start_attempt,
)
from deungdae.apps.core import clock
from tests.support.academy import an_open_cohort, enrolled, sessions_of
from tests.support.at_once import at_once
from tests.support.attendance import DAYS, a_held_cohort, come, seated, turn
from tests.support.learning import QUESTIONS, an_exam, sat
from tests.support.refusals import refusal_of
from tests.support.rooms import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort() -> Cohort:
    return an_open_cohort(5)


@pytest.fixture
def one(cohort: Cohort) -> Enrolment:
    return enrolled(cohort, 1)


def test_what_cannot_be_asked_is_refused_with_the_line(cohort: Cohort) -> None:
    error = refusal_of(lambda: an_exam(cohort, questions="물음\n- 가\n- 나"))
    assert error.message == "1번째 줄의 문제에 맞는 답이 없습니다. 맞는 답 앞에 +를 적어 주십시오."
    assert refusal_of(lambda: an_exam(cohort, questions="물음\n= 3 ± -1")).message.startswith(
        "1번째 줄의 문제에서 허용"
    )
    high = refusal_of(lambda: an_exam(cohort, pass_mark=101)).message
    assert high == "합격 점수는 1점부터 모든 문제의 점수를 더한 100점까지 적을 수 있습니다."
    now = clock.now()
    assert refusal_of(lambda: an_exam(cohort, opens_at=now, closes_at=now)).code == "times"
    an_exam(cohort)
    assert refusal_of(lambda: an_exam(cohort)).code == "twice"
    assert Exam.objects.count() == 1


def test_a_paper_that_somebody_sat_is_followed_by_a_new_one(cohort: Cohort, one: Enrolment) -> None:
    exam = an_exam(cohort)
    facts = ExamFacts("데이터 기초", QUESTIONS.replace("색상", "무게"), 60)
    update_exam(exam=exam, facts=facts, actor=None)
    attempt = sat(exam, one)
    update_exam(exam=exam, facts=facts, actor=None)
    assert exam.papers.count() == 2
    update_exam(exam=exam, facts=ExamFacts("데이터 기초", QUESTIONS, 60), actor=None)
    assert [paper.version for paper in exam.papers.all()] == [1, 2, 3]
    assert "무게" in str(ExamAttempt.objects.get(pk=attempt.pk).paper.questions)


def test_a_break_loses_nothing_and_a_second_tap_begins_nothing(cohort: Cohort, one: Enrolment) -> None:
    exam = an_exam(cohort)
    attempt = start_attempt(exam=exam, enrolment=one)
    save_answer(attempt=attempt, question=1, given=["2.45 %"])
    again = start_attempt(exam=exam, enrolment=one)
    assert (again.pk, again.answers) == (attempt.pk, {"1": "2.45"})
    assert [asked.index for asked in sheet_of(again)] == [asked.index for asked in sheet_of(attempt)]
    save_answer(attempt=attempt, question=1, given=[""])
    assert ExamAttempt.objects.get().answers == {}


def test_it_is_handed_in_once_and_marked_from_what_was_saved(cohort: Cohort, one: Enrolment) -> None:
    exam = an_exam(cohort)
    attempt = sat(exam, one, quality=False)
    first = attempt.submitted_at
    assert (attempt.points, hand_in(attempt=attempt).submitted_at) == (60, first)
    assert refusal_of(lambda: save_answer(attempt=attempt, question=0, given=["0"])).code == "handed_in"
    assert refusal_of(lambda: start_attempt(exam=exam, enrolment=one)).code == "attempts"
    assert [asked.is_right for asked in sorted(sheet_of(attempt), key=lambda each: each.index)] == [
        False,
        True,
    ]


def test_late_is_what_the_servers_clock_says(
    cohort: Cohort, one: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    exam, now = an_exam(cohort, minutes=30), clock.now()
    attempt = start_attempt(exam=exam, enrolment=one)
    save_answer(attempt=attempt, question=1, given=["2.5"])
    assert hand_in_overdue() == 0
    turn(monkeypatch, now + timedelta(minutes=31))
    assert refusal_of(lambda: save_answer(attempt=attempt, question=0, given=["0"])).code == "too_late"
    assert hand_in_overdue() == 1
    late = ExamAttempt.objects.get()
    assert (late.points, late.submitted_at) == (60, late.ends_at)
    assert hand_in_overdue() == 0


@pytest.mark.parametrize(
    ("facts", "code"),
    [({"opens_at": 1}, "too_early"), ({"closes_at": -1}, "too_late"), ({"is_open": False}, "not_open")],
)
def test_it_is_begun_only_while_it_is_open(cohort: Cohort, one: Enrolment, facts, code: str) -> None:  # type: ignore[no-untyped-def]
    told = {
        name: clock.now() + timedelta(hours=value) if name.endswith("_at") else value
        for name, value in facts.items()
    }
    exam = an_exam(cohort, **told)
    assert refusal_of(lambda: start_attempt(exam=exam, enrolment=one)).code == code


def test_the_time_of_an_attempt_never_goes_past_the_end_of_the_test(cohort: Cohort, one: Enrolment) -> None:
    end = clock.now() + timedelta(minutes=5)
    exam = an_exam(cohort, minutes=30, closes_at=end)
    assert start_attempt(exam=exam, enrolment=one).ends_at == end


def test_answers_that_cannot_be_are_refused(cohort: Cohort, one: Enrolment) -> None:
    attempt = start_attempt(exam=an_exam(cohort), enrolment=one)
    for question, given, code in ((0, ["9"], "choice"), (1, ["세 개"], "number"), (2, ["1"], "question")):
        assert refusal_of(lambda: save_answer(attempt=attempt, question=question, given=given)).code == code  # noqa: B023


def test_the_database_keeps_what_was_handed_in_and_lets_in_only_seats(cohort: Cohort, one: Enrolment) -> None:
    exam = an_exam(cohort)
    attempt = sat(exam, one)
    changes = ({"points": 0}, {"answers": {}}, {"seed": "x"}, {"submitted_at": clock.now()})
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            ExamAttempt.objects.filter(pk=attempt.pk).update(**change)
    for remove in (ExamAttempt.objects.all(), ExamPaper.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            remove._raw_delete(using=remove.db)
    Enrolment.objects.filter(pk=one.pk).update(state="cancelled")
    assert refusal_of(lambda: start_attempt(exam=exam, enrolment=one)).code == "no_seat"
    with pytest.raises(DatabaseError), transaction.atomic():
        ExamAttempt.objects.create(
            exam=exam, paper=attempt.paper, enrolment=one, number=2, seed="x", started_at=clock.now()
        )


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_the_same_moment_begin_one_and_hand_in_one() -> None:
    cohort = an_open_cohort(5)
    one, exam = enrolled(cohort, 1), an_exam(cohort, most_attempts=5)
    begun = at_once([lambda: start_attempt(exam=exam, enrolment=one)] * 4)
    [attempt] = ExamAttempt.objects.all()
    assert {each.pk for each in begun if isinstance(each, ExamAttempt)} == {attempt.pk}
    save_answer(attempt=attempt, question=1, given=["2.5"])
    done = at_once([lambda: hand_in(attempt=attempt)] * 4)
    assert len({each.submitted_at for each in done}) == 1  # type: ignore[attr-defined]
    assert ExamAttempt.objects.get().points == 60


def test_who_failed_does_not_complete_and_reads_why(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = a_held_cohort()
    exam = an_exam(cohort, most_attempts=2)
    passes, fails, absent = seated(cohort, 3)
    for session in sessions_of(cohort):
        for each in (passes, fails, absent):
            come(monkeypatch, session, each)
    turn(monkeypatch, at(13, DAYS[3]))
    sat(exam, fails, defects=False)
    turn(monkeypatch, at(13, DAYS[3] + timedelta(days=2)))
    sat(exam, passes)
    verdicts = verdicts_of(cohort, [passes, fails, absent])
    words = {key: verdict_words(found, is_completed=False) for key, found in verdicts.items()}
    assert words == {
        passes.pk: "수료 기준을 채웠습니다.",
        fails.pk: "시험 ‘데이터 기초’ 60점 미만: 40점, 응시 1회 남음.",
        absent.pk: "시험 ‘데이터 기초’를 아직 보지 않았습니다.",
    }
    [done] = complete_cohort(cohort=cohort, actor=None)
    assert (done.pk, done.completed_on) == (passes.pk, DAYS[3] + timedelta(days=2))
    sat(exam, fails)
    assert [each.pk for each in complete_cohort(cohort=cohort, actor=None)] == [fails.pk]


def test_a_test_that_does_not_count_or_is_a_draft_keeps_nobody_back(cohort: Cohort, one: Enrolment) -> None:
    an_exam(cohort, counts=False)
    an_exam(cohort, title="초안", is_open=False)
    other = an_open_cohort(1, course=cohort.course)
    an_exam(other, is_for_all=False, title="다른 기수")
    assert verdicts_of(cohort, [one])[one.pk].missing == ()
    set_exam_state(exam=Exam.objects.get(title="초안"), state="open")
    assert len(verdicts_of(cohort, [one])[one.pk].missing) == 1


def test_who_may_sit_it_again_or_sits_it_now_sees_no_answers_to_copy(cohort: Cohort, one: Enrolment) -> None:
    exam, browser = an_exam(cohort, most_attempts=2), Client()

    def shows_answers(attempt: ExamAttempt) -> bool:
        page = browser.get(f"/academy/seat/{enrolment_token(one)}/attempts/{attempt.short_id}/")
        assert page.status_code == 200
        assert ("academy-results" in page.text) is not ("더 볼 기회가 없을 때" in page.text)
        return "academy-results" in page.text

    first = sat(exam, one, quality=False, defects=False)
    assert not shows_answers(first)
    second = start_attempt(exam=exam, enrolment=one)
    assert not shows_answers(first)
    hand_in(attempt=second)
    assert shows_answers(first)
    assert shows_answers(second)

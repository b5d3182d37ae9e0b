"""What a person of a cohort has to do, has done and lacks: tests and works in one list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from deungdae.apps.academy.bridge.completion import attempts_of, confirmations_of, points_above
from deungdae.apps.academy.models import (
    Assignment,
    Enrolment,
    Exam,
    ExamAttempt,
    Extension,
    Mark,
    Submission,
    SurveyAnswered,
    SurveyKind,
    SurveySheet,
)
from deungdae.apps.academy.services.letters import until_words
from deungdae.apps.academy.surveys import questions_of, window_of
from deungdae.apps.core import clock
from deungdae.engine.kernel.korean import sentence

TONES = {"todo": "info", "waiting": "warning", "later": "neutral", "done": "success", "missed": "danger"}


@dataclass(frozen=True, slots=True)
class Task:
    """`state`: of `TONES`; `words`: what the person and the teachers read; `told`: what the company reads,
    no points; `due`: until when, in words."""

    record: "Exam | Assignment | Survey"
    label: str
    state: str
    words: str
    told: str
    due: str = ""
    is_confirmable: bool = False

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def is_survey(self) -> bool:
        return isinstance(self.record, Survey)

    @property
    def is_exam(self) -> bool:
        return isinstance(self.record, Exam)


@dataclass(frozen=True, slots=True)
class Survey:
    """A questionnaire as something to do; no completion hangs on one."""

    title: str
    kind: str
    counts: bool = True


def tasks_of(enrolment: Enrolment) -> list[Task]:
    """What is asked in the cohort, in the order in which it was written."""
    return [*exam_tasks(enrolment), *work_tasks(enrolment), *survey_tasks(enrolment)]


def exam_tasks(enrolment: Enrolment) -> Iterator[Task]:
    exams = list(Exam.objects.asked_in(enrolment.cohort).exclude(state=Exam.State.DRAFT))
    attempts = attempts_of(exams, [enrolment])
    for exam in exams:
        state, words, told = state_of_exam(exam, attempts.get((enrolment.pk, exam.pk), []))
        due = until_words(exam.closes_at) if exam.closes_at is not None else ""
        yield Task(exam, _("시험"), state, words, told, due)


def state_of_exam(exam: Exam, attempts: list[ExamAttempt]) -> tuple[str, str, str]:
    now = clock.now()
    handed_in = [one for one in attempts if one.points is not None]
    best = max(handed_in, key=points_above, default=None)
    left = exam.most_attempts - len(attempts)
    is_over = exam.state != Exam.State.OPEN or (exam.closes_at is not None and exam.closes_at <= now)
    if best is not None and points_above(best) >= 0:
        return "done", passed_words(_("합격: {points}점 (합격 점수 {mark}점)"), best), _("합격")
    if len(handed_in) < len(attempts):
        return "todo", _("응시 중: 이어서 볼 수 있습니다."), _("응시 중")
    failed = passed_words(_("불합격: {points}점 (합격 점수 {mark}점)"), best) if best is not None else ""
    if is_over or left <= 0:
        return "missed", failed or _("보지 않고 끝났습니다."), _("불합격") if failed else _("보지 않음")
    if exam.opens_at is not None and now < exam.opens_at:
        words = sentence(_("{when}부터 볼 수 있습니다."), {"when": until_words(exam.opens_at)})
        return "later", words, _("아직 열리지 않음")
    words = sentence(_("응시 {left}회 남음"), {"left": left})
    return "todo", f"{failed}, {words}" if failed else words, _("아직 합격하지 않음")


def passed_words(template: str, attempt: ExamAttempt) -> str:
    return sentence(template, {"points": attempt.points or 0, "mark": attempt.paper.pass_mark})


def work_tasks(enrolment: Enrolment) -> Iterator[Task]:
    works = list(Assignment.objects.asked_in(enrolment.cohort).exclude(state=Assignment.State.DRAFT))
    if not works:
        return
    mine = {"enrolment": enrolment, "assignment__in": works}
    handed_in = set(Submission.objects.filter(**mine).values_list("assignment", flat=True))
    marks = {one.assignment_id: one for one in Mark.objects.filter(**mine).exclude(released_at=None)}
    more = dict(Extension.objects.filter(**mine).values_list("assignment", "until"))
    confirmed = confirmations_of(works, [enrolment])
    for work in works:
        due, is_there = more.get(work.pk, work.due_at), work.pk in handed_in
        state, words, told = state_of_work(work, is_there, marks.get(work.pk), due)
        is_confirmed = (enrolment.pk, work.pk) in confirmed
        if work.is_final and is_there:
            word = _("기업이 확인함") if is_confirmed else _("기업의 확인을 기다림")
            words, told = f"{words.rstrip('.')} · {word}", f"{told} · {word}"
            state = "waiting" if state == "done" and not is_confirmed else state
        label = _("사내 적용 과제") if work.is_final else _("과제")
        can = work.is_final and is_there and not is_confirmed
        yield Task(work, label, state, words, told, until_words(due) if due is not None else "", can)


def state_of_work(
    work: Assignment, is_there: bool, mark: Mark | None, due: datetime | None
) -> tuple[str, str, str]:
    if mark is not None:
        values = {"points": mark.points, "mark": work.pass_mark, "most": work.points}
        if mark.points >= work.pass_mark:
            return "done", sentence(_("{points}점 / {most}점"), values), _("통과")
        words = sentence(_("{points}점 / {most}점, 수료 점수 {mark}점 미만"), values)
        return "missed", words, _("통과하지 못함")
    if is_there:
        return "waiting", _("냈습니다. 채점을 기다립니다."), _("제출함")
    if work.state == Assignment.State.CLOSED or (due is not None and due <= clock.now()):
        return "missed", _("내지 않고 기한이 지났습니다."), _("내지 않음")
    return "todo", _("아직 내지 않았습니다."), _("아직 내지 않음")


def survey_tasks(enrolment: Enrolment) -> Iterator[Task]:
    """The questionnaires that are open, or were answered."""
    answered = kinds_answered(enrolment)
    for kind in SurveyKind.values:
        if not questions_of(kind, enrolment.cohort.course):
            continue
        window = window_of(kind, enrolment)
        due = until_words(window.closes_at) if window.closes_at is not None else ""
        survey = Survey(str(SurveyKind(kind).label), kind)
        if kind in answered:
            yield Task(survey, _("설문"), "done", _("답했습니다."), _("답함"))
        elif window.is_open(clock.now()):
            yield Task(survey, _("설문"), "todo", _("아직 답하지 않았습니다."), _("아직 답하지 않음"), due)


def kinds_answered(enrolment: Enrolment) -> set[str]:
    """Which this person has answered; of the anonymous one only that it was."""
    found = set(SurveySheet.objects.filter(enrolment=enrolment).values_list("kind", flat=True))
    is_anonymous = SurveyAnswered.objects.filter(enrolment=enrolment).exists()
    return found | ({SurveyKind.SATISFACTION.value} if is_anonymous else set())

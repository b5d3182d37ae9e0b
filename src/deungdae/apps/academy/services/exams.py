"""Writing a test: its questions are a paper, which never changes; other questions are another one."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.academy.bridge.exams import text_of, written
from deungdae.apps.academy.exam_words import QUESTIONS, fault_sentences
from deungdae.apps.academy.models import Cohort, Exam, ExamPaper
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused


@dataclass(frozen=True, slots=True)
class ExamFacts:
    """Everything that is said of a test; `questions`: as engine/exams/formats reads them."""

    title: str
    questions: str
    pass_mark: int
    words: str = ""
    counts: bool = True
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    minutes: int | None = None
    most_attempts: int = 1
    shows_answers: bool = True


PLAIN = (
    "title",
    "words",
    "counts",
    "opens_at",
    "closes_at",
    "minutes",
    "most_attempts",
    "shows_answers",
)


@transaction.atomic
def create_exam(*, cohort: Cohort, is_for_all: bool, facts: ExamFacts, actor: User | None) -> Exam:
    """A draft for the whole course, or for the cohort alone."""
    exam = Exam(course=cohort.course, cohort=None if is_for_all else cohort, created_by=actor)
    save_exam(exam, facts)
    write_paper(exam, facts, version=1, actor=actor)
    return exam


@transaction.atomic
def update_exam(*, exam: Exam, facts: ExamFacts, actor: User | None) -> Exam:
    """Other questions are a new paper: who sat the one before keeps it, who begins now gets the new one."""
    exam = Exam.objects.select_for_update(of=("self",), no_key=True).get(pk=exam.pk)
    save_exam(exam, facts)
    paper = newest_paper(exam)
    if (text_of(paper), paper.pass_mark) != (same_text(facts), facts.pass_mark):
        write_paper(exam, facts, version=paper.version + 1, actor=actor)
    return exam


def same_text(facts: ExamFacts) -> str:
    """The questions as they would be written again."""
    found = written(facts.questions, pass_mark=facts.pass_mark)
    return text_of(ExamPaper(questions=found.document))


def newest_paper(exam: Exam) -> ExamPaper:
    return exam.papers.order_by("-version")[0]


def save_exam(exam: Exam, facts: ExamFacts) -> None:
    require_times(facts)
    for name in PLAIN:
        setattr(exam, name, getattr(facts, name))
    try:
        with transaction.atomic():
            exam.save()
    except IntegrityError as error:
        template = _("이 과정에 ‘{title}’(이/가) 이미 있습니다. 다른 이름을 적어 주십시오.")
        raise refused("twice", template, title=facts.title) from error


def require_times(facts: ExamFacts) -> None:
    if facts.opens_at is not None and facts.closes_at is not None and facts.closes_at <= facts.opens_at:
        message = _("시험을 닫는 때가 여는 때보다 늦어야 합니다. 두 시각을 고쳐 주십시오.")
        raise RefusedError("times", message)


def write_paper(exam: Exam, facts: ExamFacts, *, version: int, actor: User | None) -> ExamPaper:
    found = written(facts.questions, pass_mark=facts.pass_mark)
    if found.faults:
        raise RefusedError("questions", " ".join(fault_sentences(found.faults, QUESTIONS)))
    return ExamPaper.objects.create(
        exam=exam,
        version=version,
        questions=found.document,
        points=found.points,
        pass_mark=facts.pass_mark,
        written_at=clock.now(),
        written_by=actor,
    )


@transaction.atomic
def set_exam_state(*, exam: Exam, state: str) -> Exam:
    """Open to the people of its cohorts, or closed; nobody who has begun is interrupted."""
    exam = Exam.objects.select_for_update(of=("self",), no_key=True).get(pk=exam.pk)
    if state not in (Exam.State.OPEN, Exam.State.CLOSED):
        raise RefusedError("state", _("무엇으로 바꿀지 알 수 없습니다. 화면의 단추를 눌러 주십시오."))
    exam.state = Exam.State(state)
    exam.save(update_fields=["state"])
    return exam

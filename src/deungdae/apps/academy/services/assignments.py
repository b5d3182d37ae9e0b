"""Writing a work: what is asked, until when, and the rubric, which stays once somebody was graded by it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.academy.bridge.grades import written
from deungdae.apps.academy.exam_words import RUBRIC, fault_sentences
from deungdae.apps.academy.models import Assignment, Cohort, Grade
from deungdae.apps.accounts.models import User
from deungdae.apps.core.errors import RefusedError, refused


@dataclass(frozen=True, slots=True)
class AssignmentFacts:
    """Everything that is said of a work; `rubric`: as engine/grades/formats reads it."""

    title: str
    rubric: str
    pass_mark: int
    words: str = ""
    counts: bool = True
    is_final: bool = False
    due_at: datetime | None = None
    graders: int = 1
    most_apart: int = 10
    releases_at_once: bool = True


PLAIN = ("title", "words", "counts", "is_final", "due_at", "pass_mark", "releases_at_once")
OF_GRADING = ("graders", "most_apart")


@transaction.atomic
def create_assignment(
    *, cohort: Cohort, is_for_all: bool, facts: AssignmentFacts, actor: User | None
) -> Assignment:
    """A draft for the whole course, or for the cohort alone."""
    made = Assignment(course=cohort.course, cohort=None if is_for_all else cohort, created_by=actor)
    return save_assignment(made, facts)


@transaction.atomic
def update_assignment(*, assignment: Assignment, facts: AssignmentFacts) -> Assignment:
    mine = lock_assignment(assignment)
    if Grade.objects.filter(submission__assignment=mine).exists():
        told = (written(facts.rubric, pass_mark=facts.pass_mark).document, facts.graders, facts.most_apart)
        if told != (mine.rubric, mine.graders, mine.most_apart) or facts.pass_mark > mine.pass_mark:
            message = _(
                "이미 채점한 사람이 있어 채점 기준과 채점 방식은 바꿀 수 없고,"
                " 수료 점수는 낮출 수만 있습니다."
                " 그대로 두고 다른 것만 고치거나 새 과제를 만들어 주십시오."
            )
            raise RefusedError("graded", message)
    return save_assignment(mine, facts)


def lock_assignment(assignment: Assignment) -> Assignment:
    return Assignment.objects.select_for_update(of=("self",), no_key=True).get(pk=assignment.pk)


def save_assignment(assignment: Assignment, facts: AssignmentFacts) -> Assignment:
    found = written(facts.rubric, pass_mark=facts.pass_mark)
    if found.faults:
        raise RefusedError("rubric", " ".join(fault_sentences(found.faults, RUBRIC)))
    for name in (*PLAIN, *OF_GRADING):
        setattr(assignment, name, getattr(facts, name))
    assignment.rubric, assignment.points = found.document, found.points
    try:
        with transaction.atomic():
            assignment.save()
    except IntegrityError as error:
        template = _("이 과정에 ‘{title}’(이/가) 이미 있습니다. 다른 이름을 적어 주십시오.")
        raise refused("twice", template, title=facts.title) from error
    return assignment


@transaction.atomic
def set_assignment_state(*, assignment: Assignment, state: str) -> Assignment:
    """Open to the people of its cohorts, or closed: then only those with more time hand in."""
    mine = lock_assignment(assignment)
    if state not in (Assignment.State.OPEN, Assignment.State.CLOSED):
        raise RefusedError("state", _("무엇으로 바꿀지 알 수 없습니다. 화면의 단추를 눌러 주십시오."))
    mine.state = Assignment.State(state)
    mine.save(update_fields=["state"])
    return mine

"""Making, changing, offering and putting away a course."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Cohort, Competency, Course
from deungdae.apps.academy.rules import OVER
from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.models import Resource
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.organisations.services.history import Act, save


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """Everything that is said of a course."""

    title: str
    role: str
    step: str
    hours: int
    title_english: str = ""
    language: str = Course.Language.KOREAN
    summary: str = ""
    attendance_percent: int = 80
    fee_krw: int = 0
    subsidy_percent: int = 0
    subsidy_most_krw: int | None = None
    deputies: bool = False
    competencies: Sequence[str] = ()
    prerequisites: Sequence[Course] = ()


PLAIN = (
    "title",
    "title_english",
    "role",
    "step",
    "language",
    "summary",
    "hours",
    "attendance_percent",
    "fee_krw",
    "subsidy_percent",
    "subsidy_most_krw",
    "deputies",
)


@transaction.atomic
def create_course(*, facts: CourseFacts, actor: User | None) -> Course:
    """A draft, seen by staff alone until it is offered."""
    return write_course(Course(), facts, actor)


@transaction.atomic
def update_course(*, course: Course, facts: CourseFacts, actor: User | None) -> Course:
    return write_course(Course.objects.select_for_update().get(pk=course.pk), facts, actor)


@transaction.atomic
def name_trainers(*, course: Course, trainers: Sequence[Resource]) -> None:
    """Who teaches a course, which the year plan keeps to; nobody named is anybody. Only people teach."""
    for one in trainers:
        if one.kind != Resource.Kind.PERSON or one.archived_at is not None:
            template = _("‘{name}’(은/는) 강사로 정할 수 없습니다. 예약 자원의 강사 가운데에서 고르십시오.")
            raise refused("trainer", template, name=one.name)
    Course.objects.select_for_update().get(pk=course.pk).trainers.set(trainers)


def write_course(course: Course, facts: CourseFacts, actor: User | None) -> Course:
    require_no_circle(course, facts.prerequisites)
    for name in PLAIN:
        setattr(course, name, getattr(facts, name))
    try:
        with transaction.atomic():
            save(course, Act(actor))
    except IntegrityError as error:
        template = _("‘{title}’ 과정이 이미 있습니다. 그 과정에 기수를 더하거나 다른 이름을 쓰십시오.")
        raise refused("twice", template, title=facts.title) from error
    names = list(dict.fromkeys(facts.competencies))
    Competency.objects.bulk_create([Competency(name=name) for name in names], ignore_conflicts=True)
    course.competencies.set(Competency.objects.filter(name__in=names))
    course.prerequisites.set(facts.prerequisites)
    return course


def require_no_circle(course: Course, prerequisites: Sequence[Course]) -> None:
    """A course never comes before itself, whatever the way around."""
    if course.pk is None:
        return
    left, seen = [one.pk for one in prerequisites], set()
    while left:
        if course.pk in left:
            raise RefusedError(
                "circle", _("먼저 들을 과정을 따라가면 이 과정으로 돌아옵니다. 하나를 빼 주십시오.")
            )
        seen.update(left)
        following = Course.objects.filter(leads_to__in=left).exclude(pk__in=seen)
        left = list(following.values_list("pk", flat=True).distinct())


@transaction.atomic
def offer_course(*, course: Course, actor: User | None) -> Course:
    """Show it to everybody."""
    return in_state(course, Course.State.OFFERED, actor)


@transaction.atomic
def archive_course(*, course: Course, actor: User | None) -> Course:
    """Put it away, once none of its cohorts goes on."""
    going_on = Cohort.objects.filter(course=course).exclude(state__in=OVER)
    if going_on.exists():
        template = _("‘{title}’에 끝나지 않은 기수가 {count}개 있습니다. 마치거나 취소한 뒤 보관해 주십시오.")
        raise refused("going_on", template, title=course.title, count=going_on.count())
    return in_state(course, Course.State.ARCHIVED, actor)


def in_state(course: Course, state: Course.State, actor: User | None) -> Course:
    locked = Course.objects.select_for_update().get(pk=course.pk)
    locked.state = state
    try:
        with transaction.atomic():
            save(locked, Act(actor))
    except IntegrityError as error:
        template = _("그사이 ‘{title}’ 과정이 새로 생겼습니다. 이름을 고친 뒤 다시 하십시오.")
        raise refused("twice", template, title=locked.title) from error
    return locked

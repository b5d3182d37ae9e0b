"""Making and changing a cohort, and its steps from draft to its end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Cohort, Course, Draw, Enrolment, Session
from deungdae.apps.academy.rules import find_transition
from deungdae.apps.academy.services import letters
from deungdae.apps.academy.services.draws import new_secret
from deungdae.apps.academy.services.sessions import free_resources
from deungdae.apps.academy.services.turns import for_each, lock_cohort, require_going_on, step_all
from deungdae.apps.academy.services.visits import call_off
from deungdae.apps.academy.services.waiting import fill_seats
from deungdae.apps.academy.spans import first_start
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.organisations.models import Region
from deungdae.apps.organisations.services.history import Act, save

State = Cohort.State


@dataclass(frozen=True, slots=True)
class CohortFacts:
    """What is said of a cohort beside its limits, which `services.seats` changes."""

    enrol_from: datetime
    enrol_until: datetime
    region: Region | None = None
    delivery: str = "on_site"
    admission: str = Cohort.Admission.FIRST_COME
    offer_hours: int = 48
    cancel_days: int = 3
    note: str = ""


FIELDS = tuple(CohortFacts.__dataclass_fields__)


@transaction.atomic
def create_cohort(
    *, course: Course, facts: CohortFacts, capacity: int, most_per_company: int | None, actor: User | None
) -> Cohort:
    """The next number of the course, as a draft."""
    Course.objects.select_for_update().get(pk=course.pk)
    latest = Cohort.objects.filter(course=course).aggregate(latest=Max("number"))["latest"] or 0
    require_facts(facts)
    cohort = Cohort(
        course=course,
        number=latest + 1,
        capacity=capacity,
        most_per_company=most_per_company,
        lottery_secret=new_secret(),
        created_by=actor,
    )
    return write_cohort(cohort, facts, actor)


@transaction.atomic
def update_cohort(*, cohort: Cohort, facts: CohortFacts, actor: User | None) -> Cohort:
    """Once people have applied, how they are chosen stays as it was promised."""
    cohort = lock_cohort(cohort)
    require_going_on(cohort)
    require_facts(facts)
    if facts.admission != cohort.admission and Enrolment.objects.filter(cohort=cohort).exists():
        message = _("이미 신청한 사람이 있어 선발 방식을 바꿀 수 없습니다. 새 기수를 만들어 주십시오.")
        raise RefusedError("admission", message)
    if facts.enrol_until != cohort.enrol_until and Draw.objects.filter(cohort=cohort).exists():
        raise RefusedError("drawn", _("이미 추첨한 기수라 모집 기간을 바꿀 수 없습니다."))
    start = first_start(cohort)
    if start is not None and start < facts.enrol_until:
        raise starts_before(start, facts.enrol_until)
    return write_cohort(cohort, facts, actor)


def write_cohort(cohort: Cohort, facts: CohortFacts, actor: User | None) -> Cohort:
    for name in FIELDS:
        setattr(cohort, name, getattr(facts, name))
    try:
        with transaction.atomic():
            save(cohort, Act(actor))
    except IntegrityError as error:
        message = _("정원과 기한을 확인해 주십시오. 정원은 1명 이상, 수락 기한은 1시간부터 14일까지입니다.")
        raise RefusedError("limits", message) from error
    return cohort


def require_facts(facts: CohortFacts) -> None:
    if facts.enrol_until <= facts.enrol_from:
        raise RefusedError("order", _("모집 마감이 모집 시작보다 늦어야 합니다. 두 시각을 고쳐 주십시오."))


def starts_before(start: datetime, enrol_until: datetime) -> RefusedError:
    template = _(
        "첫 회차가 {start}에 시작하는데 모집은 {until}까지입니다."
        " 모집 마감을 앞당기거나 회차를 옮겨 주십시오."
    )
    values = {"start": letters.until_words(start), "until": letters.until_words(enrol_until)}
    return refused("starts_before", template, **values)


@transaction.atomic
def transition_cohort(*, cohort: Cohort, target: str, reason: str = "", actor: User | None) -> Cohort:
    """Take one step of the table, whole or not at all; a cohort that is there already stays as it is."""
    cohort = lock_cohort(cohort)
    if cohort.state == target:
        return cohort
    step = find_transition(source=cohort.state, target=target)
    if step is None:
        words = str(State(target).label) if target in State.values else target
        template = _("‘{now}’ 상태에서 {target}(으로/로) 바로 갈 수 없습니다. 화면을 새로 고쳐 주십시오.")
        raise refused("illegal", template, now=str(cohort.get_state_display()), target=f"‘{words}’")
    if step.asks_reason and not reason.strip():
        raise RefusedError(
            "reason", _("취소하는 까닭을 적어 주십시오. 신청한 사람 모두에게 그대로 알립니다.")
        )
    cohort.state = step.target
    ACTS[step.target](cohort, reason.strip(), actor)
    save(cohort, Act(actor, reason.strip()))
    return cohort


def open_cohort(cohort: Cohort, reason: str, actor: User | None) -> None:
    start = first_start(cohort)
    if start is None:
        raise RefusedError("no_session", _("회차가 하나도 없습니다. 회차를 더한 뒤 모집을 여십시오."))
    if start < cohort.enrol_until:
        raise starts_before(start, cohort.enrol_until)
    if cohort.enrol_until <= clock.now():
        template = _("모집 마감 시각({until})이 이미 지났습니다. 기수 정보에서 마감을 늦춘 뒤 여십시오.")
        raise refused("too_late", template, until=letters.until_words(cohort.enrol_until))
    if cohort.course.state != Course.State.OFFERED:
        message = _("과정이 아직 공개되지 않았습니다. 과정에서 ‘운영 시작’을 먼저 누르십시오.")
        raise RefusedError("course", message)
    if Draw.objects.filter(cohort=cohort).exists():
        raise RefusedError("drawn", _("이미 추첨한 기수라 모집을 다시 열 수 없습니다."))
    cohort.opened_at = cohort.opened_at or clock.now()
    if cohort.admission == Cohort.Admission.INVITATION:
        if not Enrolment.objects.active().filter(cohort=cohort).exists():
            raise RefusedError("nobody", _("초청할 분을 먼저 고르십시오. 모집을 열면 초청장이 나갑니다."))
        fill_seats(cohort, actor=actor)


def close_cohort(cohort: Cohort, reason: str, actor: User | None) -> None:
    """Nothing else happens: whoever waits still gets what becomes free."""


def finish_cohort(cohort: Cohort, reason: str, actor: User | None) -> None:
    """After the last session; who still waits is told that it is over."""
    last = Session.objects.filter(cohort=cohort).order_by("-ends_at").first()
    if last is None or last.ends_at > clock.now():
        raise RefusedError("not_yet", _("마지막 회차가 끝난 뒤에 종료할 수 있습니다."))
    cohort.ended_at = clock.now()
    words = _("기수가 끝남")
    end_all(cohort, Enrolment.ACTIVE[:3], reason=words, news=letters.NOT_REACHED, actor=actor)


def cancel_cohort(cohort: Cohort, reason: str, actor: User | None) -> None:
    """Everybody with a seat or on the list is told once; trainers and rooms are free again."""
    cohort.ended_at, cohort.end_reason = clock.now(), reason
    end_all(cohort, Enrolment.ACTIVE, reason=reason, news=letters.COHORT_CANCELLED, actor=actor)
    call_off(cohort, reason=reason)
    for session in Session.objects.filter(cohort=cohort):
        free_resources(session, reason=reason, actor=actor)


def end_all(
    cohort: Cohort, states: tuple[str, ...], *, reason: str, news: letters.News, actor: User | None
) -> None:
    found = Enrolment.objects.filter(cohort=cohort, state__in=states).select_related("trainee")
    ended = list(found.order_by("place"))
    for one in ended:
        one.cohort = cohort
    step_all(ended, Enrolment.State.CANCELLED, actor=actor, reason=reason)
    letters.tell(ended, news, reason=reason, occasion=f"ended:{cohort.state}")


ACTS: dict[State, Callable[[Cohort, str, User | None], None]] = {
    State.OPEN: open_cohort,
    State.CLOSED: close_cohort,
    State.FINISHED: finish_cohort,
    State.CANCELLED: cancel_cohort,
}


@transaction.atomic
def close_when_over(cohort: Cohort) -> None:
    cohort = lock_cohort(cohort)
    if cohort.state == State.OPEN and cohort.enrol_until <= clock.now():
        transition_cohort(cohort=cohort, target=State.CLOSED, actor=None)
        fill_seats(cohort, actor=None)


def close_enrolment() -> int:
    """A worker's chore: enrolment ends by itself at its hour."""
    over = list(Cohort.objects.filter(state=State.OPEN, enrol_until__lte=clock.now()).order_by("pk"))
    for_each(over, close_when_over)
    return len(over)

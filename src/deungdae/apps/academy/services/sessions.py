"""The sessions of a cohort: checked against holidays, trainers and rooms, and booked in the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import AnonymousSheet, Attendance, Cohort, Enrolment, Session, Visit
from deungdae.apps.academy.models.cohorts import Delivery
from deungdae.apps.academy.selectors.bookings import bookings_of, source_of
from deungdae.apps.academy.services import letters
from deungdae.apps.academy.services.materials import drop_materials
from deungdae.apps.academy.services.turns import lock_cohort, require_going_on
from deungdae.apps.academy.services.visits import ask_again
from deungdae.apps.academy.services.waiting import shorten_offers
from deungdae.apps.academy.surveys import window_after
from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.models import Resource
from deungdae.apps.calendar.public_holidays import holiday_on
from deungdae.apps.calendar.selectors.words import day_words, span_words
from deungdae.apps.calendar.services import bookings
from deungdae.apps.calendar.spans import day_of, days_of
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.organisations.services.history import Act, remove, save
from deungdae.engine.kernel.korean import sentence


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What is said of a session, and what it needs. `overruled`: why although it is a holiday or closed."""

    title: str
    starts_at: datetime
    ends_at: datetime
    delivery: str = Delivery.ON_SITE
    link: str = ""
    materials: str = ""
    resources: Sequence[Resource] = ()
    overruled: str = ""


PLAIN = ("title", "starts_at", "ends_at", "delivery", "link", "materials", "overruled")


@transaction.atomic
def add_session(*, cohort: Cohort, facts: SessionFacts, actor: User | None) -> Session:
    """A new session with its trainers and rooms; all or nothing."""
    cohort = lock_cohort(cohort)
    require_going_on(cohort)
    session = Session(cohort=cohort)
    require_session(session, facts)
    require_future(facts)
    require_unheard(cohort)
    write_session(session, facts, actor)
    book_resources(session, facts, actor)
    if cohort.state != Cohort.State.DRAFT:
        shorten_offers(cohort)
        tell_change(session, _("{title}(이/가) 더해졌습니다: {when}"))
    return session


@transaction.atomic
def change_session(*, session: Session, facts: SessionFacts, actor: User | None) -> Session:
    """Another time, place or subject. Whoever has a seat is told once of a new time or place."""
    cohort = lock_cohort(session.cohort)
    require_going_on(cohort)
    session = Session.objects.get(pk=session.pk)
    session.cohort = cohort
    require_session(session, facts)
    if facts.starts_at != session.starts_at:
        require_future(facts)
    before = told_of(session)
    is_moved = (session.starts_at, session.ends_at) != (facts.starts_at, facts.ends_at)
    if is_moved:
        require_unattended(session)
        require_unheard(cohort)
    free_resources(session, reason=_("회차 변경"), actor=actor)
    write_session(session, facts, actor)
    book_resources(session, facts, actor)
    if told_of(session) != before and cohort.state != Cohort.State.DRAFT:
        shorten_offers(cohort)
        tell_change(session, _("{title}: {when}"))
    if is_moved:
        ask_again(session, actor=actor)
    return session


@transaction.atomic
def remove_session(*, session: Session, actor: User | None) -> None:
    """Take a session out; an opened cohort keeps at least one."""
    cohort = lock_cohort(session.cohort)
    require_going_on(cohort)
    if cohort.state != Cohort.State.DRAFT and Session.objects.filter(cohort=cohort).count() == 1:
        message = _("모집을 연 기수에는 회차가 하나는 있어야 합니다. 회차를 옮기거나 기수를 취소해 주십시오.")
        raise RefusedError("last_one", message)
    session = Session.objects.get(pk=session.pk)
    session.cohort = cohort
    if session.starts_at <= clock.now():
        raise RefusedError("started", _("이미 시작한 회차는 지울 수 없습니다."))
    require_unattended(session)
    require_no_visit(session)
    session.cohort = cohort
    free_resources(session, reason=_("회차 삭제"), actor=actor)
    gone = (session.short_id, session.revision + 1, words_of(session))
    drop_materials([session.pk])
    remove(session, Act(actor))
    if cohort.state != Cohort.State.DRAFT:
        tell_held(cohort, _("{title}(이/가) 없어졌습니다: {when}"), *gone)


def require_unattended(session: Session) -> None:
    if Attendance.objects.filter(session=session).exists():
        message = _("이미 출석을 적은 회차라 시각을 바꾸거나 지울 수 없습니다. 출석 명단에서 고쳐 주십시오.")
        raise RefusedError("attended", message)


def require_unheard(cohort: Cohort) -> None:
    """An anonymous survey whose result can be seen never opens again: the difference of two results would be
    the answers of whoever came between."""
    is_heard = AnonymousSheet.objects.filter(cohort=cohort).exists()
    if is_heard and window_after(cohort).is_over(clock.now()):
        message = _(
            "이 기수의 만족도 조사가 끝나 결과를 보였으므로 회차를 더하거나 시각을 바꿀 수 없습니다."
            " 새 기수를 만들어 주십시오."
        )
        raise RefusedError("heard", message)


def require_no_visit(session: Session) -> None:
    if Visit.objects.filter(session=session).exists():
        message = _("현장 방문을 부탁한 회차라 지울 수 없습니다. 회차를 다른 내용으로 고쳐 주십시오.")
        raise RefusedError("visit", message)


def write_session(session: Session, facts: SessionFacts, actor: User | None) -> None:
    for name in PLAIN:
        setattr(session, name, getattr(facts, name))
    try:
        with transaction.atomic():
            save(session, Act(actor))
    except IntegrityError as error:
        raise RefusedError(
            "twice", _("같은 시각에 시작하는 회차가 이미 있습니다. 시각을 고쳐 주십시오.")
        ) from error


def require_session(session: Session, facts: SessionFacts) -> None:
    """Apart from the others, after enrolment, on an open day, in rooms that are large enough."""
    cohort = session.cohort
    bookings.require_times(facts.starts_at, facts.ends_at)
    others = Session.objects.filter(cohort=cohort).exclude(pk=session.pk)
    other = others.filter(starts_at__lt=facts.ends_at, ends_at__gt=facts.starts_at).first()
    if other is not None:
        template = _("{when}의 ‘{title}’ 회차와 시간이 겹칩니다. 시각을 고쳐 주십시오.")
        raise refused(
            "overlap", template, when=span_words((other.starts_at, other.ends_at)), title=other.title
        )
    if facts.starts_at < cohort.enrol_until:
        template = _("모집이 {until}까지인데 회차가 {start}에 시작합니다. 회차나 모집 마감을 옮겨 주십시오.")
        values = {"until": cohort.enrol_until, "start": facts.starts_at}
        raise refused(
            "before_enrolment_ends", template, **{key: letters.until_words(at) for key, at in values.items()}
        )
    require_open_day(facts)
    require_room(cohort, facts.delivery, facts.resources)


def require_future(facts: SessionFacts) -> None:
    if facts.starts_at <= clock.now():
        template = _("회차의 시작({start})이 이미 지났습니다. 앞으로의 시각으로 고쳐 주십시오.")
        raise refused("past", template, start=letters.until_words(facts.starts_at))


def require_open_day(facts: SessionFacts) -> None:
    """Without rooms and trainers nobody else would look at the holidays."""
    found = ((day, holiday_on(day)) for day in days_of((facts.starts_at, facts.ends_at)))
    day, name = next(((day, name) for day, name in found if name), (day_of(facts.starts_at), ""))
    if name and not facts.overruled.strip():
        template = _(
            "{day}(은/는) 공휴일입니다({name}). 다른 날로 옮기거나, 그래도 여는 까닭을 적어 주십시오."
        )
        raise refused("holiday", template, day=day_words(day), name=name)


def require_rooms(cohort: Cohort) -> None:
    """Its seats, which may be new, fit into the rooms of every session."""
    for session in Session.objects.filter(cohort=cohort):
        require_room(cohort, session.delivery, [one.resource for one in bookings_of(session)])


def require_room(cohort: Cohort, delivery: str, resources: Sequence[Resource]) -> None:
    """Those who come together fit into the rooms together."""
    rooms = [one for one in resources if one.kind in (Resource.Kind.ROOM, Resource.Kind.HALL)]
    if delivery != Delivery.ON_SITE or not rooms or any(one.seats is None for one in rooms):
        return
    seats = sum(one.seats or 0 for one in rooms)
    if seats < cohort.capacity:
        template = _(
            "{room} {seats}석보다 정원 {capacity}명이 많습니다. 더 큰 곳을 고르거나 정원을 줄여 주십시오."
        )
        names = ", ".join(one.name for one in rooms)
        raise refused("room", template, room=names, seats=seats, capacity=cohort.capacity)


def book_resources(session: Session, facts: SessionFacts, actor: User | None) -> None:
    if facts.resources:
        bookings.book(
            resources=facts.resources,
            starts_at=facts.starts_at,
            ends_at=facts.ends_at,
            purpose=f"{session.cohort} {session.title}"[:200],
            actor=actor,
            source=source_of(session),
            overruled=facts.overruled,
        )


def free_resources(session: Session, *, reason: str, actor: User | None) -> None:
    for booking in bookings_of(session):
        bookings.cancel(booking=booking, reason=reason[:200], actor=actor)


def told_of(session: Session) -> tuple[object, ...]:
    """What a person plans by: time, way, and where."""
    places = [one.resource.name for one in bookings_of(session) if one.resource.kind != Resource.Kind.PERSON]
    return (session.starts_at, session.ends_at, session.delivery, session.link, *places)


def words_of(session: Session) -> dict[str, str]:
    """A session as its news names it: title, time, and where or how."""
    resources = [one.resource for one in bookings_of(session)]
    rooms = ", ".join(one.name for one in resources if one.kind != Resource.Kind.PERSON)
    when = span_words((session.starts_at, session.ends_at))
    return {"title": f"‘{session.title}’", "when": f"{when}, {rooms or session.get_delivery_display()}"}


def tell_change(session: Session, template: str) -> None:
    """Once for each change, to everybody who has a seat."""
    Session.objects.filter(pk=session.pk).update(revision=F("revision") + 1)
    session.refresh_from_db(fields=["revision"])
    tell_held(session.cohort, template, session.short_id, session.revision, words_of(session))


def tell_held(cohort: Cohort, template: str, name: str, revision: int, words: dict[str, str]) -> None:
    people = list(Enrolment.objects.filter(cohort=cohort).holding().select_related("trainee"))
    for one in people:
        one.cohort = cohort
    occasion = f"session:{name}:{revision}"
    letters.tell(people, letters.SESSION_CHANGED, reason=sentence(template, words), occasion=occasion)

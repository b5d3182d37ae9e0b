"""Visits: asked of the host, answered by a link, places taken under its conditions."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.academy.bridge.peer_groups import competitors_of
from deungdae.apps.academy.links import visit_address
from deungdae.apps.academy.models import Cohort, Enrolment, Session, Visit, VisitPlace
from deungdae.apps.academy.selectors.circle import seated_of
from deungdae.apps.academy.services import letters
from deungdae.apps.academy.services.letters import until_words
from deungdae.apps.academy.services.turns import lock_cohort, require_going_on
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.outbox.services import post_message
from deungdae.apps.organisations.models import Organisation
from deungdae.engine.kernel.korean import Param, sentence

DIGITS = 4
"""Of the KSIC class: companies that agree in so many compete."""


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """What is asked of the host, and what the host asks for."""

    host: Organisation
    contact_name: str
    contact_email: str
    capacity: int
    no_photographs: bool = True
    no_competitors: bool = True
    promise: str = ""
    transport: str = ""


FIELDS = tuple(VisitFacts.__dataclass_fields__)


@transaction.atomic
def plan_visit(*, session: Session, facts: VisitFacts, actor: User | None) -> Visit:
    """Ask the host, by a letter; changed conditions are asked anew and every place is given back first."""
    cohort = lock_cohort(session.cohort)
    require_going_on(cohort)
    if session.starts_at <= clock.now():
        raise RefusedError("started", _("이미 시작한 회차는 현장 방문으로 바꿀 수 없습니다."))
    visit = Visit.objects.filter(session=session).first() or Visit(session=session, cohort=cohort)
    if visit.pk and all(getattr(visit, name) == getattr(facts, name) for name in FIELDS):
        return visit
    if visit.pk and VisitPlace.objects.filter(visit=visit).exists():
        message = _("이미 방문을 신청한 분이 있어 조건을 바꿀 수 없습니다. 먼저 신청을 거두게 해 주십시오.")
        raise RefusedError("places", message)
    for name in FIELDS:
        setattr(visit, name, getattr(facts, name))
    ask(visit, ASKED, actor=actor)
    return visit


@dataclass(frozen=True, slots=True)
class HostNews:
    """What a host is written; {fields} of the visit."""

    subject: str | Promise
    words: str | Promise


ASKED = HostNews(
    gettext_lazy("[{cohort}] {host} 방문을 부탁드립니다"),
    gettext_lazy(
        "{cohort} 참가자 {count}명까지 {when}에 {host}(을/를) 방문하고자 합니다."
        " 아래 주소에서 조건을 보시고 맞아 주실지 답해 주십시오. 계정은 필요하지 않습니다."
    ),
)
MOVED = HostNews(
    gettext_lazy("[{cohort}] {host} 방문 시각이 바뀌어 다시 여쭙니다"),
    gettext_lazy(
        "{cohort}의 {host} 방문을 {when}(으로/로) 옮기고자 합니다. 전에 주신 답은 없던 것으로 하였으니"
        " 아래 주소에서 새 시각에도 맞아 주실지 다시 답해 주십시오."
    ),
)
CALLED_OFF = HostNews(
    gettext_lazy("[{cohort}] {host} 방문이 취소되었습니다"),
    gettext_lazy("{cohort}(이/가) 취소되어 {when}의 방문도 없습니다. 까닭: {reason}"),
)


def ask(visit: Visit, news: HostNews, *, actor: User | None) -> None:
    """Anew: an older letter and an older answer count no more."""
    visit.link_version = visit.link_version + 1 if visit.pk else 1
    visit.asked_at, visit.asked_by = clock.now(), actor
    visit.confirmed_at, visit.declined_at, visit.reason = None, None, ""
    visit.save()
    tell_host(visit, news)


def ask_again(session: Session, *, actor: User | None) -> None:
    """The session is held at another time. Who has promised to come keeps the place unless the
    host says no."""
    visit = Visit.objects.filter(session=session).select_related("host", "cohort__course").first()
    if visit is not None:
        visit.session = session
        ask(visit, MOVED, actor=actor)


def call_off(cohort: Cohort, *, reason: str) -> None:
    """The cohort is cancelled: every host who did not say no is told once."""
    found = Visit.objects.filter(cohort=cohort, declined_at=None)
    for visit in found.select_related("session", "host", "cohort__course"):
        tell_host(visit, CALLED_OFF, reason=reason)


def tell_host(visit: Visit, news: HostNews, *, reason: str = "") -> None:
    if not visit.contact_email:
        return
    with translation.override(settings.LANGUAGE_CODE):
        values: dict[str, Param] = {
            "host": visit.host.name,
            "cohort": str(visit.cohort),
            "when": until_words(visit.session.starts_at),
            "count": visit.capacity,
            "reason": reason,
        }
        post_message(
            recipient=visit.contact_email,
            occasion=f"visit:{visit.short_id}:{visit.link_version}{':off' if news is CALLED_OFF else ''}",
            template="academy/mail/visit",
            context={
                "subject": sentence(str(news.subject), values),
                "name": visit.contact_name,
                "words": sentence(str(news.words), values),
                "link": visit_address(visit),
            },
            about=visit.cohort.short_id,
        )


def lock_visit(visit: Visit) -> Visit:
    lock_cohort(visit.cohort)
    return Visit.objects.select_related("session", "cohort__course", "host").get(pk=visit.pk)


@transaction.atomic
def answer_host(*, visit: Visit, is_yes: bool, reason: str = "") -> Visit:
    """The host's contact says yes or no, once; the centre asks again for another answer."""
    visit = lock_visit(visit)
    require_going_on(visit.cohort)
    if visit.confirmed_at or visit.declined_at:
        return visit
    if visit.session.starts_at <= clock.now():
        raise RefusedError("started", _("방문하기로 한 때가 지났습니다. 센터로 연락해 주십시오."))
    now = clock.now()
    visit.confirmed_at, visit.declined_at = (now, None) if is_yes else (None, now)
    visit.reason = "" if is_yes else reason.strip()
    visit.save(update_fields=["confirmed_at", "declined_at", "reason"])
    if not is_yes:
        tell_visitors(visit)
    return visit


def tell_visitors(visit: Visit) -> None:
    """The host, asked again, says no: places are given back, and whoever had one is told."""
    places = VisitPlace.objects.filter(visit=visit)
    people = list(Enrolment.objects.filter(visit_places__in=places).holding().select_related("trainee"))
    for one in people:
        one.cohort = visit.cohort
    occasion = f"visit:{visit.short_id}:{visit.link_version}"
    letters.tell(people, letters.VISIT_OFF, other=visit.host.name, occasion=occasion)
    places.delete()


def competitors_among(visit: Visit, enrolments: Sequence[Enrolment]) -> list[Enrolment]:
    """Those whose company competes with the host."""
    return competitors_of(visit.host, enrolments, digits=DIGITS)


def visitors_at_odds(visit: Visit) -> list[Enrolment]:
    """Everybody with a seat who competes with the host, for the warning by name."""
    return competitors_among(visit, list(seated_of(visit.cohort)))


def conditions_of(visit: Visit) -> str:
    """What a visitor promises, in the words of today."""
    lines = [
        _("사진과 영상을 찍지 않습니다.") if visit.no_photographs else "",
        _("방문한 기업과 경쟁하는 기업의 사람은 함께하지 않습니다.") if visit.no_competitors else "",
        visit.promise,
    ]
    return "\n".join(line for line in lines if line)


@transaction.atomic
def take_place(*, visit: Visit, enrolment: Enrolment) -> VisitPlace:
    """Somebody with a seat agrees to the conditions and comes; agreed twice is once."""
    visit = lock_visit(visit)
    require_going_on(visit.cohort)
    mine = Enrolment.objects.select_related("organisation").get(pk=enrolment.pk)
    known = VisitPlace.objects.filter(visit=visit, enrolment=mine).first()
    if known is not None:
        return known
    require_visit(visit)
    if mine.state != Enrolment.State.SEATED:
        raise RefusedError("no_seat", _("자리가 확정된 분만 방문을 신청할 수 있습니다."))
    VisitPlace.objects.filter(visit=visit).exclude(enrolment__state=Enrolment.State.SEATED).delete()
    if visit.no_competitors and competitors_among(visit, [mine]):
        template = _("{host}(과/와) 업종이 같거나 한 집단인 기업은 방문할 수 없습니다. 센터에 물어 주십시오.")
        raise refused("competitor", template, host=visit.host.name)
    try:
        with transaction.atomic():
            return VisitPlace.objects.create(
                visit=visit, enrolment=mine, promised=conditions_of(visit), promised_at=clock.now()
            )
    except IntegrityError as error:
        template = _("방문 인원 {capacity}명이 모두 찼습니다. 자리가 나면 다시 신청해 주십시오.")
        raise refused("full", template, capacity=visit.capacity) from error


def require_visit(visit: Visit) -> None:
    if visit.confirmed_at is None:
        raise RefusedError(
            "not_confirmed", _("방문할 기업이 아직 답하지 않았습니다. 답이 오면 다시 오십시오.")
        )
    require_ahead(visit)


def require_ahead(visit: Visit) -> None:
    if visit.session.starts_at <= clock.now():
        raise RefusedError("started", _("이미 시작한 방문은 신청하거나 거둘 수 없습니다."))


@transaction.atomic
def give_place_back(*, visit: Visit, enrolment: Enrolment) -> None:
    visit = lock_visit(visit)
    require_going_on(visit.cohort)
    require_ahead(visit)
    VisitPlace.objects.filter(visit=visit, enrolment=enrolment).delete()

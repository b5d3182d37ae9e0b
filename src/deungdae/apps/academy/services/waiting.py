"""The waiting list: whoever is next gets what becomes free, and has a while to accept it."""

from django.db import transaction
from django.utils.translation import gettext_noop

from deungdae.apps.academy.bridge.seats import allocation_of
from deungdae.apps.academy.models import Cohort, Enrolment
from deungdae.apps.academy.rules import OVER
from deungdae.apps.academy.services import inviting, letters
from deungdae.apps.academy.services.turns import for_each, lock_cohort, step_all
from deungdae.apps.academy.spans import first_start, offer_end
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock

State = Enrolment.State


def seated_of(cohort: Cohort, asking: list[Enrolment]) -> list[Enrolment]:
    """Who of these, in this order, gets a seat of the locked cohort now."""
    held = list(Enrolment.objects.filter(cohort=cohort).holding())
    allocation = allocation_of(cohort, asking=asking, held=held)
    by_id = {one.short_id: one for one in asking}
    return [by_id[key] for key in allocation.seated]


def has_free_seats(cohort: Cohort) -> bool:
    """Whether the locked cohort holds fewer seats than it has: else there is nothing to give to anybody."""
    return Enrolment.objects.filter(cohort=cohort).holding().count() < cohort.capacity


def waiting_of(cohort: Cohort) -> list[Enrolment]:
    found = list(Enrolment.objects.filter(cohort=cohort).waiting().select_related("trainee"))
    for one in found:
        one.cohort = cohort
    return found


def fill_seats(cohort: Cohort, *, actor: User | None) -> list[Enrolment]:
    """Offer the free seats of a locked cohort to those who wait, in their order; who got an offer."""
    now, start = clock.now(), first_start(cohort)
    if cohort.state in (Cohort.State.DRAFT, *OVER) or (start is not None and start <= now):
        return []
    if not has_free_seats(cohort):
        return []
    next_ones = seated_of(cohort, waiting_of(cohort))
    until = offer_end(cohort, now=now, start=start)
    step_all(next_ones, State.OFFERED, actor=actor, offer_until=until)
    inviting.tell_offered(cohort, next_ones, actor=actor)
    return next_ones


def expire_offers() -> int:
    """A worker's chore: offers that nobody took go to the next in the list. In how many cohorts."""
    late = Enrolment.objects.filter(state=State.OFFERED, offer_until__lte=clock.now())
    cohorts = Cohort.objects.filter(pk__in=late.values("cohort")).order_by("pk")
    found = list(cohorts)
    for_each(found, expire_offers_of)
    return len(found)


def shorten_offers(cohort: Cohort) -> None:
    """The first session has moved: no open offer of the locked cohort lasts into it, and who has one is told
    the new end."""
    start = first_start(cohort)
    if start is None:
        return
    late = Enrolment.objects.filter(cohort=cohort, state=State.OFFERED, offer_until__gt=start)
    found = list(late.select_related("trainee"))
    for one in found:
        one.cohort, one.offer_until = cohort, start
    Enrolment.objects.bulk_update(found, ["offer_until"])
    letters.tell(found, letters.OFFERED)


@transaction.atomic
def expire_offers_of(cohort: Cohort) -> int:
    cohort = lock_cohort(cohort)
    late = Enrolment.objects.filter(cohort=cohort, state=State.OFFERED, offer_until__lte=clock.now())
    found = list(late.select_related("trainee").order_by("place"))
    for one in found:
        one.cohort = cohort
    step_all(found, State.EXPIRED, actor=None, reason=gettext_noop("수락 기한이 지남"))
    letters.tell(found, letters.EXPIRED)
    inviting.note_answer(found, inviting.Answer.EXPIRED, actor=None)
    fill_seats(cohort, actor=None)
    return len(found)

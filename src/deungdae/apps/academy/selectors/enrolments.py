"""Who asked for a seat, as this viewer may see it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from deungdae.apps.academy.models import Cohort, Enrolment
from deungdae.apps.academy.models.trainees import is_me
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.personal.masking import is_masked, masked_name
from deungdae.apps.accounts.personal.opening import Opened, as_seen
from deungdae.apps.core import clock

PAGE_SIZE = 50
STATES_FIRST = ("offered", "seated", "waiting", "requested")


def enrolments_of_cohort(
    *, user: User, cohort: Cohort, state: str = "", query: str = ""
) -> QuerySet[Enrolment]:
    """By number; of one state, and found by `query`, where asked. The waiting list in its own order."""
    found = Enrolment.objects.visible_to(user).filter(cohort=cohort)
    if state:
        found = found.filter(state=state)
    if query:
        found = found.filter(is_found_by(query))
    order = ("place", "id") if state == Enrolment.State.WAITING else ("number",)
    return found.select_related("trainee", "organisation").order_by(*order)


def is_found_by(query: str) -> Q:
    """Its number, its company, or the person's name unless the centre masks names."""
    if query.isdecimal():
        return Q(number=int(query[:9]))
    found = Q(organisation__name__icontains=query)
    return found if is_masked("name") else found | Q(trainee__name__icontains=query)


def counts_by_state(cohort: Cohort) -> Mapping[str, int]:
    """How many are in each state; a state without anybody is not there."""
    rows = (
        Enrolment.objects.filter(cohort=cohort).order_by().values_list("state").annotate(number=Count("pk"))
    )
    return dict(rows)


def enrolments_of_person(*, user: User, state: str = "", query: str = "") -> QuerySet[Enrolment]:
    """What this person has asked for, or the company has for its people, of one state and found by a course
    or by a name that is shown (`seen_person`) where asked; the newest first."""
    found = Enrolment.objects.visible_to(user).select_related("cohort__course", "trainee", "organisation")
    if state:
        found = found.filter(state=state)
    if query:
        is_shown = Q(trainee__organisation=F("organisation")) | is_me(user, "trainee__")
        is_named = Q(trainee__name__icontains=query) & is_shown
        found = found.filter(is_named | Q(cohort__course__title__icontains=query))
    return found.order_by("-requested_at", "-id")


def ahead_of(enrolment: Enrolment) -> int:
    """How many wait before this one."""
    waiting = Enrolment.objects.filter(cohort=enrolment.cohort_id).waiting()
    earlier = Q(place__lt=enrolment.place) | Q(place=enrolment.place, pk__lt=enrolment.pk)
    return waiting.filter(earlier).count()


def seen_person(enrolment: Enrolment, *, user: User, opened: Opened) -> dict[str, Any]:
    """Name, address, phone and job: masked for staff until opened. A company that only typed the address of
    somebody who belongs to another sees that address and no more than the shape of the name."""
    trainee = enrolment.trainee
    is_own = trainee.account_id == user.pk or trainee.email == user.email.lower()
    is_of_company = (
        enrolment.organisation_id is not None and trainee.organisation_id == enrolment.organisation_id
    )
    if is_own or is_of_company or opened.page:
        return {**as_seen(trainee, opened=opened), "job_title": trainee.job_title}
    return {"name": masked_name(trainee.name), "email": trainee.email, "phone": "", "job_title": ""}


def offers_waiting(*, user: User) -> QuerySet[Enrolment]:
    """Seats that were offered to this person, or to people of the company, and wait to be accepted."""
    offered = Enrolment.objects.visible_to(user).filter(state=Enrolment.State.OFFERED)
    return offered.select_related("cohort__course", "trainee").order_by("offer_until")


def cohorts_to_decide(*, user: User) -> QuerySet[Cohort]:
    """Cohorts with applications that wait for the centre, by approval or by a draw that is due, with
    `requested_count`."""
    waiting = Q(enrolments__state=Enrolment.State.REQUESTED)
    is_due = Q(admission=Cohort.Admission.APPROVAL) | Q(
        admission=Cohort.Admission.LOTTERY, enrol_until__lte=clock.now()
    )
    going_on = Cohort.objects.visible_to(user).filter(state__in=(Cohort.State.OPEN, Cohort.State.CLOSED))
    found = going_on.filter(waiting & is_due).select_related("course")
    return found.annotate(requested_count=Count("enrolments")).order_by("enrol_until", "pk")

"""The participants of a cohort as they let themselves be seen, and who may look."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from deungdae.apps.academy.models import Chair, Cohort, Enrolment, Introduction, PeerGrouping, PeerSeat
from deungdae.apps.academy.models.trainees import is_me
from deungdae.apps.accounts.models import User, Viewer

Field = Introduction.Field


def is_chair(user: Viewer, cohort: Cohort) -> bool:
    return isinstance(user, User) and Chair.objects.filter(cohort=cohort, user=user).exists()


def is_participant(user: Viewer, cohort: Cohort) -> bool:
    mine = Enrolment.objects.filter(is_me(user, "trainee__"), cohort=cohort, state=Enrolment.State.SEATED)
    return mine.exists()


def introductions_of(enrolments: Iterable[Enrolment], audience: str) -> dict[int, Introduction]:
    """Application → what stands now."""
    keys = [one.pk for one in enrolments]
    found = Introduction.objects.filter(enrolment__in=keys, audience=audience, withdrawn_at=None)
    return {one.enrolment_id: one for one in found}


def seated_of(cohort: Cohort) -> QuerySet[Enrolment]:
    found = Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.SEATED)
    return found.select_related("trainee", "organisation__industry", "organisation__region").order_by(
        "number"
    )


def shown_of(enrolment: Enrolment, introduction: Introduction) -> dict[str, Any]:
    """The fields that the person lets others see, and no others."""
    company = enrolment.organisation
    values = {
        Field.NAME: enrolment.trainee.name,
        Field.COMPANY: company.name if company is not None else "",
        Field.JOB_TITLE: enrolment.trainee.job_title,
        Field.INDUSTRY: str(company.industry or "") if company is not None else "",
        Field.REGION: str(company.region or "") if company is not None else "",
        Field.EMAIL: enrolment.trainee.email,
        Field.PHONE: enrolment.trainee.phone,
    }
    told = {str(name): value for name, value in values.items() if name in introduction.shown}
    return {**told, "words": introduction.words, "introduction": introduction}


def participants_of(enrolments: Iterable[Enrolment]) -> tuple[list[dict[str, Any]], int]:
    """Those who let themselves be seen in their cohort, and how many do not."""
    people = list(enrolments)
    told = introductions_of(people, Introduction.Audience.COHORT)
    return [shown_of(one, told[one.pk]) for one in people if one.pk in told], len(people) - len(told)


def own_group(enrolment: Enrolment) -> tuple[int, list[Enrolment]] | None:
    """Number and fellow members of the published group of somebody; None: there is none."""
    mine = PeerSeat.objects.filter(enrolment=enrolment, grouping__state=PeerGrouping.State.PUBLISHED).first()
    if mine is None:
        return None
    fellows = PeerSeat.objects.filter(grouping=mine.grouping_id, group=mine.group).exclude(pk=mine.pk)
    people = seated_of(enrolment.cohort).filter(pk__in=fellows.values("enrolment"))
    return mine.group, list(people)

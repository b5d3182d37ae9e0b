"""Whom one can invite: chief executives of the register, and what they were invited to before."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Attendance, Cohort, Course, Enrolment, Invitation
from deungdae.apps.academy.services.invitations import Invitee
from deungdae.apps.academy.services.trainees import PersonFacts
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.personal.masking import masked
from deungdae.apps.core import clock
from deungdae.apps.core.errors import refused
from deungdae.apps.evidence.company_facts import UPPER_ENDS, size_of
from deungdae.apps.evidence.models import CompanySize
from deungdae.apps.organisations.figure_kinds import EMPLOYEES
from deungdae.apps.organisations.models import Contact, Membership, Organisation, YearlyFigure
from deungdae.apps.organisations.selectors.organisations import Filters, organisations_matching

CHIEF = re.compile(r"대표|회장|사장|CEO", re.IGNORECASE)
"""How a contact says that somebody leads the company: in the department or title, or in the task."""
IS_CHIEF = Q()
for word in CHIEF.pattern.split("|"):
    IS_CHIEF |= Q(department__icontains=word) | Q(purpose__icontains=word)
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who leads a company; `invited`: earlier invitations, the newest first; `is_here`: of this cohort."""

    organisation: Organisation
    name: str
    title: str
    size: str
    invited: Sequence[Invitation]
    is_here: bool


def companies_to_invite(*, user: User, filters: Filters, size: str, is_new: bool) -> QuerySet[Organisation]:
    """Companies with somebody who leads them and has an address, narrowed to the filters; by name.

    `is_new`: nobody of the company was ever at a session for chief executives.
    """
    found = organisations_matching(user=user, filters=filters).filter(has_chief())
    found = found.annotate(employees=employees())
    lower = 1
    for end, band in (*UPPER_ENDS, (None, CompanySize.LARGER)):
        if band == size:
            found = found.filter(employees__gte=lower)
            found = found if end is None else found.filter(employees__lt=end)
        lower = end or lower
    if is_new:
        came = Attendance.objects.filter(
            state__in=Attendance.ATTENDING,
            enrolment__organisation=OuterRef("pk"),
            session__cohort__course__role=Course.Role.CEO,
        )
        found = found.exclude(Exists(came))
    return found.select_related("industry", "region").order_by("name", "pk")


def has_chief() -> Q:
    chiefs = Contact.objects.kept().filter(IS_CHIEF, organisation=OuterRef("pk")).exclude(email="")
    owners = Membership.objects.current().filter(organisation=OuterRef("pk"), role=Membership.Role.OWNER)
    return Q(Exists(chiefs)) | Q(Exists(owners))


def employees() -> Subquery:
    """Of the newest year that is over, by the most reliable source."""
    rows = YearlyFigure.objects.current().filter(
        organisation=OuterRef("pk"), kind=EMPLOYEES, ends_on__lte=clock.today()
    )
    return Subquery(rows.order_by("-ends_on", "source_kind").values("value")[:1])


def candidates_of(organisations: Sequence[Organisation], *, cohort: Cohort) -> list[Candidate]:
    """One person of each company, in five queries."""
    people = chiefs_of(organisations)
    invited: dict[int | None, list[Invitation]] = {}
    rows = Invitation.objects.filter(enrolment__organisation__in=organisations, sent_at__isnull=False)
    for one in rows.select_related("enrolment__cohort__course").order_by("-sent_at"):
        invited.setdefault(one.enrolment.organisation_id, []).append(one)
    mine = Enrolment.objects.active().filter(cohort=cohort, organisation__in=organisations)
    here = set(mine.values_list("organisation", flat=True))
    return [
        Candidate(
            organisation=one,
            name=masked("name", people[one.pk].name),
            title=people[one.pk].job_title,
            size=str(CompanySize(size_of(one.employees)).label),  # type: ignore[attr-defined]
            invited=invited.get(one.pk, []),
            is_here=one.pk in here,
        )
        for one in organisations
        if one.pk in people
    ]


def chiefs_of(organisations: Iterable[Organisation]) -> dict[int, PersonFacts]:
    """Company → the facts of who leads it: a contact that says so, else who acts for it as its owner."""
    found: dict[int, PersonFacts] = {}
    owners = Membership.objects.current().filter(
        organisation__in=list(organisations), role=Membership.Role.OWNER
    )
    for owner in owners.select_related("user").order_by("-pk"):
        found[owner.organisation_id] = PersonFacts(owner.user.name or owner.user.email, owner.user.email)
    contacts = Contact.objects.kept().filter(IS_CHIEF, organisation__in=list(organisations)).exclude(email="")
    for contact in contacts.order_by("-pk"):
        found[contact.organisation_id] = PersonFacts(
            contact.name[:80], contact.email, contact.phone, contact.department[:60]
        )
    return found


def invitees_of(organisations: Sequence[Organisation]) -> list[Invitee]:
    """Who leads these companies, in their order; RefusedError for one that nobody leads any more."""
    people, found = chiefs_of(organisations), []
    for one in organisations:
        if one.pk not in people:
            template = _("{company}의 대표 연락처가 그사이 없어졌습니다. 고른 기업에서 빼 주십시오.")
            raise refused("no_chief", template, company=one.name)
        found.append(Invitee(people[one.pk], one))
    return found


def invitations_of(cohort: Cohort) -> QuerySet[Invitation]:
    """In the order in which seats are offered."""
    found = Invitation.objects.filter(enrolment__cohort=cohort)
    return found.select_related("enrolment__trainee", "enrolment__organisation").order_by(
        "enrolment__place", "pk"
    )

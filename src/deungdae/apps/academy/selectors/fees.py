"""What a cohort costs the companies whose people have its seats, in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from deungdae.apps.academy.fees import Bill, bill_of
from deungdae.apps.academy.models import Cohort, Enrolment
from deungdae.apps.organisations.models import LegalStatusCheck, Organisation

Status = LegalStatusCheck.Status


@dataclass(frozen=True, slots=True)
class CompanyBill:
    """`company` None: everybody who comes for no company, of whom each pays the whole fee."""

    company: Organisation | None
    status: str
    bill: Bill

    @property
    def status_label(self) -> str:
        """Nobody having looked is not the same as nothing that can be said."""
        if self.company is None:
            return ""
        return str(Status(self.status).label) if self.status else _("확인 전")


def bills_of(cohort: Cohort) -> list[CompanyBill]:
    """By company, the most people first; one that was merged counts with the company it is now."""
    seats = Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.SEATED)
    owner = Coalesce("organisation__merged_into", "organisation")
    counted = seats.order_by().values(owner=owner).annotate(people=Count("pk"))
    people = {row["owner"]: row["people"] for row in counted}
    companies = Organisation.objects.in_bulk([key for key in people if key is not None])
    statuses = statuses_of(companies)
    bills = []
    for key, number in people.items():
        company = companies.get(key) if key is not None else None
        status = Status.EXCLUDED if company is None else statuses.get(key, "")
        bills.append(CompanyBill(company, status, bill_of(cohort.course, number, status=status)))
    return sorted(bills, key=lambda one: (one.company is None, -one.bill.people, name_of(one)))


def bill_for(cohort: Cohort, company: Organisation) -> CompanyBill | None:
    """Of one company; None while it has no seat."""
    family = company.family
    seats = Enrolment.objects.filter(
        cohort=cohort, state=Enrolment.State.SEATED, organisation__in=family
    ).count()
    if not seats:
        return None
    status = statuses_of([company.pk]).get(company.pk, "")
    return CompanyBill(company, status, bill_of(cohort.course, seats, status=status))


def total_of(bills: Iterable[CompanyBill]) -> Bill:
    rows = [one.bill for one in bills]
    return Bill(
        sum(one.people for one in rows),
        sum(one.fee for one in rows),
        sum(one.subsidy for one in rows),
        sum(one.possible for one in rows),
    )


def statuses_of(companies: Iterable[int]) -> dict[int, str]:
    """What was confirmed last of each; a company of which nothing was confirmed is not there."""
    found: dict[int, str] = {}
    checks = LegalStatusCheck.objects.filter(organisation__in=list(companies))
    for key, status in checks.order_by("checked_at", "id").values_list("organisation", "status"):
        found[key] = status
    return found


def name_of(one: CompanyBill) -> str:
    return "" if one.company is None else one.company.name

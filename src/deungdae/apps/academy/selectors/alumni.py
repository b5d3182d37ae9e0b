"""The directory of those who completed an invited cohort: seen by fellow alumni, field by field."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from deungdae.apps.academy.models import Cohort, Enrolment, Introduction
from deungdae.apps.academy.models.trainees import is_me
from deungdae.apps.academy.selectors.circle import shown_of
from deungdae.apps.accounts.models import Viewer


@dataclass(frozen=True, slots=True)
class AlumniFilters:
    """Empty means all. Somebody is found only by what he or she shows."""

    cohort: str = ""
    industry: str = ""
    region: str = ""

    @property
    def count(self) -> int:
        return sum(bool(one) for one in (self.cohort, self.industry, self.region))


def completions_of(user: Viewer) -> QuerySet[Enrolment]:
    """The invited cohorts that the person has completed: what makes an alumnus."""
    mine = Enrolment.objects.filter(
        is_me(user, "trainee__"),
        cohort__admission=Cohort.Admission.INVITATION,
        state=Enrolment.State.SEATED,
        completed_on__isnull=False,
    )
    return mine.select_related("cohort__course", "trainee", "organisation").order_by("-completed_on", "pk")


def listed() -> QuerySet[Introduction]:
    """Everybody who is in the directory now."""
    found = Introduction.objects.filter(
        audience=Introduction.Audience.ALUMNI,
        withdrawn_at=None,
        enrolment__completed_on__isnull=False,
        enrolment__state=Enrolment.State.SEATED,
    )
    return found.select_related(
        "enrolment__trainee",
        "enrolment__cohort__course",
        "enrolment__organisation__industry",
        "enrolment__organisation__region",
    )


def directory(filters: AlumniFilters) -> list[dict[str, Any]]:
    """Each as he or she lets be seen; the newest cohorts first."""
    found = listed().order_by("-enrolment__completed_on", "pk")
    if filters.cohort:
        found = found.filter(enrolment__cohort__public_id=filters.cohort)
    return [line_of(one) for one in found if is_found(one, filters)]


def line_of(one: Introduction) -> dict[str, Any]:
    return {**shown_of(one.enrolment, one), "cohort": str(one.enrolment.cohort)}


def is_found(one: Introduction, filters: AlumniFilters) -> bool:
    company = one.enrolment.organisation
    industry, region = (company.industry_id, company.region_id) if company is not None else (None, None)
    by_industry = "industry" in one.shown and (industry or "").startswith(filters.industry)
    by_region = "region" in one.shown and (region or "").startswith(filters.region)
    return (not filters.industry or by_industry) and (not filters.region or by_region)


def cohorts_listed() -> QuerySet[Cohort]:
    found = Cohort.objects.filter(pk__in=listed().values("enrolment__cohort"))
    return found.select_related("course").order_by("-pk")

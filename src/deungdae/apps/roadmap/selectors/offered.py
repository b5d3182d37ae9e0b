"""All that is on offer to a company, and what it has decided on already."""

from datetime import date

from deungdae.apps.calendar.spans import day_of
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.roadmap.bridge.question import Offered
from deungdae.apps.roadmap.models import Offering, StepAct
from deungdae.apps.roadmap.selectors.fitting import company_facts
from deungdae.apps.roadmap.selectors.standing import standings
from deungdae.apps.roadmap.selectors.terms import terms_of

KEPT = (StepAct.Act.ACCEPT, StepAct.Act.DONE)


def offered_to(organisation: Organisation, *, family: str, since: date) -> Offered:
    """In this framework; what is retired only where the company has taken it on before."""
    known = standings(organisation, since=since)
    wanted = Offering.objects.filter(serves__family=family).distinct()
    offerings = [
        one
        for one in wanted.prefetch_related("serves", "needs").order_by("code")
        if one.retired_at is None or (one.pk in known and known[one.pk].act in KEPT)
    ]
    return Offered(offerings, terms_of(offerings), known, company_facts(organisation))


def measured_on(assessment: Assessment) -> date:
    """The day whose levels count: what was done since then raises them."""
    if assessment.settled_at is None:
        raise ValueError("only a settled assessment has levels")
    return day_of(assessment.settled_at)

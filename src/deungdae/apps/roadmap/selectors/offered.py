"""All that is on offer to a company, and what it has decided on already."""

from datetime import date

from deungdae.apps.academy.models import Course
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.organisations.models import Organisation, Solution
from deungdae.apps.roadmap.bridge.question import Offered
from deungdae.apps.roadmap.models import Offering, StepAct
from deungdae.apps.roadmap.selectors.fitting import company_facts, names_in
from deungdae.apps.roadmap.selectors.standing import standings
from deungdae.apps.roadmap.selectors.terms import terms_of

OF_RECORDS = ("course__public_id", "course__state", "forum__public_id", "forum__opened_at", "solution__state")
"""What is read of the records behind offerings; `terms_of` reads the rest of what it tells."""
KEPT = (StepAct.Act.ACCEPT, StepAct.Act.DONE)


def offered_to(organisation: Organisation, *, family: str, since: date) -> Offered:
    """In this framework, with all that it needs first; what is retired or not shown only where the company
    has taken it on before."""
    wanted = wanted_in(family)
    known = standings(organisation, since=since, offerings=wanted) if wanted else {}
    offerings = [one for one in wanted if is_shown(one) or (one.pk in known and known[one.pk].act in KEPT)]
    company, names = company_facts(organisation), names_in(offerings)
    return Offered(offerings, terms_of(offerings), known, company, names)


def wanted_in(family: str) -> list[Offering]:
    """What serves this framework, and whatever that needs, however far back."""
    own = [field.attname for field in Offering._meta.concrete_fields]
    parts = Offering.objects.select_related("course", "forum", "solution").only(*own, *OF_RECORDS)
    parts = parts.prefetch_related("serves", "needs")
    by_pk = {one.pk: one for one in parts.order_by("code")}
    wanted = [one for one in by_pk.values() if any(row.family == family for row in one.serves.all())]
    found = {one.pk for one in wanted}
    while wanted:
        wanted = [by_pk[need.pk] for one in wanted for need in one.needs.all() if need.pk not in found]
        found |= {one.pk for one in wanted}
    return [one for pk, one in by_pk.items() if pk in found]


def is_shown(one: Offering) -> bool:
    """In use, and the record behind it is one that companies may see."""
    is_open = (
        (one.course is None or one.course.state == Course.State.OFFERED)
        and (one.forum is None or one.forum.opened_at is not None)
        and (one.solution is None or one.solution.state == Solution.State.PUBLISHED)
    )
    return one.retired_at is None and is_open


def measured_on(assessment: Assessment) -> date:
    """The day whose levels count: what was done since then raises them."""
    if assessment.settled_at is None:
        raise ValueError("only a settled assessment has levels")
    return day_of(assessment.settled_at)

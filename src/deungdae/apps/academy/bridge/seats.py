"""Enrolments to the engine's applicants and back."""

from collections.abc import Iterable, Mapping, Sequence

from deungdae.apps.academy.models import Cohort, Enrolment
from deungdae.engine.kernel.decision import Decision
from deungdae.engine.seats import decision
from deungdae.engine.seats.model import Allocation, Applicant, Problem, Quota
from deungdae.engine.seats.rules import commitment_of
from deungdae.engine.seats.solve import give_in_order

__all__ = ["allocation_of", "commitment_of", "draw_of"]


def applicant_of(enrolment: Enrolment, aliases: Mapping[int | None, str]) -> Applicant:
    """By the key of the application; a company by an alias that tells nothing: draws are published."""
    company = aliases[enrolment.organisation_id]
    traits = {"region": enrolment.region, "size": enrolment.size}
    return Applicant(enrolment.short_id, company, {name: key for name, key in traits.items() if key})


def aliases_of(enrolments: Iterable[Enrolment]) -> dict[int | None, str]:
    """A name for each company, numbered by the first key of its applications; "" for nobody's."""
    aliases: dict[int | None, str] = {None: ""}
    for one in sorted(enrolments, key=lambda one: one.short_id):
        aliases.setdefault(one.organisation_id, f"company {len(aliases)}")
    return aliases


def problem_of(cohort: Cohort, *, asking: Sequence[Enrolment], held: Sequence[Enrolment]) -> Problem:
    aliases = aliases_of([*asking, *held])
    return Problem(
        applicants=tuple(applicant_of(one, aliases) for one in asking),
        capacity=cohort.capacity,
        per_company=cohort.most_per_company,
        quotas=tuple(Quota(one.kind, one.key, one.seats) for one in cohort.quotas.all()),
        held=tuple(applicant_of(one, aliases) for one in held),
    )


def allocation_of(cohort: Cohort, *, asking: Sequence[Enrolment], held: Sequence[Enrolment]) -> Allocation:
    """Who of these gets a seat now, in this order, beside those who hold one."""
    return give_in_order(problem_of(cohort, asking=asking, held=held))


def draw_of(
    cohort: Cohort, *, asking: Sequence[Enrolment], held: Sequence[Enrolment]
) -> tuple[Allocation, Decision]:
    """The draw of the cohort with its promised secret."""
    return decision.drawn(problem_of(cohort, asking=asking, held=held), secret=cohort.lottery_secret)

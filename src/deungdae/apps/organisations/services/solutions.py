"""Writing solutions: their content as a whole, and the step from draft to public to archive."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.frame import Person
from deungdae.apps.organisations.models import (
    Industry,
    Organisation,
    Region,
    Solution,
    SolutionCertificate,
    SolutionTerm,
)
from deungdae.apps.organisations.services.references import ReferenceLine, lock_solution, write_references
from deungdae.apps.organisations.services.search import index_solutions
from deungdae.engine.kernel.korean import sentence

State = Solution.State
STEPS: Mapping[str, frozenset[str]] = {
    State.DRAFT: frozenset({State.PUBLISHED, State.ARCHIVED}),
    State.PUBLISHED: frozenset({State.DRAFT, State.ARCHIVED}),
    State.ARCHIVED: frozenset({State.DRAFT}),
}
"""From each state, where a solution may go; what is archived is looked over before it is public again."""


@dataclass(frozen=True, slots=True)
class CertificateLine:
    name: str
    number: str
    issuer: str
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """All that is known about a solution; terms by facet."""

    title: str
    summary: str
    price_band: str = ""
    capacity_per_quarter: int | None = None
    terms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    industries: Sequence[Industry] = ()
    regions: Sequence[Region] = ()
    references: Sequence[ReferenceLine] = ()
    certificates: Sequence[CertificateLine] = ()


@transaction.atomic
def create_solution(*, organisation: Organisation, content: Content, actor: Person | None) -> Solution:
    """A draft; RefusedError when the company has one of this name."""
    solution = Solution(organisation=organisation)
    write(solution, content, actor)
    return solution


@transaction.atomic
def update_solution(*, solution: Solution, content: Content, actor: Person | None) -> Solution:
    """All that is known about the solution is what is given here; references that stay keep who confirmed
    them."""
    locked = lock_solution(solution.pk)
    write(locked, content, actor)
    return locked


def write(solution: Solution, content: Content, actor: Person | None) -> None:
    solution.title, solution.summary = content.title, content.summary
    solution.price_band, solution.capacity_per_quarter = content.price_band, content.capacity_per_quarter
    try:
        with transaction.atomic():
            solution.save()
    except IntegrityError as error:
        template = _(
            "‘{title}’(은/는) 이 기업에 이미 있는 솔루션입니다. 그 솔루션을 고치거나 이름을 바꾸어 주십시오."
        )
        raise RefusedError("solution_title_taken", sentence(template, {"title": content.title})) from error
    solution.industries.set(content.industries)
    solution.regions.set(content.regions)
    solution.terms.all().delete()
    solution.certificates.all().delete()
    SolutionTerm.objects.bulk_create(
        SolutionTerm(solution=solution, facet=facet, code=code)
        for facet, codes in content.terms.items()
        for code in dict.fromkeys(codes)
    )
    write_references(solution=solution, lines=content.references, actor=actor)
    SolutionCertificate.objects.bulk_create(
        SolutionCertificate(
            solution=solution,
            name=one.name,
            number=one.number,
            issuer=one.issuer,
            valid_until=one.valid_until,
        )
        for one in content.certificates
    )
    index_solutions([solution.pk])


@transaction.atomic
def move_solution(*, solution: Solution, target: str, actor: Person | None) -> Solution:
    """Publish, take back or archive; RefusedError says from where there is no way."""
    locked = Solution.objects.select_for_update(of=("self",)).get(pk=solution.pk)
    if target not in STEPS[locked.state]:
        template = _(
            "‘{title}’(은/는) 지금 ‘{state}’ 상태라 그렇게 바꿀 수 없습니다."
            " 화면을 새로 고쳐 확인해 주십시오."
        )
        words = {"title": locked.title, "state": locked.get_state_display()}
        raise RefusedError("solution_step", sentence(template, words))
    locked.state = target
    if target == State.PUBLISHED:
        locked.published_at = clock.now()
    locked.save()
    return locked

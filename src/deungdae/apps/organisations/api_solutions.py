"""The JSON API of solutions: those that a person may see, with the fields that are open to that person."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.core.api.fields import ShortText
from deungdae.apps.core.api.paging import PageQuery, page_of, record_of
from deungdae.apps.organisations.models import Solution
from deungdae.apps.organisations.selectors.solutions import (
    SolutionFilters,
    fields_of,
    solution_with_parts,
    solutions_matching,
    with_parts,
)

router = Router(tags=["솔루션"])


class ReferenceOut(Schema):
    """`state`: claimed by the supplier, confirmed or disputed; `decided_as`: customer, centre or empty."""

    month: date
    customer: str
    work: str
    result: str
    state: str
    decided_as: str
    decided_at: datetime | None


class CertificateOut(Schema):
    name: str
    number: str
    issuer: str
    valid_until: date | None


class SolutionOut(Schema):
    """What is closed to the person is null."""

    id: str
    title: str | None = None
    summary: str | None = None
    organisation: str | None = None
    areas: list[str] | None = None
    technologies: list[str] | None = None
    languages: list[str] | None = None
    industries: list[str] | None = None
    regions: list[str] | None = None
    price_band: str | None = None
    capacity_per_quarter: int | None = None
    references: list[ReferenceOut] | None = None
    certificates: list[CertificateOut] | None = None
    state: str | None = None
    updated_at: datetime


class SolutionPage(Schema):
    items: list[SolutionOut]
    next: str | None


class SolutionQuery(PageQuery):
    q: ShortText = ""
    area: ShortText = ""
    technology: ShortText = ""
    language: ShortText = ""
    price: ShortText = ""
    industry: ShortText = ""
    region: ShortText = ""


@router.get("", response=SolutionPage, operation_id="list_solutions", summary="솔루션 목록")
def list_solutions(request: HttpRequest, query: Query[SolutionQuery]) -> dict[str, Any]:
    """이름 순입니다. `q`는 이름, 공급기업, 하는 일에서 찾고 나머지는 화면의 조건과 같습니다."""
    values = query.dict(exclude={"limit", "after"})
    found = with_parts(solutions_matching(user=request.user, filters=SolutionFilters(**values)))
    page = page_of(found, query=query, order=("title", "id"))
    items = [solution_values(user=request.user, solution=solution) for solution in page["items"]]
    return {"items": items, "next": page["next"]}


@router.get("/{solution_id}", response=SolutionOut, operation_id="get_solution", summary="솔루션")
def get_solution(request: HttpRequest, solution_id: str) -> dict[str, Any]:
    """볼 수 없는 값은 null입니다."""
    solution = record_of(solution_with_parts(user=request.user), solution_id)
    return solution_values(user=request.user, solution=solution)


def solution_values(*, user: Viewer, solution: Solution) -> dict[str, Any]:
    """The open fields of a solution whose parts are read."""
    terms: dict[str, list[str]] = {"area": [], "technology": [], "language": []}
    for term in solution.terms.all():
        terms[term.facet].append(term.code)
    values: dict[str, dict[str, Any]] = {
        "title": {"title": solution.title},
        "summary": {"summary": solution.summary},
        "organisation": {"organisation": solution.organisation.name},
        "terms": {
            "areas": terms["area"],
            "technologies": terms["technology"],
            "languages": terms["language"],
        },
        "industries": {"industries": [one.code for one in solution.industries.all()]},
        "regions": {"regions": [one.code for one in solution.regions.all()]},
        "price_band": {"price_band": solution.price_band},
        "capacity_per_quarter": {"capacity_per_quarter": solution.capacity_per_quarter},
        "references": {"references": list(solution.references.all())},
        "certificates": {"certificates": list(solution.certificates.all())},
        "state": {"state": solution.state},
    }
    found: dict[str, Any] = {"id": solution.short_id, "updated_at": solution.updated_at}
    for field in fields_of(user=user, solution=solution):
        found |= values[field]
    return found

"""The JSON API of organisations: what the centre sees of all, and others of their own."""

from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from ninja import Field, Query, Router, Schema

from deungdae.apps.core.api.fields import ShortText
from deungdae.apps.core.api.paging import PageQuery, page_of, public_id, record_of
from deungdae.apps.core.api.problems import NotFoundError
from deungdae.apps.organisations.api_solutions import SolutionOut, solution_values
from deungdae.apps.organisations.models import (
    Branch,
    Organisation,
    OrganisationName,
    OrganisationQuerySet,
    Solution,
)
from deungdae.apps.organisations.selectors.merging import survivor_of
from deungdae.apps.organisations.selectors.search import LAST_PAGE, organisations_found, solutions_found
from deungdae.apps.organisations.selectors.solutions import with_parts

router = Router(tags=["기업·기관"])
search = Router(tags=["찾기"])


class NameOut(Schema):
    kind: str
    text: str
    valid_from: date | None
    valid_to: date | None


class BranchOut(Schema):
    name: str
    kind: str
    region: str | None
    address: str
    opened_on: date | None
    closed_on: date | None

    @staticmethod
    def resolve_region(branch: Branch) -> str | None:
        return branch.region_id


class OrganisationOut(Schema):
    id: str
    name: str
    english_name: str
    names: list[NameOut]
    business_number: str | None
    corporate_number: str | None
    legal_kind: str
    founded_on: date | None
    market: str
    kinds: list[str]
    industry: str | None
    other_industries: list[str]
    region: str | None
    products: str
    home_page: str
    branches: list[BranchOut]

    @staticmethod
    def resolve_other_industries(organisation: Organisation) -> list[str]:
        return [each.industry_id for each in organisation.other_industries.all()]

    @staticmethod
    def resolve_id(organisation: Organisation) -> str:
        return organisation.short_id

    @staticmethod
    def resolve_kinds(organisation: Organisation) -> list[str]:
        return [each.kind for each in organisation.kinds.all()]

    @staticmethod
    def resolve_industry(organisation: Organisation) -> str | None:
        return organisation.industry_id

    @staticmethod
    def resolve_region(organisation: Organisation) -> str | None:
        return organisation.region_id


class OrganisationPage(Schema):
    items: list[OrganisationOut]
    next: str | None


class OrganisationQuery(PageQuery):
    name: ShortText = ""


def organisations_of(request: HttpRequest) -> OrganisationQuerySet:
    """With their parts, never with their contacts: those are personal."""
    return Organisation.objects.visible_to(request.user).prefetch_related(
        "kinds",
        "other_industries",
        Prefetch("names", OrganisationName.objects.kept()),
        Prefetch("branches", Branch.objects.kept()),
    )


@router.get("", response=OrganisationPage, operation_id="list_organisations", summary="기업·기관 목록")
def list_organisations(request: HttpRequest, query: Query[OrganisationQuery]) -> dict[str, Any]:
    """이름 순입니다. `name`을 주면 이름에 그 말이 든 곳만 보입니다."""
    found = organisations_of(request)
    if query.name:
        found = found.filter(name__icontains=query.name)
    return page_of(found, query=query, order=("name", "id"))


@router.get(
    "/{organisation_id}", response=OrganisationOut, operation_id="get_organisation", summary="기업·기관"
)
def get_organisation(request: HttpRequest, organisation_id: str) -> Organisation | HttpResponse:
    """합쳐진 곳의 번호는 남은 곳의 주소로 이어집니다(302)."""
    try:
        return record_of(organisations_of(request), organisation_id)
    except NotFoundError:
        survivor = survivor_of(user=request.user, public_id=public_id(organisation_id))
        if survivor is None:
            raise
        return redirect("api:get_organisation", organisation_id=survivor.short_id)


class AnswerOut(Schema):
    reason: str
    organisation: OrganisationOut


class SolutionAnswerOut(Schema):
    reason: str
    solution: SolutionOut


class SolutionAnswersOut(Schema):
    total: int
    items: list[SolutionAnswerOut]


class AnswersOut(Schema):
    total: int
    items: list[AnswerOut]
    solutions: SolutionAnswersOut


class SearchQuery(Schema):
    q: ShortText
    page: int = Field(1, ge=1, le=LAST_PAGE, description="쪽 번호, 한 쪽에 50곳")


@search.get("", response=AnswersOut, operation_id="search", summary="기업·기관과 솔루션 찾기")
def search_organisations(request: HttpRequest, query: Query[SearchQuery]) -> dict[str, Any]:
    """이름의 일부, 초성, 번호로 찾습니다. 가까운 순이며 까닭(`reason`)을 함께 알립니다.

    `total`은 2,000까지 셉니다. `solutions`는 볼 수 있는 솔루션입니다.
    """
    scope = Organisation.objects.visible_to(request.user)
    answers = organisations_found(scope=scope, text=query.q, page=query.page, with_products=True)
    items = [{"reason": each.reason, "organisation": each.record} for each in answers.found]
    seen = Solution.objects.visible_to(request.user)
    solutions = solutions_found(scope=with_parts(seen), text=query.q, page=query.page)
    found = [
        {"reason": each.reason, "solution": solution_values(user=request.user, solution=each.record)}
        for each in solutions.found
    ]
    return {
        "total": answers.total,
        "items": items,
        "solutions": {"total": solutions.total, "items": found},
    }

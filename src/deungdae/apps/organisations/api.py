"""The JSON API of organisations: what the centre sees of all, and others of their own."""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from deungdae.apps.core.api.fields import ShortText
from deungdae.apps.core.api.paging import PageQuery, page_of, record_of
from deungdae.apps.organisations.models import Organisation, OrganisationQuerySet
from deungdae.apps.organisations.selectors.search import LAST_PAGE, organisations_found

router = Router(tags=["기업·기관"])
search = Router(tags=["찾기"])


class OrganisationOut(Schema):
    id: str
    name: str
    business_number: str | None
    corporate_number: str | None
    kinds: list[str]
    industry: str | None
    region: str | None
    products: str
    home_page: str

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
    return Organisation.objects.visible_to(request.user).prefetch_related("kinds")


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
def get_organisation(request: HttpRequest, organisation_id: str) -> Organisation:
    return record_of(organisations_of(request), organisation_id)


class AnswerOut(Schema):
    reason: str
    organisation: OrganisationOut


class AnswersOut(Schema):
    total: int
    items: list[AnswerOut]


class SearchQuery(Schema):
    q: ShortText
    page: int = Field(1, ge=1, le=LAST_PAGE, description="쪽 번호, 한 쪽에 50곳")


@search.get("", response=AnswersOut, operation_id="search", summary="기업·기관 찾기")
def search_organisations(request: HttpRequest, query: Query[SearchQuery]) -> dict[str, Any]:
    """이름의 일부, 초성, 번호로 찾습니다. 가까운 순이며 까닭(`reason`)을 함께 알립니다.

    `total`은 2,000까지 셉니다.
    """
    scope = Organisation.objects.visible_to(request.user)
    answers = organisations_found(scope=scope, text=query.q, page=query.page, with_products=True)
    items = [{"reason": each.reason, "organisation": each.record} for each in answers.found]
    return {"total": answers.total, "items": items}

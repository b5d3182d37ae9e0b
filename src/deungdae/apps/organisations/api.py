"""The JSON API of organisations: what the centre sees of all, and others of their own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from ninja import Query, Router, Schema

from deungdae.apps.core.api.fields import ShortText
from deungdae.apps.core.api.paging import PageQuery, page_of, public_id, record_of
from deungdae.apps.core.api.problems import NotFoundError
from deungdae.apps.organisations.models import Organisation, OrganisationQuerySet
from deungdae.apps.organisations.selectors.merging import survivor_of

router = Router(tags=["기업·기관"])


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
def get_organisation(request: HttpRequest, organisation_id: str) -> Organisation | HttpResponse:
    """합쳐진 곳의 번호는 남은 곳의 주소로 이어집니다(302)."""
    try:
        return record_of(organisations_of(request), organisation_id)
    except NotFoundError:
        survivor = survivor_of(user=request.user, public_id=public_id(organisation_id))
        if survivor is None:
            raise
        return redirect("api:get_organisation", organisation_id=survivor.short_id)

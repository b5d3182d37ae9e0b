"""The JSON API of organisations: what the centre sees of all, and others of their own."""

from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from ninja import Query, Router, Schema

from deungdae.apps.core.api.fields import ShortText
from deungdae.apps.core.api.paging import PageQuery, page_of, public_id, record_of
from deungdae.apps.core.api.problems import NotFoundError
from deungdae.apps.organisations.models import Branch, Organisation, OrganisationName, OrganisationQuerySet
from deungdae.apps.organisations.selectors.merging import survivor_of

router = Router(tags=["기업·기관"])


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

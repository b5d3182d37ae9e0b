"""Writing organisations: the one door for a single record (lists come through the importer)."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.frame import Person
from deungdae.apps.organisations import numbers
from deungdae.apps.organisations.models import (
    ExternalIdentifier,
    Industry,
    Organisation,
    OrganisationKind,
    Region,
)
from deungdae.apps.organisations.services.search import index_organisations
from deungdae.engine.kernel.korean import sentence

Identifier = tuple[str, str]
"""Scheme and code."""


@transaction.atomic
def create_organisation(
    *,
    name: str,
    kinds: Sequence[str],
    actor: Person | None,
    business_number: str | None = None,
    corporate_number: str | None = None,
    industry: Industry | None = None,
    region: Region | None = None,
    products: str = "",
    home_page: str = "",
    identifiers: Sequence[Identifier] = (),
) -> Organisation:
    """A new organisation; RefusedError names the one that has its number already."""
    organisation = Organisation(
        name=name,
        business_number=business_number or None,
        corporate_number=corporate_number or None,
        industry=industry,
        region=region,
        products=products,
        home_page=home_page,
    )
    save_with_parts(organisation, kinds, identifiers)
    return organisation


@transaction.atomic
def update_organisation(
    *,
    organisation: Organisation,
    name: str,
    kinds: Sequence[str],
    actor: Person | None,
    business_number: str | None = None,
    corporate_number: str | None = None,
    industry: Industry | None = None,
    region: Region | None = None,
    products: str = "",
    home_page: str = "",
    identifiers: Sequence[Identifier] = (),
) -> Organisation:
    """All that is known about the organisation is what is given here."""
    locked = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    locked.name, locked.products, locked.home_page = name, products, home_page
    locked.business_number = business_number or None
    locked.corporate_number = corporate_number or None
    locked.industry, locked.region = industry, region
    save_with_parts(locked, kinds, identifiers)
    return locked


def save_with_parts(
    organisation: Organisation, kinds: Sequence[str], identifiers: Sequence[Identifier]
) -> None:
    refuse_taken_numbers(organisation)
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as error:
        refuse_taken_numbers(organisation)
        raise RefusedError(
            "organisation_number_taken",
            _("같은 번호의 기업·기관이 방금 등록되었습니다. 다시 확인해 주십시오."),
        ) from error
    keep_kinds(organisation, kinds)
    keep_identifiers(organisation, identifiers)
    index_organisations([organisation.pk])


def refuse_taken_numbers(organisation: Organisation) -> None:
    """Say whose number it is, before the database refuses it."""
    labels = {
        "business_number": (_("사업자등록번호"), numbers.shown_business),
        "corporate_number": (_("법인등록번호"), numbers.shown_corporate),
    }
    for field, (label, shown) in labels.items():
        value = getattr(organisation, field)
        if value is None:
            continue
        other = Organisation.objects.filter(**{field: value}).exclude(pk=organisation.pk).first()
        if other is not None:
            raise RefusedError(
                "organisation_number_taken",
                sentence(
                    _("{label} {number}(은/는) 이미 ‘{name}’의 번호입니다. 그 기업·기관을 고쳐 주십시오."),
                    {"label": label, "number": shown(value), "name": other.name},
                ),
            )


def keep_kinds(organisation: Organisation, kinds: Sequence[str]) -> None:
    before = set(organisation.kinds.values_list("kind", flat=True))
    organisation.kinds.exclude(kind__in=kinds).delete()
    new = [kind for kind in dict.fromkeys(kinds) if kind not in before]
    OrganisationKind.objects.bulk_create(
        OrganisationKind(organisation=organisation, kind=kind) for kind in new
    )


def keep_identifiers(organisation: Organisation, identifiers: Sequence[Identifier]) -> None:
    before = {(row.scheme, row.code): row for row in organisation.identifiers.all()}
    gone = [row.pk for key, row in before.items() if key not in identifiers]
    ExternalIdentifier.objects.filter(pk__in=gone).delete()
    for scheme, code in dict.fromkeys(identifiers):
        if (scheme, code) in before:
            continue
        other = (
            ExternalIdentifier.objects.filter(scheme=scheme, code=code).select_related("organisation").first()
        )
        if other is not None:
            raise RefusedError(
                "identifier_taken",
                sentence(
                    _("외부 번호 {scheme}:{code}(은/는) 이미 ‘{name}’의 번호입니다."),
                    {"scheme": scheme, "code": code, "name": other.organisation.name},
                ),
            )
        ExternalIdentifier.objects.create(organisation=organisation, scheme=scheme, code=code)

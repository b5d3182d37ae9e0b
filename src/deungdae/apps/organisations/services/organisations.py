"""Writing organisations: the one door for a single record (lists come through the importer)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.imports.frame import Person
from deungdae.apps.organisations.dates import refuse_implausible
from deungdae.apps.organisations.models import (
    ExternalIdentifier,
    Industry,
    Organisation,
    OrganisationIndustry,
    OrganisationKind,
    Region,
)
from deungdae.apps.organisations.names import name_key
from deungdae.apps.organisations.services.history import Act, remove, save
from deungdae.apps.organisations.services.names import keep_as_former_name
from deungdae.apps.organisations.services.numbers import refuse_taken_numbers
from deungdae.apps.organisations.services.search import index_organisations
from deungdae.engine.kernel.korean import sentence

Identifier = tuple[str, str]
"""Scheme and code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """All that is known about an organisation itself; None and empty: not known."""

    name: str
    english_name: str = ""
    business_number: str | None = None
    corporate_number: str | None = None
    legal_kind: str = ""
    founded_on: date | None = None
    market: str = ""
    industry: Industry | None = None
    region: Region | None = None
    products: str = ""
    home_page: str = ""

    def put_into(self, organisation: Organisation) -> None:
        for each in fields(self):
            setattr(organisation, each.name, getattr(self, each.name))
        organisation.business_number = self.business_number or None
        organisation.corporate_number = self.corporate_number or None


@transaction.atomic
def create_organisation(
    *,
    kinds: Sequence[str],
    actor: Person | None,
    other_industries: Iterable[Industry] = (),
    identifiers: Sequence[Identifier] = (),
    **particulars: object,
) -> Organisation:
    """A new organisation of these Particulars; RefusedError names the one that has its number already."""
    organisation = Organisation()
    Particulars(**particulars).put_into(organisation)  # type: ignore[arg-type]
    save_with_parts(organisation, kinds, other_industries, identifiers, Act(actor))
    return organisation


@transaction.atomic
def update_organisation(
    *,
    organisation: Organisation,
    kinds: Sequence[str],
    actor: Person | None,
    other_industries: Iterable[Industry] = (),
    identifiers: Sequence[Identifier] = (),
    keep_former_name: bool = False,
    seen: datetime | None = None,
    **particulars: object,
) -> Organisation:
    """All that is known is what is given here; an old name may stay as a former one.

    `seen`: when it was last changed as the person saw it; what came since is not written over.
    """
    locked = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    refuse_stale(locked, seen)
    act, old_name = Act(actor), locked.name
    Particulars(**particulars).put_into(locked)  # type: ignore[arg-type]
    save_with_parts(locked, kinds, other_industries, identifiers, act)
    if keep_former_name and name_key(old_name) != name_key(locked.name):
        keep_as_former_name(organisation=locked, text=old_name, act=act)
    return locked


def refuse_stale(organisation: Organisation, seen: datetime | None) -> None:
    if seen is None or seen == organisation.updated_at:
        return
    act = organisation.history.select_related("history_user").first()
    who = str(act.history_user) if act and act.history_user else _("다른 사람")
    raise refused(
        "organisation_stale",
        _(
            "화면을 연 뒤 {who}(이/가) ‘{name}’의 내용을 고쳤습니다. 아직 저장하지 않았으니"
            " 아래의 지금 값과 견주어 고친 뒤 다시 저장해 주십시오."
        ),
        who=who,
        name=organisation.name,
    )


def save_with_parts(
    organisation: Organisation,
    kinds: Sequence[str],
    other_industries: Iterable[Industry],
    identifiers: Sequence[Identifier],
    act: Act,
) -> None:
    refuse_implausible(organisation.founded_on)
    refuse_taken_numbers(organisation)
    try:
        with transaction.atomic():
            save(organisation, act)
    except IntegrityError as error:
        refuse_taken_numbers(organisation)
        raise RefusedError(
            "organisation_number_taken",
            _("같은 번호의 기업·기관이 방금 등록되었습니다. 다시 확인해 주십시오."),
        ) from error
    others = [each.pk for each in other_industries if each.pk != organisation.industry_id]
    keep_set(organisation, OrganisationKind, "kind", kinds, act=act)
    keep_set(organisation, OrganisationIndustry, "industry_id", others, act=act)
    keep_identifiers(organisation, identifiers, act)
    index_organisations([organisation.pk])


def keep_set(
    organisation: Organisation, model: type[models.Model], field: str, wanted: Sequence[str], *, act: Act
) -> None:
    """One row per wanted value: what is gone goes, what is new comes, the rest stays."""
    rows = model._default_manager.filter(organisation=organisation)
    before = {getattr(row, field): row for row in rows}
    for value, row in before.items():
        if value not in wanted:
            remove(row, act)
    for value in dict.fromkeys(wanted):
        if value not in before:
            save(model(organisation=organisation, **{field: value}), act)


def keep_identifiers(organisation: Organisation, identifiers: Sequence[Identifier], act: Act) -> None:
    before = {(row.scheme, row.code): row for row in organisation.identifiers.all()}
    for key, row in before.items():
        if key not in identifiers:
            remove(row, act)
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
        save(ExternalIdentifier(organisation=organisation, scheme=scheme, code=code), act)

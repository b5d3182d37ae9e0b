"""Other names, contacts and branches of an organisation: added, changed, put away."""

from typing import TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.frame import Person
from deungdae.apps.organisations.dates import refuse_implausible
from deungdae.apps.organisations.models import Branch, Organisation, OrganisationName, OrganisationPart
from deungdae.apps.organisations.names import name_key
from deungdae.apps.organisations.services.history import Act, save
from deungdae.apps.organisations.services.numbers import refuse_taken_branch_number
from deungdae.apps.organisations.services.search import index_organisations
from deungdae.engine.kernel.korean import sentence

Part = TypeVar("Part", bound=OrganisationPart)


@transaction.atomic
def add_part(
    *, organisation: Organisation, model: type[Part], actor: Person | None, **values: object
) -> Part:
    """A new name, contact or branch; the same one a second time is refused."""
    part = model(organisation=organisation, **values)
    keep(part, Act(actor))
    index_organisations([organisation.pk])
    return part


@transaction.atomic
def change_part(*, part: OrganisationPart, actor: Person | None, **values: object) -> None:
    """All of the part is what is given here."""
    locked = type(part)._default_manager.select_for_update(of=("self",)).get(pk=part.pk)
    refuse_archived(locked)
    for name, value in values.items():
        setattr(locked, name, value)
    keep(locked, Act(actor))
    index_organisations([locked.organisation_id])


@transaction.atomic
def archive_part(*, part: OrganisationPart, actor: Person | None) -> None:
    """It is no longer shown; its history says that it was."""
    locked = type(part)._default_manager.select_for_update(of=("self",)).get(pk=part.pk)
    refuse_archived(locked)
    locked.archived_at = clock.now()
    save(locked, Act(actor))
    index_organisations([locked.organisation_id])


def keep(part: OrganisationPart, act: Act) -> None:
    if isinstance(part, Branch):
        refuse_implausible(part.opened_on, part.closed_on)
        refuse_taken_branch_number(part)
    if isinstance(part, OrganisationName):
        refuse_implausible(part.valid_from, part.valid_to)
        refuse_present_name(part)
    try:
        with transaction.atomic():
            save(part, act)
    except IntegrityError as error:
        raise RefusedError(
            "part_twice",
            sentence(
                _("‘{name}’(은/는) 이미 등록되어 있거나 기간이 맞지 않습니다. 등록된 것을 고쳐 주십시오."),
                {"name": str(part)},
            ),
        ) from error


def refuse_present_name(name: OrganisationName) -> None:
    """What an organisation is called today is no former name of it."""
    present = name_key(name.organisation.name)
    if name.kind == OrganisationName.Kind.FORMER and name_key(name.text) == present:
        raise RefusedError(
            "name_in_use",
            sentence(
                _("‘{name}’(은/는) 지금 쓰는 이름입니다. 이전 이름에는 더 쓰지 않는 이름을 적어 주십시오."),
                {"name": name.text},
            ),
        )


def refuse_archived(part: OrganisationPart) -> None:
    if part.archived_at is not None:
        raise RefusedError(
            "part_archived",
            sentence(_("‘{name}’(은/는) 이미 보관되어 고칠 수 없습니다."), {"name": str(part)}),
        )

"""Recording who owns whom: never more than the whole, no company of itself, circles only when confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.frame import Person
from deungdae.apps.core.imports.turns import take_turn
from deungdae.apps.organisations import ownership_rules
from deungdae.apps.organisations.dates import refuse_implausible
from deungdae.apps.organisations.models import BusinessGroup, GroupMembership, Organisation, OwnershipLink
from deungdae.apps.organisations.names import name_key
from deungdae.apps.organisations.ownership_rules import CONTROL, WHOLE
from deungdae.apps.organisations.selectors.ownership import chain_between, most_held


@dataclass(frozen=True, slots=True)
class Owner:
    """An organisation of the register, or somebody outside it by name."""

    organisation: Organisation | None = None
    name: str = ""
    kind: str = OwnershipLink.OwnerKind.COMPANY
    assets: int | None = None

    @property
    def shown(self) -> str:
        return self.organisation.name if self.organisation else self.name

    def is_company_called(self, name: str) -> bool:
        """Whether this is a company outside the register with this name; persons may be called like one."""
        is_outside = self.organisation is None and self.kind == OwnershipLink.OwnerKind.COMPANY
        return is_outside and name_key(self.name) == name_key(name)


@transaction.atomic
def record_share(
    *,
    owner: Owner,
    owned: Organisation,
    share: Decimal,
    starts_on: date,
    ends_on: date | None = None,
    source: str = "",
    is_confirmed: bool = False,
    actor: Person | None,
) -> OwnershipLink:
    """Keep that the owner has this share, when it fits beside the other shares of that time."""
    take_turn("ownership")
    Organisation.objects.select_for_update(of=("self",)).get(pk=owned.pk)
    refuse_impossible_share(owner, owned, share, starts_on, ends_on)
    refuse_too_much(owned, share, starts_on, ends_on)
    refuse_circle(owner, owned, share, starts_on, ends_on, is_confirmed=is_confirmed)
    try:
        with transaction.atomic():
            return OwnershipLink.objects.create(
                owner=owner.organisation,
                owner_name="" if owner.organisation else owner.name.strip(),
                owner_kind=owner.kind,
                owner_assets=owner.assets,
                owned=owned,
                share=share,
                starts_on=starts_on,
                ends_on=ends_on,
                source=source,
            )
    except IntegrityError as error:
        raise RefusedError(
            "ownership_changed", _("같은 기업의 지분이 방금 바뀌었습니다. 화면을 새로 고쳐 확인해 주십시오.")
        ) from error


def refuse_impossible_share(
    owner: Owner, owned: Organisation, share: Decimal, starts_on: date, ends_on: date | None
) -> None:
    if owner.organisation is None and not owner.name.strip():
        raise RefusedError("ownership_no_owner", _("주주를 고르거나 이름을 적어 주십시오."))
    if owner.is_company_called(owned.name) or owner.organisation == owned:
        raise ownership_rules.of_itself(owned.name)
    if not ownership_rules.is_possible(share):
        raise ownership_rules.impossible_share(share)
    refuse_implausible(starts_on)
    if ends_on is not None and ends_on <= starts_on:
        raise ownership_rules.wrong_end(starts_on, ends_on)
    running = OwnershipLink.objects.between(starts_on, ends_on).filter(owned=owned)
    same = running.filter(owner=owner.organisation) if owner.organisation else None
    same = same if same is not None else running.filter(owner__isnull=True, owner_name=owner.name.strip())
    other = same.first()
    if other is not None:
        raise ownership_rules.held_already(owner.shown, other.share)


def refuse_too_much(owned: Organisation, share: Decimal, starts_on: date, ends_on: date | None) -> None:
    held, on = most_held(owned=owned, first=starts_on, last=ends_on)
    if held + share > WHOLE:
        raise ownership_rules.above_whole(owned.name, on, held=held, share=share)


def refuse_circle(
    owner: Owner,
    owned: Organisation,
    share: Decimal,
    starts_on: date,
    ends_on: date | None,
    *,
    is_confirmed: bool,
) -> None:
    """Companies that own each other are legal when small; nobody controls itself through others."""
    if owner.organisation is None:
        return
    if share >= CONTROL:
        chain = chain_between(owned, owner.organisation, least=CONTROL, first=starts_on, last=ends_on)
        if chain:
            raise ownership_rules.controlling_circle(names_in(owner.organisation, chain))
    chain = chain_between(owned, owner.organisation, least=Decimal(0), first=starts_on, last=ends_on)
    if chain and not is_confirmed:
        raise ownership_rules.circle(names_in(owner.organisation, chain))


def refuse_control_of_itself(organisation: Organisation) -> None:
    """When the shares of two became those of one: small circles are legal and stay, control is not."""
    held = OwnershipLink.objects.filter(owner=organisation, share__gte=CONTROL).exclude(owned=organisation)
    for link in held.select_related("owned"):
        chain = chain_between(
            link.owned, organisation, least=CONTROL, first=link.starts_on, last=link.ends_on
        )
        if chain:
            raise ownership_rules.controlling_circle(names_in(organisation, chain))


def names_in(owner: Organisation, chain: Sequence[Organisation]) -> list[str]:
    return [one.name for one in (owner, *chain)]


@transaction.atomic
def end_share(*, link: OwnershipLink, ends_on: date, actor: Person | None) -> None:
    """The share is held no longer from this day; that it was is kept."""
    running = OwnershipLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if running.ends_on is not None:
        raise RefusedError("ownership_ended", _("이미 끝난 지분입니다. 화면을 새로 고쳐 확인해 주십시오."))
    if ends_on <= running.starts_on:
        raise ownership_rules.wrong_end(running.starts_on, ends_on)
    OwnershipLink.objects.filter(pk=link.pk).update(ends_on=ends_on)


@transaction.atomic
def join_group(
    *,
    organisation: Organisation,
    name: str,
    kind: str,
    starts_on: date,
    ends_on: date | None = None,
    source: str = "",
    actor: Person | None,
) -> GroupMembership:
    """The company belongs to the group of this name; one that is not known yet is made."""
    refuse_implausible(starts_on)
    group, is_new = BusinessGroup.objects.get_or_create(
        name=" ".join(name.split()), defaults={"kind": kind, "source": source}
    )
    if not is_new and group.kind != kind:
        raise ownership_rules.other_kind(group.name, str(group.get_kind_display()))
    if ends_on is not None and ends_on <= starts_on:
        raise ownership_rules.wrong_end(starts_on, ends_on)
    try:
        with transaction.atomic():
            return GroupMembership.objects.create(
                organisation=organisation, group=group, starts_on=starts_on, ends_on=ends_on
            )
    except IntegrityError as error:
        raise ownership_rules.in_group_already(organisation.name, group.name) from error


@transaction.atomic
def leave_group(*, membership: GroupMembership, ends_on: date, actor: Person | None) -> None:
    running = GroupMembership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if running.ends_on is not None or ends_on <= running.starts_on:
        raise RefusedError(
            "group_left", _("이미 나갔거나, 나간 날이 들어온 날보다 뒤가 아닙니다. 날짜를 확인해 주십시오.")
        )
    GroupMembership.objects.filter(pk=membership.pk).update(ends_on=ends_on)

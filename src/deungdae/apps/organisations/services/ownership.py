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
from deungdae.apps.organisations.models import BusinessGroup, GroupMembership, Organisation, OwnershipLink
from deungdae.apps.organisations.selectors.ownership import chain_between, most_held
from deungdae.engine.kernel.korean import sentence

WHOLE, CONTROL = Decimal(100), Decimal(50)


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


class CircularError(RefusedError):
    """The share closes a circle of companies that own each other; a person may confirm a small one."""


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
    if owner.organisation is not None and owner.organisation.pk == owned.pk:
        template = _("‘{name}’(은/는) 자기 자신의 주주가 될 수 없습니다. 다른 주주를 골라 주십시오.")
        raise RefusedError("ownership_of_itself", sentence(template, {"name": owned.name}))
    if not 0 < share <= WHOLE or share != round(share, 4):
        template = _("지분율 {share}(은/는) 0보다 크고 100 이하여야 하며, 소수 넷째 자리까지 적습니다.")
        raise RefusedError("ownership_share", sentence(template, {"share": f"{share:f}%"}))
    if ends_on is not None and ends_on <= starts_on:
        template = _("끝난 날 {end}(은/는) 시작한 날 {start}보다 뒤여야 합니다.")
        words = {"end": ends_on.isoformat(), "start": starts_on.isoformat()}
        raise RefusedError("ownership_dates", sentence(template, words))
    running = OwnershipLink.objects.between(starts_on, ends_on).filter(owned=owned)
    same = running.filter(owner=owner.organisation) if owner.organisation else None
    same = same if same is not None else running.filter(owner__isnull=True, owner_name=owner.name.strip())
    other = same.first()
    if other is not None:
        template = _(
            "‘{owner}’(은/는) 이 기간에 이미 {share}(을/를) 가진 것으로 기록되어 있습니다. "
            "그 지분을 먼저 끝내 주십시오."
        )
        words = {"owner": owner.shown, "share": other.shown_share}
        raise RefusedError("ownership_twice", sentence(template, words))


def refuse_too_much(owned: Organisation, share: Decimal, starts_on: date, ends_on: date | None) -> None:
    held, on = most_held(owned=owned, first=starts_on, last=ends_on)
    if held + share > WHOLE:
        template = _(
            "‘{name}’의 지분 합계가 {on}에 {total}%로, 100%보다 많습니다. "
            "이미 기록된 지분은 {held}%입니다. 지분율이나 기간을 고쳐 주십시오."
        )
        words = {
            "name": owned.name,
            "on": on.isoformat(),
            "total": f"{(held + share).normalize():f}",
            "held": f"{held.normalize():f}",
        }
        raise RefusedError("ownership_above_whole", sentence(template, words))


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
            template = _(
                "지배 지분(50% 이상)이 돌고 돕니다: {chain}. 한 회사가 자기 자신을 지배할 수 없으므로 "
                "지분율이나 기간을 고쳐 주십시오."
            )
            words = {"chain": shown_chain(owner.organisation, chain)}
            raise RefusedError("ownership_controlling_circle", sentence(template, words))
    chain = chain_between(owned, owner.organisation, least=Decimal(0), first=starts_on, last=ends_on)
    if chain and not is_confirmed:
        template = _("지분이 돌고 돕니다: {chain}. 실제로 그런 순환 출자인지 확인해 주십시오.")
        words = {"chain": shown_chain(owner.organisation, chain)}
        raise CircularError("ownership_circle", sentence(template, words))


def shown_chain(owner: Organisation, chain: Sequence[Organisation]) -> str:
    return " → ".join(one.name for one in (owner, *chain))


@transaction.atomic
def end_share(*, link: OwnershipLink, ends_on: date, actor: Person | None) -> None:
    """The share is held no longer from this day; that it was is kept."""
    running = OwnershipLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if running.ends_on is not None:
        raise RefusedError("ownership_ended", _("이미 끝난 지분입니다. 화면을 새로 고쳐 확인해 주십시오."))
    if ends_on <= running.starts_on:
        template = _("끝난 날 {end}(은/는) 시작한 날 {start}보다 뒤여야 합니다.")
        words = {"end": ends_on.isoformat(), "start": running.starts_on.isoformat()}
        raise RefusedError("ownership_dates", sentence(template, words))
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
    group, is_new = BusinessGroup.objects.get_or_create(
        name=" ".join(name.split()), defaults={"kind": kind, "source": source}
    )
    if not is_new and group.kind != kind:
        template = _("‘{group}’(은/는) ‘{kind}’(으로/로) 등록되어 있습니다. 종류를 확인해 주십시오.")
        words = {"group": group.name, "kind": str(group.get_kind_display())}
        raise RefusedError("group_kind", sentence(template, words))
    if ends_on is not None and ends_on <= starts_on:
        template = _("끝난 날 {end}(은/는) 시작한 날 {start}보다 뒤여야 합니다.")
        words = {"end": ends_on.isoformat(), "start": starts_on.isoformat()}
        raise RefusedError("ownership_dates", sentence(template, words))
    try:
        with transaction.atomic():
            return GroupMembership.objects.create(
                organisation=organisation, group=group, starts_on=starts_on, ends_on=ends_on
            )
    except IntegrityError as error:
        template = _("‘{name}’(은/는) 이 기간에 이미 ‘{group}’에 들어 있습니다.")
        words = {"name": organisation.name, "group": group.name}
        raise RefusedError("group_twice", sentence(template, words)) from error


@transaction.atomic
def leave_group(*, membership: GroupMembership, ends_on: date, actor: Person | None) -> None:
    running = GroupMembership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if running.ends_on is not None or ends_on <= running.starts_on:
        raise RefusedError(
            "group_left", _("이미 나갔거나, 나간 날이 들어온 날보다 뒤가 아닙니다. 날짜를 확인해 주십시오.")
        )
    GroupMembership.objects.filter(pk=membership.pk).update(ends_on=ends_on)

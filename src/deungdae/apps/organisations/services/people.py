"""Who acts for an organisation: what a membership may become, and how it ends."""

from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import PERSON, RIGHTS_ENDED, RIGHTS_GRANTED
from deungdae.apps.core.audit.caller import caller_by
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.core.errors import refused
from deungdae.apps.organisations.models import HandOver, Membership, Organisation, OrganisationClaim
from deungdae.apps.organisations.services.history import Act, save

OWNER = Membership.Role.OWNER
Mover = Callable[[Organisation, User, User], int]
MOVERS: list[Mover] = []


def register_mover(mover: Mover) -> None:
    """What other apps hand from a leaver to a successor: (organisation, leaver, successor) → how many."""
    if mover not in MOVERS:
        MOVERS.append(mover)


Leaver = Callable[[Organisation, User], object]
ON_LEAVING: list[Leaver] = []


def register_on_leaving(told: Leaver) -> None:
    """What other apps close when a person acts for an organisation no more: (organisation, person)."""
    if told not in ON_LEAVING:
        ON_LEAVING.append(told)


def add_member(*, organisation: Organisation, user: User, role: str, actor: User | None) -> Membership:
    """One membership of a person in an organisation at a time."""
    held = open_membership(organisation=organisation, user=user)
    if held is None:
        try:
            membership = Membership(organisation=organisation, user=user, role=role, starts_on=clock.today())
            with transaction.atomic():
                save(membership, Act(actor))
            return membership
        except IntegrityError:
            held = Membership.objects.get(organisation=organisation, user=user, ends_on__isnull=True)
    raise already(held)


def already(held: Membership) -> Exception:
    template = _("{name} 님은 이미 ‘{organisation}’의 ‘{role}’입니다. 담당자 화면에서 바꿀 수 있습니다.")
    words = {"name": held.user.name, "organisation": held.organisation.name}
    return refused("member_already", template, role=held.get_role_display(), **words)


def open_membership(*, organisation: Organisation, user: User) -> Membership | None:
    return Membership.objects.filter(organisation=organisation, user=user, ends_on__isnull=True).first()


def locked_membership(*, organisation: Organisation, user: User) -> Membership:
    """The open membership, with the organisation's people held still until the act is done."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    held = open_membership(organisation=organisation, user=user)
    if held is None:
        template = _("{name} 님은 지금 ‘{organisation}’의 담당자가 아닙니다. 이미 끝났을 수 있습니다.")
        raise refused("membership_ended", template, name=user.name, organisation=organisation.name)
    return held


def keep_an_owner(membership: Membership) -> None:
    """A claimed company always has somebody who answers for it."""
    owners = Membership.objects.filter(
        organisation=membership.organisation_id, role=OWNER, ends_on__isnull=True
    )
    claimed = OrganisationClaim.objects.filter(
        organisation=membership.organisation_id, state=OrganisationClaim.State.APPROVED
    )
    is_last = membership.role == OWNER and not owners.exclude(pk=membership.pk).exists()
    if is_last and claimed.exists():
        template = _(
            "‘{organisation}’에는 대표 담당자가 한 사람은 있어야 합니다."
            " 다른 담당자를 대표 담당자로 정하거나 넘겨준 뒤 끝내 주십시오."
        )
        raise refused("last_owner", template, organisation=membership.organisation.name)


@transaction.atomic
def end_membership(*, organisation: Organisation, user: User, actor: User | None) -> None:
    """From now on the person no longer acts for the organisation; that they did is kept."""
    held = locked_membership(organisation=organisation, user=user)
    keep_an_owner(held)
    leave(held, actor=actor)
    note_right(RIGHTS_ENDED, held, actor=actor)


def note_right(act: str, membership: Membership, *, actor: User | None) -> None:
    """What the audit log says of a membership; last in the transaction."""
    record_audit(
        act=act,
        caller=caller_by(actor),
        subject=Subject(PERSON, membership.user.short_id),
        target=f"organisation:{membership.organisation.short_id}:{membership.role}",
    )


def end(membership: Membership, *, actor: User | None) -> None:
    """It ends today and is kept."""
    membership.ends_on = clock.today()
    save(membership, Act(actor))


def leave(membership: Membership, *, actor: User | None) -> None:
    """The person acts for the organisation no more, in no role."""
    end(membership, actor=actor)
    for told in ON_LEAVING:
        told(membership.organisation, membership.user)


@transaction.atomic
def change_role(*, organisation: Organisation, user: User, role: str, actor: User | None) -> Membership:
    """Another role from today; the one before ends and is kept."""
    membership = changed_role(organisation=organisation, user=user, role=role, actor=actor)
    note_right(RIGHTS_GRANTED, membership, actor=actor)
    return membership


def changed_role(*, organisation: Organisation, user: User, role: str, actor: User | None) -> Membership:
    held = locked_membership(organisation=organisation, user=user)
    if held.role == role:
        raise already(held)
    if role != OWNER:
        keep_an_owner(held)
    end(held, actor=actor)
    return add_member(organisation=organisation, user=user, role=role, actor=actor)


@transaction.atomic
def hand_over(*, organisation: Organisation, leaver: User, successor: User, actor: User | None) -> HandOver:
    """The successor takes the leaver's role and open things; the leaver's membership ends today."""
    leaving = locked_membership(organisation=organisation, user=leaver)
    taking = open_membership(organisation=organisation, user=successor)
    if taking is None or leaver.pk == successor.pk:
        template = _(
            "‘{name}’: 넘겨받을 사람은 지금 ‘{organisation}’의 다른 담당자여야 합니다. 먼저 초대해 주십시오."
        )
        raise refused("no_successor", template, name=successor.name, organisation=organisation.name)
    is_promoted = leaving.role == OWNER and taking.role != OWNER
    if is_promoted:
        taking = changed_role(organisation=organisation, user=successor, role=OWNER, actor=actor)
    leave(leaving, actor=actor)
    handed = HandOver.objects.create(
        organisation=organisation,
        leaver=leaver,
        successor=successor,
        actor=actor,
        moved=sum(mover(organisation, leaver, successor) for mover in MOVERS),
        handed_at=clock.now(),
    )
    note_right(RIGHTS_ENDED, leaving, actor=actor)
    if is_promoted:
        note_right(RIGHTS_GRANTED, taking, actor=actor)
    return handed

"""Who acts for an organisation: inviting a person, ending what they may do."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.invitations import account_for, post_invitation, refused
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Membership, Organisation
from deungdae.apps.organisations.services.history import Act, save

TO_ORGANISATION = gettext_lazy("{centre}에서 {name} 님을 ‘{organisation}’의 ‘{role}’(으로/로) 초대합니다.")


@transaction.atomic
def invite_member(
    *, organisation: Organisation, email: str, name: str, role: str, actor: User | None
) -> User:
    """The person acts for the organisation from today, and is told so by mail."""
    user = account_for(email=email, name=name)
    add_member(organisation=organisation, user=user, role=role, actor=actor)
    post_invitation(
        user=user,
        purpose=TO_ORGANISATION,
        occasion="member",
        organisation=organisation.name,
        role=str(Membership.Role(role).label),
    )
    return user


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
    template = _(
        "{name} 님은 이미 ‘{organisation}’의 ‘{role}’입니다."
        " 역할을 바꾸려면 지금 역할을 끝낸 뒤 다시 초대해 주십시오."
    )
    raise refused(
        "member_already",
        template,
        name=user.name,
        organisation=organisation.name,
        role=held.get_role_display(),
    )


def open_membership(*, organisation: Organisation, user: User) -> Membership | None:
    return Membership.objects.filter(organisation=organisation, user=user, ends_on__isnull=True).first()


@transaction.atomic
def end_membership(*, organisation: Organisation, user: User, actor: User | None) -> None:
    """From now on the person no longer acts for the organisation; that they did is kept."""
    running = Membership.objects.filter(organisation=organisation, user=user, ends_on__isnull=True)
    membership = running.select_for_update(of=("self",)).first()
    if membership is None:
        template = _("{name} 님은 지금 ‘{organisation}’의 담당자가 아닙니다. 이미 끝났을 수 있습니다.")
        raise refused("membership_ended", template, name=user.name, organisation=organisation.name)
    membership.ends_on = clock.today()
    save(membership, Act(actor))

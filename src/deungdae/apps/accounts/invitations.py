"""Bringing people in: an account without a password, what it may do, and a mail with the link to set one."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.links import INVITATION_WITHIN, password_link
from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.selectors import INVITATION
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import PERSON, RIGHTS_ENDED, RIGHTS_GRANTED
from deungdae.apps.core.audit.caller import caller_by
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.outbox.services import post_message
from deungdae.engine.kernel.korean import sentence

AGAIN_AFTER = timedelta(minutes=1)
TO_CENTRE = gettext_lazy("{centre}에서 {name} 님을 ‘{role}’(으로/로) 초대합니다.")


@transaction.atomic
def account_for(*, email: str, name: str) -> User:
    """The account of this address, made now if there is none; it waits locked for what it is given."""
    found = User.objects.filter(email__iexact=email).first() or new_account(email=email, name=name)
    user = User.objects.select_for_update().get(pk=found.pk)
    if not user.is_active:
        template = _("{email}(은/는) 잠긴 계정의 주소입니다. 다른 주소로 초대해 주십시오.")
        raise refused("account_inactive", template, email=email)
    return user


def new_account(*, email: str, name: str) -> User:
    """A new account; when somebody else makes it at the same moment, theirs."""
    try:
        with transaction.atomic():
            return create_account(email=email, name=name, password=None)
    except IntegrityError:
        return User.objects.get(email__iexact=email)


@transaction.atomic
def invite_to_centre(*, email: str, name: str, role: str, actor: User | None) -> User:
    """A role in the centre from today, and the mail that says so."""
    user = account_for(email=email, name=name)
    grant = granted_role(user=user, role=role, actor=actor)
    label = RoleGrant.Role(role).label
    post_invitation(user=user, purpose=TO_CENTRE, occasion="centre", role=str(label))
    note_right(RIGHTS_GRANTED, grant, actor=actor)
    return user


@transaction.atomic
def give_role(*, user: User, role: str, actor: User | None) -> RoleGrant:
    """The role from today; each once at a time."""
    grant = granted_role(user=user, role=role, actor=actor)
    note_right(RIGHTS_GRANTED, grant, actor=actor)
    return grant


def note_right(act: str, grant: RoleGrant, *, actor: User | None) -> None:
    """What the audit log says of a role of the centre; last in the transaction."""
    subject = Subject(PERSON, grant.user.short_id)
    record_audit(act=act, caller=caller_by(actor), subject=subject, target=f"role:{grant.role}")


def granted_role(*, user: User, role: str, actor: User | None) -> RoleGrant:
    held = RoleGrant.objects.filter(user=user, role=role, ends_on__isnull=True).first()
    if held is None:
        try:
            with transaction.atomic():
                return grant_role(user=user, role=role, actor=actor)
        except IntegrityError:
            held = RoleGrant.objects.get(user=user, role=role, ends_on__isnull=True)
    template = _("{name} 님은 이미 ‘{role}’입니다. 다른 역할을 함께 맡기려면 그 역할을 골라 주십시오.")
    raise refused("role_held", template, name=user.name, role=held.get_role_display())


@transaction.atomic
def end_role(*, user: User, role: str, actor: User | None) -> None:
    """From now on the person does not hold this role; somebody who leads it and can sign in must remain."""
    leads = RoleGrant.objects.current().filter(role=RoleGrant.Role.CENTRE_LEAD)
    locked = list(leads.select_for_update(of=("self",)).select_related("user").order_by("pk"))
    grant = RoleGrant.objects.select_for_update().filter(user=user, role=role, ends_on__isnull=True).first()
    if grant is None:
        template = _("{name} 님은 지금 ‘{role}’(이/가) 아닙니다. 이미 끝났을 수 있습니다.")
        raise refused("role_ended", template, name=user.name, role=str(RoleGrant.Role(role).label))
    others = [one for one in locked if one.user_id != user.pk and one.user.can_sign_in]
    if grant.role == RoleGrant.Role.CENTRE_LEAD and not others:
        raise RefusedError(
            "last_lead",
            _("로그인할 수 있는 센터장이 한 사람은 있어야 합니다. 다른 센터장을 먼저 초대해 주십시오."),
        )
    RoleGrant.objects.filter(pk=grant.pk).update(ends_on=clock.today(), ended_by=actor)
    note_right(RIGHTS_ENDED, grant, actor=actor)


@transaction.atomic
def invite_again(*, user: User) -> None:
    """A new link; the ones sent before open nothing any more."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    if not locked.is_waiting:
        template = _(
            "{name} 님은 이미 비밀번호를 정했습니다. 잊었다면 로그인 화면에서 다시 정할 수 있습니다."
        )
        raise refused("not_waiting", template, name=locked.name)
    if locked.invited_at is not None and clock.now() - locked.invited_at < AGAIN_AFTER:
        template = _("{name} 님에게 방금 초대를 보냈습니다. 1분 뒤에 다시 보낼 수 있습니다.")
        raise refused("just_invited", template, name=locked.name)
    locked.set_unusable_password()
    locked.save(update_fields=["password"])
    purpose = gettext_lazy(
        "{centre}에서 {name} 님에게 초대를 다시 보냅니다. 앞서 받은 링크는 쓸 수 없습니다."
    )
    post_invitation(user=locked, purpose=purpose, occasion="again")


def post_invitation(*, user: User, purpose: str | Promise, occasion: str, **values: str) -> None:
    """Put the invitation into the outbox, in the house's language; inside the transaction of the act."""
    now = clock.now()
    with translation.override(settings.LANGUAGE_CODE):
        words = {"centre": settings.CENTRE_NAME, "name": user.name, **values}
        post_message(
            recipient=user.email,
            occasion=f"invitation:{occasion}:{user.short_id}:{now:%Y%m%d%H%M%S%f}",
            template=INVITATION,
            context={
                "user": user,
                "purpose": sentence(str(purpose), words),
                "is_waiting": user.is_waiting,
                "link": password_link(user=user) if user.is_waiting else sign_in_address(),
                "days": INVITATION_WITHIN.days,
            },
            about=user.short_id,
        )
    mark_invited(user=user)


def mark_invited(*, user: User) -> None:
    """From now on the links with which this person sets a first password open for days."""
    user.invited_at = clock.now()
    user.save(update_fields=["invited_at"])


def post_password_reset(*, user: User) -> None:
    """The link with which a forgotten password is set anew."""
    with translation.override(settings.LANGUAGE_CODE):
        post_message(
            recipient=user.email,
            occasion=f"password_reset:{user.short_id}:{clock.now():%Y%m%d%H%M%S%f}",
            template="accounts/mail/password_reset",
            context={"user": user, "link": password_link(user=user)},
            about=user.short_id,
        )


def sign_in_address() -> str:
    return str(settings.SITE_ADDRESS) + reverse("account_login")

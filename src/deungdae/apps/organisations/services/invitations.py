"""Inviting somebody to act for an organisation, and what the invited person answers."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from deungdae.apps.accounts.invitations import account_for, mark_invited
from deungdae.apps.accounts.links import INVITATION_WITHIN
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import RIGHTS_GRANTED
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.core.outbox.services import post_message
from deungdae.apps.organisations.models import MemberInvitation, Membership, Organisation
from deungdae.apps.organisations.services.people import add_member, already, note_right, open_membership

AGAIN_AFTER = timedelta(minutes=1)
KEPT_AFTER_EXPIRY, AT_ONCE = timedelta(days=30), 200
MAIL = "organisations/mail/member_invitation"
State = MemberInvitation.State


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def invite_member(
    *, organisation: Organisation, email: str, name: str, role: str, actor: User | None
) -> MemberInvitation:
    """A letter with a link; the person acts for the organisation once he or she has said yes."""
    user = account_for(email=email, name=name)
    held = open_membership(organisation=organisation, user=user)
    if held is not None:
        raise already(held)
    waiting = MemberInvitation.objects.filter(organisation=organisation, user=user, state=State.OPEN).first()
    if waiting is not None and not waiting.is_expired:
        template = _("{email}에 보낸 초대가 아직 답을 기다립니다. 다시 보내려면 목록에서 누르십시오.")
        raise refused("invited_already", template, email=email)
    if waiting is not None:
        close(waiting, state=State.WITHDRAWN)
    return send(organisation=organisation, user=user, role=role, actor=actor)


def send(*, organisation: Organisation, user: User, role: str, actor: User | None) -> MemberInvitation:
    secret, now = secrets.token_urlsafe(32), clock.now()
    try:
        with transaction.atomic():
            invitation = MemberInvitation.objects.create(
                organisation=organisation,
                user=user,
                email=user.email,
                role=role,
                digest=digest_of(secret),
                invited_by=actor,
                sent_at=now,
                expires_at=now + INVITATION_WITHIN,
            )
    except IntegrityError as error:
        raise RefusedError("invited_already", _("이 사람을 방금 다른 사람이 초대했습니다.")) from error
    mark_invited(user=user)
    post_letter(invitation, secret=secret)
    return invitation


def post_letter(invitation: MemberInvitation, *, secret: str) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        post_message(
            recipient=invitation.email,
            occasion=f"member_invitation:{invitation.short_id}",
            template=MAIL,
            context={
                "user": invitation.user,
                "organisation": invitation.organisation,
                "role": invitation.get_role_display(),
                "inviter": invitation.invited_by,
                "link": settings.SITE_ADDRESS + reverse("invitations:open", kwargs={"secret": secret}),
                "days": INVITATION_WITHIN.days,
            },
            about=invitation.short_id,
        )


@transaction.atomic
def send_again(*, invitation: MemberInvitation, actor: User | None) -> MemberInvitation:
    """A new letter; the link of the one before opens nothing any more."""
    locked = locked_open(invitation)
    if clock.now() - locked.sent_at < AGAIN_AFTER:
        raise RefusedError("just_invited", _("방금 초대를 보냈습니다. 1분 뒤에 다시 보낼 수 있습니다."))
    close(locked, state=State.WITHDRAWN)
    return send(organisation=locked.organisation, user=locked.user, role=locked.role, actor=actor)


@transaction.atomic
def withdraw(*, invitation: MemberInvitation, actor: User | None) -> None:
    close(locked_open(invitation), state=State.WITHDRAWN)


@transaction.atomic
def accept(*, invitation: MemberInvitation) -> Membership:
    """From today the person acts for the organisation."""
    locked = locked_open(invitation)
    if locked.is_expired:
        template = _(
            "‘{organisation}’의 초대는 기한이 지났습니다. 초대한 사람에게 다시 보내 달라고 하십시오."
        )
        raise refused("invitation_expired", template, organisation=locked.organisation.name)
    close(locked, state=State.ACCEPTED)
    user = locked.user
    membership = add_member(organisation=locked.organisation, user=user, role=locked.role, actor=user)
    note_right(RIGHTS_GRANTED, membership, actor=user)
    return membership


@transaction.atomic
def decline(*, invitation: MemberInvitation) -> None:
    close(locked_open(invitation), state=State.DECLINED)


def locked_open(invitation: MemberInvitation) -> MemberInvitation:
    """The invitation, held still; refused when it was answered or taken back already."""
    found = MemberInvitation.objects.select_for_update(of=("self",)).select_related("organisation", "user")
    locked = found.get(pk=invitation.pk)
    if locked.state != State.OPEN:
        raise refused("invitation_answered", why_closed(locked), organisation=locked.organisation.name)
    return locked


def why_closed(invitation: MemberInvitation) -> str:
    return {
        State.ACCEPTED: _("‘{organisation}’의 초대는 이미 수락했습니다. 링크는 한 번만 쓸 수 있습니다."),
        State.DECLINED: _("‘{organisation}’의 초대는 거절했습니다. 마음이 바뀌면 다시 초대받으십시오."),
        State.WITHDRAWN: _(
            "‘{organisation}’의 초대는 거두었거나 새로 보냈습니다. 나중에 온 메일을 여십시오."
        ),
    }[State(invitation.state)]


def close(invitation: MemberInvitation, *, state: str) -> None:
    MemberInvitation.objects.filter(pk=invitation.pk).update(state=state, answered_at=clock.now())


def clear_expired_invitations() -> int:
    """A chore of the worker: whom nobody invited again within a month is no longer kept; so many at once."""
    over = MemberInvitation.objects.filter(state=State.OPEN, expires_at__lt=clock.now() - KEPT_AFTER_EXPIRY)
    keys = list(over.order_by("expires_at").values_list("pk", flat=True)[:AT_ONCE])
    if not keys:
        return 0
    gone, _kinds = over.filter(pk__in=keys).delete()
    return gone

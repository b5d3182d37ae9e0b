"""The end of a claim: an owner lets the company go, or the centre's staff take it back."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import RIGHTS_ENDED
from deungdae.apps.core.errors import refused
from deungdae.apps.organisations.models import Membership, Organisation, OrganisationClaim
from deungdae.apps.organisations.services.claims import post
from deungdae.apps.organisations.services.people import OWNER, leave, note_right, open_membership

State = OrganisationClaim.State
Told = Callable[[OrganisationClaim], object]
ON_RELEASE: list[Told] = []


def register_on_release(told: Told) -> None:
    """What other apps do in the transaction of a release, e.g. write to the company's case."""
    if told not in ON_RELEASE:
        ON_RELEASE.append(told)


@transaction.atomic
def release_company(*, organisation: Organisation, owner: User, reason: str) -> None:
    """An owner answers for the company no more, without a successor."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    held = open_membership(organisation=organisation, user=owner)
    if held is None or held.role != OWNER:
        template = _("{name} 님은 지금 ‘{organisation}’의 대표 담당자가 아닙니다. 이미 끝났을 수 있습니다.")
        raise refused("not_owner", template, name=owner.name, organisation=organisation.name)
    let_go(organisation=organisation, owner=owner, held=held, reason=reason, actor=owner)


@transaction.atomic
def take_back_claim(*, claim: OrganisationClaim, reason: str, actor: User) -> None:
    """The claimant is no owner any more, and reads why."""
    found = OrganisationClaim.objects.select_for_update(of=("self",)).select_related("user", "organisation")
    locked = found.get(pk=claim.pk)
    if locked.state != State.APPROVED or locked.organisation is None:
        template = _("‘{state}’ 상태의 신청은 거둘 수 없습니다. 승인된 신청만 거둘 수 있습니다.")
        raise refused("claim_not_approved", template, state=str(locked.get_state_display()))
    organisation = Organisation.objects.select_for_update().get(pk=locked.organisation.pk)
    held = open_membership(organisation=organisation, user=locked.user)
    let_go(organisation=organisation, owner=locked.user, held=held, reason=reason, actor=actor)
    locked.refresh_from_db()
    if locked.user_id != actor.pk:
        post(locked, recipient=locked.user, template="claim_released", organisation=organisation)


def let_go(
    *, organisation: Organisation, owner: User, held: Membership | None, reason: str, actor: User
) -> None:
    """First the claims, then the membership: the database keeps an owner as long as a claim is in force.

    When no other owner remains, nobody's claim is in force any more, and the company can be claimed anew.
    """
    owners = Membership.objects.filter(organisation=organisation, role=OWNER, ends_on__isnull=True)
    claims = OrganisationClaim.objects.filter(organisation=organisation, state=State.APPROVED)
    if owners.exclude(user=owner).exists():
        claims = claims.filter(user=owner)
    for claim in claims:
        claim.state, claim.reason = State.RELEASED, reason
        claim.released_by, claim.released_at = actor, clock.now()
        claim.save(update_fields=["state", "reason", "released_by", "released_at"])
        for told in ON_RELEASE:
            told(claim)
    if held is not None and held.role == OWNER:
        leave(held, actor=actor)
        note_right(RIGHTS_ENDED, held, actor=actor)

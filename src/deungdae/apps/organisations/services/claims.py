"""Claiming a company by its business number: the claim, and what the centre's staff decide."""

from collections.abc import Callable

from django.conf import settings
from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import RIGHTS_GRANTED
from deungdae.apps.core.errors import refused
from deungdae.apps.core.files import discard_file, keep_file
from deungdae.apps.core.models import StoredFile
from deungdae.apps.core.outbox.services import post_message
from deungdae.apps.organisations.models import Membership, Organisation, OrganisationClaim
from deungdae.apps.organisations.selectors.merging import organisation_of_number
from deungdae.apps.organisations.services.people import add_member, changed_role, note_right, open_membership

State = OrganisationClaim.State
KINDS = {
    b"%PDF-": ("pdf", "application/pdf"),
    b"\xff\xd8\xff": ("jpg", "image/jpeg"),
    b"\x89PNG\r\n\x1a\n": ("png", "image/png"),
}
"""How a document begins → its extension and type; the name that it comes with decides nothing."""
DOCUMENT_BYTES = 10 * 1024 * 1024
Told = Callable[[OrganisationClaim], object]
ON_APPROVAL: list[Told] = []


def register_on_approval(told: Told) -> None:
    """What other apps do in the transaction of an approval, e.g. write to the company's case."""
    if told not in ON_APPROVAL:
        ON_APPROVAL.append(told)


def organisation_of(*, business_number: str) -> Organisation | None:
    """The organisation that answers to this number today: of a merged one, the survivor."""
    found = organisation_of_number(business_number=business_number)
    return found.organisation if found is not None else None


def owners_of(organisation: Organisation | None) -> list[User]:
    current = Membership.objects.current().filter(organisation=organisation, role=Membership.Role.OWNER)
    return [one.user for one in current.select_related("user")] if organisation is not None else []


def claim(
    *, user: User, business_number: str, note: str = "", document: File | None = None
) -> OrganisationClaim:
    """The claim waits for staff; whether the number is known is not told. The same claim twice is one."""
    stored = kept(document, owner=user) if document is not None else None
    try:
        found, is_new = claimed(user=user, business_number=business_number, note=note, document=stored)
    except Exception:
        discard(stored)
        raise
    if not is_new:
        discard(stored)
    return found


def kept(document: File, *, owner: User) -> StoredFile:
    extension, content_type = kind_of(document)
    name = f"claim.{extension}"
    return keep_file(
        file=document, shown_name=name, content_type=content_type, extension=extension, owner_id=owner.pk
    )


def kind_of(document: File) -> tuple[str, str]:
    """What the file is by its first bytes."""
    if document.size > DOCUMENT_BYTES:
        raise refused("document_too_big", _("증명 서류가 10 MB보다 큽니다. 줄여서 다시 올려 주십시오."))
    head = document.read(16)
    document.seek(0)
    for start, kind in KINDS.items():
        if head.startswith(start):
            return kind
    template = _("‘{name}’(은/는) PDF, JPG, PNG 파일이 아닙니다. 그 가운데 하나로 다시 올려 주십시오.")
    raise refused("document_kind", template, name=str(document.name)[:80])


def discard(stored: StoredFile | None) -> None:
    if stored is not None:
        discard_file(stored=stored)


@transaction.atomic
def claimed(
    *, user: User, business_number: str, note: str, document: StoredFile | None
) -> tuple[OrganisationClaim, bool]:
    organisation = organisation_of(business_number=business_number)
    owners = owners_of(organisation)
    if user in owners:
        raise refused("owner_already", _("이미 이 기업의 대표 담당자입니다. 다시 신청하지 않으셔도 됩니다."))
    waiting = OrganisationClaim.objects.filter(
        user=user, business_number=business_number, state=State.WAITING
    )
    before = waiting.first()
    if before is not None:
        return before, False
    try:
        with transaction.atomic():
            if document is not None:
                document.save()
            made = OrganisationClaim.objects.create(
                user=user,
                business_number=business_number,
                note=note,
                document=document,
                is_dispute=bool(owners),
            )
    except IntegrityError:
        return waiting.get(), False
    for owner in owners:
        post(made, recipient=owner, template="claim_dispute", organisation=organisation)
    return made, True


def locked_waiting(claim: OrganisationClaim) -> OrganisationClaim:
    found = OrganisationClaim.objects.select_for_update(of=("self",)).select_related("user")
    locked = found.get(pk=claim.pk)
    if locked.state != State.WAITING:
        template = _("이미 ‘{state}’(으로/로) 정한 신청입니다.")
        raise refused("claim_decided", template, state=str(locked.get_state_display()))
    return locked


@transaction.atomic
def approve_claim(*, claim: OrganisationClaim, actor: User) -> Membership:
    """The claimant is an owner of the company from today, and is told so."""
    locked = locked_waiting(claim)
    if locked.user_id == actor.pk:
        raise refused("own_claim", _("자기의 신청은 스스로 승인할 수 없습니다. 다른 직원에게 맡겨 주십시오."))
    organisation = organisation_of(business_number=locked.business_number)
    if organisation is None:
        template = _("{number}: 아직 등록되지 않은 기업입니다. 기업을 먼저 등록한 뒤 승인해 주십시오.")
        raise refused("organisation_missing", template, number=locked.shown_number)
    membership = made_owner(organisation=organisation, user=locked.user, actor=actor)
    decide(locked, state=State.APPROVED, actor=actor, organisation=organisation)
    for told in ON_APPROVAL:
        told(locked)
    post(locked, recipient=locked.user, template="claim_approved", organisation=organisation)
    note_right(RIGHTS_GRANTED, membership, actor=actor)
    return membership


def made_owner(*, organisation: Organisation, user: User, actor: User) -> Membership:
    held = open_membership(organisation=organisation, user=user)
    owner = Membership.Role.OWNER
    if held is None:
        return add_member(organisation=organisation, user=user, role=owner, actor=actor)
    if held.role == owner:
        return held
    return changed_role(organisation=organisation, user=user, role=owner, actor=actor)


@transaction.atomic
def refuse_claim(*, claim: OrganisationClaim, reason: str, actor: User) -> None:
    """The claimant reads the reason."""
    locked = locked_waiting(claim)
    decide(locked, state=State.REFUSED, actor=actor, reason=reason)
    post(locked, recipient=locked.user, template="claim_refused")


def decide(claim: OrganisationClaim, *, state: str, actor: User, **facts: object) -> None:
    values = {"state": state, "decided_by": actor, "decided_at": clock.now(), **facts}
    for name, value in values.items():
        setattr(claim, name, value)
    claim.save(update_fields=list(values))


def post(claim: OrganisationClaim, *, recipient: User, template: str, **context: object) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        post_message(
            recipient=recipient.email,
            occasion=f"{template}:{claim.short_id}",
            template=f"organisations/mail/{template}",
            context={"claim": claim, "user": recipient, **context},
            about=claim.short_id,
        )

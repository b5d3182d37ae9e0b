"""What ends in the register: accounts without a role, contacts put away, papers, invitations."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.anonymising import HOST, anonymise_people
from deungdae.apps.accounts.models import ApiCall, RoleGrant, User
from deungdae.apps.accounts.personal.masking import masked_name
from deungdae.apps.core import clock
from deungdae.apps.core.files import discard_file
from deungdae.apps.core.models import StoredFile
from deungdae.apps.core.retention.kinds import start_of
from deungdae.apps.core.retention.registry import RecordKind, deleting, register_record_kind
from deungdae.apps.organisations.models import Contact, MemberInvitation, Membership, OrganisationClaim
from deungdae.apps.organisations.services.erasing import History, erase_contacts


def ended_accounts(before: date) -> QuerySet[User]:
    running = Q(ends_on__isnull=True) | Q(ends_on__gt=clock.today())
    return (
        User.objects.annotate(seen_at=Coalesce("last_login", "created_at"))
        .filter(seen_at__lt=start_of(before), is_superuser=False)
        .exclude(pk__in=RoleGrant.objects.filter(running).values("user"))
        .exclude(pk__in=Membership.objects.filter(running).values("user"))
        .exclude(email__endswith=f"@{HOST}")
    )


def words_of_account(user: User) -> str:
    return f"{masked_name(user.name)} ({user.created_at:%Y-%m-%d} ~)"


def old_calls(before: date) -> QuerySet[ApiCall]:
    return ApiCall.objects.filter(made_at__lt=start_of(before))


def old_contacts(before: date) -> QuerySet[Contact]:
    return Contact.objects.filter(archived_at__lt=start_of(before))


def words_of_contact(contact: Contact) -> str:
    return masked_name(contact.name)


def old_contact_lines(before: date) -> QuerySet[Model]:
    """Lines of the history that tell how a contact was; how it is now stays until the contact goes."""
    newer = History.objects.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
    was = Exists(newer) | Q(history_type="-")
    return History.objects.filter(was, history_date__lt=start_of(before))


def old_papers(before: date) -> QuerySet[OrganisationClaim]:
    return OrganisationClaim.objects.filter(decided_at__lt=start_of(before), document__isnull=False)


def discard_papers(keys: Sequence[int]) -> None:
    """The claim and its decision stay; the file, its row and what the claimant wrote go."""
    claims = OrganisationClaim.objects.filter(pk__in=keys)
    papers = list(StoredFile.objects.filter(pk__in=claims.values("document")))
    claims.update(document=None, note="")
    StoredFile.objects.filter(pk__in=[paper.pk for paper in papers]).delete()
    for paper in papers:
        transaction.on_commit(partial(discard_file, stored=paper))


def old_invitations(before: date) -> QuerySet[MemberInvitation]:
    return MemberInvitation.objects.filter(sent_at__lt=start_of(before))


register_record_kind(
    RecordKind("account", _("끝난 계정"), ended_accounts, anonymise_people, words_of_account, "pk")
)
register_record_kind(RecordKind("api_call", _("API 호출 기록"), old_calls, deleting(ApiCall), person="user"))
register_record_kind(
    RecordKind(
        "contact",
        _("보관한 연락처"),
        old_contacts,
        erase_contacts,
        words_of_contact,
        organisation="organisation",
    )
)
register_record_kind(
    RecordKind(
        "contact_history",
        _("연락처의 지난 내용"),
        old_contact_lines,
        deleting(History),
        organisation="organisation",
    )
)
register_record_kind(
    RecordKind(
        "claim_document",
        _("기업 담당 신청의 증명 서류"),
        old_papers,
        discard_papers,
        person="user",
        organisation="organisation",
    )
)
register_record_kind(
    RecordKind(
        "member_invitation",
        _("담당자 초대 기록"),
        old_invitations,
        deleting(MemberInvitation),
        person="user",
        organisation="organisation",
    )
)

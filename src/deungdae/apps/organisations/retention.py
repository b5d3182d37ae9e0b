"""Accounts that ended: neither a role nor a membership is in force, and nobody has signed in for long."""

from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.anonymising import HOST, anonymise_people
from deungdae.apps.accounts.models import ApiCall, RoleGrant, User
from deungdae.apps.accounts.personal.masking import masked_name
from deungdae.apps.core import clock
from deungdae.apps.core.retention.kinds import start_of
from deungdae.apps.core.retention.registry import RecordKind, deleting, register_record_kind
from deungdae.apps.organisations.models import Membership


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


register_record_kind(
    RecordKind("account", _("끝난 계정"), ended_accounts, anonymise_people, words_of_account, "pk")
)
register_record_kind(RecordKind("api_call", _("API 호출 기록"), old_calls, deleting(ApiCall), person="user"))

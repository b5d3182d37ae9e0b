"""Where the board keeps what tells who somebody is: addresses of subscribers, and who recommended."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.anonymising import register_eraser
from deungdae.apps.accounts.models import User
from deungdae.apps.core.files import discard_file
from deungdae.apps.core.retention.kinds import start_of
from deungdae.apps.core.retention.registry import RecordKind, register_record_kind
from deungdae.apps.notices.models import Notice, OldFiles, Recommendation, Subscription, ViewCount


def erase_account(user: User) -> None:
    """The address goes; recommendations go with their number."""
    Subscription.objects.filter(email__iexact=user.email).delete()
    erase_recommendations(list(Recommendation.objects.filter(person=user).values_list("pk", flat=True)))


def erase_recommendations(keys: Sequence[int]) -> None:
    for one in Recommendation.objects.filter(pk__in=keys):
        Notice.objects.filter(pk=one.notice_id).update(recommendations=F("recommendations") - 1)
    Recommendation.objects.filter(pk__in=keys).delete()


def old_recommendations(before: date) -> QuerySet[Recommendation]:
    return Recommendation.objects.filter(day__lt=before)


def forget_recommenders(keys: Sequence[int]) -> None:
    """The number of recommendations stays; by whom is no longer known."""
    Recommendation.objects.filter(pk__in=keys).delete()


def old_counts(before: date) -> QuerySet[ViewCount]:
    return ViewCount.objects.filter(day__lt=before)


def forget_counts(keys: Sequence[int]) -> None:
    """The sum on the notice stays."""
    ViewCount.objects.filter(pk__in=keys).delete()


def old_archives(before: date) -> QuerySet[OldFiles]:
    return OldFiles.objects.filter(sent_at__lt=start_of(before))


def destroy_archives(keys: Sequence[int]) -> None:
    """What an import took from them stays with its posts."""
    for one in OldFiles.objects.filter(pk__in=keys).select_related("file"):
        stored = one.file
        one.delete()
        stored.delete()
        transaction.on_commit(partial(discard_file, stored=stored))


register_eraser(erase_account)
register_record_kind(
    RecordKind("notice_old_files", _("옛 게시판의 압축 파일"), old_archives, destroy_archives)
)
register_record_kind(
    RecordKind("notice_recommendation", _("공지 추천"), old_recommendations, forget_recommenders)
)
register_record_kind(RecordKind("notice_view_count", _("공지의 날별 조회 수"), old_counts, forget_counts))

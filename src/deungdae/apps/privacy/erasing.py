"""What this app keeps of a person's requests: that there was one and when, not its words for ever."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.anonymising import register_eraser
from deungdae.apps.accounts.models import User
from deungdae.apps.core.retention.kinds import start_of
from deungdae.apps.core.retention.registry import RecordKind, register_record_kind
from deungdae.apps.privacy.models import DataRequest

ERASED = "(지움)"


def erase_words(requests: QuerySet[DataRequest]) -> None:
    requests.exclude(answer="").update(answer=ERASED)
    requests.update(what=ERASED, reason=ERASED)


def erase_requests(user: User) -> None:
    erase_words(DataRequest.objects.filter(person=user))


def old_requests(before: date) -> QuerySet[DataRequest]:
    return DataRequest.objects.filter(ended_at__lt=start_of(before)).exclude(what=ERASED)


def erase_old(keys: Sequence[int]) -> None:
    erase_words(DataRequest.objects.filter(pk__in=keys))


register_eraser(erase_requests)
register_record_kind(
    RecordKind("data_request", _("정정·삭제 요청의 내용"), old_requests, erase_old, person="person")
)

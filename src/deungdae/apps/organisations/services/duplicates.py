"""Searching the register for organisations that are in it twice, and remembering those that are not."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.jobs.context import JobContext
from deungdae.apps.core.jobs.registry import job_function
from deungdae.apps.core.jobs.services import enqueue_job
from deungdae.apps.core.models import Job
from deungdae.apps.organisations.bridge.duplicates import similar_pairs
from deungdae.apps.organisations.models import DuplicateCandidate, DuplicateDecision, Organisation
from deungdae.apps.organisations.selectors.duplicates import rows_to_compare

JOB = "organisations.find_duplicates"
BATCH = 2_000
MOST = 5_000
"""Pairs that are kept, the highest scores first: more than anybody will look through."""


def ask_for_search(*, actor: User | None) -> Job:
    """The search that is under way, or a new one."""
    return enqueue_job(
        name=JOB,
        title=_("중복 후보 찾기"),
        arguments={"language": get_language()},
        idempotency_key="duplicates",
        owner=actor,
    )


@job_function(JOB)
def find_duplicates(context: JobContext) -> None:
    """Compare all standing organisations and replace the list of candidates."""
    with context.in_language():
        context.tell(5, _("기업·기관을 읽고 있습니다."))
        records = rows_to_compare(Organisation.objects.standing())
        looking = _("서로 견주고 있습니다.")
        pairs = similar_pairs(records, tell=lambda percent: context.tell(percent, looking))[:MOST]
        with transaction.atomic():
            context.hold()
            DuplicateCandidate.objects.all().delete()
            DuplicateCandidate.objects.bulk_create(
                (
                    DuplicateCandidate(
                        first_id=one.first, second_id=one.second, score=one.score, reasons=one.reasons
                    )
                    for one in pairs
                ),
                batch_size=BATCH,
            )
            context.finish(
                message=_("%(count)s쌍을 찾았습니다.") % {"count": len(pairs)},
                result_url=reverse("organisations:duplicates"),
            )


@transaction.atomic
def keep_apart(*, one: Organisation, other: Organisation, actor: User | None) -> DuplicateDecision:
    """The two are two organisations: they are not suggested again. Said twice it is said once."""
    if one.pk == other.pk:
        raise RefusedError("apart_itself", _("같은 기록입니다. 다른 곳을 골라 주십시오."))
    first, second = sorted((one, other), key=lambda organisation: organisation.pk)
    decision, _is_new = DuplicateDecision.objects.get_or_create(
        first=first, second=second, defaults={"decided_by": actor, "decided_at": clock.now()}
    )
    return decision

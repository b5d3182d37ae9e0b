"""Certificates of a large cohort: a job that issues them in parts, each whole, and can be begun again."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Cohort
from deungdae.apps.academy.selectors.readiness import READY, readiness_of_cohort
from deungdae.apps.academy.services.certificates import issue_certificates, require_held
from deungdae.apps.accounts.models import User
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import from_short
from deungdae.apps.core.jobs.context import JobContext
from deungdae.apps.core.jobs.registry import job_function
from deungdae.apps.core.jobs.services import enqueue_job
from deungdae.apps.core.models import Job

JOB = "academy.issue_certificates"
AT_ONCE = 50
"""More than these are a job."""
IN_ONE_PART = 25


def ready_count(cohort: Cohort) -> int:
    return sum(one.code == READY for one in readiness_of_cohort(cohort))


def start_issue(*, cohort: Cohort, actor: User | None) -> Job:
    """Ask for the certificates of the cohort, or get the job that is at it already."""
    require_held(cohort)
    return enqueue_job(
        name=JOB,
        title=_("수료증 발급: %(cohort)s") % {"cohort": str(cohort)[:150]},
        arguments={"cohort": cohort.short_id, "language": get_language()},
        idempotency_key=f"certificates:{cohort.short_id}",
        owner=actor,
    )


@job_function(JOB)
def issue_in_parts(context: JobContext) -> None:
    """What was issued stays when the job is stopped; begun again, it goes on with the rest."""
    with context.in_language():
        cohort = Cohort.objects.filter(public_id=from_short(context.arguments["cohort"])).first()
        if cohort is None:
            raise RefusedError("no_cohort", _("기수가 지워져 수료증을 발급할 수 없습니다."))
        total, issued = ready_count(cohort), 0
        while True:
            words = _("%(total)s명 가운데 %(issued)s명에게 발급했습니다.")
            step = words % {"total": total, "issued": issued}
            context.tell(100 * issued // max(1, total), step)
            with transaction.atomic():
                context.hold()
                part = issue_certificates(cohort=cohort, actor=owner_of(context), at_most=IN_ONE_PART)
                issued += len(part)
                if len(part) < IN_ONE_PART:
                    done = _("수료증 %(issued)s장을 발급했습니다.") % {"issued": issued}
                    address = reverse("academy:cohort_certificates", args=[cohort.public_id])
                    context.finish(message=done, result_url=address)
                    return


def owner_of(context: JobContext) -> User | None:
    owner = context.job.owner_id
    return User.objects.filter(pk=owner).first() if owner is not None else None

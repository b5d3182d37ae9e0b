"""Which jobs a person may look at."""

from django.db.models import QuerySet

from deungdae.apps.core.models import Job


def jobs_visible_to(*, user) -> QuerySet[Job]:  # type: ignore[no-untyped-def]
    """Staff see every job, others their own."""
    if user.has_perm("core.read_jobs"):
        return Job.objects.all()
    return Job.objects.filter(owner=user)

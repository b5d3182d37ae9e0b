"""What of course sites belongs to a cohort."""

from deungdae.apps.academy.models import Cohort, CourseLink


def links_of(cohort: Cohort) -> list[CourseLink]:
    """In the order of the sessions; of sites in use alone."""
    found = CourseLink.objects.filter(session__cohort=cohort, site__retired_at=None)
    return list(found.select_related("site").order_by("session__starts_at"))

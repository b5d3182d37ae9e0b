"""Courses as the search over everything finds them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.academy.models import Course
from deungdae.apps.academy.selectors.catalogue import Filters, courses_matching
from deungdae.apps.accounts.models import User
from deungdae.apps.organisations.search_groups import Listed, SearchGroup, register_search_group


def courses_listed(user: User) -> Iterator[Listed]:
    """Also by competency; beside each, whether it takes people now."""
    found = courses_matching(user=user, filters=Filters()).prefetch_related("competencies")
    for one in found:
        yield Listed(
            title=one.title,
            url=reverse("academy:course", args=[one.public_id]),
            note=note_of(one),
            names=(one.title_english,),
            texts=tuple(each.name for each in one.competencies.all()),
        )


def note_of(course: Course) -> str:
    number = len(course.open_cohorts)  # type: ignore[attr-defined]
    return _("모집 중 %(count)s기수") % {"count": number} if number else str(course.get_role_display())


register_search_group(SearchGroup("courses", gettext_lazy("교육 과정"), courses_listed))

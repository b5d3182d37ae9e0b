"""Courses as the search over everything finds them."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.academy.models import Cohort, Course
from deungdae.apps.accounts.models import Viewer
from deungdae.apps.core.sitemap import Place, register_places
from deungdae.apps.organisations.search_groups import Listed, SearchGroup, register_search_group


def courses_listed(user: Viewer) -> Iterator[Listed]:
    """Also by competency; beside each, whether it takes people now."""
    taking = Count("cohorts", filter=Q(cohorts__state=Cohort.State.OPEN))
    found = Course.objects.visible_to(user).exclude(state=Course.State.ARCHIVED).annotate(taking=taking)
    for one in found.prefetch_related("competencies"):
        yield Listed(
            title=one.title,
            url=reverse("academy:course", args=[one.public_id]),
            note=note_of(one, one.taking),
            names=(one.title_english,),
            texts=tuple(each.name for each in one.competencies.all()),
        )


def note_of(course: Course, taking: int) -> str:
    return _("모집 중 %(count)s기수") % {"count": taking} if taking else str(course.get_role_display())


def places() -> Iterator[Place]:
    """What is taught now."""
    yield Place(reverse("academy:catalogue"))
    yield Place(reverse("academy:verify"))
    offered = Course.objects.filter(state=Course.State.OFFERED).order_by("title")
    for public_id in offered.values_list("public_id", flat=True).iterator():
        yield Place(reverse("academy:course", args=[public_id]))


register_places("academy", places)
register_search_group(SearchGroup("courses", gettext_lazy("교육 과정"), courses_listed))

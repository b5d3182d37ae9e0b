"""What is coming that everybody may come to: courses that take people, and forums."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Min
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from deungdae.apps.academy.models import Cohort
from deungdae.apps.accounts.models import Viewer
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.core import clock
from deungdae.apps.forum.models import Forum
from deungdae.apps.programme.models.programmes import told

SHOWN = 5
COMING = (
    Forum.State.CALL,
    Forum.State.REVIEW,
    Forum.State.PROGRAMME,
    Forum.State.REGISTRATION,
    Forum.State.CLOSED,
)


@dataclass(frozen=True, slots=True)
class Event:
    """`until`: the last day to enrol, None: there is none."""

    kind: str
    title: str
    url: str
    day: date | None
    until: date | None
    note: str | Promise


def events_coming(user: Viewer) -> list[Event]:
    """The nearest first; two queries."""
    found = [*courses_coming(user), *forums_coming(user)]
    return sorted(found, key=lambda one: (one.day or date.max, one.title))[:SHOWN]


def courses_coming(user: Viewer) -> list[Event]:
    """Cohorts that anybody may ask for a seat in, now or soon."""
    now = clock.now()
    taking = Cohort.objects.visible_to(user).filter(state=Cohort.State.OPEN, enrol_until__gt=now)
    open_ones = taking.exclude(admission=Cohort.Admission.INVITATION).select_related("course", "region")
    rows = open_ones.filter(course__state="offered").annotate(starts=Min("sessions__starts_at"))
    return [
        Event(
            _("교육"),
            cohort_words(one),
            reverse("academy:cohort", args=[one.public_id]),
            day_of(one.starts) if one.starts else None,
            day_of(one.enrol_until),
            str(one.region) if one.region else one.get_delivery_display(),
        )
        for one in rows.order_by("starts", "pk")[:SHOWN]
    ]


def cohort_words(cohort: Cohort) -> str:
    title = told(cohort.course.title, cohort.course.title_english)
    return _("%(title)s %(number)s기") % {"title": title, "number": cohort.number}


def forums_coming(user: Viewer) -> list[Event]:
    rows = Forum.objects.visible_to(user).filter(state__in=COMING, last_day__gte=clock.today())
    return [
        Event(
            pgettext("several", "포럼"),
            one.title,
            reverse("forum:forum", args=[one.public_id]),
            one.first_day,
            None,
            one.get_state_display(),
        )
        for one in rows.order_by("first_day", "pk")[:SHOWN]
    ]

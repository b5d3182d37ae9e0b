"""Asking for a timetable; the job's own page shows how far it is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.caravan.forms.timetable import ComputeForm
from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.caravan.rules import PLANNING_STATES
from deungdae.apps.caravan.selectors import day_figures
from deungdae.apps.caravan.selectors.figures import is_as_computed
from deungdae.apps.caravan.services.compute import start_compute
from deungdae.apps.caravan.views.access import staff_day_page
from deungdae.apps.caravan.views.frame import address, day_render, form_status, sent
from deungdae.apps.caravan.views.next_step import live_job_of
from deungdae.apps.core.errors import RefusedError


@staff_day_page
@require_http_methods(["GET", "POST"])
def compute(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    figures = day_figures(day=day)
    form = ComputeForm(
        sent(request), has_timetable=has_timetable(day), initial={"keep_current": first_choice(day)}
    )
    refused = None
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        seconds = values["seconds"] if values["effort"] == "limited" else None
        try:
            job = start_compute(
                day=day,
                actor=user_of(request),
                keep_current=values.get("keep_current", False),
                seconds=seconds,
                seed=values["seed"],
            )
        except RefusedError as error:
            refused = error
        else:
            return redirect("core:job_detail", job_id=job.public_id)
    return day_render(
        request,
        "compute.html",
        day=day,
        above=((_("시간표"), address("timetable", day)),),
        form=form,
        figures=figures,
        has_timetable="keep_current" in form.fields,
        can_compute=day.state in PLANNING_STATES,
        job=live_job_of(day),
        status=form_status(form, refused),
    )


def first_choice(day: MatchingDay) -> str:
    """Where people count on the timetable it stays near to what it is: once published, or changed by hand."""
    return "1" if has_timetable(day) and (is_published(day) or not is_as_computed(day=day)) else "0"


def is_published(day: MatchingDay) -> bool:
    return day.state == MatchingDay.State.PUBLISHED


def has_timetable(day: MatchingDay) -> bool:
    return day.meetings.filter(slot__isnull=False).exists()

"""The list of days, making and changing one, its overview and its steps."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.caravan.forms.day import DayForm, initial_of_day
from deungdae.apps.caravan.models import DayStep, MatchingDay, MeetingRequest, Participant
from deungdae.apps.caravan.rules import (
    OVER_STATES,
    PLANNING_STATES,
    REQUEST_STATES,
    TIMETABLE_STATES,
    stepper,
    transitions_from,
)
from deungdae.apps.caravan.selectors import day_figures, days_visible_to, untold_words
from deungdae.apps.caravan.services import days as services
from deungdae.apps.caravan.views.access import (
    changing_day_page,
    day_page,
    is_staff,
    staff_day_page,
    staff_page,
)
from deungdae.apps.caravan.views.frame import address, crumbs, day_render, form_status, sent
from deungdae.apps.caravan.views.next_step import import_address, next_step
from deungdae.apps.caravan.views.words import done
from deungdae.apps.core.errors import RefusedError
from deungdae.engine.kernel.korean import sentence

TELLING_STATES = (*REQUEST_STATES, *TIMETABLE_STATES)
"""The next step, or a change, tells the participants."""


@login_required
@require_GET
def day_list(request: HttpRequest) -> HttpResponse:
    days = days_visible_to(user=user_of(request))
    if is_staff(request):
        return render(request, "caravan/day_list.html", {"days": days})
    mine = Participant.objects.visible_to(request.user).select_related("day", "organisation")
    participants = mine.order_by("-day__date", "-day__id", "organisation__name")
    return render(request, "caravan/my_days.html", {"participants": participants})


def values_of(form: DayForm) -> dict[str, Any]:
    values = dict(form.cleaned_data)
    values.pop("submission", None)
    return values


@staff_page
@require_http_methods(["GET", "POST"])
def day_create(request: HttpRequest) -> HttpResponse:
    form = DayForm(sent(request))
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            day = made_once(request, form)
        except RefusedError as error:
            refused = error
        else:
            done(request, _("상담일 {title}(을/를) 만들었습니다."), title=day.title)
            return redirect(address("day_detail", day))
    status = form_status(form, refused)
    return render(request, "caravan/day_form.html", {"form": form, "breadcrumb": crumbs()}, status=status)


def made_once(request: HttpRequest, form: DayForm) -> MatchingDay:
    """One day for one sent form, however often it is sent; a form that was changed meanwhile is a new one."""

    def create() -> MatchingDay:
        return services.create_day(**values_of(form), actor=user_of(request))

    try:
        return once(
            request, key=form.cleaned_data["submission"], records=MatchingDay.objects.all(), create=create
        )
    except RefusedError as error:
        if error.code != "key_reused":
            raise
        return create()


@changing_day_page
@require_http_methods(["GET", "POST"])
def day_edit(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    form = DayForm(sent(request), initial=initial_of_day(day=day))
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            services.update_day(day=day, **values_of(form), actor=user_of(request))
        except RefusedError as error:
            refused = error
        else:
            done(request, _("상담일의 내용을 저장했습니다."))
            return redirect(address("day_detail", day))
    return day_render(request, "day_form.html", day=day, form=form, status=form_status(form, refused))


@day_page
@require_GET
def day_detail(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    if not is_staff(request):
        mine = list(Participant.objects.visible_to(request.user).filter(day=day)[:2])
        if len(mine) == 1:
            return redirect(address("my_day", day, participant_id=mine[0].public_id))
        return redirect("caravan:day_list")
    return overview(request, day=day)


def steps_of(day: MatchingDay) -> list[dict[str, Any]]:
    """The stepper with who took the day to each state and when, the last time it came there."""
    taken = {step.state: step for step in day.steps.select_related("actor")}
    steps = []
    for state, step in zip(MatchingDay.State, stepper(day), strict=True):
        shown = {"label": step["label"], "state": "upcoming", "when": "", "who": ""}
        if step["state"] != "todo":
            shown["state"] = step["state"]
            shown |= who_and_when(taken.get(state))
        steps.append(shown)
    return steps


def who_and_when(step: DayStep | None) -> dict[str, str]:
    if step is None:
        return {}
    return {"when": date_format(localtime(step.at), "SHORT_DATETIME_FORMAT"), "who": str(step.actor or "")}


def overview(request: HttpRequest, *, day: MatchingDay, refusal: str = "", status: int = 200) -> HttpResponse:
    figures = day_figures(day=day)
    return day_render(
        request,
        "day_detail.html",
        day=day,
        tab="day_detail",
        breadcrumb=crumbs(),
        status=status,
        refusal=refusal,
        figures=figures,
        notes=notes_of(figures),
        steps=steps_of(day),
        transitions=transitions_from(day.state),
        next_step=next_step(day=day, figures=figures),
        pauses=list(day.pauses.all()),
        import_url=import_address(day) if day.state in REQUEST_STATES else "",
        can_compute=day.state in PLANNING_STATES,
        has_outcomes=day.state in OVER_STATES,
        untold=untold_words(day=day) if day.state in TELLING_STATES else "",
    )


def notes_of(figures: dict[str, Any]) -> dict[str, str]:
    """The small print under the four figures."""
    sides = figures["participants_by_side"]
    states = figures["requests_by_state"]
    notes = {
        "participants": [f"{side.label} {sides[side]:,}" for side in Participant.Side if sides.get(side)],
        "requests": [
            f"{state.label} {states[state]:,}" for state in MeetingRequest.State if states.get(state)
        ],
        "placed": [sentence(_("고정 {count}"), {"count": str(figures["locked"])})]
        if figures["locked"]
        else [],
        "breaks": [],
    }
    if figures["bound"] and figures["breaks"]:
        notes["breaks"] = [sentence(_("피할 수 없는 것 {count}번 이상"), {"count": str(figures["bound"])})]
    return {name: " · ".join(str(word) for word in words) for name, words in notes.items()}


@staff_day_page
@require_POST
def day_transition(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    target = request.POST.get("target", "")
    if target not in MatchingDay.State.values:
        return overview(
            request,
            day=day,
            refusal=_("어느 단계로 갈지 알 수 없습니다. 아래에서 골라 주십시오."),
            status=422,
        )
    try:
        day = services.transition_day(day=day, target=target, actor=user_of(request))
    except RefusedError as error:
        day.refresh_from_db()
        return overview(request, day=day, refusal=error.message, status=409 if error.code == "stale" else 422)
    done(request, _("상태를 {state}(으로/로) 바꾸었습니다."), state=day.get_state_display())
    return redirect(address("day_detail", day))

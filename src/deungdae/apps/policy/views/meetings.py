"""Meetings: the agenda that is computed, one line per task, decisions and orders, minutes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done
from deungdae.apps.policy.forms.meetings import ItemForm, MeetingForm, MinutesForm
from deungdae.apps.policy.models import AgendaItem, TaskMeeting
from deungdae.apps.policy.rules import MEET
from deungdae.apps.policy.selectors.meetings import (
    agenda_of,
    day_of_lights,
    meetings_of,
    open_orders,
    orders_before,
)
from deungdae.apps.policy.selectors.ministries import ministries_by_key
from deungdae.apps.policy.selectors.register import lines_on, strategy_in_use
from deungdae.apps.policy.services import meetings as services
from deungdae.apps.policy.views.access import (
    crumbs_meeting,
    crumbs_meetings,
    crumbs_tasks,
    meeting_page,
    meeting_page_side,
    reading_page,
    require,
)
from deungdae.apps.policy.views.shown import shown_line


@reading_page
@require_GET
def meetings(request: HttpRequest) -> HttpResponse:
    strategy = strategy_in_use()
    context = {
        "crumbs": crumbs_tasks(),
        "meetings": list(meetings_of(strategy)) if strategy is not None else [],
        "orders": shown_orders(open_orders(strategy)) if strategy is not None else [],
        "may_meet": request.user.has_perm(MEET),
    }
    return render(request, "policy/meetings.html", context)


def shown_orders(orders: Any) -> list[dict[str, Any]]:
    ministries, today = ministries_by_key(), clock.today()
    return [
        {
            "one": one,
            "owner": ministries[one.owner_id].name_on(today) if one.owner_id else "–",
            "is_late": one.settled_at is None and one.due_on is not None and one.due_on < today,
        }
        for one in orders
    ]


@meeting_page_side
@require_http_methods(["GET", "POST"])
def meeting_create(request: HttpRequest) -> HttpResponse:
    form = MeetingForm(sent(request))

    def create() -> TaskMeeting:
        strategy = strategy_in_use()
        if strategy is None:
            raise RefusedError("no_strategy", _("등록된 전략이 없습니다. 기준 자료를 먼저 불러와 주십시오."))
        told = {name: form.cleaned_data[name] for name in ("title", "day", "place")}
        return services.plan_meeting(strategy=strategy, actor=user_of(request), **told)

    def act() -> str:
        key = form.cleaned_data["key"]
        made = once(request, key=key, records=TaskMeeting.objects.all(), create=create)
        done(request, _("회의를 만들고 안건을 뽑았습니다."))
        return reverse("policy:meeting", args=[made.public_id])

    return form_page(request, form, act=act, title=_("회의 만들기"), crumbs=crumbs_meetings())


@meeting_page
@require_GET
def meeting(request: HttpRequest, meeting: TaskMeeting) -> HttpResponse:
    """The lights as of the day on which the minutes were closed, or of today."""
    from_day = day_of_lights(meeting)
    lines = {one.pk: one for one in lines_on(meeting.strategy, from_day)}
    context = {
        "crumbs": crumbs_meetings(),
        "meeting": meeting,
        "items": [
            {
                "place": item.place,
                "whys": [AgendaItem.Why(why).label for why in item.whys],
                **shown_line(lines[item.task_id], from_day),
            }
            for item in agenda_of(meeting)
            if item.task_id in lines
        ],
        "orders": shown_orders(meeting.orders.select_related("task", "owner")),
        "before": shown_orders(orders_before(meeting)),
        "may_meet": request.user.has_perm(MEET),
        "is_open": meeting.held_at is None,
    }
    return render(request, "policy/meeting.html", context)


@meeting_page
@require_POST
def agenda(request: HttpRequest, meeting: TaskMeeting) -> HttpResponse:
    """Computed anew, from what is known now."""
    require(request, MEET)
    try:
        items = services.compute_agenda(meeting=meeting)
        done(request, _("안건 {count}건을 다시 뽑았습니다."), count=len(items))
    except RefusedError as error:
        not_done(request, error.message)
    return redirect("policy:meeting", task_meeting_id=meeting.public_id)


@meeting_page
@require_http_methods(["GET", "POST"])
def item_add(request: HttpRequest, meeting: TaskMeeting) -> HttpResponse:
    require(request, MEET)
    form = ItemForm(sent(request), meeting=meeting)

    def act() -> str:
        task = form.cleaned_data["task"]
        services.add_item(meeting=meeting, task=task)
        done(request, _("‘{title}’(을/를) 안건에 올렸습니다."), title=task.title)
        return reverse("policy:meeting", args=[meeting.public_id])

    return form_page(request, form, act=act, title=_("안건 더하기"), crumbs=crumbs_meeting(meeting))


@meeting_page
@require_http_methods(["GET", "POST"])
def minutes(request: HttpRequest, meeting: TaskMeeting) -> HttpResponse:
    require(request, MEET)
    form = MinutesForm(sent(request))

    def act() -> str:
        text = form.cleaned_data["minutes"]
        services.close_minutes(meeting=meeting, minutes=text, actor=user_of(request))
        done(request, _("회의록을 확정했습니다."))
        return reverse("policy:meeting", args=[meeting.public_id])

    title = _("회의록 확정")
    return form_page(request, form, act=act, title=title, crumbs=crumbs_meeting(meeting), button=title)

"""What happened: the history of the timetable, and the messages that went out."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.caravan.selectors import changes_of_day
from deungdae.apps.caravan.views.access import staff_day_page
from deungdae.apps.caravan.views.frame import address, chosen, day_render, searched
from deungdae.apps.caravan.views.paging import page_of
from deungdae.apps.core.models import OutboxMessage


@staff_day_page
@require_GET
def change_list(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    page = page_of(changes_of_day(day=day), number=request.GET.get("page", ""))
    return day_render(request, "change_list.html", day=day, tab="changes", page=page)


@staff_day_page
@require_GET
def message_list(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    state = chosen(request, "state", OutboxMessage.State.values)
    search = searched(request)
    found = OutboxMessage.objects.filter(about=day.short_id).defer("body", "attachment")
    found = found.filter(state=state) if state else found
    found = found.filter(recipient__icontains=search) if search else found
    return day_render(
        request,
        "message_list.html",
        day=day,
        above=((_("기록"), address("changes", day)),),
        page=page_of(found, number=request.GET.get("page", "")),
        state=state,
        states=OutboxMessage.State.choices,
        search=search,
        active=bool(state) + bool(search),
    )

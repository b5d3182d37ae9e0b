"""The day itself: the door, and the board of what happens now on a large screen and on phones."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.caravan.models import MatchingDay, Participant, Presence
from deungdae.apps.caravan.rules import SHOWN_STATES
from deungdae.apps.caravan.selectors.presence import AtTheDoor, delay_of, door_of, live_of
from deungdae.apps.caravan.services.presence import TAKES, mark_presence, set_delay
from deungdae.apps.caravan.views.access import day_page, staff_day_page
from deungdae.apps.caravan.views.frame import address, day_render, refusal_status, searched
from deungdae.apps.caravan.views.link import participant_behind, quiet
from deungdae.apps.caravan.views.words import done
from deungdae.apps.core.errors import RefusedError

State = Presence.State
ANYBODY, LATE = "", "late"
REFRESH_SECONDS = 10


def found_at_the_door(rows: list[AtTheDoor], query: str, show: str) -> list[AtTheDoor]:
    """Those of the state, whose name or number holds the search."""
    words = query.casefold()
    return [
        row
        for row in rows
        if (not show or (row.is_late if show == LATE else row.state == show))
        and (
            not words
            or words in row.participant.organisation.name.casefold()
            or words in row.participant.code.casefold()
        )
    ]


@never_cache
@staff_day_page
@require_http_methods(["GET", "POST"])
def check_in(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    """Everybody with one press each: here, or known not to come."""
    if request.method == "POST":
        refusal = marked(request, day)
        if refusal is None:
            return redirect(request.get_full_path())
        return door_page(request, day, refusal=refusal.message, status=refusal_status(refusal))
    return door_page(request, day)


def marked(request: HttpRequest, day: MatchingDay) -> RefusedError | None:
    """What the pressed button says; a refusal is given back."""
    state, _colon, code = request.POST.get("mark", "").partition(":")
    participant = Participant.objects.filter(day=day, code=code[:20]).select_related("day").first()
    if participant is None:
        return RefusedError("gone", _("그 참가자가 명단에 없습니다. 화면을 새로 고쳐 다시 골라 주십시오."))
    try:
        mark_presence(participant=participant, state=state, way=Presence.Way.LIST, actor=user_of(request))
    except RefusedError as error:
        return error
    return None


def door_page(
    request: HttpRequest, day: MatchingDay, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    rows, query, show = door_of(day=day), searched(request), request.GET.get("show", "")
    counts = {state: sum(row.state == state for row in rows) for state in State.values}
    return day_render(
        request,
        "check_in.html",
        day=day,
        rows=found_at_the_door(rows, query, show),
        counts={**counts, "late": sum(row.is_late for row in rows), "all": len(rows)},
        search=query,
        show=show,
        active=int(bool(query)),
        can_mark=day.state in TAKES,
        delay=delay_of(day),
        refusal=refusal,
        status=status,
    )


@staff_day_page
@require_POST
def delay(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    minutes = request.POST.get("minutes", "")
    try:
        if not (minutes.isascii() and minutes.isdecimal()):
            raise RefusedError("minutes", _("늦어진 시간을 분으로 적어 주십시오. 예: 15"))
        set_delay(day=day, minutes=int(minutes[:6]), actor=user_of(request))
    except RefusedError as error:
        return door_page(request, day, refusal=error.message, status=refusal_status(error))
    done(request, _("현황판의 시각을 {minutes}분 늦추었습니다."), minutes=str(int(minutes)))
    return redirect(address("check_in", day))


@never_cache
@day_page
@require_GET
def live_board(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    if day.state not in SHOWN_STATES:
        return redirect("caravan:day_detail", day_id=day.public_id)
    return board_page(request, day, own=set(own_keys(request, day)), back=address("day_detail", day))


@require_GET
def board_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever has the link of an agenda: the same board, one's own tables marked."""
    participant = participant_behind(token)
    back = reverse("caravan:agenda_by_link", args=[token])
    return quiet(board_page(request, participant.day, own={participant.pk}, back=back))


def own_keys(request: HttpRequest, day: MatchingDay) -> list[int]:
    mine = Participant.objects.spoken_for_by(request.user).filter(day=day)
    return list(mine.values_list("pk", flat=True))


def board_page(request: HttpRequest, day: MatchingDay, *, own: set[int], back: str) -> HttpResponse:
    """The whole page, or for the board that asks for itself its middle alone."""
    context = {"day": day, "live": live_of(day=day), "own": own, "back": back, "refresh": REFRESH_SECONDS}
    is_part = "X-Board" in request.headers
    return render(request, "caravan/parts/live.html" if is_part else "caravan/live_board.html", context)


@staff_day_page
@require_POST
def arrive(request: HttpRequest, day: MatchingDay, participant_id: UUID) -> HttpResponse:
    """From the scanned agenda: this one is here."""
    participant = get_object_or_404(day.participants.select_related("day"), public_id=participant_id)
    try:
        mark_presence(participant=participant, state=State.HERE, way=Presence.Way.QR, actor=user_of(request))
    except RefusedError as error:
        return door_page(request, day, refusal=error.message, status=refusal_status(error))
    done(request, _("{name}의 도착을 확인했습니다."), name=str(participant))
    return redirect(address("check_in", day))

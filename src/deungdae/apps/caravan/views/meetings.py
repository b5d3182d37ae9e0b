"""One meeting: where it is, where it could be, and everything a hand may do with it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.caravan.forms.timetable import (
    AddForm,
    CancelForm,
    LockForm,
    MoveForm,
    ReasonForm,
    SwapForm,
)
from deungdae.apps.caravan.models import MatchingDay, Meeting, Slot
from deungdae.apps.caravan.rules import TIMETABLE_STATES
from deungdae.apps.caravan.selectors import places_for
from deungdae.apps.caravan.services import changes
from deungdae.apps.caravan.views.access import changing_day_page, staff_day_page
from deungdae.apps.caravan.views.frame import (
    address,
    day_render,
    first_error,
    form_status,
    refusal_status,
    sent,
)
from deungdae.apps.caravan.views.requests import participants_to_name
from deungdae.apps.caravan.views.words import done
from deungdae.apps.core.errors import RefusedError

NAMES = ("request", "slot", "table", "first__organisation", "second__organisation")


def meeting_of(day: MatchingDay, meeting_id: UUID) -> Meeting:
    return get_object_or_404(day.meetings.select_related(*NAMES), public_id=meeting_id)


def place_words(meeting: Meeting) -> str:
    """“3번 시간대(10:00) 5번 테이블”, or that there is none."""
    if meeting.slot is None or meeting.table is None:
        return _("자리 없음")
    place = {
        "slot": meeting.slot.number,
        "time": f"{meeting.slot.starts_at:%H:%M}",
        "table": meeting.table.number,
    }
    return _("%(slot)s번 시간대(%(time)s) %(table)s번 테이블") % place


def meeting_page(
    request: HttpRequest, *, day: MatchingDay, meeting: Meeting, refusal: str = "", status: int = 200
) -> HttpResponse:
    """The page of a meeting; after a refused act what was typed stands in its fields again."""
    typed = request.POST if refusal else {}
    return day_render(
        request,
        "meeting.html",
        day=day,
        above=((_("시간표"), address("timetable", day)),),
        meeting=meeting,
        place=place_words(meeting),
        **shown_places(day=day, meeting=meeting),
        can_change=day.state in TIMETABLE_STATES and meeting.state == Meeting.State.PLANNED,
        others=placed_others(meeting),
        history=meeting.changes.select_related("actor")[:20],
        typed_reason=typed.get("reason", ""),
        typed_other=typed.get("other", ""),
        refusal=refusal,
        status=status,
    )


@dataclass(frozen=True)
class ShownPlace:
    """A slot with the tables a meeting could move to."""

    slot: Slot
    tables: tuple[int, ...]
    refusal: str
    is_here: bool


def shown_places(*, day: MatchingDay, meeting: Meeting) -> dict[str, Any]:
    """Where the meeting could go, and where it could not and why; where it is already is no place to go."""
    found: dict[str, list[ShownPlace]] = {"open_places": [], "closed_places": []}
    for place in places_for(meeting=meeting) if day.state in TIMETABLE_STATES else []:
        here = meeting.table.number if place.is_here and meeting.table is not None else 0
        tables = tuple(number for number in place.free_tables if number != here)
        shown = ShownPlace(place.slot, tables, place.refusal, place.is_here)
        if tables:
            found["open_places"].append(shown)
        elif place.refusal:
            found["closed_places"].append(shown)
    return found


def placed_others(meeting: Meeting) -> list[Meeting]:
    placed = meeting.day.meetings.filter(slot__isnull=False).exclude(pk=meeting.pk)
    return list(placed.select_related(*NAMES).order_by("request__code")[:1_000])


@staff_day_page
@require_GET
def meeting_detail(request: HttpRequest, day: MatchingDay, meeting_id: UUID) -> HttpResponse:
    return meeting_page(request, day=day, meeting=meeting_of(day, meeting_id))


def acted(
    request: HttpRequest, *, day: MatchingDay, meeting_id: UUID, form: Form, act: Any, said: Any
) -> HttpResponse:
    """Do one act on a meeting: a wrong form or a refusal is answered on the meeting's own page."""
    meeting = meeting_of(day, meeting_id)
    if not form.is_valid():
        return meeting_page(request, day=day, meeting=meeting, refusal=first_error(form), status=422)
    try:
        act(meeting, form.cleaned_data)
    except RefusedError as error:
        day.refresh_from_db()
        fresh = meeting_of(day, meeting_id)
        status = refusal_status(error)
        return meeting_page(request, day=day, meeting=fresh, refusal=error.message, status=status)
    said(meeting_of(day, meeting_id))
    return redirect(address("meeting", day, meeting_id=meeting_id))


def move_values(request: HttpRequest) -> dict[str, str]:
    """The page has one button per slot and a choice of tables beside it."""
    values = {name: str(value) for name, value in request.POST.items()}
    slot_number = values.get("slot_number", "")
    values.setdefault("table_number", values.get(f"table-{slot_number}", ""))
    return values


@staff_day_page
@require_POST
def meeting_move(request: HttpRequest, day: MatchingDay, meeting_id: UUID) -> HttpResponse:
    return acted(
        request,
        day=day,
        meeting_id=meeting_id,
        form=MoveForm(move_values(request)),
        act=lambda meeting, values: changes.move_meeting(meeting=meeting, actor=user_of(request), **values),
        said=lambda meeting: done(
            request,
            _("상담 {code}(을/를) {place}(으로/로) 옮겼습니다."),
            code=meeting.request.code,
            place=place_words(meeting),
        ),
    )


@staff_day_page
@require_POST
def meeting_swap(request: HttpRequest, day: MatchingDay, meeting_id: UUID) -> HttpResponse:
    form = SwapForm(request.POST, day=day)

    def swap(meeting: Meeting, values: dict[str, Any]) -> None:
        other = Meeting.objects.filter(request=values.pop("other"), day=day).select_related(*NAMES).first()
        if other is None:
            text = _("그 상담은 아직 시간표에 없습니다. 시간대와 테이블이 있는 상담을 골라 주십시오.")
            raise RefusedError("no_meeting", text)
        changes.swap_meetings(first=meeting, second=other, actor=user_of(request), **values)

    return acted(
        request,
        day=day,
        meeting_id=meeting_id,
        form=form,
        act=swap,
        said=lambda meeting: done(
            request,
            _("상담 {code}의 자리를 맞바꾸었습니다. 이제 {place}입니다."),
            code=meeting.request.code,
            place=place_words(meeting),
        ),
    )


@staff_day_page
@require_POST
def meeting_lock(request: HttpRequest, day: MatchingDay, meeting_id: UUID) -> HttpResponse:
    def said(meeting: Meeting) -> None:
        text = (
            _("상담 {code}(을/를) 이 자리에 고정했습니다.")
            if meeting.locked
            else _("상담 {code}의 고정을 풀었습니다.")
        )
        done(request, text, code=meeting.request.code)

    return acted(
        request,
        day=day,
        meeting_id=meeting_id,
        form=LockForm(request.POST),
        act=lambda meeting, values: changes.lock_meeting(meeting=meeting, actor=user_of(request), **values),
        said=said,
    )


@staff_day_page
@require_POST
def meeting_unplace(request: HttpRequest, day: MatchingDay, meeting_id: UUID) -> HttpResponse:
    return acted(
        request,
        day=day,
        meeting_id=meeting_id,
        form=ReasonForm(request.POST),
        act=lambda meeting, values: changes.unplace_meeting(
            meeting=meeting, actor=user_of(request), **values
        ),
        said=lambda meeting: done(
            request,
            _("상담 {code}(을/를) 시간표에서 뺐습니다. 상담은 남아 있습니다."),
            code=meeting.request.code,
        ),
    )


@staff_day_page
@require_POST
def meeting_cancel(request: HttpRequest, day: MatchingDay, meeting_id: UUID) -> HttpResponse:
    return acted(
        request,
        day=day,
        meeting_id=meeting_id,
        form=CancelForm(request.POST),
        act=lambda meeting, values: changes.cancel_meeting(meeting=meeting, actor=user_of(request), **values),
        said=lambda meeting: done(request, _("상담 {code}(을/를) 취소했습니다."), code=meeting.request.code),
    )


@changing_day_page
@require_http_methods(["GET", "POST"])
def meeting_add(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    initial = {"expected_revision": day.timetable_revision}
    for name in ("slot_number", "table_number"):
        number = request.GET.get(name, "")
        if number.isascii() and number.isdigit():
            initial[name] = int(number[:4])
    form = AddForm(sent(request), day=day, initial=initial)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            meeting = changes.add_meeting(day=day, actor=user_of(request), **form.cleaned_data)
        except RefusedError as error:
            refused = error
        else:
            done(request, _("상담 {code}(을/를) 시간표에 더했습니다."), code=meeting.request.code)
            return redirect(address("timetable", day))
    return day_render(
        request,
        "meeting_add.html",
        day=day,
        above=((_("시간표"), address("timetable", day)),),
        form=form,
        participants=participants_to_name(day),
        slots=list(day.slots.all()),
        status=form_status(form, refused),
    )

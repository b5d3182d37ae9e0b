"""On the day: staff says what happened, sees the moves it asks for, takes them over or back."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.caravan.bridge.replans import Happening, names_on, said_of, sentences, warm_up
from deungdae.apps.caravan.forms.replans import (
    AbsentForm,
    HappeningForm,
    LateForm,
    NewMeetingForm,
    OverrunForm,
    TableForm,
    name_in_field,
)
from deungdae.apps.caravan.models import MatchingDay, Meeting, Participant, Replan
from deungdae.apps.caravan.selectors.board import Board, board_of
from deungdae.apps.caravan.selectors.replans import (
    Moved,
    can_be_undone,
    first_open_slot,
    happening_words,
    moved_of,
    replans_of,
    running_meetings,
)
from deungdae.apps.caravan.services.replans import (
    apply_replan,
    discard_replan,
    propose_again,
    propose_replan,
    undo_replan,
)
from deungdae.apps.caravan.views.access import staff_day_page
from deungdae.apps.caravan.views.answers import file_name
from deungdae.apps.caravan.views.frame import address, day_render, form_status, refusal_status
from deungdae.apps.caravan.views.words import done
from deungdae.apps.core.answers import file_answer
from deungdae.apps.core.decisions import document_of
from deungdae.apps.core.errors import RefusedError

Kind, State = Replan.Kind, Replan.State
SHOWN = 50


@never_cache
@staff_day_page
@require_http_methods(["GET", "POST"])
def replans(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    """A form for each kind of happening, and what has happened so far."""
    board = board_of(day=day)
    now = first_open_slot(board)
    kind = request.POST.get("kind", "")
    forms = {name: form_of(request, board, name, now=now, is_sent=name == kind) for name in Kind.values}
    if request.method == "GET":
        warm_up()
        return replans_page(request, board, forms, now=now)
    form = forms.get(kind)
    if form is None:
        text = _("무엇이 일어났는지 알 수 없습니다. 아래에서 골라 주십시오.")
        return replans_page(request, board, forms, now=now, refusal=text, status=422)
    if not form.is_valid():
        return replans_page(request, board, forms, now=now, opened=kind, status=form_status(form))
    try:
        made = propose_replan(day=day, happening=Happening(**form.happening), actor=user_of(request))  # type: ignore[arg-type]
    except RefusedError as error:
        status = refusal_status(error)
        return replans_page(request, board, forms, now=now, opened=kind, refusal=error.message, status=status)
    return redirect(address("replan", day, replan_id=made.public_id))


def form_of(request: HttpRequest, board: Board, kind: str, *, now: int, is_sent: bool) -> HappeningForm:
    """The form of a kind, with what was typed, or with the participant that the door names."""
    data = request.POST if request.method == "POST" and is_sent else None
    code = request.GET.get("participant", "")[:20]
    named = next((one for one in board.participants.values() if code and one.code == code), None)
    initial = {"kind": kind, "participant": name_in_field(named) if named is not None else ""}
    if kind == Kind.OVERRUN:
        return OverrunForm(data, day=board.day, running=running_meetings(board, now), initial=initial)
    if kind == Kind.LATE:
        slots = [slot for number, slot in board.slots.items() if number > now]
        return LateForm(data, day=board.day, slots=slots, initial=initial, auto_id="late-%s")
    classes = {
        Kind.ABSENT: AbsentForm,
        Kind.TABLE: TableForm,
        Kind.REQUEST: NewMeetingForm,
    }
    return classes[Kind(kind)](data, day=board.day, initial=initial, auto_id=f"{kind}-%s")


def replans_page(
    request: HttpRequest,
    board: Board,
    forms: dict[str, HappeningForm],
    *,
    now: int,
    opened: str = "",
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    rows = [(one, happening_words(one)) for one in replans_of(day=board.day)[:SHOWN]]
    opened = opened or (Kind.ABSENT if request.GET.get("participant") else "")
    return day_render(
        request,
        "replans.html",
        day=board.day,
        above=((_("현장 체크인"), address("check_in", board.day)),),
        kinds=[
            (kind, label, forms[kind])
            for kind, label in Kind.choices
            if kind != Kind.OVERRUN or running(board, now)
        ],
        opened=opened,
        participants=list(board.participants.values())[:600],
        rows=rows,
        can_change=day_runs(board.day, board, now),
        refusal=refusal,
        status=status,
    )


def running(board: Board, now: int) -> bool:
    return bool(running_meetings(board, now))


def day_runs(day: MatchingDay, board: Board, now: int) -> bool:
    return day.state == MatchingDay.State.PUBLISHED and now <= len(board.slots)


def replan_of(day: MatchingDay, replan_id: UUID) -> Replan:
    found = get_object_or_404(replans_of(day=day).select_related("decision"), public_id=replan_id)
    found.day = day
    return found


@never_cache
@staff_day_page
@require_GET
def replan(request: HttpRequest, day: MatchingDay, replan_id: UUID) -> HttpResponse:
    return replan_page(request, day, replan_of(day, replan_id))


@dataclass(frozen=True)
class ShownMove:
    """A move in words. kind: moved, seated (another table at the same time), placed or lost."""

    meeting: Meeting | None
    who: str
    before: str
    after: str
    why: str
    kind: str


def replan_page(
    request: HttpRequest, day: MatchingDay, one: Replan, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    board = board_of(day=day)
    names = names_on(board)
    moves = [shown(move, board, one, names) for move in moved_of(one, board)]
    now = first_open_slot(board)
    is_current = one.state == State.PROPOSED and one.base_revision == day.timetable_revision
    return day_render(
        request,
        "replan.html",
        day=day,
        above=((_("현장 변경"), address("replans", day)),),
        replan=one,
        title=happening_words(one),
        sentences=sentences(one.summary, names),
        moves=moves,
        counts={
            kind: sum(move.kind == kind for move in moves) for kind in ("moved", "seated", "placed", "lost")
        },
        told=told_of(one, board),
        can_apply=is_current and one.first_slot == now,
        is_stale=one.state in (State.PROPOSED, State.STALE) and not (is_current and one.first_slot == now),
        can_undo=can_be_undone(one, now=now),
        refusal=refusal,
        status=status,
    )


def shown(move: Moved, board: Board, one: Replan, names: dict[str, str]) -> ShownMove:
    meeting = move.meeting
    sides = (meeting.first, meeting.second) if meeting is not None else (one.participant, one.partner)
    before, after = move.before, move.after
    if before is None:
        kind = "placed" if after is not None else "lost"
    elif after is None:
        kind = "lost"
    else:
        kind = "moved" if before[0] != after[0] else "seated"
    return ShownMove(
        meeting,
        " · ".join(str(side) for side in sides),
        cell_words(before, board),
        cell_words(after, board),
        said_of(move.entry, {"new": _("새 상담"), **names}),
        kind,
    )


def cell_words(cell: tuple[int, int] | None, board: Board) -> str:
    """“14:30 5번 테이블”."""
    if cell is None:
        return _("자리 없음")
    return _("%(time)s %(table)s번 테이블") % {
        "time": f"{board.slots[cell[0]].starts_at:%H:%M}",
        "table": cell[1],
    }


def told_of(one: Replan, board: Board) -> list[Participant]:
    """Those whose agenda changes: who is told, each once."""
    keys = {
        side
        for move in moved_of(one, board)
        if move.meeting is not None
        for side in (move.meeting.first_id, move.meeting.second_id)
    }
    if one.kind == Kind.REQUEST and one.participant_id and one.partner_id and one.meeting_id is None:
        keys |= {one.participant_id, one.partner_id}
    return [person for key, person in board.participants.items() if key in keys]


@staff_day_page
@require_POST
def replan_decide(request: HttpRequest, day: MatchingDay, replan_id: UUID) -> HttpResponse:
    """Take over, leave, take back, or ask again; what is stale is asked again at once."""
    one, user = replan_of(day, replan_id), user_of(request)
    decision = request.POST.get("decision", "")
    try:
        if decision == "apply":
            return applied(request, day, one)
        if decision == "again":
            made = propose_again(replan=one, actor=user)
            return redirect(address("replan", day, replan_id=made.public_id))
        if decision == "undo":
            undo_replan(replan=one, actor=user)
            done(request, _("되돌렸습니다. 자리가 바뀐 참가자에게 다시 알렸습니다."))
        elif decision == "discard":
            discard_replan(replan=one, actor=user)
            done(request, _("제안을 버렸습니다. 시간표는 그대로입니다."))
            return redirect(address("replans", day))
        else:
            text = _("적용할지 버릴지 알 수 없습니다. 아래 단추로 골라 주십시오.")
            return replan_page(request, day, one, refusal=text, status=422)
    except RefusedError as error:
        day.refresh_from_db()
        fresh = replan_of(day, replan_id)
        return replan_page(request, day, fresh, refusal=error.message, status=refusal_status(error))
    return redirect(address("replan", day, replan_id=one.public_id))


def applied(request: HttpRequest, day: MatchingDay, one: Replan) -> HttpResponse:
    """Take over; when the day has moved on, a new proposal takes the old one's place."""
    user = user_of(request)
    try:
        apply_replan(replan=one, actor=user)
    except RefusedError as error:
        if error.code != "stale":
            raise
        made = propose_again(replan=one, actor=user)
        day.refresh_from_db()
        text = error.message + " " + _("아래는 지금 시간표로 다시 찾은 제안입니다.")
        return replan_page(request, day, replan_of(day, made.public_id), refusal=text, status=409)
    done(request, _("적용했습니다. 자리가 바뀐 참가자에게만 알렸습니다."))
    return redirect(address("replan", day, replan_id=one.public_id))


@staff_day_page
@require_GET
def replan_record(request: HttpRequest, day: MatchingDay, replan_id: UUID) -> HttpResponse:
    """The decision record, as `deungdae decision verify FILE` reads it."""
    one = replan_of(day, replan_id)
    name = file_name(day, "현장변경-결정기록.json")
    return file_answer(document_of(one.decision).encode(), name=name, kind="application/json")

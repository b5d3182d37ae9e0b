"""What a compute found: taken over, left, or – when nothing fits – who blocks and what would help."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.caravan.models import MatchingDay, Meeting, TimetableProposal
from deungdae.apps.caravan.selectors import Move, day_figures, difference_of
from deungdae.apps.caravan.services.compute import apply_proposal, discard_proposal
from deungdae.apps.caravan.views.access import staff_day_page
from deungdae.apps.caravan.views.frame import address, day_render, refusal_status
from deungdae.apps.caravan.views.words import done
from deungdae.apps.core.errors import RefusedError


def proposal_of(day: MatchingDay, proposal_id: UUID) -> TimetableProposal:
    return get_object_or_404(day.proposals.select_related("decision", "job"), public_id=proposal_id)


@staff_day_page
@require_GET
def proposal_detail(request: HttpRequest, day: MatchingDay, proposal_id: UUID) -> HttpResponse:
    return proposal_page(request, day=day, proposal=proposal_of(day, proposal_id))


def proposal_page(
    request: HttpRequest,
    *,
    day: MatchingDay,
    proposal: TimetableProposal,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    above = ((_("시간표"), address("timetable", day)),)
    summary = proposal.summary
    words: dict[str, Any] = {"above": above, "proposal": proposal, "sentences": summary.get("sentences", [])}
    words |= {"refusal": refusal, "status": status}
    if proposal.state == TimetableProposal.State.INFEASIBLE:
        return day_render(request, "infeasible.html", day=day, **words)
    is_open = proposal.state == TimetableProposal.State.PROPOSED
    moves = [shown_move(move) for move in difference_of(proposal=proposal)] if is_open else []
    return day_render(
        request,
        "proposal.html",
        day=day,
        moves=moves,
        counts=counts_of(moves),
        breaks_before=day_figures(day=day)["breaks"],
        breaks_after=summary.get("breaks", 0),
        **words,
    )


@dataclass(frozen=True)
class ShownMove:
    """A meeting with its place before and after, in words; `kind`: moved, placed or lost."""

    meeting: Meeting
    before: str
    after: str
    kind: str


def shown_move(move: Move) -> ShownMove:
    kind = "placed" if move.before is None else "lost" if move.after is None else "moved"
    return ShownMove(move.meeting, cell_words(move.before), cell_words(move.after), kind)


def cell_words(cell: tuple[int, int] | None) -> str:
    if cell is None:
        return _("자리 없음")
    return _("%(slot)s번 시간대 %(table)s번 테이블") % {"slot": cell[0], "table": cell[1]}


def counts_of(moves: list[ShownMove]) -> dict[str, int]:
    return {kind: sum(move.kind == kind for move in moves) for kind in ("moved", "placed", "lost")}


@staff_day_page
@require_POST
def proposal_decide(request: HttpRequest, day: MatchingDay, proposal_id: UUID) -> HttpResponse:
    proposal = proposal_of(day, proposal_id)
    decision = request.POST.get("decision", "")
    acts = {"apply": apply_proposal, "discard": discard_proposal}
    if decision not in acts:
        text = _("제안을 적용할지 버릴지 알 수 없습니다. 아래 단추로 골라 주십시오.")
        return proposal_page(request, day=day, proposal=proposal, refusal=text, status=422)
    try:
        acts[decision](proposal=proposal, actor=user_of(request))
    except RefusedError as error:
        proposal.refresh_from_db()
        status = refusal_status(error)
        return proposal_page(request, day=day, proposal=proposal, refusal=error.message, status=status)
    done(
        request,
        _("제안을 시간표에 적용했습니다.")
        if decision == "apply"
        else _("제안을 버렸습니다. 시간표는 그대로입니다."),
    )
    return redirect(address("timetable", day))

"""After the day: which meetings took place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.caravan.models import MatchingDay, Meeting
from deungdae.apps.caravan.selectors.aftermath import Aftermath, aftermath_of
from deungdae.apps.caravan.services.outcomes import OUTCOMES, outcome_of, record_outcomes
from deungdae.apps.caravan.views.access import staff_day_page
from deungdae.apps.caravan.views.frame import address, day_render, refusal_status
from deungdae.apps.caravan.views.words import done
from deungdae.apps.core.errors import RefusedError


def placed_meetings(day: MatchingDay) -> list[Meeting]:
    names = ("request", "slot", "table", "first__organisation", "second__organisation")
    placed = day.meetings.filter(slot__isnull=False).select_related(*names)
    return list(placed.order_by("slot__number", "table__number"))


def typed_outcomes(request: HttpRequest, meetings: list[Meeting]) -> dict[Meeting, str]:
    """What is ticked and differs from what is known. ValueError for a word that is no outcome."""
    found = {}
    for meeting in meetings:
        value = request.POST.get(f"outcome-{meeting.short_id}", "")
        if value and value not in OUTCOMES:
            raise ValueError(value)
        if value and value != outcome_of(meeting):
            found[meeting] = value
    return found


@staff_day_page
@require_http_methods(["GET", "POST"])
def outcomes(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    meetings = placed_meetings(day)
    if request.method == "GET":
        return outcomes_page(request, day=day, meetings=meetings)
    try:
        typed = typed_outcomes(request, meetings)
        record_outcomes(day=day, outcomes=typed, actor=user_of(request))
    except ValueError:
        text = _("결과는 완료 또는 불참이어야 합니다. 표에서 다시 골라 주십시오.")
        return outcomes_page(request, day=day, meetings=meetings, refusal=text, status=422)
    except RefusedError as error:
        status = refusal_status(error)
        return outcomes_page(request, day=day, meetings=meetings, refusal=error.message, status=status)
    done(
        request,
        _("상담 결과 {count}건을 저장했습니다. 열린 상담은 양쪽 기업 카드에 남습니다."),
        count=str(len(typed)),
    )
    return redirect(address("outcomes", day))


def outcome_choices(meeting: Meeting) -> list[tuple[str, str]]:
    """What can come of it, by the names of the two; who was missing may be unknown from before."""
    absent = _("%(name)s 불참")
    choices = [
        ("held", _("완료")),
        ("first_absent", absent % {"name": meeting.first}),
        ("second_absent", absent % {"name": meeting.second}),
        ("both_absent", _("양쪽 불참")),
    ]
    return [*choices, ("no_show", _("불참"))] if outcome_of(meeting) == "no_show" else choices


def outcome_row(request: HttpRequest, row: Aftermath) -> tuple[Meeting, str, list[tuple[str, str]], str]:
    """A meeting, what is ticked, what can be, and what its sides say; where all agree that is ticked."""
    meeting, choices, told = row.meeting, outcome_choices(row.meeting), row.told
    agreed = told[0] if len(told) == 1 else ""
    value = request.POST.get(f"outcome-{meeting.short_id}", outcome_of(meeting) or agreed)
    labels = dict(choices)
    words = [_("양쪽의 말이 다릅니다:")] if len(told) > 1 else [_("참가자의 말:")] if told else []
    words += [labels[one] for one in told]
    return meeting, value, choices, " ".join(words)


def outcomes_page(
    request: HttpRequest, *, day: MatchingDay, meetings: list[Meeting], refusal: str = "", status: int = 200
) -> HttpResponse:
    rows = [outcome_row(request, one) for one in aftermath_of(meetings)]
    counts = {state: sum(meeting.state == state for meeting in meetings) for state in Meeting.State.values}
    return day_render(
        request,
        "outcomes.html",
        day=day,
        rows=rows,
        counts=counts,
        can_record=day.state == MatchingDay.State.HELD,
        refusal=refusal,
        status=status,
    )

"""For staff: what became of the held meetings of a day, and the contracts that came of them."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.caravan.forms.aftermath import SettleForm, WithdrawForm
from deungdae.apps.caravan.models import FollowUp, MatchingDay, MeetingSide
from deungdae.apps.caravan.selectors.aftermath import (
    NAMES,
    Aftermath,
    aftermath_of,
    aftermath_of_day,
    contract_words,
)
from deungdae.apps.caravan.services.contracts import settle, withdraw
from deungdae.apps.caravan.services.follow_ups import require_contract
from deungdae.apps.caravan.views.access import staff_day_page
from deungdae.apps.caravan.views.frame import address, day_render, form_status, sent
from deungdae.apps.caravan.views.words import done
from deungdae.apps.core.errors import RefusedError

MAN, EOK = 10**4, 10**8


def said_by(row: Aftermath) -> Callable[[MeetingSide], str]:
    """What a side said last, in words."""

    def words(side: MeetingSide) -> str:
        latest = row.latest_of(side)
        if latest is None:
            return "–"
        if latest.answer == FollowUp.Answer.NOTHING:
            return f"{latest.get_answer_display()}: {latest.reason}"
        named = contract_words(latest)
        return f"{latest.get_answer_display()} {named}".rstrip()

    return words


def contract_line(row: Aftermath) -> str:
    """What stands of a contract."""
    if row.contract is not None:
        return contract_words(row.contract)
    if len(row.claims) > 1:
        return _("양쪽의 말이 다름")
    return _("한쪽만 적음") if row.claims else ""


def round_amount(won: int) -> tuple[str, str]:
    """A sum as a number that fits a card, and its unit."""
    if won < MAN:
        return f"{won:,}", _("원")
    return (f"{won / EOK:,.1f}", _("억원")) if won >= EOK else (f"{won // MAN:,}", _("만원"))


@staff_day_page
@require_GET
def follow_ups(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    found = aftermath_of_day(day=day)
    sides = 2 * len(found.rows)
    return day_render(
        request,
        "follow_ups.html",
        day=day,
        found=found,
        rows=[(row, *map(said_by(row), MeetingSide), contract_line(row)) for row in found.rows],
        amount=round_amount(found.amount),
        sides=sides,
        answered=sides - found.counts[""],
        answers=[(answer.label, found.counts[answer]) for answer in FollowUp.Answer if answer],
    )


@staff_day_page
@require_http_methods(["GET", "POST"])
def contract(request: HttpRequest, day: MatchingDay, meeting_id: UUID) -> HttpResponse:
    """Confirm a contract on paper; one that stands can be withdrawn with a reason."""
    placed = day.meetings.filter(slot__isnull=False).select_related(*NAMES)
    [found] = aftermath_of([get_object_or_404(placed, public_id=meeting_id)])
    standing, named = found.contract, found.claims
    initial = {"amount_krw": f"{named[0].amount_krw:,}", "signed_on": named[0].signed_on} if named else {}
    form = WithdrawForm(sent(request)) if standing else SettleForm(sent(request), initial=initial)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            if standing is not None:
                withdraw(contract=standing, reason=form.cleaned_data["reason"], actor=user_of(request))
                done(request, _("계약 확인을 거두었습니다. 두 기업의 카드에 바로잡은 기록이 남습니다."))
            else:
                values = form.cleaned_data
                require_contract(day, values["amount_krw"], values["signed_on"])
                settle(meeting=found.meeting, **values, actor=user_of(request))
                done(request, _("계약을 확인했습니다. 두 기업의 카드에 남습니다."))
        except RefusedError as error:
            refused = error
        else:
            return redirect(address("follow_ups", day))
    sides = (found.meeting.first, found.meeting.second)
    said = [(str(one), said_by(found)(side)) for one, side in zip(sides, MeetingSide, strict=True)]
    above = ((_("상담 뒤의 일"), address("follow_ups", day)),)
    return day_render(
        request,
        "contract.html",
        day=day,
        above=above,
        form=form,
        row=found,
        said=said,
        standing=contract_words(standing),
        meeting=found.meeting,
        status=form_status(form, refused),
    )

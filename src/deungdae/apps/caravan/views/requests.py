"""Who wants to meet whom: the list, entering for others, answering, withdrawing, and what goes first."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.caravan.forms.request import AnswerForm, PrecedenceForm, RequestEditForm, StaffRequestForm
from deungdae.apps.caravan.models import MatchingDay, Meeting, MeetingRequest, Participant
from deungdae.apps.caravan.rules import REQUEST_STATES
from deungdae.apps.caravan.selectors import requests_of_day
from deungdae.apps.caravan.services import requests as services
from deungdae.apps.caravan.views.access import changing_day_page, day_page, is_staff, staff_day_page
from deungdae.apps.caravan.views.frame import (
    address,
    chosen,
    day_render,
    first_error,
    form_status,
    refusal_status,
    searched,
    sent,
)
from deungdae.apps.caravan.views.mine import my_day_page
from deungdae.apps.caravan.views.next_step import import_address
from deungdae.apps.caravan.views.paging import page_of
from deungdae.apps.caravan.views.words import done
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.pages import belongs_to

ANSWER_STATES = (MatchingDay.State.DRAFT, MatchingDay.State.REQUESTS_OPEN)


@staff_day_page
@require_GET
def request_list(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    return list_page(request, day=day)


def list_page(
    request: HttpRequest, *, day: MatchingDay, refusal: str = "", status: int = 200
) -> HttpResponse:
    search = searched(request)
    state = chosen(request, "state", MeetingRequest.State.values)
    found = requests_of_day(day=day, state=state, search=search)
    return day_render(
        request,
        "request_list.html",
        day=day,
        tab="requests",
        page=page_of(found, number=request.GET.get("page", "")),
        search=search,
        state=state,
        states=MeetingRequest.State.choices,
        active=bool(search) + bool(state),
        precedences=day.precedences.select_related("earlier", "later").order_by(
            "earlier__code", "later__code"
        ),
        import_url=import_address(day),
        can_answer=day.state in ANSWER_STATES,
        can_withdraw=day.state in REQUEST_STATES,
        can_add=day.state in REQUEST_STATES,
        refusal=refusal,
        status=status,
    )


def participants_to_name(day: MatchingDay) -> list[Participant]:
    """What the page offers while one types; typing works without it, so a huge day offers nothing."""
    return list(day.participants.select_related("organisation")[:600])


@changing_day_page
@require_http_methods(["GET", "POST"])
def request_create(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    form = StaffRequestForm(sent(request), day=day)
    refused = None
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            services.send_request(actor=user_of(request), **values)
        except RefusedError as error:
            refused = error
        else:
            pair = {"sender": str(values["sender"]), "receiver": str(values["receiver"])}
            done(request, _("‘{sender}’에서 {receiver}(으로/로) 보내는 상담 신청을 더했습니다."), **pair)
            return redirect(address("requests", day))
    return day_render(
        request,
        "request_form.html",
        day=day,
        above=((_("상담 신청"), address("requests", day)),),
        form=form,
        participants=participants_to_name(day),
        status=form_status(form, refused),
    )


@changing_day_page
@require_http_methods(["GET", "POST"])
def request_edit(request: HttpRequest, day: MatchingDay, request_id: UUID) -> HttpResponse:
    wanted = request_of(request, day, request_id)
    form = RequestEditForm(sent(request), initial=initial_of(wanted))
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            services.update_request(request=wanted, actor=user_of(request), **form.cleaned_data)
        except RefusedError as error:
            refused = error
        else:
            done(request, _("상담 신청 {code}(을/를) 고쳤습니다."), code=wanted.code)
            return redirect(address_after_edit(day, wanted))
    return day_render(
        request,
        "request_edit.html",
        day=day,
        above=((_("상담 신청"), address("requests", day)),),
        form=form,
        wanted=wanted,
        is_placed=placed_meeting(wanted) is not None,
        back=address_after_edit(day, wanted),
        status=form_status(form, refused),
    )


def initial_of(wanted: MeetingRequest) -> dict[str, object]:
    return {
        "rank": wanted.rank,
        "reason": wanted.reason,
        "wish": wanted.wish,
        "fixed_slot_number": wanted.fixed_slot.number if wanted.fixed_slot else None,
        "fixed_table_number": wanted.fixed_table.number if wanted.fixed_table else None,
    }


def placed_meeting(wanted: MeetingRequest) -> Meeting | None:
    return Meeting.objects.filter(request=wanted, slot__isnull=False).first()


def address_after_edit(day: MatchingDay, wanted: MeetingRequest) -> str:
    """To the meeting that came of it, where one may want to move it now; else to the list."""
    meeting = Meeting.objects.filter(request=wanted).first()
    return address("meeting", day, meeting_id=meeting.public_id) if meeting else address("requests", day)


@changing_day_page
@require_http_methods(["GET", "POST"])
def precedence_create(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    form = PrecedenceForm(sent(request), day=day)
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            services.set_precedence(actor=user_of(request), **form.cleaned_data)
        except RefusedError as error:
            refused = error
        else:
            codes = {name: form.cleaned_data[name].code for name in ("earlier", "later")}
            done(request, _("상담 {earlier}(이/가) {later}보다 먼저 열리도록 정했습니다."), **codes)
            return redirect(address("requests", day))
    choices = requests_of_day(day=day).exclude(state__in=["declined", "expired", "withdrawn"])
    return day_render(
        request,
        "precedence_form.html",
        day=day,
        above=((_("상담 신청"), address("requests", day)),),
        form=form,
        choices=choices[:1_000],
        status=form_status(form, refused),
    )


@staff_day_page
@require_POST
def precedence_remove(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    form = PrecedenceForm(request.POST, day=day)
    if not form.is_valid():
        return list_page(request, day=day, refusal=first_error(form), status=422)
    order = day.precedences.filter(**form.cleaned_data).first()
    if order is not None:
        try:
            services.remove_precedence(precedence=order, actor=user_of(request))
        except RefusedError as error:
            return list_page(request, day=day, refusal=error.message, status=refusal_status(error))
    done(request, _("상담 순서를 지웠습니다."))
    return redirect(address("requests", day))


def request_of(request: HttpRequest, day: MatchingDay, request_id: UUID) -> MeetingRequest:
    found = MeetingRequest.objects.visible_to(request.user).filter(day=day)
    sides = ("sender__organisation", "receiver__organisation")
    return get_object_or_404(found.select_related(*sides), public_id=request_id)


def own_side(request: HttpRequest, participant: Participant) -> Participant:
    """The participant, if the person acts for it; otherwise as if the request were not there."""
    found = Participant.objects.visible_to(request.user).select_related("organisation")
    own = found.filter(pk=participant.pk).first()
    if own is None:
        raise Http404
    return own


def page_after(
    request: HttpRequest, *, day: MatchingDay, participant: Participant, refusal: str = "", status: int = 200
) -> HttpResponse:
    """Staff go back to the list they came from, members to their own day."""
    if is_staff(request):
        if refusal:
            return list_page(request, day=day, refusal=refusal, status=status)
        query = request.GET.urlencode()
        return redirect(address("requests", day) + (f"?{query}" if query else ""))
    if refusal:
        return my_day_page(request, day=day, participant=participant, refusal=refusal, status=status)
    ids = {"day_id": day.public_id, "participant_id": participant.public_id}
    return redirect(reverse("caravan:my_day", kwargs=ids))


@belongs_to("caravan:day_detail", "day_id")
@day_page
@require_POST
def request_answer(request: HttpRequest, day: MatchingDay, request_id: UUID) -> HttpResponse:
    wanted = request_of(request, day, request_id)
    participant = own_side(request, wanted.receiver)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return page_after(request, day=day, participant=participant, refusal=first_error(form), status=422)
    accept = form.cleaned_data["decision"] == "accept"
    try:
        services.answer_request(
            request=wanted, accept=accept, reason=form.cleaned_data["reason"], actor=user_of(request)
        )
    except RefusedError as error:
        status = refusal_status(error)
        return page_after(request, day=day, participant=participant, refusal=error.message, status=status)
    text = (
        _("상담 신청 {code}(을/를) 수락했습니다.") if accept else _("상담 신청 {code}(을/를) 거절했습니다.")
    )
    done(request, text, code=wanted.code)
    return page_after(request, day=day, participant=participant)


@belongs_to("caravan:day_detail", "day_id")
@day_page
@require_POST
def request_withdraw(request: HttpRequest, day: MatchingDay, request_id: UUID) -> HttpResponse:
    wanted = request_of(request, day, request_id)
    participant = own_side(request, wanted.sender)
    try:
        services.withdraw_request(request=wanted, actor=user_of(request))
    except RefusedError as error:
        status = refusal_status(error)
        return page_after(request, day=day, participant=participant, refusal=error.message, status=status)
    done(request, _("상담 신청 {code}(을/를) 철회했습니다."), code=wanted.code)
    return page_after(request, day=day, participant=participant)

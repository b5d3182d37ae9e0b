"""A participant's own word on a meeting, signed in or behind the link, and what became of it later."""

from collections.abc import Callable
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.caravan.forms.aftermath import FollowUpForm, WordForm
from deungdae.apps.caravan.models import FollowUp, MatchingDay, Meeting, MeetingWord, Participant
from deungdae.apps.caravan.selectors.aftermath import meetings_of, side_of, why_not_now
from deungdae.apps.caravan.selectors.board import partner_of
from deungdae.apps.caravan.services.contracts import agree
from deungdae.apps.caravan.services.follow_ups import Became, answer_follow_up
from deungdae.apps.caravan.services.words import Said, say
from deungdae.apps.caravan.views.access import day_page
from deungdae.apps.caravan.views.frame import address, day_render, form_status, sent
from deungdae.apps.caravan.views.link import participant_behind, quiet, takes_forms
from deungdae.apps.caravan.views.mine import my_crumbs, my_day_page
from deungdae.apps.caravan.views.words import done
from deungdae.apps.core.errors import RefusedError

Save = Callable[[Form], str]
"""Does what the valid form says; the sentence that the person reads then."""


def speaking_participant(request: HttpRequest, day: MatchingDay, participant_id: UUID) -> Participant:
    """The participant that the user speaks for; nobody else's, staff's neither."""
    own = (
        Participant.objects.spoken_for_by(request.user).filter(day=day).select_related("organisation", "day")
    )
    return get_object_or_404(own, public_id=participant_id)


def meeting_in(participant: Participant, meeting_id: UUID) -> Meeting:
    return get_object_or_404(meetings_of(participant), public_id=meeting_id)


def initial_of(meeting: Meeting, participant: Participant) -> dict[str, object]:
    """What the side said before."""
    word = MeetingWord.objects.filter(meeting=meeting, side=side_of(meeting, participant)).first()
    names = ("went", "interest", "next_step", "note", "is_shared")
    return {name: getattr(word, name) for name in names} if word is not None else {}


def said_page(
    request: HttpRequest,
    *,
    meeting: Meeting,
    participant: Participant,
    actor: User | None,
    back: str,
    breadcrumb: list[dict[str, str]],
) -> HttpResponse:
    """The form of a word; too early or too late it only says so."""
    partner = partner_of(meeting, participant.pk)
    form = WordForm(sent(request), initial=initial_of(meeting, participant))
    refused, closed = None, why_not_now(meeting)
    if request.method == "POST" and form.is_valid():
        side = side_of(meeting, participant)
        try:
            say(meeting=meeting, side=side, said=Said(**form.cleaned_data), actor=actor)
        except RefusedError as error:
            refused = error
        else:
            done(
                request,
                _("{partner}(과/와)의 상담 기록을 저장했습니다."),
                partner=str(partner_of(meeting, participant.pk)),
            )
            return redirect(back)
    status = form_status(form, refused)
    return day_render(
        request,
        "my_word.html",
        day=meeting.day,
        form=form,
        closed=closed.message if closed is not None else "",
        back=back,
        breadcrumb=breadcrumb,
        meeting=meeting,
        participant=participant,
        partner=partner,
        status=status,
    )


@day_page
@require_http_methods(["GET", "POST"])
def my_word(request: HttpRequest, day: MatchingDay, participant_id: UUID, meeting_id: UUID) -> HttpResponse:
    participant = speaking_participant(request, day, participant_id)
    return said_page(
        request,
        meeting=meeting_in(participant, meeting_id),
        participant=participant,
        actor=user_of(request),
        back=address("my_day", day, participant_id=participant.public_id),
        breadcrumb=my_crumbs(day, participant),
    )


@require_http_methods(["GET", "POST"])
def word_by_link(request: HttpRequest, token: str, meeting_id: UUID) -> HttpResponse:
    """At the table nobody signs in: whoever has the participant's link writes its word."""
    participant = participant_behind(token)
    answer = said_page(
        request,
        meeting=meeting_in(participant, meeting_id),
        participant=participant,
        actor=None,
        back=reverse("caravan:agenda_by_link", args=[token]),
        breadcrumb=[],
    )
    return takes_forms(quiet(answer))


@day_page
@require_http_methods(["GET", "POST"])
def my_follow_up(
    request: HttpRequest, day: MatchingDay, participant_id: UUID, follow_up_id: UUID
) -> HttpResponse:
    participant = speaking_participant(request, day, participant_id)
    rows = FollowUp.objects.visible_to(request.user).filter(meeting__in=meetings_of(participant))
    follow_up = get_object_or_404(rows.select_related("meeting"), public_id=follow_up_id)
    meeting = meeting_in(participant, follow_up.meeting.public_id)
    if follow_up.side != side_of(meeting, participant):
        raise Http404
    names = ("answer", "amount_krw", "signed_on", "reason")
    form = FollowUpForm(sent(request), initial={name: getattr(follow_up, name) for name in names})
    refused, back = None, address("my_day", day, participant_id=participant.public_id)
    if request.method == "POST" and form.is_valid():
        try:
            answer_follow_up(follow_up=follow_up, became=Became(**form.cleaned_data), actor=user_of(request))
        except RefusedError as error:
            refused = error
        else:
            done(
                request,
                _("{partner}(과/와)의 상담 뒤 일을 저장했습니다."),
                partner=str(partner_of(meeting, participant.pk)),
            )
            return redirect(back)
    return day_render(
        request,
        "my_follow_up.html",
        day=day,
        form=form,
        follow_up=follow_up,
        meeting=meeting,
        partner=partner_of(meeting, participant.pk),
        back=back,
        breadcrumb=my_crumbs(day, participant),
        status=form_status(form, refused),
    )


@day_page
@require_POST
def my_contract_confirm(
    request: HttpRequest, day: MatchingDay, participant_id: UUID, meeting_id: UUID
) -> HttpResponse:
    """The other side named a contract; this side says that it is so."""
    participant = speaking_participant(request, day, participant_id)
    meeting = meeting_in(participant, meeting_id)
    try:
        agree(meeting=meeting, side=side_of(meeting, participant), actor=user_of(request))
    except RefusedError as error:
        return my_day_page(request, day=day, participant=participant, refusal=error.message, status=409)
    done(
        request,
        _("{partner}(과/와)의 계약을 확인했습니다. 두 기업의 카드에 남습니다."),
        partner=str(partner_of(meeting, participant.pk)),
    )
    return redirect(address("my_day", day, participant_id=participant.public_id))

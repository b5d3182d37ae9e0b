"""A participant's own pages: requests in and out, a new request, and the agenda once it is published."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.caravan.documents.calendar_file import agenda_ics
from deungdae.apps.caravan.forms.request import WishFields
from deungdae.apps.caravan.models import MatchingDay, MeetingRequest, Participant
from deungdae.apps.caravan.rules import SHOWN_STATES
from deungdae.apps.caravan.selectors import Partner, agenda_of, partners_for
from deungdae.apps.caravan.selectors.aftermath import own_meetings
from deungdae.apps.caravan.services.requests import send_request
from deungdae.apps.caravan.views.access import day_page
from deungdae.apps.caravan.views.answers import file_name
from deungdae.apps.caravan.views.frame import address, crumbs, day_render, form_status, searched, sent
from deungdae.apps.caravan.views.words import done
from deungdae.apps.core.answers import ICS, file_answer
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import from_short

SHOWN_PARTNERS = 50


def own_participant(request: HttpRequest, day: MatchingDay, participant_id: UUID) -> Participant:
    own = Participant.objects.visible_to(request.user).filter(day=day)
    return get_object_or_404(own.select_related("organisation", "day"), public_id=participant_id)


@day_page
@require_GET
def my_day(request: HttpRequest, day: MatchingDay, participant_id: UUID) -> HttpResponse:
    return my_day_page(request, day=day, participant=own_participant(request, day, participant_id))


def my_day_page(
    request: HttpRequest, *, day: MatchingDay, participant: Participant, refusal: str = "", status: int = 200
) -> HttpResponse:
    """The page of one's own day; after a refused answer its reason and the typed words stay."""
    requests = MeetingRequest.objects.filter(day=day).order_by("rank", "code")
    is_shown = day.state in SHOWN_STATES
    own = own_meetings(participant) if is_shown else []
    answered_id = request.resolver_match.kwargs.get("request_id") if request.resolver_match else None
    return day_render(
        request,
        "my_day.html",
        day=day,
        participant=participant,
        breadcrumb=my_crumbs(),
        incoming=list(requests.filter(receiver=participant).select_related("sender__organisation")),
        outgoing=list(requests.filter(sender=participant).select_related("receiver__organisation")),
        can_ask=day.state == MatchingDay.State.REQUESTS_OPEN,
        is_shown=is_shown,
        agenda=agenda_of(participant=participant) if is_shown else None,
        own_meetings=own,
        begun=[one for one in own if one.has_begun],
        asked=any(one.due or one.their_claim for one in own),
        can_speak=Participant.objects.spoken_for_by(request.user).filter(pk=participant.pk).exists(),
        refusal=refusal,
        refused_id=answered_id,
        typed_reason=request.POST.get("reason", "")[:1_000],
        status=status,
    )


def my_crumbs(day: MatchingDay | None = None, participant: Participant | None = None) -> list[dict[str, str]]:
    items = crumbs()
    if day is not None and participant is not None:
        url = address("my_day", day, participant_id=participant.public_id)
        items.append({"label": day.title, "url": url})
    return items


def chosen_partner(request: HttpRequest, partners: list[Partner]) -> Partner | None:
    """The partner named by ?partner=, if one may ask it."""
    try:
        wanted = from_short(request.GET.get("partner", ""))
    except ValueError:
        return None
    return next((partner for partner in partners if partner.participant.public_id == wanted), None)


def facts_of(partner: Partner) -> str:
    facts = (partner.code, partner.name, partner.industry, partner.region, partner.products)
    return " ".join(facts).casefold()


def found_partners(partners: list[Partner], search: str) -> list[Partner]:
    """Partners whose published facts hold every word of the search."""
    words = search.casefold().split()
    return [partner for partner in partners if all(word in facts_of(partner) for word in words)]


@day_page
@require_http_methods(["GET", "POST"])
def my_request_create(request: HttpRequest, day: MatchingDay, participant_id: UUID) -> HttpResponse:
    participant = own_participant(request, day, participant_id)
    partners = partners_for(participant=participant)
    partner = chosen_partner(request, partners)
    words: dict[str, Any] = {
        "day": day,
        "participant": participant,
        "breadcrumb": my_crumbs(day, participant),
    }
    if partner is None:
        search = searched(request)
        found = found_partners(partners, search)
        gone = bool(request.GET.get("partner"))
        return day_render(
            request,
            "partner_list.html",
            search=search,
            active=int(bool(search)),
            total=len(found),
            partners=found[:SHOWN_PARTNERS],
            can_ask=day.state == MatchingDay.State.REQUESTS_OPEN,
            gone=gone,
            status=409 if gone and request.method == "POST" else 200,
            **words,
        )
    form = WishFields(sent(request))
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            asked = send_request(
                sender=participant, receiver=partner.participant, actor=user_of(request), **form.cleaned_data
            )
        except RefusedError as error:
            refused = error
        else:
            done(request, _("‘{name}’에 상담 신청을 보냈습니다."), name=str(asked.receiver))
            return redirect(address("my_day", day, participant_id=participant.public_id))
    status = form_status(form, refused)
    return day_render(request, "my_request_form.html", form=form, partner=partner, status=status, **words)


@day_page
@require_GET
def my_agenda_ics(request: HttpRequest, day: MatchingDay, participant_id: UUID) -> HttpResponse:
    participant = own_participant(request, day, participant_id)
    if day.state not in SHOWN_STATES:
        text = _("시간표가 아직 공개되지 않았습니다. 공개되면 여기에서 달력 파일을 받을 수 있습니다.")
        return my_day_page(request, day=day, participant=participant, refusal=text, status=409)
    return file_answer(
        agenda_ics(agenda_of(participant=participant)),
        name=file_name(day, f"{participant.code}.ics"),
        kind=ICS,
    )

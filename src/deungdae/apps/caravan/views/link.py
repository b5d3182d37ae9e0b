"""The agenda behind the unguessable link of the mail: no sign-in, no index, no copy, no referrer."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.academy.qr import qr_svg
from deungdae.apps.caravan.documents.calendar_file import agenda_ics
from deungdae.apps.caravan.models import Participant
from deungdae.apps.caravan.selectors import agenda_of
from deungdae.apps.caravan.selectors.aftermath import own_meetings
from deungdae.apps.caravan.services.publication import agenda_address, participant_of_token
from deungdae.apps.caravan.views.access import MANAGE
from deungdae.apps.caravan.views.answers import file_name
from deungdae.apps.core.answers import ICS, file_answer


def quiet(answer: HttpResponse) -> HttpResponse:
    """The headers that keep the address to the one who has it."""
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def takes_forms(answer: HttpResponse) -> HttpResponse:
    """Without any referrer a browser names no origin, and no form of the page is taken."""
    answer["Referrer-Policy"] = "same-origin"
    return answer


def own_code(participant: Participant) -> SafeString:
    """The agenda's own address as a QR code: staff who scan it with their phone mark the arrival."""
    return qr_svg(agenda_address(participant), label=_("현장 체크인 QR"))


def participant_behind(token: str) -> Participant:
    """Whose agenda it is; a forged or renewed link, and a timetable that is not public, are not there."""
    participant = participant_of_token(token)
    if participant is None:
        raise Http404
    return participant


@require_GET
def agenda_by_link(request: HttpRequest, token: str) -> HttpResponse:
    participant = participant_behind(token)
    at_the_door = request.user.has_perm(MANAGE)
    words = {
        "day": participant.day,
        "participant": participant,
        "token": token,
        "breadcrumb": [],
        "agenda": agenda_of(participant=participant),
        "begun": [one for one in own_meetings(participant) if one.has_begun],
        "at_the_door": at_the_door,
        "code": "" if at_the_door else own_code(participant),
    }
    answer = quiet(render(request, "caravan/agenda_by_link.html", words))
    return takes_forms(answer) if at_the_door else answer


@require_GET
def agenda_by_link_ics(request: HttpRequest, token: str) -> HttpResponse:
    participant = participant_behind(token)
    calendar = agenda_ics(agenda_of(participant=participant))
    return quiet(file_answer(calendar, name=file_name(participant.day, f"{participant.code}.ics"), kind=ICS))

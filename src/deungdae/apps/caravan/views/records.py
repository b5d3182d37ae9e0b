"""What happened: the history of the timetable, and the messages that went out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from deungdae.apps.accounts.personal.masking import masked
from deungdae.apps.caravan.models import MatchingDay, Participant
from deungdae.apps.caravan.selectors import changes_of_day, untold_participants
from deungdae.apps.caravan.services.looks import note_recipients
from deungdae.apps.caravan.views.access import staff_day_page
from deungdae.apps.caravan.views.frame import address, chosen, day_render, searched
from deungdae.apps.caravan.views.paging import page_of
from deungdae.apps.core.audit.caller import caller_of
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.core.outbox.services import resend_message, settle_message
from deungdae.apps.core.words import breakable
from deungdae.engine.kernel.korean import sentence


@staff_day_page
@require_GET
def change_list(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    page = page_of(changes_of_day(day=day), number=request.GET.get("page", ""))
    return day_render(request, "change_list.html", day=day, tab="changes", page=page)


@staff_day_page
@require_GET
def message_list(request: HttpRequest, day: MatchingDay) -> HttpResponse:
    state = chosen(request, "state", OutboxMessage.State.values)
    search = searched(request)
    found = OutboxMessage.objects.filter(about=day.short_id).defer("body", "attachment")
    found = found.filter(state=state) if state else found
    found = found.filter(recipient__icontains=search) if search else found
    page = page_of(found, number=request.GET.get("page", ""))
    note_recipients(day, search, count=page.total, caller=caller_of(request))
    return day_render(
        request,
        "message_list.html",
        day=day,
        above=((_("기록"), address("changes", day)),),
        page=page,
        lines=lines_of(day, page.rows),
        state=state,
        states=OutboxMessage.State.choices,
        search=search,
        active=bool(state) + bool(search),
        untold=untold_participants(day=day),
        has_begun=day.state != MatchingDay.State.DRAFT,
    )


def lines_of(day: MatchingDay, rows: list[OutboxMessage]) -> list[tuple[OutboxMessage, str, str]]:
    """Each message with its masked address and the company whose contact that is now."""
    participants = Participant.objects.filter(day=day).select_related("organisation")
    companies = {one.contact_email.lower(): f"{one.organisation.name} ({one.code})" for one in participants}
    return [
        (message, breakable(seen_recipient(message)), companies.get(message.recipient.lower(), ""))
        for message in rows
    ]


@staff_day_page
@require_POST
def message_resend(request: HttpRequest, day: MatchingDay, message_id: UUID) -> HttpResponse:
    """Send a message that failed, or may have arrived, once more."""
    message = message_of_day(day, message_id)
    if message.state == OutboxMessage.State.UNSURE and request.POST.get("may_arrive_twice") != "1":
        text = _("두 번 받을 수 있음을 확인한 뒤 다시 보내십시오.")
        messages.error(request, text)
    elif resend_message(message=message, seen_attempts=seen_attempts(request)):
        messages.success(request, told(_("{who}에 다시 보냅니다."), message))
    else:
        messages.info(request, decided_already())
    return redirect(address("messages", day))


@staff_day_page
@require_POST
def message_settle(request: HttpRequest, day: MatchingDay, message_id: UUID) -> HttpResponse:
    """A person has made sure by other means that the message is known."""
    message = message_of_day(day, message_id)
    if settle_message(message=message, seen_attempts=seen_attempts(request)):
        messages.success(request, told(_("{who}에 보낸 알림을 ‘확인함’으로 표시했습니다."), message))
    else:
        messages.info(request, decided_already())
    return redirect(address("messages", day))


def message_of_day(day: MatchingDay, message_id: UUID) -> OutboxMessage:
    return get_object_or_404(OutboxMessage.objects.filter(about=day.short_id), public_id=message_id)


def seen_attempts(request: HttpRequest) -> int:
    """How often sending had been tried when the person decided; what is no number fits no message."""
    text = request.POST.get("attempts", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else -1


def told(template: str, message: OutboxMessage) -> str:
    return sentence(template, {"who": seen_recipient(message)})


def seen_recipient(message: OutboxMessage) -> str:
    """Under its mask, like every address of a person; the page of the participant opens it for a reason."""
    return masked("email", message.recipient)


def decided_already() -> str:
    return _("이미 처리한 알림입니다. 지금 상태를 아래에서 확인하십시오.")

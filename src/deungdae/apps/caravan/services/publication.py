"""Agendas leave the house: on publication to everybody, afterwards to those whose own agenda changed."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.documents.agenda import Agenda, AgendaChange, AgendaLine
from deungdae.apps.caravan.documents.calendar_file import agenda_ics
from deungdae.apps.caravan.documents.words import long_date
from deungdae.apps.caravan.models import MatchingDay, Participant
from deungdae.apps.caravan.rules import SHOWN_STATES
from deungdae.apps.caravan.selectors.agendas import agendas_on
from deungdae.apps.caravan.selectors.board import Board, board_of
from deungdae.apps.caravan.selectors.refusals import clash_of
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import from_short
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.core.outbox.services import message_of, post_messages
from deungdae.engine.kernel.korean import sentence

SIGNER = Signer(salt="deungdae.caravan.agenda")
CancelledLines = Mapping[int, tuple[AgendaLine, ...]]
"""Participant key → meetings that were in the agenda and are no more."""
Changes = Mapping[int, tuple[AgendaChange, ...]]
"""Participant key → what happened to meetings of the agenda."""


def agenda_token(participant: Participant) -> str:
    """The unguessable end of the link to a participant's agenda; renewing the link makes it worthless."""
    return SIGNER.sign(f"{participant.short_id}-{participant.link_version}")


def participant_of_token(token: str) -> Participant | None:
    """Whose agenda a link shows, or None: forged, renewed, or the timetable is not public."""
    try:
        name, _dash, version = SIGNER.unsign(token).partition("-")
        public_id, link_version = from_short(name), int(version)
    except (BadSignature, ValueError):
        return None
    shown = Participant.objects.filter(
        public_id=public_id, link_version=link_version, day__state__in=SHOWN_STATES
    )
    return shown.select_related("day", "organisation", "own_table").first()


def agenda_address(participant: Participant) -> str:
    """The whole address of a participant's agenda, for mails."""
    return settings.SITE_ADDRESS + reverse("caravan:agenda_by_link", args=[agenda_token(participant)])


@transaction.atomic
def renew_agenda_link(*, participant: Participant, actor: User | None) -> Participant:
    """The old link opens nothing from now on; the new one goes to the contact when the day is published."""
    day = MatchingDay.objects.select_for_update().get(pk=participant.day_id)
    Participant.objects.filter(pk=participant.pk).update(link_version=F("link_version") + 1)
    participant.refresh_from_db()
    if day.state in SHOWN_STATES:
        board = board_of(day=day)
        agenda = agendas_on(board)[participant.pk]
        occasion = f"agenda_link:{participant.short_id}:v{participant.link_version}"
        if participant.contact_email:
            addressee = board.participants[participant.pk]
            message = agenda_message(addressee, agenda, template="agenda_link", occasion=occasion)
            post_messages([message])
    return participant


@transaction.atomic
def publish_day(*, day: MatchingDay, actor: User | None) -> MatchingDay:
    """Show the timetable and send every participant its agenda. Called by `transition_day`."""
    day = MatchingDay.objects.select_for_update().get(pk=day.pk)
    board = board_of(day=day)
    require_publishable(board)
    day.state = MatchingDay.State.PUBLISHED
    day.published_at = clock.now()
    day.save(update_fields=["state", "published_at"])
    post_agendas(board, board.participants, template="agenda_published")
    return day


def require_publishable(board: Board) -> None:
    """A timetable may be shown when somebody meets and no place is impossible."""
    if board.day.state != MatchingDay.State.TIMETABLE:
        raise RefusedError(
            "state", _("시간표가 작성된 행사만 공개할 수 있습니다. 먼저 시간표를 계산하십시오.")
        )
    if not board.by_cell:
        raise RefusedError(
            "no_meetings", _("배치된 상담이 없습니다. 시간표를 계산하거나 상담을 배치한 뒤 공개하십시오.")
        )
    clashes = [words for words in (clash_of(board, meeting) for meeting in board.by_cell.values()) if words]
    if clashes:
        template = _(
            "지킬 수 없는 자리가 {count}건 있습니다. {first} 자리를 고치거나 다시 계산한 뒤 공개하십시오."
        )
        raise RefusedError("clash", sentence(template, {"count": str(len(clashes)), "first": clashes[0]}))


def tell_changed_agendas(
    *,
    day: MatchingDay,
    participant_ids: Iterable[int],
    reason: str = "",
    cancelled: CancelledLines | None = None,
    changes: Changes | None = None,
) -> None:
    """After a change of a published timetable: one message to each participant whose own agenda changed."""
    chosen = frozenset(participant_ids)
    if chosen:
        post_agendas(
            board_of(day=day),
            chosen,
            template="agenda_changed",
            reason=reason,
            cancelled=cancelled or {},
            changes=changes or {},
        )


def post_agendas(
    board: Board,
    participant_ids: Iterable[int],
    *,
    template: str,
    reason: str = "",
    cancelled: CancelledLines | None = None,
    changes: Changes | None = None,
) -> None:
    """One message per participant and revision, in the order of their numbers, in few statements."""
    chosen, agendas = frozenset(participant_ids), agendas_on(board)
    revision = board.day.timetable_revision
    messages = [
        agenda_message(
            participant,
            agendas[key],
            template=template,
            occasion=f"agenda:{participant.short_id}:r{revision}",
            reason=reason,
            cancelled=(cancelled or {}).get(key, ()),
            changes=(changes or {}).get(key, ()),
        )
        for key, participant in board.participants.items()
        if key in chosen and participant.contact_email
    ]
    post_messages(messages)


def agenda_message(
    participant: Participant,
    agenda: Agenda,
    *,
    template: str,
    occasion: str,
    reason: str = "",
    cancelled: tuple[AgendaLine, ...] = (),
    changes: tuple[AgendaChange, ...] = (),
) -> OutboxMessage:
    """An agenda as a message, in the house's language, with link and calendar file."""
    with translation.override(settings.LANGUAGE_CODE):
        return message_of(
            recipient=participant.contact_email,
            occasion=occasion,
            template=f"caravan/mail/{template}",
            context={
                "day": participant.day,
                "date": long_date(participant.day.date),
                "participant": participant,
                "agenda": agenda,
                "changes": changes,
                "reason": reason,
                "link": agenda_address(participant),
            },
            about=participant.day.short_id,
            attachment=("agenda.ics", "text/calendar", agenda_ics(agenda, cancelled=cancelled).decode()),
        )

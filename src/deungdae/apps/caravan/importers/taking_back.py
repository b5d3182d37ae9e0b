"""Undoing an import, while nobody has built upon it."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Model, Q
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _

from deungdae.apps.caravan.models import (
    Absence,
    Attendee,
    MatchingDay,
    Meeting,
    MeetingRequest,
    Participant,
    Precedence,
)
from deungdae.apps.caravan.rules import REQUEST_STATES
from deungdae.apps.caravan.services.turns import note_changed_inputs
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.undoing import batches, dependents_of
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.organisations.models import Organisation, OrganisationKind
from deungdae.engine.kernel.korean import sentence

Log = Mapping[str, object]


def take_back(*, day: MatchingDay, log: Log) -> None:
    """Everything as it was before the import. The caller holds the day's row."""
    require_untouched(day, log)
    delete(Precedence, numbers(log["orders"]))
    requests, participants = part(log, "requests"), part(log, "participants")
    made = numbers(requests["created"])
    for some in batches(made):
        Meeting.objects.filter(request__in=some, slot__isnull=True).delete()
    restore(MeetingRequest, requests["changed"])
    delete(MeetingRequest, made)
    absences = part(log, "absences")
    restore(Absence, absences["changed"])
    delete(Absence, numbers(absences["created"]))
    restore(Participant, participants["changed"])
    restore_attendees(log["attendees"])
    delete(Participant, numbers(participants["created"]))
    take_back_organisations(numbers(log["organisations"]))
    note_changed_inputs(day=day)


def obstacle_of(day: MatchingDay, log: Log) -> str:
    """Why nothing of the import can be taken back, in a sentence: the list has left the desk."""
    if day.state != MatchingDay.State.DRAFT:
        template = _(
            "상담일이 ‘{state}’ 상태라 가져온 자료를 한꺼번에 되돌릴 수 없습니다."
            " 참가자와 신청을 목록에서 하나씩 고치거나 빼십시오."
        )
        return sentence(template, {"state": str(day.get_state_display())})
    made = set(numbers(part(log, "participants").get("created")))
    told = set(OutboxMessage.objects.filter(about=day.short_id).values_list("recipient", flat=True))
    people = Participant.objects.filter(day=day).values_list("pk", "contact_email")
    reached = [address for key, address in people if key in made and address in told]
    if reached:
        template = _(
            "가져온 참가자 {count}곳에 이미 알림을 보내 되돌릴 수 없습니다."
            " 참가자와 신청을 목록에서 하나씩 고치거나 빼십시오."
        )
        return sentence(template, {"count": str(len(reached))})
    return ""


def require_untouched(day: MatchingDay, log: Log) -> None:
    """Places, answers and requests that came later stand in the way, and are named."""
    if day.state not in REQUEST_STATES or Meeting.objects.filter(day=day, slot__isnull=False).exists():
        raise RefusedError(
            "placed",
            _("이미 시간표가 있어 가져온 자료를 되돌릴 수 없습니다. 시간표를 먼저 버리십시오."),
        )
    made = numbers(part(log, "requests")["created"])
    moment = datetime.fromisoformat(str(log["at"]))
    answered = MeetingRequest.objects.filter(day=day, pk__in=made, answered_at__gt=moment).order_by("code")
    first = answered.first()
    if first is not None:
        raise RefusedError(
            "answered",
            _("가져온 상담 신청 %(code)s에 이미 답이 있어 되돌릴 수 없습니다.") % {"code": first.code},
        )
    people = numbers(part(log, "participants")["created"])
    later = MeetingRequest.objects.filter(Q(sender__in=people) | Q(receiver__in=people), day=day)
    other = later.exclude(pk__in=made).order_by("code").first()
    if other is not None:
        raise RefusedError(
            "requests",
            sentence(
                _(
                    "가져온 참가자에게 나중에 생긴 상담 신청 {code}(이/가)"
                    " 있어 되돌릴 수 없습니다. 그 신청을 먼저 지우십시오."
                ),
                {"code": other.code},
            ),
        )


def take_back_organisations(keys: list[int]) -> None:
    used = dependents_of(Organisation, keys, ignoring=("kinds",))
    if used:
        raise RefusedError(
            "organisation_used",
            _("새로 등록한 기업을 이미 다른 곳에서 쓰고 있어 되돌릴 수 없습니다: %(used)s.")
            % {"used": ", ".join(used)},
        )
    for some in batches(keys):
        OrganisationKind.objects.filter(organisation__in=some).delete()
    delete(Organisation, keys)


def part(log: Log, name: str) -> Mapping[str, object]:
    found = log[name]
    return found if isinstance(found, dict) else {}


def numbers(found: object) -> list[int]:
    return [int(number) for number in found] if isinstance(found, list) else []


def delete(model: type[Model], keys: list[int]) -> None:
    try:
        for some in batches(keys):
            model._default_manager.filter(pk__in=some).delete()
    except ProtectedError as error:
        words = ", ".join(sorted({str(one) for one in error.protected_objects})[:5])
        raise RefusedError(
            "used", _("가져온 자료를 이미 쓰고 있어 되돌릴 수 없습니다: %(words)s.") % {"words": words}
        ) from error


def restore(model: type[Model], changed: object) -> None:
    for values in changed if isinstance(changed, list) else []:
        fields = {name: value for name, value in values.items() if name != "pk"}
        model._default_manager.filter(pk=values["pk"]).update(**fields)


def restore_attendees(found: object) -> None:
    for key, people in found.items() if isinstance(found, dict) else ():
        Attendee.objects.filter(participant=int(key)).delete()
        Attendee.objects.bulk_create(
            Attendee(participant_id=int(key), name=name, job_title=title) for name, title in people
        )

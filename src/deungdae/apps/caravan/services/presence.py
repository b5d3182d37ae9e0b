"""At the door: who came, who will not come, and by how much the day runs late."""

from django.db import transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.models import Absence, Delay, MatchingDay, Participant, Presence, Replan
from deungdae.apps.caravan.models.presence import MOST_DELAY
from deungdae.apps.caravan.services.turns import lock_day, note_changed_inputs
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused

GIVEN_UP = (Replan.Kind.ABSENT, Replan.Kind.LATE)
TAKES = (MatchingDay.State.PUBLISHED, MatchingDay.State.HELD)


@transaction.atomic
def mark_presence(*, participant: Participant, state: str, way: str, actor: User | None) -> bool:
    """Write what is new; False when it is known already. Raises RefusedError on another day than that one."""
    day = lock_day(day=participant.day)
    require_day(day)
    if state not in Presence.State.values:
        raise RefusedError("state", _("왔음, 오지 않음, 아직 오지 않음 가운데에서 골라 주십시오."))
    last = Presence.objects.filter(participant=participant).last()
    known = last.state if last is not None else Presence.State.UNKNOWN
    if known == state:
        return False
    Presence.objects.create(participant=participant, state=state, way=way, at=clock.now(), by=actor)
    if state == Presence.State.HERE:
        welcome(day, participant)
    return True


def welcome(day: MatchingDay, participant: Participant) -> None:
    """Whoever was given up, or expected later, can be placed again from now on."""
    away = Absence.objects.filter(participant=participant, replan__kind__in=GIVEN_UP)
    if away.delete()[0]:
        note_changed_inputs(day=day)


@transaction.atomic
def set_delay(*, day: MatchingDay, minutes: int, actor: User | None) -> None:
    """How late the day runs from now on; the same again writes nothing. Raises RefusedError."""
    day = lock_day(day=day)
    require_day(day)
    if not 0 <= minutes <= MOST_DELAY:
        template = _("늦어진 시간은 0분에서 {most}분까지입니다: {minutes}분.")
        raise refused("minutes", template, most=str(MOST_DELAY), minutes=str(minutes))
    last = Delay.objects.filter(day=day).last()
    if minutes != (last.minutes if last is not None else 0):
        Delay.objects.create(day=day, minutes=minutes, at=clock.now(), by=actor)


def require_day(day: MatchingDay) -> None:
    if day.state not in TAKES:
        template = _("시간표를 공개한 행사에서만 체크인합니다. 지금은 ‘{state}’ 상태입니다.")
        raise refused("state", template, state=day.get_state_display())
    if clock.today() < day.date:
        template = _("체크인은 행사 당일({day})부터 합니다.")
        raise refused("early", template, day=day.date.isoformat())

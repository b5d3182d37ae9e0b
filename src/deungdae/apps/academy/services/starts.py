"""The day on which somebody began: that of the first session attended, kept as attendance changes."""

from collections.abc import Sequence

from django.db.models import Min
from django.utils.translation import gettext as _

from deungdae.apps.academy.bridge.completion import verdicts_of
from deungdae.apps.academy.models import Attendance, Enrolment
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.core.errors import refused


def keep_starts(enrolments: Sequence[Enrolment]) -> None:
    """Write the day anew for these locked ones. Who has completed keeps what the completion rests on."""
    require_still_complete([one for one in enrolments if one.completed_on is not None])
    attended = Attendance.objects.filter(enrolment__in=enrolments, state__in=Attendance.ATTENDING)
    rows = attended.order_by().values_list("enrolment").annotate(first=Min("session__starts_at"))
    days = {key: day_of(first) for key, first in rows}
    changed = []
    for one in enrolments:
        if one.started_on != days.get(one.pk):
            one.started_on = days.get(one.pk)
            changed.append(one)
    Enrolment.objects.bulk_update(changed, ["started_on"])


def require_still_complete(completed: Sequence[Enrolment]) -> None:
    if not completed:
        return
    verdicts = verdicts_of(completed[0].cohort, completed)
    for one in completed:
        if not verdicts[one.pk].is_attended:
            template = _(
                "접수 번호 {number}(은/는) 이미 수료했고, 이렇게 고치면 수료 기준에 모자랍니다."
                " 먼저 신청 화면에서 까닭을 적고 수료를 거두어 주십시오."
            )
            raise refused("completed", template, number=one.number)

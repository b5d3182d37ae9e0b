"""The timetable of a day: as it stands, and computing it."""

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from deungdae.apps.accounts.once import Key, once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.caravan.api.access import day_of, require_staff
from deungdae.apps.caravan.api.days import SlotOut
from deungdae.apps.caravan.api.requests import SideOut
from deungdae.apps.caravan.models import MatchingDay, Meeting, Slot
from deungdae.apps.caravan.services.compute import start_compute
from deungdae.apps.core.api.fields import Sent
from deungdae.apps.core.api.jobs import JobOut
from deungdae.apps.core.models import Job

timetable = Router(tags=["상담 시간표"])


class MeetingOut(Schema):
    id: str
    code: str
    first: SideOut
    second: SideOut
    slot: int | None
    table: int | None
    state: str
    locked: bool
    unplaced_reason: str

    @staticmethod
    def resolve_id(meeting: Meeting) -> str:
        return meeting.short_id

    @staticmethod
    def resolve_code(meeting: Meeting) -> str:
        return meeting.request.code

    @staticmethod
    def resolve_slot(meeting: Meeting) -> int | None:
        return meeting.slot.number if meeting.slot is not None else None

    @staticmethod
    def resolve_table(meeting: Meeting) -> int | None:
        return meeting.table.number if meeting.table is not None else None


class TimetableOut(Schema):
    day: str
    state: str
    revision: int
    slots: list[SlotOut]
    meetings: list[MeetingOut]


class ComputeIn(Sent):
    keep_current: bool = False
    seconds: Annotated[int, Field(ge=1, le=3_600)] | None = None
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 1


@timetable.get(
    "/{day_id}/timetable", response=TimetableOut, operation_id="get_timetable", summary="상담 시간표"
)
def get_timetable(request: HttpRequest, day_id: str) -> dict[str, Any]:
    """참가 기업은 공개된 뒤에 자기 상담만 봅니다."""
    day = day_of(request, day_id)
    return {
        "day": day.short_id,
        "state": day.state,
        "revision": day.timetable_revision,
        "slots": list(Slot.objects.filter(day=day)),
        "meetings": list(meetings_of(request, day)),
    }


def meetings_of(request: HttpRequest, day: MatchingDay) -> QuerySet[Meeting]:
    found = Meeting.objects.visible_to(request.user).filter(day=day)
    return found.select_related("request", "first__organisation", "second__organisation", "slot", "table")


@timetable.post(
    "/{day_id}/timetable/compute",
    response={202: JobOut},
    operation_id="compute_timetable",
    summary="시간표 계산",
)
def post_compute(request: HttpRequest, day_id: str, payload: ComputeIn, key: Key = None) -> Status:
    """센터 직원만 할 수 있습니다. 곧바로 작업을 돌려주며, 진행은 `GET /jobs/{id}`로 봅니다."""
    day = day_of(request, day_id)
    require_staff(request)
    job = once(
        request,
        key=key,
        records=Job.objects.all(),
        create=lambda: start_compute(day=day, actor=user_of(request), **payload.dict()),
    )
    return Status(202, job)

"""Made-up people, organisations and matching days that many tests start from."""

import itertools
from datetime import date, time, timedelta

from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.caravan.models import MatchingDay, Meeting, MeetingRequest, Participant
from deungdae.apps.caravan.services.changes import move_meeting
from deungdae.apps.caravan.services.days import create_day
from deungdae.apps.caravan.services.participants import add_participant
from deungdae.apps.caravan.services.requests import send_request
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Membership, Organisation

NUMBERS = itertools.count(1)
LUNCH = (("점심", time(12), time(13)),)


def staff(name: str = "박센터") -> User:
    """A member of the centre's staff."""
    user = create_account(email=f"staff{next(NUMBERS)}@centre.example", name=name, password=None)
    grant_role(user=user, role=RoleGrant.Role.CENTRE_STAFF, starts_on=date(2021, 4, 14))
    return user


def an_organisation(name: str = "") -> Organisation:
    return Organisation.objects.create(name=name or f"기업{next(NUMBERS)}")


def member_of(organisation: Organisation) -> User:
    """A person who acts for the organisation, and for nothing else."""
    user = create_account(email=f"member{next(NUMBERS)}@company.example", name="김담당", password=None)
    Membership.objects.create(
        user=user, organisation=organisation, role=Membership.Role.MEMBER, starts_on=date(2021, 4, 14)
    )
    return user


def a_day(**changes: object) -> MatchingDay:
    """A two-sided draft in two weeks: 10:00 to 16:00, lunch at noon, 10 slots of half an hour, 4 tables."""
    facts: dict[str, object] = {
        "title": "디지털 카라반 매칭데이",
        "date": clock.today() + timedelta(days=14),
        "place": "상장회사회관 3층",
        "opens_at": time(10),
        "closes_at": time(16),
        "slot_minutes": 30,
        "mode": MatchingDay.Mode.TWO_SIDED,
        "fairness": 2,
        "table_count": 4,
        "pauses": LUNCH,
        "requests_until": None,
        "actor": None,
    }
    return create_day(**{**facts, **changes})  # type: ignore[arg-type]


def a_participant(day: MatchingDay, name: str, side: str = "demand", **more: object) -> Participant:
    """A participant with a contact address made of its number."""
    facts: dict[str, object] = {"contact_email": f"{next(NUMBERS)}@contact.example", "actor": None}
    organisation = an_organisation(name)
    return add_participant(day=day, organisation=organisation, side=side, **{**facts, **more})  # type: ignore[arg-type]


def a_request(
    sender: Participant, receiver: Participant, *, accepted: bool = True, **more: object
) -> MeetingRequest:
    facts: dict[str, object] = {"rank": 1, "reason": "", "wish": "any", "actor": None}
    return send_request(sender=sender, receiver=receiver, accepted=accepted, **{**facts, **more})  # type: ignore[arg-type]


def a_filled_day(
    *, demands: int = 3, supplies: int = 3, state: str = MatchingDay.State.REQUESTS_CLOSED, **changes: object
) -> MatchingDay:
    """A day on which every demand company meets every supply company, none of them placed yet.

    Brought to `state` without its messages: what the steps themselves do is tested where it belongs.
    """
    day = a_day(**changes)
    sides = {
        side: [a_participant(day, f"{word}{index}", side) for index in range(1, count + 1)]
        for side, word, count in (("demand", "수요기업", demands), ("supply", "공급기업", supplies))
    }
    for first in sides["demand"]:
        for rank, second in enumerate(sides["supply"], start=1):
            request = a_request(first, second, rank=rank)
            Meeting.objects.create(day=day, request=request, first=first, second=second)
    MatchingDay.objects.filter(pk=day.pk).update(state=state)
    day.refresh_from_db()
    return day


def meeting_between(day: MatchingDay, first: str, second: str) -> Meeting:
    """The meeting of two participants by their numbers, e.g. D001 and S002."""
    return Meeting.objects.select_related("day", "request", "slot", "table").get(
        day=day, first__code=first, second__code=second
    )


def place(meeting: Meeting, slot_number: int, table_number: int) -> Meeting:
    """Put a meeting somewhere by the service, at the day's present revision."""
    day = MatchingDay.objects.get(pk=meeting.day_id)
    return move_meeting(
        meeting=meeting,
        slot_number=slot_number,
        table_number=table_number,
        expected_revision=day.timetable_revision,
        actor=None,
    )


def revision_of(day: MatchingDay) -> int:
    return MatchingDay.objects.values_list("timetable_revision", flat=True).get(pk=day.pk)

"""What became of the meetings of the demo's past day: words at the table, answers later, some contracts."""

from datetime import datetime, timedelta

from deungdae.apps.caravan.models import FollowUp, MatchingDay, Meeting, MeetingSide
from deungdae.apps.caravan.selectors.agendas import SEOUL
from deungdae.apps.caravan.services.follow_ups import Became, answer_follow_up
from deungdae.apps.caravan.services.words import Said, say
from deungdae.apps.core import clock

NEXT_STEPS = ("contact", "proposal", "visit", "contract", "")
REASONS = ("예산이 다음 해로 미뤄짐", "원하는 기능이 없음", "설치 기간이 너무 김")
MILLION = 1_000_000
AFTER_DAYS = 30


def make_aftermath(day: MatchingDay) -> None:
    """Said on the day, asked a month later: most go on, some end in a contract."""
    held = Meeting.objects.filter(day=day, state=Meeting.State.HELD).select_related("day", "slot")
    meetings = list(held.order_by("slot__number", "pk"))
    for place, meeting in enumerate(meetings):
        for side in MeetingSide:
            step = NEXT_STEPS[(place + (side == MeetingSide.SECOND)) % len(NEXT_STEPS)]
            said = Said("held", 1 + (place * 3 + len(side)) % 5, step)
            say(meeting=meeting, side=side, said=said, actor=None)
    month_later = datetime.combine(day.date, datetime.min.time(), SEOUL) + timedelta(days=AFTER_DAYS + 2)
    with clock.turned_to(month_later):
        for place, meeting in enumerate(meetings):
            became = what_became(place, day)
            sides = [MeetingSide.FIRST] if place % 11 == 0 else list(MeetingSide)
            for asked in FollowUp.objects.filter(meeting=meeting, side__in=sides, after_days=AFTER_DAYS):
                answer_follow_up(follow_up=asked, became=became, actor=None)


def what_became(place: int, day: MatchingDay) -> Became:
    if place % 6 == 0:
        signed_on = day.date + timedelta(days=20 + place % 10)
        return Became("contract", (8 + place % 9 * 6) * MILLION, signed_on)
    if place % 6 == 1:
        return Became("nothing", reason=REASONS[place % len(REASONS)])
    return Became("proposal" if place % 2 else "contact")

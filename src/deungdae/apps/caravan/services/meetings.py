"""From accepted requests to meetings."""

from deungdae.apps.caravan.models import MatchingDay, Meeting, MeetingRequest, Participant


def ordered_pair(*, day: MatchingDay, request: MeetingRequest) -> tuple[Participant, Participant]:
    """First and second of a meeting: demand before supply on a two-sided day, else sender before receiver."""
    sender, receiver = request.sender, request.receiver
    if day.mode == MatchingDay.Mode.TWO_SIDED:
        is_turned = sender.side == Participant.Side.SUPPLY or receiver.side == Participant.Side.DEMAND
        if is_turned and sender.side != receiver.side:
            return receiver, sender
    return sender, receiver


def make_meetings(*, day: MatchingDay) -> None:
    """Every accepted request has a meeting without a place, and no other request has a live one."""
    requests = MeetingRequest.objects.filter(day=day).select_related("sender", "receiver")
    meetings = {meeting.request_id: meeting for meeting in Meeting.objects.filter(day=day)}
    accepted = [r for r in requests.order_by("code", "id") if r.state == MeetingRequest.State.ACCEPTED]
    Meeting.objects.bulk_create(
        [new_meeting(day=day, request=request) for request in accepted if request.pk not in meetings],
        batch_size=200,
    )
    planned, cancelled = Meeting.State.PLANNED, Meeting.State.CANCELLED
    known = Meeting.objects.filter(day=day)
    known.filter(request__state=MeetingRequest.State.ACCEPTED, state=cancelled).update(
        state=planned, unplaced_reason=""
    )
    known.exclude(request__state=MeetingRequest.State.ACCEPTED).filter(slot__isnull=True).update(
        state=cancelled
    )


def new_meeting(*, day: MatchingDay, request: MeetingRequest) -> Meeting:
    first, second = ordered_pair(day=day, request=request)
    return Meeting(day=day, request=request, first=first, second=second)


def meeting_of_request(*, day: MatchingDay, request: MeetingRequest) -> Meeting:
    """The meeting of one accepted request, made or taken up again."""
    first, second = ordered_pair(day=day, request=request)
    values = {
        "day": day,
        "first": first,
        "second": second,
        "state": Meeting.State.PLANNED,
        "unplaced_reason": "",
    }
    meeting, _is_new = Meeting.objects.update_or_create(request=request, defaults=values)
    return meeting

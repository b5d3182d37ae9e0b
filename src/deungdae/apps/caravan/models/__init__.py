"""The matching day: when and where, who comes, who wants whom, and who sits where at what time."""

from deungdae.apps.caravan.models.aftermath import Contract, FollowUp, MeetingSide, MeetingWord
from deungdae.apps.caravan.models.day import DayStep, MatchingDay, Pause, Slot, Table
from deungdae.apps.caravan.models.meetings import Meeting, MeetingChange, MeetingSeat, TimetableProposal
from deungdae.apps.caravan.models.papers import DayPaper
from deungdae.apps.caravan.models.participants import Absence, Attendee, Participant
from deungdae.apps.caravan.models.presence import Delay, Presence
from deungdae.apps.caravan.models.replans import Outage, Replan
from deungdae.apps.caravan.models.requests import MeetingRequest, Precedence

__all__ = [
    "Absence",
    "Attendee",
    "Contract",
    "DayPaper",
    "DayStep",
    "Delay",
    "FollowUp",
    "MatchingDay",
    "Meeting",
    "MeetingChange",
    "MeetingRequest",
    "MeetingSeat",
    "MeetingSide",
    "MeetingWord",
    "Outage",
    "Participant",
    "Pause",
    "Precedence",
    "Presence",
    "Replan",
    "Slot",
    "Table",
    "TimetableProposal",
]

"""Forums: their frame, talks and reviews, programmes, who comes, the day and what stays of it."""

from deungdae.apps.forum.models.after import FollowUpGroup, GroupMember, TalkMaterial
from deungdae.apps.forum.models.day import (
    Arrival,
    ArrivalStep,
    Poll,
    PollVote,
    Question,
    QuestionVote,
)
from deungdae.apps.forum.models.forums import Forum, ForumRoom, ForumSlot, Track
from deungdae.apps.forum.models.programmes import ProgrammeProposal
from deungdae.apps.forum.models.registrations import Registration, RegistrationStep, TalkWish
from deungdae.apps.forum.models.talks import Chair, Speaker, Talk, TalkReview, TalkStep

__all__ = [
    "Arrival",
    "ArrivalStep",
    "Chair",
    "FollowUpGroup",
    "Forum",
    "ForumRoom",
    "ForumSlot",
    "GroupMember",
    "Poll",
    "PollVote",
    "ProgrammeProposal",
    "Question",
    "QuestionVote",
    "Registration",
    "RegistrationStep",
    "Speaker",
    "Talk",
    "TalkMaterial",
    "TalkReview",
    "TalkStep",
    "TalkWish",
    "Track",
]

"""What a side says of its meeting, from the moment it begins until the day is closed."""

from dataclasses import dataclass

from django.db import transaction

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.models import Meeting, MeetingSide, MeetingWord
from deungdae.apps.caravan.selectors.aftermath import why_not_now
from deungdae.apps.core import clock


@dataclass(frozen=True, slots=True)
class Said:
    """`interest`: 1 (least) to 5; without a meeting neither interest nor a next step is kept."""

    went: str
    interest: int | None = None
    next_step: str = ""
    note: str = ""
    is_shared: bool = False


@transaction.atomic
def say(*, meeting: Meeting, side: MeetingSide, said: Said, actor: User | None) -> MeetingWord:
    """Write or rewrite one side's word. RefusedError before the meeting and when the day is closed."""
    refusal = why_not_now(meeting)
    if refusal is not None:
        raise refusal
    was_held = said.went == MeetingWord.Went.HELD
    word, _is_new = MeetingWord.objects.update_or_create(
        meeting=meeting,
        side=side,
        defaults={
            "went": said.went,
            "interest": said.interest if was_held else None,
            "next_step": said.next_step if was_held else "",
            "note": said.note,
            "is_shared": said.is_shared,
            "by": actor,
            "at": clock.now(),
        },
    )
    return word

"""The programme as calendars: of a forum, and of a person's own choice."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.documents.calendar_file import calendar, event_of, one_line
from deungdae.apps.forum.models import Forum, ForumSlot, Registration, TalkWish
from deungdae.apps.forum.selectors.programme import speakers_words
from deungdae.apps.forum.services.placing import placed_of
from deungdae.apps.forum.spans import begins, ends

PRODUCT = "-//deungdae//forum//KO"


def forum_ics(forum: Forum) -> bytes:
    """Every talk of a published programme; before that the forum as a whole."""
    return calendar(str(forum), events_of(forum), product=PRODUCT)


def plan_ics(one: Registration) -> bytes:
    """The talks that the person chose, and what everybody hears together."""
    chosen = set(TalkWish.objects.filter(registration=one).values_list("talk", flat=True))
    return calendar(_("내 포럼 일정"), events_of(one.forum, chosen), product=PRODUCT)


def events_of(forum: Forum, chosen: set[int] | None = None) -> Iterable[Any]:
    now, is_cancelled = clock.now(), forum.state == Forum.State.CANCELLED
    status = "CANCELLED" if is_cancelled else "CONFIRMED"
    talks = placed_of(forum) if forum.programme_at is not None else []
    if chosen is not None:
        plenary = ForumSlot.Kind.PLENARY
        talks = [talk for talk in talks if talk.pk in chosen or talk.slot.kind == plenary]  # type: ignore[union-attr]
    if not talks:
        event = event_of(f"forum-{forum.short_id}@deungdae", forum.revision, begins(forum), ends(forum), now)
        event.add("summary", one_line(str(forum)))
        if forum.place:
            event.add("location", one_line(forum.place))
        event.add("status", status)
        yield event
    for talk in talks:
        slot, uid = talk.slot, f"forum-talk-{talk.short_id}@deungdae"
        event = event_of(uid, forum.revision, slot.starts_at, slot.ends_at, now)  # type: ignore[union-attr]
        event.add("summary", one_line(talk.title))
        event.add("location", one_line(str(talk.room)))
        event.add("description", one_line(speakers_words(talk)))
        event.add("status", status)
        yield event

"""The programme of a forum day by day, as pages and papers show it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from deungdae.apps.calendar.selectors.words import day_words, hours_words
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.forum.models import Chair, Forum, ForumRoom, ForumSlot, Talk
from deungdae.apps.forum.services.placing import placed_of


def programme_days(forum: Forum, talks: Iterable[Talk] | None = None) -> list[dict[str, Any]]:
    """Each day with its rows: a slot with a cell for each room; `whole`: one thing for all rooms.

    talks: other places than those that stand, for a proposal.
    """
    rooms = list(ForumRoom.objects.filter(forum=forum).select_related("resource", "track"))
    at = {(talk.slot_id, talk.room_id): talk for talk in (placed_of(forum) if talks is None else talks)}
    chairs = {(one.slot_id, one.room_id): one for one in Chair.objects.filter(slot__forum=forum)}
    days: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for slot in ForumSlot.objects.filter(forum=forum):
        cells = [
            {
                "room": room,
                "talk": at.get((slot.pk, room.pk)),
                "chair": chairs.get((slot.pk, room.pk)),
            }
            for room in rooms
        ]
        days[day_of(slot.starts_at)].append(row_of(slot, cells))
    return [{"day": day_words(day), "rooms": rooms, "rows": rows} for day, rows in days.items()]


def row_of(slot: ForumSlot, cells: list[dict[str, Any]]) -> dict[str, Any]:
    whole = None
    if slot.kind == ForumSlot.Kind.PLENARY:
        whole = next((cell for cell in cells if cell["talk"] is not None), None)
    return {
        "slot": slot,
        "when": hours_words((slot.starts_at, slot.ends_at)),
        "cells": cells,
        "whole": whole,
        "is_pause": slot.kind == ForumSlot.Kind.PAUSE,
        "is_plenary": slot.kind == ForumSlot.Kind.PLENARY,
    }


def speakers_words(talk: Talk) -> str:
    """Names with their houses: 홍길동(한빛대학교), …"""
    return ", ".join(
        f"{one.name}({one.affiliation})" if one.affiliation else one.name for one in talk.speakers.all()
    )


def open_talks(forum: Forum) -> list[Talk]:
    """The talks that people may know of and choose: those that are held, in the order of the programme."""
    found = Talk.objects.filter(forum=forum).announced().select_related("track", "slot", "room__resource")
    talks = list(found.prefetch_related("speakers"))
    if forum.programme_at is None:
        return sorted(talks, key=lambda talk: (talk.track.number, talk.number))
    return sorted(talks, key=lambda talk: (talk.slot is None, talk.slot and talk.slot.starts_at, talk.number))

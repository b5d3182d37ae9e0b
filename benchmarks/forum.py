"""A forum of 2,000 people and 120 talks, from the first registration to the last entry in a case.

    python -m benchmarks.forum --database sqlite|postgresql [--people 2000] [--talks 120] [--turns 30]

Everybody registers and confirms by mail, a tenth waits; the programme is published to all; pages are opened;
everybody checks in; the forum is closed and its cases are told. Acts by the clock, pages in CPU milliseconds
(least, median) and by the clock (median, most).
"""

import argparse
import time
from collections.abc import Callable

from benchmarks.house import Visitor, a_house, options_of, spent_on


def main() -> None:
    options = options_of("forum", people=2_000, talks=120, turns=30).parse_args()
    with a_house(options.database):
        print(f"{options.database}: {options.people} seats, {options.talks} talks")
        run(options)


def took(what: str, act: Callable[[], object], *, count: int) -> object:
    began = time.perf_counter()
    result = act()
    spent = time.perf_counter() - began
    print(f"{what}: {spent:.1f} s, {1000 * spent / max(count, 1):.1f} ms each")
    return result


def run(options: argparse.Namespace) -> None:
    from django.urls import reverse  # noqa: PLC0415

    from deungdae.apps.core import clock  # noqa: PLC0415
    from deungdae.apps.core.models import OutboxMessage  # noqa: PLC0415
    from deungdae.apps.evidence.models import EvidenceEntry  # noqa: PLC0415
    from deungdae.apps.forum.links import registration_token  # noqa: PLC0415
    from deungdae.apps.forum.models import Forum, Registration  # noqa: PLC0415
    from deungdae.apps.forum.services.arrivals import check_in  # noqa: PLC0415
    from deungdae.apps.forum.services.forums import transition_forum  # noqa: PLC0415
    from deungdae.apps.forum.services.placing import publish_programme  # noqa: PLC0415
    from deungdae.apps.forum.spans import begins, ends  # noqa: PLC0415
    from deungdae.apps.organisations.models import Organisation  # noqa: PLC0415
    from tests.support.factors import with_factor  # noqa: PLC0415
    from tests.support.forum import registered, staff_person  # noqa: PLC0415

    staff = with_factor(staff_person())
    forum = took(
        "talks submitted, accepted, placed", lambda: a_large_forum(options, staff), count=options.talks
    )
    assert isinstance(forum, Forum)
    people, more = options.people, options.people // 10
    took(
        "registered and confirmed",
        lambda: [registered(forum, n) for n in range(people + more)],
        count=people + more,
    )
    took("published", lambda: publish_programme(forum=forum, actor=staff), count=people)
    forum.refresh_from_db()
    seats = list(Registration.objects.filter(forum=forum, state="seated").select_related("forum"))
    company = Organisation.objects.create(name="한빛정밀")
    Registration.objects.filter(pk__in=[one.pk for one in seats[::2]]).update(organisation=company)
    print(f"{len(seats)} seated, {OutboxMessage.objects.count()} mails")
    visitor = Visitor(staff)
    pages = {
        "programme": reverse("forum:programme", args=[forum.public_id]),
        "participants": reverse("forum:people", args=[forum.public_id]),
        "door": reverse("forum:door", args=[forum.public_id]),
        "seat": reverse("forum:seat", args=[registration_token(seats[0])]),
        "choosing talks": reverse("forum:seat_talks", args=[registration_token(seats[0])]),
    }
    for name, address in pages.items():
        print(f"page {name}: {spent_on(lambda address=address: visitor.open(address), times=options.turns)}")
    transition_forum(forum=forum, target="closed", actor=staff)
    start, end = begins(forum), ends(forum)
    clock.now = lambda: start  # type: ignore[assignment]
    seats = list(Registration.objects.filter(forum=forum, state="seated").select_related("forum"))
    took(
        "checked in",
        lambda: [check_in(registration=one, way="code", actor=staff) for one in seats],
        count=len(seats),
    )
    clock.now = lambda: end  # type: ignore[assignment]
    took("closed", lambda: transition_forum(forum=forum, target="held", actor=staff), count=len(seats))
    print(f"{EvidenceEntry.objects.count()} entries in cases")


def a_large_forum(options: argparse.Namespace, staff: object) -> object:
    """Three days, five rooms, a slot for every five talks; registration is open."""
    from datetime import timedelta  # noqa: PLC0415

    from deungdae.apps.forum.models import Forum, ForumSlot, Talk  # noqa: PLC0415
    from deungdae.apps.forum.services.forums import create_forum, transition_forum  # noqa: PLC0415
    from deungdae.apps.forum.services.frames import Frame, SlotFacts, set_frame  # noqa: PLC0415
    from deungdae.apps.forum.services.placing import place_talk  # noqa: PLC0415
    from deungdae.apps.forum.services.reviewing import decide_talk, tell_decisions  # noqa: PLC0415
    from tests.support.forum import TRACKS, a_talk, forum_facts  # noqa: PLC0415
    from tests.support.rooms import TUESDAY, a_room, at  # noqa: PLC0415

    days, rooms = 3, 5
    facts = forum_facts(last_day=TUESDAY + timedelta(days=days - 1), capacity=options.people)
    forum = create_forum(facts=facts, actor=staff)
    halls = [a_room(f"{number}홀", seats=options.people // rooms + 1) for number in range(rooms)]
    slots = [
        SlotFacts(at(9 + half / 2, day), at(9.5 + half / 2, day))
        for day in (TUESDAY + timedelta(days=number) for number in range(days))
        for half in range(-(-options.talks // rooms // days) + 1)
    ]
    forum = set_frame(forum=forum, frame=Frame([(name, "") for name in TRACKS], halls, slots), actor=staff)
    forum = transition_forum(forum=forum, target="call", actor=staff)
    talks = [a_talk(forum, number) for number in range(1, options.talks + 1)]
    forum = transition_forum(forum=forum, target="review", actor=staff)
    for talk in talks:
        decide_talk(talk=talk, target="accepted", actor=staff)
    tell_decisions(forum=forum, actor=staff)
    forum = transition_forum(forum=forum, target="programme", actor=staff)
    places = [(slot, room) for slot in ForumSlot.objects.filter(forum=forum) for room in forum.rooms.all()]
    for talk, (slot, room) in zip(Talk.objects.filter(forum=forum), places, strict=False):
        place_talk(talk=talk, slot=slot, room=room, actor=staff)
    transition_forum(forum=forum, target="registration", actor=staff)
    return Forum.objects.get(pk=forum.pk)


if __name__ == "__main__":
    main()

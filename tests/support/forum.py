"""A made-up forum in 2030: three tracks, three rooms, and people who want to speak or come."""

from datetime import timedelta
from uuid import uuid4

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.core import clock
from deungdae.apps.forum.models import Forum, ForumRoom, ForumSlot, Registration, Talk, Track
from deungdae.apps.forum.services.forums import ForumFacts, create_forum, transition_forum
from deungdae.apps.forum.services.frames import Frame, SlotFacts, set_frame
from deungdae.apps.forum.services.placing import place_talk
from deungdae.apps.forum.services.registrations import PersonFacts, confirm_registration, register
from deungdae.apps.forum.services.reviewing import decide_talk, tell_decisions
from deungdae.apps.forum.services.talks import SpeakerFacts, TalkFacts, confirm_mail, submit_talk
from tests.support.rooms import TUESDAY, a_room, at

TRACKS = ("제조 AI", "데이터", "사람과 조직")
State = Forum.State


def forum_facts(**facts: object) -> ForumFacts:
    told = {
        "title": "산학연 포럼",
        "first_day": TUESDAY,
        "last_day": TUESDAY,
        "opens": 9 * 60,
        "closes": 18 * 60,
        "capacity": 3,
        "host": "디지털 혁신센터",
        "call_until": clock.now() + timedelta(days=20),
        **facts,
    }
    return ForumFacts(**told)  # type: ignore[arg-type]


def slots_of_a_day(count: int = 8) -> list[SlotFacts]:
    """A keynote at 10:00, then so many slots of half an hour with a break at noon."""
    found = [SlotFacts(at(10), at(10.5), ForumSlot.Kind.PLENARY, "기조 강연")]
    hour = 10.5
    for _number in range(count):
        hour = 13.0 if hour == 12.0 else hour
        found.append(SlotFacts(at(hour), at(hour + 0.5)))
        hour += 0.5
    return [*found, SlotFacts(at(12), at(13), ForumSlot.Kind.PAUSE, "점심")]


def a_forum(*, slots: int = 8, **facts: object) -> Forum:
    """A draft with its frame."""
    forum = create_forum(facts=forum_facts(**facts), actor=None)
    rooms = [a_room(f"{number}홀", seats=40 * number) for number in (1, 2, 3)]
    frame = Frame([(name, "") for name in TRACKS], rooms, slots_of_a_day(slots))
    return set_frame(forum=forum, frame=frame, actor=None)


def a_call(**facts: object) -> Forum:
    return transition_forum(forum=a_forum(**facts), target=State.CALL, actor=None)


def staff_person(name: str = "staffer") -> User:
    user = create_account(email=f"{name}@centre.example", name=name, password=None)
    return grant_role(user=user, role="centre_staff").user


def talk_facts(forum: Forum, number: int, *, speakers: tuple[str, ...] = (), **facts: object) -> TalkFacts:
    names = speakers or (f"발표자{number:02}",)
    told = {
        "title": f"발표 {number:02}",
        "abstract": "무엇을 어떻게 바꾸었는지 말합니다.",
        "track": Track.objects.filter(forum=forum)[number % Track.objects.filter(forum=forum).count()],
        "speakers": [
            SpeakerFacts(name, f"{name} 대학교", f"{address_of(name)}@{address_of(name)}.example")
            for name in names
        ],
        **facts,
    }
    return TalkFacts(**told)  # type: ignore[arg-type]


def address_of(name: str) -> str:
    return "s" + "".join(f"{ord(mark):x}" for mark in name)


def a_talk(forum: Forum, number: int = 1, **facts: object) -> Talk:
    """Submitted, its mail confirmed."""
    talk = submit_talk(forum=forum, facts=talk_facts(forum, number, **facts), key=uuid4(), actor=None)  # type: ignore[arg-type]
    return confirm_mail(talk=talk)


def planned(count: int, staff: User, **facts: object) -> tuple[Forum, list[Talk]]:
    """A forum whose review is over, with so many accepted talks that stand nowhere yet."""
    forum = a_call(**facts)
    talks = [a_talk(forum, number) for number in range(1, count + 1)]
    forum = transition_forum(forum=forum, target=State.REVIEW, actor=staff)
    for talk in talks:
        decide_talk(talk=talk, target=Talk.State.ACCEPTED, actor=staff)
    tell_decisions(forum=forum, actor=staff)
    forum = transition_forum(forum=forum, target=State.PROGRAMME, actor=staff)
    return forum, list(Talk.objects.filter(forum=forum))


def opened(count: int, staff: User, **facts: object) -> tuple[Forum, list[Talk]]:
    forum, talks = planned(count, staff, **facts)
    return transition_forum(forum=forum, target=State.REGISTRATION, actor=staff), talks


def who(number: int) -> PersonFacts:
    return PersonFacts(name=f"참가자{number:03}", email=f"guest{number}@example.com", affiliation="한빛정밀")


def registered(forum: Forum, number: int) -> Registration:
    """Somebody without an account whose mail is confirmed."""
    asked = register(forum=forum, facts=who(number), key=uuid4(), actor=None)
    return confirm_registration(registration=asked)


def seat_states(forum: Forum) -> list[str]:
    """In the order of arrival."""
    return list(Registration.objects.filter(forum=forum).order_by("number").values_list("state", flat=True))


def talk_slots(forum: Forum) -> list[ForumSlot]:
    return list(ForumSlot.objects.filter(forum=forum, kind="talks"))


def rooms_of(forum: Forum) -> list[ForumRoom]:
    return list(ForumRoom.objects.filter(forum=forum))


def placed(talks: list[Talk], staff: User) -> list[Talk]:
    """One after the other through slots and rooms."""
    forum = talks[0].forum
    places = [(slot, room) for slot in talk_slots(forum) for room in rooms_of(forum)]
    return [
        place_talk(talk=talk, slot=slot, room=room, actor=staff)
        for talk, (slot, room) in zip(talks, places, strict=False)
    ]

"""Forums of the made-up centre: one that was held, and one that is coming with 24 talks in three tracks."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import uuid4

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.models import Resource
from deungdae.apps.calendar.public_holidays import holiday_on
from deungdae.apps.calendar.spans import moment
from deungdae.apps.core import clock
from deungdae.apps.forum.models import (
    Arrival,
    Forum,
    ForumRoom,
    ForumSlot,
    Registration,
    RegistrationStep,
    Talk,
    Track,
)
from deungdae.apps.forum.services.afterwards import add_material, join_group, set_groups
from deungdae.apps.forum.services.arrivals import check_in
from deungdae.apps.forum.services.computing import apply_proposal, start_compute
from deungdae.apps.forum.services.forums import ForumFacts, transition_forum, write_forum
from deungdae.apps.forum.services.frames import Frame, SlotFacts, set_frame
from deungdae.apps.forum.services.placing import place_talk, publish_programme, set_chair
from deungdae.apps.forum.services.registrations import choose_talks, take_number
from deungdae.apps.forum.services.reviewing import confirm_speaking, decide_talk, tell_decisions
from deungdae.apps.forum.services.talks import SpeakerFacts, TalkFacts, change_setting, submit_talk
from deungdae.apps.forum.services.turns import lock_forum
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.portal.demo.words import FAMILY, GIVEN, TITLES
from deungdae.apps.portal.demo.world import SEED, World

TITLE = "디지털 전환 산학연 포럼"
TITLE_ENGLISH = "Digital Transformation Forum of Industry, Academia and Research"
AHEAD, OPENED_BEFORE = 45, 40
HELD_ON = date(2021, 11, 18)
ROOMS = ("그랜드홀 B", "대강의실 301호", "회의실 302호")
TRACKS = {
    "제조 AI": (
        "비전 검사로 불량을 먼저 아는 법",
        "작은 데이터로 시작하는 예지 보전",
        "용접 로봇의 소리를 듣는 모델",
        "생성형 AI로 작업 표준서 쓰기",
        "에너지 사용량을 예측해 줄이기",
        "사람과 함께 배우는 이상 감지",
        "엣지에서 도는 검사 모델",
        "AI 도입 3년, 남은 것과 버린 것",
    ),
    "데이터": (
        "설비 데이터 표준, 어디까지 맞출까",
        "엑셀에서 데이터 창고로",
        "협력사와 함께 쓰는 품질 데이터",
        "MES와 ERP를 잇는 가장 짧은 길",
        "도면과 문서에서 찾아내는 지식",
        "시계열 데이터의 압축과 보관",
        "데이터 품질을 재는 다섯 가지",
        "공급망 데이터 공간에 들어가기",
    ),
    "사람과 조직": (
        "현장 리더가 데이터를 읽기까지",
        "전환을 이끄는 작은 팀 만들기",
        "노사가 함께 쓰는 로드맵",
        "중견기업 최고데이터책임자의 하루",
        "디지털 교육, 무엇이 남았나",
        "실패한 과제에서 배운 것",
        "학교와 기업이 함께 기르는 사람",
        "고령 작업자를 위한 화면 설계",
    ),
}
KEYNOTE = "중견기업의 다음 10년, 데이터로 여는 길"
HOUSES = ("한빛대학교", "가온산업연구원", "다온소프트", "누리공과대학교", "해솔전자기술원", "나래정밀")
ABSTRACT = (
    "‘{title}’에서 겪은 일을 처음부터 말합니다. 무엇을 정했고, 무엇이 뜻대로 되지 않았으며,"
    " 다시 한다면 무엇을 먼저 할지 현장의 숫자와 함께 나눕니다."
)
GROUPS = ("자동차 부품", "금속 가공", "전기·전자", "식품·화학")
PEOPLE, HELD_PEOPLE = 96, 64


def make_forums(world: World, organisations: Mapping[str, Organisation], staff: User) -> Forum:
    """The held one whole; the coming one open with people and wishes, its programme being computed."""
    companies = [organisations[one.business_number] for one in world.demand]
    make_held_forum(companies, staff)
    forum = a_forum(f"{coming_day():%Y} {TITLE}", coming_day(), staff)
    for talk in make_talks(forum, companies, staff):
        if talk.number % 4:
            confirm_speaking(talk=talk, actor=staff)
    forum = transition_forum(forum=Forum.objects.get(pk=forum.pk), target="registration", actor=staff)
    register_people(forum, companies, PEOPLE)
    start_compute(forum=forum, actor=staff)
    return forum


def finish_forum(forum: Forum, staff: User) -> None:
    """Once the worker has computed it: the programme with its chairs, published."""
    forum = apply_proposal(proposal=forum.proposals.get(), actor=staff)
    rooms = list(ForumRoom.objects.filter(forum=forum))
    slots = ForumSlot.objects.filter(forum=forum, kind="talks").select_related("forum")
    for number, room in enumerate(rooms):
        for slot in slots:
            name = f"{FAMILY[number]}{GIVEN[-1 - number]}"
            email = f"chair{number}@forum.example"
            set_chair(slot=slot, room=room, name=name, affiliation=HOUSES[number], email=email, actor=staff)
    publish_programme(forum=forum, actor=staff)


def coming_day() -> date:
    day = clock.today() + timedelta(days=AHEAD)
    while day.weekday() > 4 or holiday_on(day):
        day += timedelta(days=1)
    return day


def a_forum(title: str, day: date, staff: User) -> Forum:
    """With its frame: a keynote, eight slots for talks, breaks."""
    facts = ForumFacts(
        title=title,
        title_english=f"{day.year} {TITLE_ENGLISH}",
        summary="산업계와 학계, 연구소가 디지털 전환의 성공과 실패를 나눕니다.",
        first_day=day,
        last_day=day,
        opens=9 * 60,
        closes=18 * 60,
        place="서울 삼성동 별관과 본관 3층",
        capacity=80,
        host="디지털 혁신센터",
        partners="한빛대학교, 가온산업연구원",
        call_until=moment(day - timedelta(days=30), 18 * 60),
    )
    forum = write_forum(Forum(created_by=staff), facts, staff)
    found = {one.name: one for one in Resource.objects.filter(name__in=ROOMS)}
    frame = Frame([(name, "") for name in TRACKS], [found[name] for name in ROOMS], slots_of(day))
    forum = set_frame(forum=forum, frame=frame, actor=staff)
    Forum.objects.filter(pk=forum.pk).update(state=Forum.State.REVIEW, opened_at=clock.now())
    return Forum.objects.get(pk=forum.pk)


def slots_of(day: date) -> list[SlotFacts]:
    kinds = ForumSlot.Kind
    told = [(570, 600, kinds.PAUSE, "등록"), (600, 640, kinds.PLENARY, "기조 강연")]
    told += [(start, start + 30, kinds.TALKS, "") for start in (650, 680, 710)]
    told += [(740, 810, kinds.PAUSE, "점심")]
    told += [(start, start + 30, kinds.TALKS, "") for start in (810, 840, 870)]
    told += [(900, 930, kinds.PAUSE, "쉬는 시간")]
    told += [(start, start + 30, kinds.TALKS, "") for start in (930, 960)]
    return [SlotFacts(moment(day, start), moment(day, end), kind, title) for start, end, kind, title in told]


def make_talks(forum: Forum, companies: Sequence[Organisation], staff: User) -> list[Talk]:
    """24 talks and a keynote, accepted and told; a few speak twice."""
    chance = random.Random(SEED + forum.first_day.year)  # noqa: S311 - names, no secrets
    tracks = {track.name: track for track in Track.objects.filter(forum=forum)}
    told = [one for titles in zip(*TRACKS.values(), strict=True) for one in zip(TRACKS, titles, strict=True)]
    names = [f"{chance.choice(FAMILY)}{chance.choice(GIVEN)}" for _talk in range(22)]
    talks = []
    for number, (track, title) in enumerate([*told, ("사람과 조직", KEYNOTE)]):
        place = number % len(names)
        speaker = SpeakerFacts(names[place], HOUSES[place % len(HOUSES)], f"speaker{place:02}@forum.example")
        abstract = ABSTRACT.format(title=title)
        facts = TalkFacts(title, abstract, tracks[track], [speaker], expected=chance.randrange(12, 60))
        talk = submit_talk(forum=forum, facts=facts, key=uuid4(), actor=staff, with_mail=False)
        talk.speakers.filter(number=1).update(organisation=companies[number % 9] if number % 3 == 0 else None)
        if title == KEYNOTE:
            setting = {"title": title, "track": talk.track, "expected": 80, "seats": None}
            talk = change_setting(talk=talk, is_keynote=True, actor=staff, **setting)  # type: ignore[arg-type]
        talks.append(decide_talk(talk=talk, target=Talk.State.ACCEPTED, actor=staff))
    tell_decisions(forum=forum, actor=staff)
    transition_forum(forum=forum, target="programme", actor=staff)
    return list(Talk.objects.filter(forum=forum))


def register_people(forum: Forum, companies: Sequence[Organisation], count: int) -> list[Registration]:
    """In the order of arrival, each with a few talks that go together."""
    chance = random.Random(SEED + count)  # noqa: S311 - names, no secrets
    forum, found = lock_forum(forum), []
    talks = list(Talk.objects.filter(forum=forum, is_keynote=False))
    for number in range(count):
        one = a_person(forum, companies, number, chance)
        one.save()
        take_number(forum, one, actor=None)
        own = [talk for talk in talks if talk.track_id == talks[number % 3].track_id]
        wanted = {*chance.sample(own, 3), *chance.sample(talks, 2)}
        choose_talks(registration=one, talks=sorted(wanted, key=lambda talk: talk.pk))
        found.append(one)
    return found


def a_person(
    forum: Forum, companies: Sequence[Organisation], number: int, chance: random.Random
) -> Registration:
    company = companies[chance.randrange(min(30, len(companies)))]
    return Registration(
        forum=forum,
        name=f"{chance.choice(FAMILY)}{chance.choice(GIVEN)}",
        email=f"guest{forum.first_day.year}{number:03}@{company.short_id.lower()[:8]}.example",
        affiliation=company.name,
        job_title=chance.choice(TITLES),
        organisation=company,
        state=Registration.State.ASKED,
        requested_at=clock.now(),
    )


def make_held_forum(companies: Sequence[Organisation], staff: User) -> None:
    """Years ago: who came and spoke stands in the cases of their companies."""
    forum = a_forum(f"2021 {TITLE}", HELD_ON, staff)
    talks = make_talks(forum, companies, staff)
    put_in_order(forum, talks, staff)
    publish_programme(forum=forum, actor=staff)
    opened = moment(HELD_ON - timedelta(days=OPENED_BEFORE), 9 * 60)
    Forum.objects.filter(pk=forum.pk).update(
        state=Forum.State.CLOSED, arrivals=HELD_PEOPLE, opened_at=opened, programme_at=opened
    )
    forum = Forum.objects.get(pk=forum.pk)
    chance = random.Random(SEED)  # noqa: S311 - names, no secrets
    set_groups(forum=forum, names=GROUPS)
    groups = list(forum.groups.all())
    for number in range(HELD_PEOPLE):
        one = a_person(forum, companies, number, chance)
        one.number, one.state = number + 1, Registration.State.SEATED
        one.requested_at = opened + timedelta(hours=11 * number)
        one.save()
        RegistrationStep.objects.create(registration=one, state=one.state, at=one.requested_at)
        if number % 8:
            check_in(registration=one, way=Arrival.Way.CODE, actor=staff, at=moment(HELD_ON, 560 + number))
        if number % 3 == 0:
            join_group(group=groups[number % len(groups)], registration=one)
    for talk in talks[:6]:
        link = f"https://video.example/{talk.number}"
        add_material(talk=talk, title="발표 영상", file=None, link=link, has_agreed=True, key=uuid4())
    transition_forum(forum=forum, target="held", actor=staff)


def put_in_order(forum: Forum, talks: Sequence[Talk], staff: User) -> None:
    """A track in each room, one talk after the other; who speaks twice never at one time."""
    rooms = list(ForumRoom.objects.filter(forum=forum))
    slots = list(ForumSlot.objects.filter(forum=forum, kind="talks"))
    plenary = ForumSlot.objects.get(forum=forum, kind="plenary")
    for number, talk in enumerate(talks):
        slot = plenary if talk.is_keynote else slots[number // 3]
        place_talk(talk=talk, slot=slot, room=rooms[number % 3], actor=staff)

"""Rooms, trainers and a car of the made-up centre, and what they are booked for in the coming week."""

from collections.abc import Mapping
from datetime import date, timedelta

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.models import Resource
from deungdae.apps.calendar.opening_words import openings_of
from deungdae.apps.calendar.public_holidays import holiday_on
from deungdae.apps.calendar.services.bookings import book
from deungdae.apps.calendar.services.resources import Content, close_days, create_resource
from deungdae.apps.calendar.spans import moment
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Region

WEEKDAYS = "월~금 09:00~18:00"
LONG_DAYS = "월~금 08:00~21:00\n토 09:00~17:00"
ROOMS = (
    (
        "room",
        "대강의실 301호",
        "서울 삼성동 본관 3층",
        "11680",
        48,
        "빔프로젝터, 화상회의, 마이크",
        LONG_DAYS,
    ),
    ("room", "회의실 302호", "서울 삼성동 본관 3층", "11680", 12, "화상회의, 화이트보드", WEEKDAYS),
    ("hall", "그랜드홀 B", "서울 삼성동 별관", "11680", 400, "빔프로젝터, 마이크, 동시통역 부스", ""),
    ("room", "실습실 A", "창원 비즈니스센터 2층", "48120", 24, "실습용 컴퓨터, 빔프로젝터", WEEKDAYS),
    ("hall", "컨벤션홀", "천안 컨벤션센터", "44130", 250, "빔프로젝터, 마이크", ""),
    ("room", "세미나실 201호", "천안 컨벤션센터 2층", "44130", 30, "화상회의, 화이트보드", WEEKDAYS),
    ("vehicle", "승합차 12인승", "서울 삼성동 주차장", "11680", 12, "", "월~토 07:00~22:00"),
)
TRAINERS = ("백가온", "도윤슬", "남아라", "길한결")
ACCOUNT_OF_THE_FIRST = "trainer@deungdae.example"
BOOKINGS = (
    ("CEO 아카데미 3기 1강: 숫자로 보는 공장", 0, (10, 12), ("대강의실 301호", "백가온")),
    ("MES 기초 과정 1일차", 0, (13, 17), ("실습실 A", "도윤슬")),
    ("카라반 준비 회의", 1, (9.5, 10.5), ("회의실 302호",)),
    ("데이터 분석 과정 1일차", 1, (10, 17), ("대강의실 301호", "남아라")),
    ("기업 방문: 한빛정밀", 2, (8, 13), ("승합차 12인승", "길한결")),
    ("CEO 아카데미 3기 2강: 사람과 조직", 2, (14, 16.5), ("대강의실 301호", "백가온")),
    ("산학연 포럼 무대 설치", 3, (20, 25), ("그랜드홀 B",)),
    ("산학연 포럼", 4, (9, 18), ("그랜드홀 B", "회의실 302호", "백가온", "도윤슬")),
    ("현장 리더 워크숍", 4, (13, 17), ("세미나실 201호", "남아라")),
)
"""What for, on which working day of the coming week, from–to, and which resources."""


def make_rooms(people: Mapping[str, User], staff: User) -> int:
    """How many resources there are."""
    regions, found = Region.objects.in_bulk(), dict[str, Resource]()
    for kind, name, place, region, seats, equipment, openings in ROOMS:
        content = Content(
            kind=kind,
            name=name,
            place=place,
            region=regions[region],
            seats=seats,
            equipment=equipment,
            openings=openings_of(openings),
        )
        found[name] = create_resource(content=content, actor=staff)
    for name in TRAINERS:
        account = people[ACCOUNT_OF_THE_FIRST] if name == TRAINERS[0] else None
        content = Content(kind=Resource.Kind.PERSON, name=name, account=account)
        found[name] = create_resource(content=content, actor=staff)
    days = working_days()
    for purpose, day, (start, end), names in BOOKINGS:
        book(
            resources=[found[name] for name in names],
            starts_at=moment(days[day], int(start * 60)),
            ends_at=moment(days[day], int(end * 60)),
            purpose=purpose,
            actor=staff,
            overruled="행사 준비와 방문은 여는 시간 밖에도 합니다.",
        )
    closed = days[3]
    close_days(resource=found["실습실 A"], first=closed, last=closed, reason="전기 공사", actor=staff)
    return len(found)


def working_days() -> list[date]:
    """The first five days of the coming week and after it that are no weekend and no holiday."""
    today = clock.today()
    day, found = today + timedelta(days=7 - today.weekday()), list[date]()
    while len(found) < 5:
        if day.weekday() < 5 and not holiday_on(day):
            found.append(day)
        day += timedelta(days=1)
    return found

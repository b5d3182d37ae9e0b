"""Staff plan a forum of 24 talks in three tracks; somebody registers, checks in and asks on a phone."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest

from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.calendar.public_holidays import holiday_on
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.forum.links import desk_token
from deungdae.apps.forum.models import Forum, Talk, TalkWish
from deungdae.apps.forum.services.reviewing import decide_talk
from deungdae.apps.forum.services.talks import confirm_mail, submit_talk
from tests.support.browser import PASSWORD, PHONE, Visit, Visitor
from tests.support.forum import talk_facts
from tests.support.rooms import a_room

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]
TALKS = 24
SLOTS = """10:00~10:30 발표
10:30~11:00 발표
11:00~12:00 쉼 점심
12:00~12:30 발표
12:30~13:00 발표
13:00~13:30 발표
13:30~14:00 발표
14:00~14:30 발표
14:30~15:00 발표"""


def somebody(name: str, role: RoleGrant.Role, email: str) -> User:
    user = create_account(email=email, name=name, password=PASSWORD)
    grant_role(user=user, role=role)
    return user


def working_day(ahead: int) -> date:
    day = clock.today() + timedelta(days=ahead)
    while day.weekday() > 4 or holiday_on(day):
        day += timedelta(days=1)
    return day


def fill(visitor: Visitor, **words: str) -> None:
    for label, text in words.items():
        visitor.page.get_by_label(re.compile(f"^{label.replace('_', ' ')}")).first.fill(text)


def plan_the_forum(staff: Visitor) -> Forum:
    staff.open("/forum/")
    staff.follow("포럼 만들기")
    day = working_day(21)
    fill(staff, 포럼_이름="산학연 포럼", 첫날=day.isoformat(), 정원="80", 주최="디지털 혁신센터")
    fill(staff, 발표_모집_마감일=(clock.today() + timedelta(days=5)).isoformat())
    staff.press("저장")
    staff.reads("‘산학연 포럼’을 만들었습니다.")
    staff.follow("행사 틀")
    fill(staff, 분과="제조 AI\n데이터\n사람과 조직", 시간대=SLOTS)
    for name in ("1홀", "2홀", "3홀"):
        staff.page.get_by_label(name).check()
    staff.is_accessible()
    staff.press("저장")
    staff.reads("행사 틀을 저장하고 장소를 예약했습니다.")
    staff.follow("발표 모집 열기")
    staff.press("발표 모집 열기")
    staff.reads("‘산학연 포럼’을 ‘발표 모집 중’으로 바꿨습니다.")
    return Forum.objects.get()


def propose(speaker: Visitor, forum: Forum) -> None:
    """Without an account: the mail's link confirms it."""
    speaker.open(f"/forum/{forum.short_id}/")
    speaker.follow("발표 신청")
    fill(
        speaker, 제목="용접 로봇의 소리를 듣는 모델", 초록="무엇을 바꾸었는지 말합니다.", 발표자_이름="한다은"
    )
    fill(speaker, 소속="한빛대학교", 이메일="daeun@hanbit.example")
    speaker.is_accessible()
    speaker.press("신청하기")
    speaker.reads("메일을 확인해 주십시오")
    speaker.open(link_to("daeun@hanbit.example"))
    speaker.press("확인하고 접수하기")
    speaker.reads("발표 신청을 접수했습니다.")


def link_to(email: str) -> str:
    """The address in the last mail to somebody."""
    mail = OutboxMessage.objects.filter(recipient=email).order_by("pk").last()
    assert mail is not None
    found = re.search(r"https?://[^/\s]+(/forum/\S+)", mail.body)
    assert found is not None
    return found[1]


def review_and_decide(visit: Visit, staff: Visitor, forum: Forum, clerk: User) -> None:
    expert = somebody("전문가", RoleGrant.Role.MENTOR, "expert@far.example")
    first = Talk.objects.get(number=1)
    staff.open(f"/forum/talks/{first.short_id}/reviewers/")
    staff.page.get_by_label("전문가").check()
    staff.press("저장")
    with visit() as reviewer:
        reviewer.sign_in(expert)
        reviewer.open("/forum/reviews/")
        reviewer.follow(first.title)
        reviewer.reads("심사하기")
        for score in reviewer.page.get_by_role("radio", name="4", exact=True).all():
            score.check()
        reviewer.is_accessible()
        reviewer.press("저장")
        reviewer.reads("심사를 저장했습니다.")
    staff.open(f"/forum/talks/{first.short_id}/")
    staff.reads("4.00")
    staff.press("채택")
    for talk in Talk.objects.exclude(pk=first.pk):
        decide_talk(talk=talk, target="accepted", actor=clerk)
    staff.open(f"/forum/{forum.short_id}/talks/")
    staff.follow(f"결과 알리기 {TALKS}건")
    staff.press("결과 알리기")
    staff.reads(f"발표 {TALKS}건의 결과를 발표자에게 알립니다.")
    for step in ("모집 마감", "심사 마치기", "참가 신청 열기"):
        staff.open(f"/forum/{forum.short_id}/")
        staff.follow(step)
        staff.press(step)


def register_on_a_phone(phone: Visitor, forum: Forum) -> str:
    phone.open(f"/forum/{forum.short_id}/register/")
    fill(phone, 이름="남궁민수", 이메일="minsu@company.example", 소속="한빛정밀")
    phone.press("신청하기")
    address = link_to("minsu@company.example")
    phone.open(address)
    phone.press("확인하고 신청하기")
    phone.reads("지금 상태는 ‘확정’입니다.")
    phone.follow("들을 발표 고르기")
    for talk in Talk.objects.filter(number__in=(1, 2)):
        phone.page.get_by_label(talk.title).check()
    phone.is_accessible()
    phone.press("저장")
    phone.reads("들을 발표를 저장했습니다.")
    return address


def make_the_programme(staff: Visitor, forum: Forum) -> None:
    staff.open(f"/forum/{forum.short_id}/plan/")
    staff.press("계산하기")
    staff.follow("결과 보기")
    staff.is_accessible()
    staff.press("프로그램에 반영")
    staff.reads("계산한 프로그램을 반영했습니다.")
    staff.follow("프로그램 공개")
    staff.press("프로그램 공개")
    staff.reads("프로그램을 공개했습니다.")
    staff.is_accessible()


def test_a_forum_of_twenty_four_talks(visit: Visit) -> None:
    clerk = somebody("박지현", RoleGrant.Role.CENTRE_STAFF, "clerk@centre.example")
    for number in (1, 2, 3):
        a_room(f"{number}홀", seats=60)
    with visit() as staff:
        staff.sign_in(clerk)
        forum = plan_the_forum(staff)
        with visit() as speaker:
            propose(speaker, forum)
        for number in range(2, TALKS + 1):
            confirm_mail(
                talk=submit_talk(forum=forum, facts=talk_facts(forum, number), key=uuid4(), actor=None)
            )
        review_and_decide(visit, staff, forum, clerk)
        with visit(size=PHONE) as phone:
            address = register_on_a_phone(phone, forum)
            make_the_programme(staff, forum)
            wished = [wish.talk for wish in TalkWish.objects.select_related("talk__slot")]
            assert len({talk.slot for talk in wished}) == 2
            assert Talk.objects.filter(slot__isnull=False).count() == TALKS
            today = clock.today()
            Forum.objects.update(first_day=today, last_day=today, opens=0, closes=24 * 60)
            staff.open(address)
            staff.press("체크인")
            staff.reads("체크인했습니다: 접수 번호 1, 남궁민수 님")
            ask_a_question(phone, staff, address, wished[0])


def ask_a_question(phone: Visitor, staff: Visitor, address: str, talk: Talk) -> None:
    phone.open(address)
    phone.follow(talk.title)
    fill(phone, 질문="얼마나 걸렸습니까?")
    phone.press("질문 보내기")
    phone.reads("질문을 좌장에게 보냈습니다.")
    phone.is_accessible()
    staff.open(f"/forum/desk/{desk_token(talk)}/")
    staff.press("보이기")
    staff.is_accessible()
    staff.follow("큰 화면")
    staff.reads("얼마나 걸렸습니까?")
    staff.is_accessible()
    phone.open(address)
    phone.follow(talk.title)
    phone.press("나도 궁금합니다 0")
    phone.reads("나도 1")

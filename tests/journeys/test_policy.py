"""Three ministries report: one is returned with its reason, corrected and accepted; then the meeting."""

import pytest
from playwright.sync_api import expect

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.policy.models import MeetingOrder, TaskIndicator, TaskMeeting, TaskReport
from deungdae.apps.policy.services.reports import act_on_report
from tests.support.browser import PASSWORD, PHONE, Visit, Visitor
from tests.support.policy import PolicyWorld, a_policy_world, handed_in

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def writes(visitor: Visitor, world: PolicyWorld, code: str, progress: str) -> None:
    """From the round to a report that is handed in."""
    visitor.open(f"/policy/rounds/{world.round.short_id}/?mine=1")
    visitor.follow(f"{code} 과제")
    visitor.is_accessible()
    visitor.page.get_by_role("link", name="작성하기").click()
    visitor.page.get_by_label("진도(%)").fill("45")
    visitor.page.get_by_label("추진 실적").fill(progress)
    visitor.page.get_by_label("지원 기업 (개사)").fill("95")
    visitor.page.get_by_label("공고").fill(f"{clock.today()}")
    visitor.is_accessible()
    visitor.press("저장")
    visitor.reads("보고를 저장했습니다.")
    hands_in(visitor)


def hands_in(visitor: Visitor) -> None:
    for act in ("부처 승인하기", "센터에 제출하기"):
        visitor.page.get_by_role("link", name=act).click()
        visitor.press(act)


def test_three_ministries_report_and_one_is_returned_and_corrected(visit: Visit) -> None:
    world = a_policy_world()
    motie, mss = (with_password(world.officials[code]) for code in ("motie", "mss"))
    keeper = with_password(world.keeper)
    handed_in(world.report("C-1"), world.officials["msit"])
    with visit() as one:
        one.sign_in(motie)
        writes(one, world, "A-1", "공고를 내고 대상 기업을 정했습니다.")
    with visit(size=PHONE) as other:
        other.sign_in(mss)
        writes(other, world, "B-1", "교육 과정을 열었습니다.")
        other.open(f"/policy/rounds/reports/{world.report('A-1').short_id}/")
        other.follow("의견 남기기")
        other.page.get_by_label("의견").fill("지역 실적을 함께 보겠습니다.")
        other.press("저장")
        other.reads("지역 실적을 함께 보겠습니다.")
    with visit() as centre:
        centre.sign_in(keeper)
        centre.open(f"/policy/rounds/{world.round.short_id}/")
        centre.is_accessible()
        centre.follow("A-1 과제")
        centre.page.get_by_role("link", name="보완 요청하기").click()
        centre.page.get_by_label("보완할 내용").fill("선정한 기업의 수를 적어 주십시오.")
        centre.press("보완 요청하기")
        centre.is_accessible()
    act_on_report(report=world.report("B-1"), act="accept", seen=1, actor=keeper)
    with visit() as again:
        again.sign_in(motie)
        again.open(f"/policy/rounds/reports/{world.report('A-1').short_id}/")
        again.reads("선정한 기업의 수를 적어 주십시오.")
        again.page.get_by_role("link", name="고치기").click()
        again.page.get_by_label("추진 실적").fill("대상 기업 95곳을 정했습니다.")
        again.press("저장")
        hands_in(again)
    with visit() as end:
        end.sign_in(keeper)
        end.open(f"/policy/rounds/reports/{world.report('A-1').short_id}/")
        end.reads("선정한 기업의 수를 적어 주십시오.")
        end.page.get_by_role("link", name="승인하기").click()
        end.press("승인하기")
        holds_a_meeting(end, world)
    states = TaskReport.objects.values_list("task__code", "state").order_by("task__code")
    assert list(states) == [("A-1", "accepted"), ("B-1", "accepted"), ("C-1", "submitted")]
    assert list(world.report("A-1").acts.values_list("act", flat=True)) == [
        "approve",
        "submit",
        "return",
        "approve",
        "submit",
        "accept",
    ]
    assert TaskIndicator.objects.get(task__code="A-1").value == 95
    assert TaskMeeting.objects.get().items.count() == 1
    assert MeetingOrder.objects.get().owner.code == "msit"  # type: ignore[union-attr]


def holds_a_meeting(centre: Visitor, world: PolicyWorld) -> None:
    """Only C-1 is still at risk; an order about it goes on to the next meeting."""
    centre.open("/policy/")
    centre.is_accessible()
    centre.open("/policy/meetings/new/")
    centre.page.get_by_label("회의 이름").fill("부처 점검 회의")
    centre.page.get_by_label("회의일").fill(f"{clock.today()}")
    centre.press("저장")
    centre.reads("C-1 과제")
    centre.page.get_by_role("link", name="결정·조치 적기").click()
    centre.page.get_by_label("내용").fill("새 일정을 냅니다.")
    centre.page.get_by_label("과제").select_option(label="C-1 C-1 과제")
    centre.page.get_by_label("맡을 부처").select_option(label="과기정통부")
    centre.page.get_by_label("기한").fill(f"{clock.today()}")
    centre.press("저장")
    centre.reads("새 일정을 냅니다.")
    centre.is_accessible()
    for path in ("matrix", "matrix/gantt", "matrix/budget", "matrix/needs", "ministries"):
        centre.open(f"/policy/{path}/")
        centre.is_accessible()
    centre.open("/policy/meetings/")
    expect(centre.page.get_by_role("cell", name="과기정통부")).to_be_visible()

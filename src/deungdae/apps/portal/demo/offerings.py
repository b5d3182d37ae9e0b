"""What the demo's centre offers: its courses, forum and solutions, made-up mentors and programmes of others;
and the roadmap that the demo's company follows."""

from collections.abc import Mapping
from typing import Any

from deungdae.apps.academy.models import Course
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.forum.models import Forum
from deungdae.apps.organisations.models import Organisation, Solution
from deungdae.apps.portal.demo.diagnoses import OF_ALL
from deungdae.apps.roadmap.models import Offering
from deungdae.apps.roadmap.months import month_of
from deungdae.apps.roadmap.parsing import serves
from deungdae.apps.roadmap.selectors.standing import last_settled
from deungdae.apps.roadmap.services.offerings import Content, save_offering
from deungdae.apps.roadmap.services.roadmaps import Wishes, ask_roadmap

MILLION = 1_000_000
COURSE_SERVES = {
    "ceo": "D1 0~60 +8; D3 0~50 +5",
    "planner": "D1 20~70 +12; D3 20~60 +6",
    "engineer": "D2 20~60 +10; D4 10~50 +8",
    "data_analyst": "D4 20~70 +15; D5 10~50 +8",
    "ai_engineer": "D5 20~80 +18; D4 40~80 +6",
    "field_leader": "D3 10~60 +12; D4 0~40 +6",
}
SOLUTION_SERVES = {
    "MES": ("D2 30~80 +18; D4 30~70 +10", 180),
    "비전검사": ("D5 20~80 +16", 120),
    "예지보전": ("D5 20~70 +12; D4 40~80 +10", 90),
    "물류로봇": ("D2 40~90 +12", 240),
    "에너지관리": ("D6 20~80 +16", 60),
    "ERP": ("D2 20~60 +14", 150),
    "디지털트윈": ("D2 50~100 +14", 200),
}
"""What it does, and its price in millions of won."""
OTHERS: tuple[tuple[str, str, str, str, str, dict[str, Any]], ...] = (
    ("M-01", "mentor", "awareness", "디지털 전환 첫걸음 방문 상담", "D1 0~50 +6; D2 0~40 +4", {}),
    ("M-02", "mentor", "capability", "데이터 관리 체계 멘토링", "D4 10~60 +14", {"months": 4, "hours": 60}),
    ("M-03", "mentor", "capability", "변화 관리와 조직 멘토링", "D3 10~70 +14", {"months": 4, "hours": 60}),
    ("M-04", "mentor", "execution", "AI 과제 발굴 멘토링", "D5 10~60 +10", {"months": 3, "seats": 4}),
    (
        "P-01",
        "programme",
        "execution",
        "스마트공장 고도화 지원",
        "D2 30~80 +20; D4 30~70 +10",
        {"months": 9, "cost_krw": 400 * MILLION, "subsidy_krw": 200 * MILLION, "start_months": (3, 9)},
    ),
    (
        "P-02",
        "programme",
        "execution",
        "데이터 바우처",
        "D4 20~80 +16; D5 10~60 +6",
        {
            "months": 6,
            "cost_krw": 60 * MILLION,
            "subsidy_krw": 45 * MILLION,
            "start_months": (4,),
            "seats": 10,
        },
    ),
    (
        "P-03",
        "programme",
        "execution",
        "AI 실증 지원",
        "D5 30~90 +22",
        {
            "months": 8,
            "cost_krw": 120 * MILLION,
            "subsidy_krw": 84 * MILLION,
            "start_months": (5,),
            "needs": ("M-04",),
            "condition": "실증할 공정의 데이터 6개월치",
        },
    ),
    (
        "P-04",
        "programme",
        "execution",
        "탄소 저감 설비 지원",
        "D6 20~90 +20",
        {"months": 7, "cost_krw": 90 * MILLION, "subsidy_krw": 45 * MILLION, "start_months": (3,)},
    ),
    (
        "P-05",
        "programme",
        "capability",
        "재직자 디지털 융합 훈련",
        "D3 0~60 +10; D4 0~50 +6",
        {"months": 3, "cost_krw": 12 * MILLION, "subsidy_krw": 9 * MILLION, "hours": 160},
    ),
    (
        "P-06",
        "programme",
        "awareness",
        "정보보호 점검",
        "D4 0~60 +8",
        {"months": 2, "cost_krw": 8 * MILLION, "subsidy_krw": 6 * MILLION},
    ),
)
"""Code, kind, stage, title, what it does, the rest. Made up."""


def make_offerings(organisations: Mapping[str, Organisation], people: Mapping[str, User], first: str) -> int:
    """How many there are; `first`: business number of the demo's own company, which asks for a roadmap."""
    for number, course in enumerate(Course.objects.filter(state=Course.State.OFFERED).order_by("pk"), 1):
        stage = "awareness" if course.role == Course.Role.CEO else "capability"
        offer(f"C-{number:02}", "course", stage, course.title, COURSE_SERVES[course.role], record=course)
    for number, forum in enumerate(Forum.objects.exclude(state=Forum.State.HELD).order_by("pk"), 1):
        offer(f"F-{number:02}", "forum", "awareness", forum.title, "D1 0~50 +5; D5 0~40 +4", record=forum)
    for number, solution in enumerate(Solution.objects.filter(state="published").order_by("pk"), 1):
        word = next((one for one in SOLUTION_SERVES if one in solution.title), "")
        if word:
            does, price = SOLUTION_SERVES[word]
            told = {"record": solution, "months": 6, "cost_krw": price * MILLION, "hours": 120}
            offer(f"S-{number:02}", "solution", "execution", solution.title, does, **told)
    for code, kind, stage, title, does, rest in OTHERS:
        offer(code, kind, stage, title, does, **rest)
    ask_for_one(organisations[first], people["demand@deungdae.example"])
    return Offering.objects.count()


def offer(code: str, kind: str, stage: str, title: str, does: str, **rest: Any) -> None:
    told = {"code": code, "kind": kind, "stage": stage, "title": title, "family": OF_ALL, **rest}
    save_offering(content=Content(serves=serves(does), **told))


def ask_for_one(company: Organisation, actor: User) -> None:
    """The worker computes it."""
    assessment = last_settled(company, OF_ALL)
    if assessment is None or assessment.score is None:
        raise ValueError("the demo's company has a settled assessment")
    dear = ("D4", "D5")
    goals = {
        code: (min(100, int(points) + 20), 3 if code in dear else 1)
        for code, points in assessment.score["dimensions"].items()
    }
    wishes = Wishes(goals, 150 * MILLION, 18, None, month_of(clock.today()))
    ask_roadmap(assessment=assessment, wishes=wishes, actor=actor)

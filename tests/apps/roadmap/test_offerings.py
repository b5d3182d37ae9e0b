"""What is on offer: typed or uploaded, judged by the same rules, live where another app knows better."""

from datetime import timedelta

import pytest
from django.urls import reverse

from deungdae.apps.core import clock
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.organisations.models import Solution
from deungdae.apps.roadmap.forms.offering import OfferingForm
from deungdae.apps.roadmap.models import Offering
from deungdae.apps.roadmap.parsing import Serves, serves
from deungdae.apps.roadmap.selectors.demand import in_demand, left_open
from deungdae.apps.roadmap.selectors.standing import standings
from deungdae.apps.roadmap.selectors.terms import terms_of
from deungdae.apps.roadmap.services.offerings import Content, save_offering
from deungdae.apps.roadmap.services.roadmaps import ask_roadmap
from deungdae.apps.roadmap.services.steps import decide_step
from tests.apps.core.imports.lists import work_off
from tests.support.academy import a_course, an_open_cohort, certified, enrolled
from tests.support.diagnosis import SME, a_version
from tests.support.forum import a_forum
from tests.support.refusals import code_of
from tests.support.roadmap import a_diagnosed, a_list, a_roadmap, an_offering, month, wishes

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ROW = {
    "code": "P-1",
    "kind": "지원 사업",
    "stage": "실행 지원",
    "title": "스마트공장 고도화",
    "family": SME,
    "serves": "D2 25~75 +20; D4 25-50 + 10",
}


def typed(**changes: str) -> OfferingForm:
    a_version()
    return OfferingForm({**ROW, **changes, "key": str(new_public_id())})


def test_a_form_reads_what_people_type() -> None:
    form = typed(
        cost_krw="8,000만원",
        subsidy_krw="4천만원",
        start_months="3월, 9월",
        sizes="중견기업",
        industries="C26; C",
        regions="경기도, 부산",
        last_day="2027. 3. 31.",
    )
    assert form.errors == {}
    content = form.content()
    assert content.serves == (Serves("D2", 25, 75, 20), Serves("D4", 25, 50, 10))
    assert (content.cost_krw, content.subsidy_krw) == (80_000_000, 40_000_000)
    assert (content.start_months, content.sizes) == ((3, 9), ("mid_sized",))
    assert (content.industries, content.regions) == (("26", "C"), ("41", "26"))


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"serves": "D2 50~25 +10"}, "serves", "‘D2 50~25 +10’의 범위가 맞지 않습니다."),
        ({"serves": "데이터를 많이"}, "serves", "‘데이터를 많이’를 읽을 수 없습니다."),
        ({"serves": "D2 0~50 +5; D2 0~60 +9"}, "serves", "두 번 있습니다"),
        ({"serves": "D9 0~50 +5"}, "serves", "이 진단 체계에 영역 ‘D9’가 없습니다."),
        ({"family": "없는 체계"}, "family", "5분 디지털 점검"),
        ({"cost_krw": "많이"}, "cost_krw", "금액"),
        ({"cost_krw": "999999999999조"}, "cost_krw", "1,000,000,000,000원을 넘거나"),
        ({"cost_krw": "-1만원"}, "cost_krw", ""),
        ({"cost_krw": "1만원", "subsidy_krw": "2만원"}, "subsidy_krw", "지원금이 비용보다 큽니다."),
        ({"start_months": "13"}, "start_months", "달로 읽을 수 없습니다."),
        ({"regions": "화성시즈"}, "regions", "지역 표에 ‘화성시즈’가 없습니다."),
        ({"kind": "교육 과정", "record": "없는 과정"}, "record", "이름이 ‘없는 과정’인 것이 없습니다."),
        ({"record": "무엇"}, "record", "교육 과정, 포럼, 솔루션만"),
        ({"link": "javascript:alert(1)"}, "link", ""),
        ({"title": "가" * 201}, "title", ""),
    ],
)
def test_a_form_says_what_is_wrong_and_the_way_out(changes: dict[str, str], field: str, words: str) -> None:
    form = typed(**changes)
    assert not form.is_valid()
    assert words in " ".join(form.errors[field])


def test_needs_are_known_earlier_and_no_circle() -> None:
    offerings = a_list()
    content = {"kind": "programme", "stage": "capability", "title": "가", "family": SME}
    serving = (Serves("D4", 0, 50, 5),)
    for code, needs in {"needs": ("X-9",), "later_stage": ("E-1",)}.items():
        made = Content(code="N-1", serves=serving, needs=needs, **content)
        assert code_of(lambda made=made: save_offering(content=made)) == code
    circle = Content(code="C-1", serves=serving, needs=("N-2",), **content)
    save_offering(content=Content(code="N-2", serves=serving, needs=("C-1",), **content))
    assert code_of(lambda: save_offering(content=circle, known=offerings["C-1"])) == "circle"
    assert list(offerings["C-1"].needs.all()) == []
    later = Content(code="C-1", serves=serving, **{**content, "stage": "execution"})
    an_offering("N-3", ("D4", 0, 50, 5), stage="capability", needs=("C-1",))
    assert code_of(lambda: save_offering(content=later, known=offerings["C-1"])) == "later_stage"
    twice = Content(code="A-1", serves=serving, **content)
    assert code_of(lambda: save_offering(content=twice)) == "offering_twice"
    other = Content(code="A-2", serves=serving, **content)
    assert code_of(lambda: save_offering(content=other, known=offerings["A-1"])) == "code"


def test_a_course_tells_its_own_price_seats_and_days() -> None:
    course = a_course(fee_krw=500_000, subsidy_percent=80, hours=24)
    one = an_offering("L-1", ("D4", 0, 60, 10), kind="course", stage="capability", record=course, cost_krw=7)
    terms = terms_of([one])[one.pk]
    assert (terms.title, terms.cost, terms.subsidy, terms.hours) == (course.title, 500_000, 400_000, 24)
    assert terms.ask == "지금 모집하는 기수가 없습니다. 다음 기수를 센터에 물어보십시오"
    cohort = an_open_cohort(12, course=course)
    terms = terms_of([one])[one.pk]
    assert (terms.seats, terms.days, terms.ask) == (12, (cohort.sessions.get().starts_at.date(),), "")


def test_a_forum_and_a_solution_tell_theirs(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    forum = a_forum()
    company, _somebody, _assessment = a_diagnosed()
    solution = Solution.objects.create(
        organisation=company, title="등대MES", summary="실적", capacity_per_quarter=3
    )
    found = [
        an_offering("F-1", ("D1", 0, 50, 5), kind="forum", stage="awareness", record=forum),
        an_offering("S-1", ("D2", 0, 50, 5), kind="solution", record=solution, cost_krw=30_000_000),
        an_offering("L-1", ("D4", 0, 60, 10), kind="course", stage="capability", record=a_course()),
    ]
    with django_assert_num_queries(4):
        terms = terms_of(found)
    assert terms[found[0].pk].days == (forum.first_day,)
    assert terms[found[0].pk].ask == "아직 참가 신청을 받지 않습니다"
    assert (terms[found[1].pk].title, terms[found[1].pk].seats) == ("등대MES (한빛정밀)", 0)
    Solution.objects.filter(pk=solution.pk).update(state="published", published_at=clock.now())
    shown = terms_of(found[1:2])[found[1].pk]
    assert (shown.seats, shown.cost) == (3, 30_000_000)
    assert shown.url == reverse("solutions:detail", args=[solution.public_id])


def test_a_certified_course_is_a_done_step_without_anybody_ticking() -> None:
    company, _somebody, _assessment = a_diagnosed()
    course = a_course()
    one = an_offering("L-1", ("D4", 0, 60, 10), kind="course", stage="capability", record=course)
    since = clock.today() - timedelta(days=3)
    assert standings(company, since=since) == {}
    entry = certified(an_open_cohort(course=course), 1, organisation=company)
    assert standings(company, since=since)[one.pk].is_done
    later = standings(company, since=clock.today() + timedelta(days=1))[one.pk]
    assert (later.act, later.is_measured) == ("", True)
    assert entry.enrolment.organisation == company


def test_staff_see_what_is_wanted_and_what_lacks_places(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    offerings = a_list()
    Offering.objects.filter(code="C-1").update(seats=2)
    roadmaps = []
    for name in ("가나", "다라", "마바"):
        _company, somebody, assessment = a_diagnosed(name)
        roadmaps.append((a_roadmap(assessment, somebody), somebody))
    for roadmap, somebody in roadmaps[:2]:
        step = {"roadmap": roadmap, "offering": offerings["C-1"], "actor": somebody}
        decide_step(**step, act="accept", month=month(1))
    decide_step(roadmap=roadmaps[2][0], offering=offerings["E-2"], act="replace", actor=None)
    with django_assert_num_queries(3):
        found = {one.offering.code: one for one in in_demand()}
    first = found["C-1"]
    assert (first.planned, first.accepted, first.missing) == (3, 2, 1)
    assert (found["E-2"].left_out, found["E-2"].missing) == (1, 0)
    gaps = {one.dimension: one for one in left_open()}
    assert (gaps["D4"].companies, gaps["D4"].open_companies, gaps["D4"].points) == (3, 3, 111)
    assert gaps["D4"].name == "D4 데이터 관리"
    Offering.objects.filter(code="C-1").update(seats=None)
    assert {one.offering.code: one.missing for one in in_demand()}["C-1"] == 0


def test_a_company_with_a_place_waits_no_more() -> None:
    course = a_course()
    step = {"kind": "course", "stage": "capability", "record": course}
    one = an_offering("L-1", ("D4", 0, 60, 10), **step)
    company, somebody, assessment = a_diagnosed()
    roadmap = a_roadmap(assessment, somebody)
    month = roadmap.steps.get(choice="plan", offering=one).begins_on
    decide_step(roadmap=roadmap, offering=one, act="accept", month=month, actor=somebody)
    cohort = an_open_cohort(1, course=course)
    assert [(told.waiting, told.terms.seats) for told in in_demand()] == [(1, 1)]
    enrolled(cohort, 1, organisation=company)
    assert [(told.waiting, told.terms.seats, told.missing) for told in in_demand()] == [(0, 0, 0)]


def test_a_roadmap_asked_twice_at_once_follows_the_newer() -> None:
    a_list()
    _company, somebody, assessment = a_diagnosed()
    first = ask_roadmap(assessment=assessment, wishes=wishes(), actor=somebody)
    second = ask_roadmap(assessment=assessment, wishes=wishes(months=6), actor=somebody)
    work_off()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("replaced", "ready")
    assert first.decision is not None


def test_serves_reads_lines_and_nothing_else() -> None:
    assert serves("D1 0~25 +5\nD2 25–50 +10") == (Serves("D1", 0, 25, 5), Serves("D2", 25, 50, 10))

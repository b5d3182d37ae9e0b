"""Roadmaps: nothing better exists, rules are kept, reasons hold, a plan that follows another stays calm."""

from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deungdae.apps.core.cli import rerunnable_of
from deungdae.apps.roadmap.bridge.decisions import RERUNNABLE
from deungdae.engine.kernel.decision import verify
from deungdae.engine.kernel.errors import DecisionError, InputError
from deungdae.engine.roadmap.check import dimensions_of, faults, faults_of_plan, worth
from deungdae.engine.roadmap.decision import VERSION, problem_of, record_of, rerun
from deungdae.engine.roadmap.explain import of_alternatives, of_left, of_step
from deungdae.engine.roadmap.model import Eligible, Gap, Offering, Problem, Serves, Stage
from deungdae.engine.roadmap.rules import REASONS
from deungdae.engine.roadmap.solve import solve
from tests.engine.roadmap.questions import a_question

pytestmark = pytest.mark.one_database
small = st.builds(
    lambda seed, count, months, budget: a_question(
        seed, offerings=count, dimensions=2, months=months, budget=budget * 1_000_000, hours=150
    ),
    st.integers(0, 10_000),
    st.integers(0, 9),
    st.integers(4, 12),
    st.sampled_from([0, 3, 10, 40, 90]),
)


def has_calendar(problem: Problem, chosen: list[Offering]) -> bool:
    """By moving every step on until nothing has to move any more."""
    starts = dict.fromkeys((one.id for one in chosen), 0)
    locked = dict(problem.accepted)
    has_moved = True
    while has_moved:
        has_moved = False
        for one in chosen:
            at = max(
                [dict(problem.postponed).get(one.id, 0)]
                + [
                    starts[other.id] + other.months
                    for other in chosen
                    if other.id in one.needs
                    or (
                        other.stage < one.stage
                        and dimensions_of(problem, other.id) & dimensions_of(problem, one.id)
                    )
                ]
            )
            fitting = [
                month
                for month in range(at, problem.months - one.months + 1)
                if (one.starts is None or month in one.starts) and month <= (one.last_start or 99)
            ]
            month = locked[one.id] if one.id in locked else min(fitting, default=-1)
            if month < (0 if one.id in locked else at) or (one.last_start == 0 and month > 0):
                return False
            has_moved = has_moved or month != starts[one.id]
            starts[one.id] = month
    return True


def every_plan(problem: Problem) -> list[tuple[int, int, frozenset[str]]]:
    """(worth, price, ids) of every choice that keeps all rules; none is accepted here."""
    able = [
        one
        for one in problem.offerings
        if one.eligible is not Eligible.NO
        and one.seats != 0
        and one.id not in problem.replaced | problem.done
    ]
    found = []
    for chosen in chain.from_iterable(combinations(able, count) for count in range(len(able) + 1)):
        ids = frozenset(one.id for one in chosen)
        price, hours = sum(one.price for one in chosen), sum(one.hours for one in chosen)
        has_needs = all(name in ids | problem.done for one in chosen for name in one.needs)
        fits = price <= problem.budget and (problem.hours is None or hours <= problem.hours)
        if has_needs and fits and has_calendar(problem, list(chosen)):
            found.append((worth(problem.gaps, chosen), price, ids))
    return found


@settings(deadline=None, max_examples=25)
@given(small)
def test_no_plan_is_worth_more_and_none_as_good_is_cheaper(problem: Problem) -> None:
    found, plans = solve(problem), every_plan(problem)
    assert faults(problem, found) == []
    assert found.best == found.bound == max(value for value, _price, _ids in plans)
    assert found.plan.price == min(price for value, price, _ids in plans if value == found.best)
    enough = [price for value, price, _ids in plans if 5 * value >= 4 * found.best]
    assert (found.cheaper or found.plan).price == min(enough)
    assert {one.code for one in found.left} <= set(REASONS) - {"calm", "replaced"}


@settings(deadline=None, max_examples=12)
@given(small, st.randoms(use_true_random=False))
def test_more_money_or_choice_is_never_worse_and_the_order_means_nothing(problem: Problem, chance) -> None:  # type: ignore[no-untyped-def]
    found = solve(problem)
    assert solve(replace(problem, budget=problem.budget + 5_000_000)).best >= found.best
    fewer = replace(problem, offerings=problem.offerings[:-1])
    assert solve(fewer).best <= found.best
    mixed = replace(
        problem,
        offerings=tuple(chance.sample(problem.offerings, len(problem.offerings))),
        gaps=problem.gaps[::-1],
    )
    assert solve(mixed) == found


@settings(deadline=None, max_examples=10)
@given(small)
def test_a_plan_that_follows_changes_the_fewest_steps(problem: Problem) -> None:
    before = solve(problem).plan.ids
    later = replace(problem, before=before, replaced=frozenset(sorted(before)[:1]))
    found = solve(later)
    assert faults(later, found) == []
    good = [ids for value, _price, ids in every_plan(later) if 20 * value >= 19 * found.best]
    assert len(found.plan.ids ^ before) == min(len(ids ^ before) for ids in good)


def an(name: str, stage: Stage = Stage.CAPABILITY, **more: object) -> Offering:
    told: dict[str, object] = {"serves": (Serves("data", 0, 100, 10),), "months": 2, "cost": 100, **more}
    return Offering(name, stage, **told)  # type: ignore[arg-type]


def test_a_plan_in_stages_with_the_reason_of_each_step_and_of_all_others() -> None:
    problem = Problem(
        gaps=(Gap("data", 20, 60, 2), Gap("people", 50, 50, 3)),
        offerings=(
            an("forum", Stage.AWARENESS, serves=(Serves("data", 0, 30, 8),), months=1, cost=0),
            an("course", serves=(Serves("data", 20, 60, 20),), eligible=Eligible.UNKNOWN, cost=80, hours=10),
            an("basics", Stage.AWARENESS, serves=(), cost=20, months=1),
            an(
                "robot",
                Stage.EXECUTION,
                serves=(Serves("data", 30, 80, 25),),
                needs=("basics",),
                months=6,
                starts=(2, 4, 6),
            ),
            an("gift", cost=500, subsidy=450, serves=(Serves("data", 20, 60, 7),)),
            an("late", last_start=1, needs=("long",)),
            an("long", serves=(), months=5),
            an("never", starts=(11,)),
            an("full", seats=0),
            an("barred", eligible=Eligible.NO, reason="매출"),
            an("after", needs=("full",)),
            an("people", serves=(Serves("people", 0, 100, 50),)),
            an("dear", cost=900),
            an("slow", hours=99),
            an("weak", serves=(Serves("data", 20, 60, 3),), cost=0),
            an("old"),
            an("over"),
        ),
        budget=210,
        months=12,
        hours=50,
        done=frozenset({"over"}),
        replaced=frozenset({"old"}),
    )
    found = solve(problem)
    assert faults(problem, found) == []
    assert [(step.id, step.start, step.end) for step in found.plan.steps] == [
        ("basics", 0, 1),
        ("forum", 0, 1),
        ("course", 1, 3),
        ("robot", 4, 10),
    ]
    # 25 in full, half of 20, a quarter of 8; twice the weight, in quarters.
    assert found.plan.value == 2 * (4 * 25 + 2 * 20 + 8)
    assert {one.id: one.code for one in found.left} == {
        "gift": "served",
        "late": "too_late",
        "long": "no_gap",
        "never": "too_late",
        "full": "full",
        "barred": "not_eligible",
        "after": "needs",
        "people": "no_gap",
        "dear": "over_budget",
        "slow": "over_hours",
        "weak": "served",
        "old": "replaced",
    }
    words = {step.id: " ".join(one.text for one in of_step(problem, step)) for step in found.plan.steps}
    assert words["basics"] == "robot을 하려면 먼저 필요합니다."
    assert words["robot"] == "data 영역의 차이 40점 가운데 25점을 메웁니다. 'course'가 끝난 뒤에 시작합니다."
    assert words["course"].startswith("data 영역의 차이 40점을 함께 메우는 2번째 단계여서 10점만 셌습니다.")
    assert words["course"].endswith("신청할 수 있는지 먼저 확인해야 합니다.")
    reasons = {one.id: of_left(one, reason="매출").text for one in found.left}
    assert reasons["after"] == "먼저 필요한 'full'을 할 수 없습니다."
    assert reasons["dear"] == "예산보다 690원이 더 듭니다(먼저 할 것이 있으면 그 비용까지)."


def test_money_time_and_order_that_are_used_up_are_told() -> None:
    problem = Problem(
        gaps=(Gap("data", 0, 90), Gap("green", 0, 90)),
        offerings=(
            an("a", serves=(Serves("data", 0, 90, 40),), cost=60, hours=5),
            an("b", serves=(Serves("data", 0, 90, 20),), cost=50, hours=1),
            an("c", serves=(Serves("data", 0, 90, 19),), cost=0, hours=6),
            an("last", Stage.EXECUTION, serves=(Serves("data", 0, 90, 5),), cost=0, months=11),
        ),
        budget=100,
        months=12,
        hours=10,
    )
    left = {one.id: one for one in solve(problem).left}
    assert {name: (one.code, one.missing) for name, one in left.items()} == {
        "b": ("budget", 10),
        "c": ("hours", 1),
        "last": ("order", 0),
    }


def test_accepted_postponed_and_replaced_steps_are_kept_as_they_were_said() -> None:
    problem = a_question(4, offerings=30, hours=300)
    first = solve(problem)
    kept, moved, gone = [step for step in first.plan.steps if step.after == ""][:3]
    later = replace(
        problem,
        accepted=((kept.id, kept.start),),
        postponed=((moved.id, moved.start + 1),),
        replaced=frozenset({gone.id}),
        before=first.plan.ids,
    )
    found = solve(later)
    assert faults(later, found) == []
    steps = {step.id: step for step in found.plan.steps}
    assert (steps[kept.id].start, steps[kept.id].is_locked) == (kept.start, True)
    assert gone.id not in steps
    assert moved.id not in steps or steps[moved.id].start > moved.start
    assert of_alternatives(first)[0].text.startswith("더 싼 계획: ")


def test_a_record_is_run_again_by_the_command_and_refuses_what_is_none() -> None:
    problem = a_question(2, offerings=25)
    record = record_of(problem, solve(problem))
    assert problem_of(record.inputs) == problem
    again = rerunnable_of(record, RERUNNABLE)
    assert verify(record, again.run, version=VERSION).same
    for inputs in ({}, {**record.inputs, "budget": -1}, {**record.inputs, "months": "12"}):  # type: ignore[dict-item]
        with pytest.raises(DecisionError):
            rerun(inputs, {}, 0)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"budget": -1}, "예산이 -1원"),
        ({"months": 0}, "기간이 0개월"),
        ({"hours": -5}, "시간이 -5시간"),
        ({"gaps": (Gap("data", 60, 50),)}, "'data' 영역의 수준, 목표, 가중치가 60, 50, 1"),
        ({"accepted": (("x", 0),)}, "'x' 항목이 없습니다"),
        ({"accepted": (("a", 0),), "done": frozenset({"a"})}, "두 가지 상태"),
        ({"accepted": (("a", 0), ("a", 1))}, "두 번 수락"),
        ({"offerings": (an("a"), an("a"))}, "'a'가 두 번"),
        ({"offerings": (an("a", subsidy=101),)}, "비용과 지원금이 100, 101원"),
        ({"offerings": (an("a", months=0),)}, "개월, 시간, 남은 자리가 0, 0, None"),
        ({"offerings": (an("a", serves=(Serves("data", 50, 50, 1),)),)}, "50, 50, 1"),
        ({"offerings": (an("a", needs=("b",)), an("b", needs=("a",)))}, "서로를 기다립니다(a, b)"),
        ({"offerings": (an("a", needs=("b",)), an("b", Stage.EXECUTION))}, "'b'가 더 뒤의 단계"),
    ],
)
def test_a_question_that_is_none_is_refused_with_the_value(change: dict, words: str) -> None:
    problem = Problem((Gap("data", 10, 50),), (an("a"),), budget=100, months=12)
    with pytest.raises(InputError) as told:
        solve(replace(problem, **change))
    assert words in str(told.value)


def test_the_checker_finds_what_is_wrong() -> None:
    problem = Problem(
        (Gap("data", 0, 60),),
        (an("a", Stage.AWARENESS), an("b", Stage.EXECUTION, starts=(2, 4), needs=("a",)), an("x", seats=0)),
        budget=200,
        months=6,
    )
    plan = solve(problem).plan
    one, two = plan.steps
    assert faults_of_plan(problem, plan) == []
    for broken, words in (
        (replace(plan, steps=(one, replace(two, start=3, end=5))), "does not begin"),
        (replace(plan, steps=(one, replace(two, start=0, end=2))), "earlier stage"),
        (replace(plan, steps=(two,)), "without what it needs"),
        (replace(plan, steps=(one, replace(two, start=6, end=8))), "too late"),
        (replace(plan, steps=(replace(one, price=1), two)), "another length or price"),
        (replace(plan, value=1), "value is"),
        (replace(plan, steps=(one, one, two)), "there twice"),
    ):
        assert any(words in fault for fault in faults_of_plan(problem, broken)), words
    assert any("over the budget" in fault for fault in faults_of_plan(replace(problem, budget=150), plan))
    assert faults_of_plan(replace(problem, accepted=(("a", 1),)), plan) == ["a: moved"]

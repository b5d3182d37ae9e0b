"""The solver's words are true: compared with trying everything on tiny days."""

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from deungdae.engine.timetable.check import check
from deungdae.engine.timetable.model import Problem, Status
from deungdae.engine.timetable.rules import validate
from deungdae.engine.timetable.solve import solve
from tests.engine.timetable.brute_force import best_by_hand, value_of
from tests.engine.timetable.days import days

SLOW = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@SLOW
@given(days())
def test_the_answer_is_the_optimum_or_a_true_infeasible(problem: Problem) -> None:
    expected = best_by_hand(problem)
    solution = solve(problem, seed=1)
    if expected is None:
        assert solution.status is Status.INFEASIBLE
        return
    assert solution.status is Status.OPTIMAL
    assert check(problem, solution.placements) == []
    assert value_of(problem, solution.placements) == expected
    assert solution.breaks == solution.bound == expected[-1]


@SLOW
@given(days(), st.data())
def test_a_new_plan_keeps_what_is_locked_and_moves_as_few_as_may_be(
    problem: Problem, data: st.DataObject
) -> None:
    problem = replace(problem, all_required=False)
    current = solve(problem, seed=1).by_meeting
    assume(current)
    locked = frozenset(data.draw(st.sets(st.sampled_from(sorted(current)), max_size=2)))
    absent = data.draw(st.integers(1, problem.slots))
    changed = replace(
        problem,
        participants=(
            replace(problem.participants[0], forbidden=frozenset({absent})),
            *problem.participants[1:],
        ),
        tables=problem.tables[: data.draw(st.integers(0, len(problem.tables)))],
    )
    assume(all(issue.code != "timetable.fixed_table" for issue in validate(changed)))
    solution = solve(changed, seed=1, current=current, locked=locked)
    assert solution.status is Status.OPTIMAL
    assert check(changed, solution.placements) == []
    assert value_of(changed, solution.placements, current, locked) == best_by_hand(changed, current, locked)
    stays = {name: place for name, place in solution.by_meeting.items() if name in locked}
    assert stays == {name: current[name] for name in stays}

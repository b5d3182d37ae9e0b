"""What the engine answered, as plans to keep and in words; nothing is planned here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy

from deungdae.apps.core.decisions import document_of
from deungdae.apps.core.models import Decision
from deungdae.apps.core.words import explained
from deungdae.engine.kernel.decision import Decision as Record
from deungdae.engine.kernel.errors import InputError
from deungdae.engine.roadmap.decision import problem_of, record_of, roadmap_of
from deungdae.engine.roadmap.explain import kept, of_alternatives, of_left, of_step
from deungdae.engine.roadmap.model import LeftOut, Plan, Problem, Step
from deungdae.engine.roadmap.model import Roadmap as Found
from deungdae.engine.roadmap.rules import REASONS
from deungdae.engine.roadmap.solve import solve

__all__ = ["Found", "InputError", "Plan", "Problem"]
Names = Mapping[str, str]
"""What codes of offerings and dimensions are called on this page."""


def computed(problem: Problem) -> tuple[Found, Record]:
    """Ask the engine; raises InputError with every fault."""
    found = solve(problem)
    return found, record_of(problem, found)


def plans_of(found: Found) -> dict[str, Plan]:
    """By choice; alternatives only where they differ."""
    plans = {"plan": found.plan, "cheaper": found.cheaper, "faster": found.faster}
    return {choice: plan for choice, plan in plans.items() if plan is not None}


def filled_in(plan: Plan, dimension: str) -> int:
    """Quarter points of a gap that a plan fills."""
    return sum(one.quarters for step in plan.steps for one in step.filled if one.dimension == dimension)


def answer_in(decision: Decision) -> tuple[Problem, Found]:
    """What a kept record asked and answered."""
    record = Record.from_json(document_of(decision))
    problem = problem_of(record.inputs)
    return problem, roadmap_of(problem, record.result)


WHY = {
    "replaced": gettext_lazy("빼기로 한 것"),
    "not_eligible": gettext_lazy("신청 자격이 없는 것"),
    "full": gettext_lazy("남은 자리가 없는 것"),
    "no_gap": gettext_lazy("목표에 도움이 되지 않는 것"),
    "needs": gettext_lazy("먼저 할 것을 할 수 없는 것"),
    "too_late": gettext_lazy("기간 안에 마칠 수 없는 것"),
    "over_budget": gettext_lazy("예산을 넘는 것"),
    "over_hours": gettext_lazy("쓸 수 있는 시간을 넘는 것"),
    "served": gettext_lazy("더해도 효과가 늘지 않는 것"),
    "budget": gettext_lazy("남은 예산이 모자라는 것"),
    "hours": gettext_lazy("남은 시간이 모자라는 것"),
    "order": gettext_lazy("앞 단계 뒤에 시작할 달이 없는 것"),
    "calm": gettext_lazy("앞선 계획을 지키려고 더하지 않은 것"),
}
"""What those have in common that are left out for one reason."""


@dataclass(frozen=True, slots=True)
class Left:
    """`items`: what each is called, and the sentence about it."""

    code: str
    label: str
    items: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences about one answer. `steps`: reasons by code; `kept`: percent of the best, by choice."""

    steps: Mapping[str, Sequence[str]]
    left: Sequence[Left]
    alternatives: Sequence[str]
    kept: Mapping[str, int]
    is_proven: bool


def told_of(problem: Problem, found: Found, *, choice: str, names: Names) -> Told:
    plans = plans_of(found)
    named = renamed(problem, names)
    steps = {
        step.id: [explained(one) for one in of_step(named, step_renamed(step, names))]
        for step in plans[choice].steps
    }
    return Told(
        steps=steps,
        left=left_told(problem, found.left, names),
        alternatives=[explained(one) for one in of_alternatives(found)],
        kept={name: kept(plan, found) for name, plan in plans.items()},
        is_proven=found.bound == found.best,
    )


def renamed(problem: Problem, names: Names) -> Problem:
    gaps = tuple(replace(gap, dimension=names.get(gap.dimension, gap.dimension)) for gap in problem.gaps)
    return replace(problem, gaps=gaps)


def step_renamed(step: Step, names: Names) -> Step:
    filled = tuple(replace(one, dimension=names.get(one.dimension, one.dimension)) for one in step.filled)
    opens = tuple(names.get(code, code) for code in step.opens)
    return replace(step, filled=filled, opens=opens, after=names.get(step.after, step.after))


def left_told(problem: Problem, left: Sequence[LeftOut], names: Names) -> list[Left]:
    """By reason, in the order in which they are asked; each with what it is about."""
    reasons = {one.id: one.reason for one in problem.offerings}
    found: dict[str, list[tuple[str, str]]] = {code: [] for code in REASONS}
    for one in sorted(left, key=lambda one: names.get(one.id, one.id)):
        shown = replace(one, other=names.get(one.other, one.other))
        text = explained(of_left(shown, reason=reasons.get(one.id, "")))
        found[one.code].append((names.get(one.id, one.id), text))
    return [Left(code, str(WHY[code]), items) for code, items in found.items() if items]

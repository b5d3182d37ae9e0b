"""Run the engine on every instance, judge each answer by the independent checker, print markdown tables."""

import argparse
import multiprocessing
import resource
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from benchmarks.timetable.bipartite_day import bipartite_day
from benchmarks.timetable.instances import (
    Instance,
    fairness_instances,
    generated_instances,
    public_instances,
)
from benchmarks.timetable.peers import PeerAnswer, cp_sat, first_come, rc2
from deungdae.engine.timetable.check import check
from deungdae.engine.timetable.model import Progress, Solution, Status
from deungdae.engine.timetable.solve import solve


@dataclass(frozen=True, slots=True)
class Outcome:
    """first: seconds to a timetable with every meeting; processor: seconds of both processes together;
    verdict: ok, open (nothing proven) or WRONG.
    """

    solution: Solution
    seconds: float
    processor: float
    first: float | None
    verdict: str


def run(instance: Instance, *, seconds: float | None) -> Outcome:
    """Solve one instance and judge the answer."""
    began, used = time.perf_counter(), processor_seconds()
    first: list[float] = []

    def note(progress: Progress) -> bool:
        if not first and progress.breaks is not None and progress.placed == progress.total:
            first.append(time.perf_counter() - began)
        return True

    solution = solve(instance.problem, seed=1, seconds=seconds, on_progress=note)
    spent = time.perf_counter() - began
    if not first and len(solution.placements) == len(instance.problem.meetings):
        first.append(spent)
    processor = processor_seconds() - used
    return Outcome(solution, spent, processor, first[0] if first else None, verdict(instance, solution))


def processor_seconds() -> float:
    """Processor time of this process and of the children it has waited for."""
    return time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime


def verdict(instance: Instance, solution: Solution) -> str:
    """WRONG when a statement does not hold; what is not proven is open, not wrong."""
    if solution.status is Status.INFEASIBLE:
        return "ok" if instance.infeasible else "WRONG"
    if solution.status is Status.UNKNOWN:
        return "open"
    broken = check(instance.problem, solution.placements)
    known = instance.optimum
    below = known is not None and (solution.breaks or 0) < known
    above = known is not None and (solution.bound or 0) > known
    if broken or instance.infeasible or below or above:
        return "WRONG"
    return "ok" if solution.status is Status.OPTIMAL else "open"


def show(value: float | None) -> str:
    """A number of a table cell."""
    return "–" if value is None else f"{value:.1f}" if isinstance(value, float) else str(value)


def table(instances: Iterable[Instance], *, seconds: float | None) -> None:
    """Run and print one table."""
    print("| instance | status | breaks | bound | optimum | first s | s | CPU s | published s | verdict |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    outcomes = []
    for instance in instances:
        outcome = run(instance, seconds=seconds)
        outcomes.append(outcome)
        solution = outcome.solution
        optimum = "infeasible" if instance.infeasible else show(instance.optimum)
        cells = [
            instance.name,
            solution.status.value,
            show(solution.breaks),
            show(solution.bound),
            optimum,
            show(outcome.first),
            show(outcome.seconds),
            show(outcome.processor),
            show(instance.published_seconds),
            outcome.verdict,
        ]
        print("| " + " | ".join(cells) + " |", flush=True)
    counts = {word: sum(1 for one in outcomes if one.verdict == word) for word in ("ok", "open", "WRONG")}
    words = f"{counts['ok']} proven, {counts['open']} open, {counts['WRONG']} wrong"
    print(f"\n{len(outcomes)} instances: {words}.\n")


def limited(peer: Callable[[], PeerAnswer], *, seconds: float) -> PeerAnswer:
    """Run a peer in a process of its own and end it at the limit."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def work() -> None:
        sender.send(peer())

    process = context.Process(target=work)
    process.start()
    answer = receiver.recv() if receiver.poll(seconds) else PeerAnswer(None, False, seconds)
    process.kill()
    process.join()
    return answer


def peers(instances: Iterable[Instance], *, seconds: float) -> None:
    """The engine beside its peers, in one run; the last column holds only so many meetings."""
    print("| day | engine | s | RC2 | s | CP-SAT | s | CP-SAT tuned | s | first come: held, breaks |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for instance in instances:
        own, problem = run(instance, seconds=seconds), instance.problem
        proof = "proven" if own.solution.status is Status.OPTIMAL else f"bound {own.solution.bound}"
        cells = [instance.name, f"{own.solution.breaks} {proof}", show(own.seconds)]
        others = [
            limited(partial(rc2, problem), seconds=seconds),
            limited(partial(cp_sat, problem, seconds=seconds), seconds=seconds + 5),
            limited(partial(cp_sat, problem, seconds=seconds, tuned=True), seconds=seconds + 5),
        ]
        for answer in others:
            cells += [f"{show(answer.breaks)} {'proven' if answer.proven else 'open'}", show(answer.seconds)]
        held, breaks = first_come(problem)
        cells.append(f"{held} of {len(problem.meetings)}, {breaks}")
        print("| " + " | ".join(cells) + " |", flush=True)
    print()


def centre_days() -> list[Instance]:
    """Days of 90 suppliers and 250 companies with 540 meetings."""
    return [
        Instance(
            name=f"90 × 250, {tables} tables, fairness {fairness}",
            problem=bipartite_day(
                suppliers=90,
                companies=250,
                meetings=540,
                slots=16,
                tables=tables,
                fairness=fairness,
                seed=seed,
            ),
            optimum=None,
            infeasible=False,
            published_seconds=None,
        )
        for seed, tables, fairness in ((1, 45, 2), (2, 60, None), (3, 36, 2))
    ]


def main() -> None:
    """Choose by options what is run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="limit per instance (default 60)")
    parser.add_argument("--reproducible", action="store_true", help="counted work instead of the clock")
    parser.add_argument("--only", default="", help="names that contain this")
    words = "public, fairness, centre, generated, peers"
    parser.add_argument("--parts", default="public,fairness,centre,generated", help=words)
    options = parser.parse_args()
    seconds = None if options.reproducible else options.seconds
    makers = {
        "public": public_instances,
        "fairness": fairness_instances,
        "centre": centre_days,
        "generated": generated_instances,
    }
    for part in options.parts.split(","):
        if part == "peers":
            originals = [one for one in public_instances() if one.name.endswith(".original")]
            peers([one for one in originals if options.only in one.name], seconds=options.seconds)
        else:
            table([one for one in makers[part]() if options.only in one.name], seconds=seconds)


if __name__ == "__main__":
    main()

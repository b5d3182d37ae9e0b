"""The solver of programmes: SAT for what must be, local search for what is wished."""

from collections.abc import Callable

from deungdae.engine.programme.model import Plan, Programme

__all__ = ["solve"]


def solve(
    problem: Programme,
    *,
    seed: int,
    steps: int | None = None,
    on_progress: Callable[[int], None] = lambda percent: None,
) -> Plan:
    """The best programme found, with what is proven about it; every talk has its place, or there is none.

    The same problem, seed and number of steps (moves of the search; None: by the number of talks) have the
    same answer. `on_progress`: told percents on the way. Raises InputError when the problem is not well
    formed.
    """
    # The compiled search takes a second to import; whoever only names the solver need not wait for it.
    from deungdae.engine.programme.solve.run import answer  # noqa: PLC0415

    return answer(problem, seed=seed, steps=steps, on_progress=on_progress)

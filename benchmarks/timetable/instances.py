"""The instances and what is known about them. Sources: benchmarks/data/b2b/SOURCE.md."""

import csv
from dataclasses import dataclass, replace
from pathlib import Path

from deungdae.engine.timetable.formats import problem_from_dzn
from deungdae.engine.timetable.model import Problem

DATA = Path(__file__).parents[1] / "data" / "b2b"
PUBLISHED_FAIRNESS = 2


@dataclass(frozen=True, slots=True)
class Instance:
    """optimum: proven number of breaks, None when not known; infeasible: proven to have no timetable."""

    name: str
    problem: Problem
    optimum: int | None
    infeasible: bool
    published_seconds: float | None


def public_instances() -> list[Instance]:
    """The 70 public files with the fairness bound of the paper."""
    return [_public(row) for row in _optima() if int(row["fairness_d"]) == PUBLISHED_FAIRNESS]


def fairness_instances() -> list[Instance]:
    """The originals with the other fairness bounds of the paper."""
    rows = [row for row in _optima() if int(row["fairness_d"]) != PUBLISHED_FAIRNESS]
    return [replace(_public(row), name=f"{row['instance']} d={row['fairness_d']}") for row in rows]


def _optima() -> list[dict[str, str]]:
    with (DATA / "optima.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _public(row: dict[str, str]) -> Instance:
    unsatisfiable = row["optimum"] == "UNSAT"
    return Instance(
        name=row["instance"],
        problem=_read(DATA / "instances" / f"{row['instance']}.dzn", int(row["fairness_d"])),
        optimum=None if unsatisfiable else int(row["optimum"]),
        infeasible=unsatisfiable,
        published_seconds=float(row["published_maxsat_seconds"]),
    )


def generated_instances() -> list[Instance]:
    """Days of caravan size, without a fairness bound."""
    with (DATA / "generated" / "README.csv").open(encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["meetings"]))
    return [
        Instance(
            name=row["file"],
            problem=_read(DATA / "generated" / f"{row['file']}.dzn", None),
            optimum=int(row["proven_optimum"]) if row["proven_optimum"] else None,
            infeasible=False,
            published_seconds=None,
        )
        for row in rows
    ]


def _read(path: Path, fairness: int | None) -> Problem:
    return problem_from_dzn(path.read_text(encoding="utf-8"), fairness=fairness)

"""The reproducible record of one run: what went in, what came out, and the means to run it again.

Canonical JSON: UTF-8, sorted keys, no spaces, no NaN. Hashes are SHA-256 over it, in hexadecimal.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from deungdae.engine.kernel.errors import DecisionError, Issue

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | float | bool | None
Rerun = Callable[[Json, Json, int], Json]
"""(inputs, parameters, seed) -> result."""


@dataclass(frozen=True, slots=True)
class Rerunnable:
    """How decisions of one kind are run again, and the engine's version now."""

    run: Rerun
    version: str


FORMAT = "deungdae.decision/1"
_TEXT_FIELDS = ("kind", "engine", "version", "inputs_hash", "result_hash", "record_hash")


def canonical(value: Json) -> str:
    """Canonical JSON text of `value`; raises ValueError for NaN or infinity."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(value: Json) -> str:
    """SHA-256 of the canonical JSON of `value`, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Decision:
    """One run of an engine. `seconds` is told, not decided: it is in no hash.

    objective and bound: the engine's goals in order of importance, and what is proven about the last one
    (None: nothing proven).
    """

    kind: str
    engine: str
    version: str
    inputs: Json
    parameters: Json
    seed: int
    result: Json
    objective: tuple[int, ...]
    bound: int | None
    seconds: float
    inputs_hash: str = ""
    result_hash: str = ""
    record_hash: str = ""

    def body(self) -> dict[str, Json]:
        """Everything that the record hash covers."""
        return {
            "format": FORMAT,
            "kind": self.kind,
            "engine": self.engine,
            "version": self.version,
            "inputs_hash": self.inputs_hash,
            "parameters": self.parameters,
            "seed": self.seed,
            "result_hash": self.result_hash,
            "objective": list(self.objective),
            "bound": self.bound,
        }

    def to_json(self) -> str:
        """The record as readable JSON text, with inputs, result, hashes and seconds."""
        document: dict[str, Json] = {
            **self.body(),
            "inputs": self.inputs,
            "result": self.result,
            "seconds": self.seconds,
            "record_hash": self.record_hash,
        }
        return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1) + "\n"

    @staticmethod
    def from_json(text: str) -> Decision:
        """Read a record; raises DecisionError when it is not one. Hashes are judged by `verify`."""
        try:
            document = json.loads(text)
        except ValueError as error:
            raise DecisionError(Issue("decision.not_json", "decision", str(error))) from error
        return _from_document(document)


def seal(decision: Decision) -> Decision:
    """The same decision with its three hashes computed."""
    hashed = replace(decision, inputs_hash=digest(decision.inputs), result_hash=digest(decision.result))
    return replace(hashed, record_hash=digest(hashed.body()))


def _is_whole(value: object) -> bool:
    return type(value) is int


def _is_whole_list(value: object) -> bool:
    return isinstance(value, list) and all(_is_whole(item) for item in value)


_FIELDS: Mapping[str, Callable[[object], bool]] = {
    **dict.fromkeys(_TEXT_FIELDS, lambda value: isinstance(value, str)),
    **dict.fromkeys(("inputs", "parameters", "result"), lambda value: value is not None),
    "seed": _is_whole,
    "objective": _is_whole_list,
    "bound": lambda value: value is None or _is_whole(value),
    "seconds": lambda value: type(value) in (int, float),
}


def _field_issue(document: Mapping[str, object]) -> Issue | None:
    if document.get("format") != FORMAT:
        return Issue("decision.format", "format", str(document.get("format")), {"expected": FORMAT})
    for name, fits in _FIELDS.items():
        if name not in document or not fits(document[name]):
            return Issue("decision.field", name, str(document.get(name)))
    return None


def _from_document(document: object) -> Decision:
    if not isinstance(document, dict):
        raise DecisionError(Issue("decision.format", "format", type(document).__name__, {"expected": FORMAT}))
    issue = _field_issue(document)
    if issue is not None:
        raise DecisionError(issue)
    fields = {name: value for name, value in document.items() if name in Decision.__slots__}
    return Decision(**{**fields, "objective": tuple(document["objective"])})


@dataclass(frozen=True, slots=True)
class Verification:
    """same: every hash holds and the second run gave the same result; findings: what does not hold."""

    same: bool
    findings: tuple[Issue, ...]


def tampering(decision: Decision) -> tuple[Issue, ...]:
    """The hashes of the record that do not fit its contents."""
    sealed = seal(decision)
    pairs = (
        ("inputs", decision.inputs_hash, sealed.inputs_hash),
        ("result", decision.result_hash, sealed.result_hash),
        ("record", decision.record_hash, digest(decision.body())),
    )
    return tuple(
        Issue(f"decision.{name}_tampered", name, told, {"computed": computed})
        for name, told, computed in pairs
        if told != computed
    )


def verify(decision: Decision, rerun: Rerun, *, version: str | None = None) -> Verification:
    """Check the hashes, run again, compare. `version`: the engine's now; a difference is told as a warning.

    The second run is made only when inputs and record are whole: a changed question has no answer to compare.
    """
    findings = list(tampering(decision))
    if version is not None and version != decision.version:
        remark = {"now": version}
        findings.append(Issue("decision.version", "version", decision.version, remark, warning=True))
    if not any(issue.where in ("inputs", "record") for issue in findings):
        again = digest(rerun(decision.inputs, decision.parameters, decision.seed))
        if again != decision.result_hash:
            findings.append(Issue("decision.other_result", "result", decision.result_hash, {"again": again}))
    return Verification(all(issue.warning for issue in findings), tuple(findings))

"""A decision record says when it was changed, and when a second run disagrees."""

import json
from dataclasses import replace

import pytest

from deungdae.engine.kernel.decision import Decision, Json, canonical, digest, seal, verify
from deungdae.engine.kernel.errors import DecisionError


@pytest.fixture
def decision() -> Decision:
    return seal(
        Decision(
            kind="sum",
            engine="adder",
            version="1",
            inputs={"numbers": [2, 3], "이름": "합계"},
            parameters={},
            seed=7,
            result={"sum": 5},
            objective=(5,),
            bound=5,
            seconds=0.25,
        )
    )


def add(inputs: Json, parameters: Json, seed: int) -> Json:
    assert isinstance(inputs, dict)
    assert (parameters, seed) == ({}, 7)
    return {"sum": sum(inputs["numbers"])}


def codes(decision: Decision) -> list[str]:
    return [issue.code for issue in verify(decision, add, version="1").findings]


def test_canonical_json_does_not_depend_on_the_order_of_keys() -> None:
    assert canonical({"b": 1, "a": [True, None, "가"]}) == '{"a":[true,null,"가"],"b":1}'
    assert digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1})


def test_a_number_that_is_none_has_no_canonical_form() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        canonical(float("nan"))


def test_a_whole_record_is_verified_by_a_second_run(decision: Decision) -> None:
    verification = verify(decision, add, version="1")
    assert verification.same
    assert verification.findings == ()


def test_a_record_survives_being_written_and_read(decision: Decision) -> None:
    assert Decision.from_json(decision.to_json()) == decision


def test_the_time_a_run_took_is_no_part_of_the_decision(decision: Decision) -> None:
    assert codes(replace(decision, seconds=99.0)) == []


def test_changed_inputs_are_named_and_not_run_again(decision: Decision) -> None:
    assert codes(replace(decision, inputs={"numbers": [1, 1]})) == ["decision.inputs_tampered"]


def test_a_changed_result_is_named(decision: Decision) -> None:
    assert codes(replace(decision, result={"sum": 6})) == ["decision.result_tampered"]


def test_a_changed_bound_is_named(decision: Decision) -> None:
    assert codes(replace(decision, bound=4)) == ["decision.record_tampered"]


def test_a_second_run_with_another_result_is_told(decision: Decision) -> None:
    lie = seal(replace(decision, result={"sum": 6}))
    assert codes(lie) == ["decision.other_result"]
    assert not verify(lie, add).same


def test_another_version_of_the_engine_is_only_a_warning(decision: Decision) -> None:
    verification = verify(decision, add, version="2")
    assert verification.same
    assert [issue.code for issue in verification.findings] == ["decision.version"]
    assert "2 판" in verification.findings[0].text


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"kind": 1},
        {"seed": "1"},
        {"seed": True},
        {"objective": [1.5]},
        {"bound": "x"},
        {"seconds": None},
        {"result": None},
    ],
)
def test_a_field_of_the_wrong_kind_is_refused_by_name(decision: Decision, change: dict[str, object]) -> None:
    document = {**json.loads(decision.to_json()), **change}
    with pytest.raises(DecisionError) as caught:
        Decision.from_json(json.dumps(document))
    assert caught.value.issue.where == next(iter(change))


def test_a_missing_field_is_refused_by_name(decision: Decision) -> None:
    document = json.loads(decision.to_json())
    del document["inputs"]
    with pytest.raises(DecisionError) as caught:
        Decision.from_json(json.dumps(document))
    assert caught.value.issue.where == "inputs"


@pytest.mark.parametrize("text", ["", "[]", "{", "null"])
def test_something_else_than_a_record_is_refused(text: str) -> None:
    with pytest.raises(DecisionError):
        Decision.from_json(text)

"""Days and timetables are read as they are written, and faults are named with line and field."""

import json
from pathlib import Path

import jsonschema
import pytest

from deungdae.engine.kernel.errors import InputError, Issue
from deungdae.engine.timetable.formats import (
    Request,
    problem_from_dzn,
    request_from_json,
    request_to_json,
    solution_from_json,
    solution_to_json,
)
from deungdae.engine.timetable.model import Meeting, Participant, Placement, Problem, Session
from deungdae.engine.timetable.solve import solve
from tests.engine.timetable.samples import INSTANCES, day

SCHEMA = json.loads(
    (Path(__file__).parents[3] / "docs" / "engine" / "timetable.schema.json").read_text(encoding="utf-8")
)
DZN = """% a small event
nBusiness = 3;
nMeetings = 2;
nTables = 2;
nTotalSlots = 4;
nMorningSlots = 2;

requested = [|1, 2,3,
|1, 3,1,
|];
meetingsxBusiness = [{1,2,3},{1,2},{1,3}];
forbidden = [{0},
{0,2},
{3..4}];
fixed = [0,1];
precedences = [{2}, {}];
nMeetingsBusiness = [2,1,1];"""
FULL = Request(
    Problem(
        slots=6,
        morning_slots=3,
        tables=(1, 2, 7),
        participants=(
            Participant("가", frozenset({2, 5}), 3, 21, Session.MORNING),
            Participant("나"),
            Participant("다"),
        ),
        meetings=(
            Meeting("m1", "가", "나", Session.AFTERNOON, 4, 7, (), 5),
            Meeting("m2", "나", "다", after=("m1",), weight=0),
        ),
        fairness=None,
        all_required=True,
    ),
    {"m1": Placement("m1", 4, 7)},
    frozenset({"m1"}),
)


def faults(text: str) -> list[Issue]:
    with pytest.raises(InputError) as caught:
        problem_from_dzn(text, fairness=2)
    return list(caught.value.issues)


def test_the_public_format_is_read_with_everything_counted_from_one() -> None:
    problem = problem_from_dzn(DZN, fairness=2)
    assert (problem.slots, problem.morning_slots, problem.tables) == (4, 2, (1, 2))
    assert [person.forbidden for person in problem.participants] == [set(), {2}, {3, 4}]
    assert problem.meetings == (
        Meeting("1", "1", "2", after=("2",)),
        Meeting("2", "1", "3", Session.MORNING, fixed_slot=1),
    )
    assert (problem.fairness, problem.all_required) == (2, True)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("nTables = 2;", "", "missing_field", "1"),
        ("nTables = 2;", "nTables = [1,2];", "not_a_number", "4"),
        ("nTables = 2;", "nTables = -2;", "count", "4"),
        ("nTables = 2;", "nTables = 2", "unexpected", "5"),
        ("nTables = 2;", "nTables = 2; nTables = 3;", "field_twice", "4"),
        ("nTables = 2;", "nTables = 2; nParticipants = 3;", "old_format", "4"),
        ("nTables = 2;", "nTables = x;", "unexpected", "4"),
        ("nTables = 2;", "nTables = 2; ?", "character", "4"),
        ("nTables = 2;", "nTables = 99999999999999;", "unexpected", "4"),
        ("nTables = 2;", "4 = 2;", "unexpected", "4"),
        ("nMeetings = 2", "nMeetings = 3", "length", "8"),
        ("nBusiness = 3", "nBusiness = 2", "length", "12"),
        ("|1, 3,1,", "|1, 4,1,", "outside", "9"),
        ("|1, 3,1,", "|1, 1,1,", "with_oneself", "9"),
        ("|1, 3,1,", "|1, 3,4,", "session", "9"),
        ("|1, 3,1,", "|1, 3,", "row", "9"),
        ("{0,2}", "{0,5}", "outside", "13"),
        ("{0,2}", "{0,2", "unexpected", "14"),
        ("[0,1]", "[0,5]", "outside", "15"),
        ("[{2}, {}]", "[{3}, {}]", "outside", "16"),
        ("[2,1,1];", "[2,1,", "ends_early", "17"),
    ],
)
def test_a_fault_of_the_public_format_is_named_with_its_line(
    old: str, new: str, code: str, line: str
) -> None:
    assert old in DZN
    found = faults(DZN.replace(old, new, 1))[0]
    assert (found.code, found.where) == (f"dzn.{code}", line)
    assert f"{line}행" in found.text


def test_nothing_at_all_is_told_as_a_missing_field() -> None:
    assert faults("")[0].code == "dzn.missing_field"


def test_a_request_survives_being_written_and_read() -> None:
    assert request_from_json(json.dumps(request_to_json(FULL))) == FULL


def test_what_is_written_follows_the_published_schema() -> None:
    jsonschema.validate(request_to_json(FULL), SCHEMA)


@pytest.mark.parametrize("path", sorted(INSTANCES.glob("*.json")), ids=lambda path: path.stem)
def test_the_named_instances_follow_the_published_schema(path: Path) -> None:
    jsonschema.validate(json.loads(path.read_text(encoding="utf-8"))["day"], SCHEMA)


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ({"format": "x"}, "json.format", "format"),
        ({"slots": "6"}, "json.whole", "slots"),
        ({"slots": True}, "json.whole", "slots"),
        ({"tables": [1, "2"]}, "json.whole", "tables[1]"),
        ({"tables": 3}, "json.list", "tables"),
        ({"all_required": 1}, "json.truth", "all_required"),
        ({"fairness": 1.5}, "json.whole", "fairness"),
        ({"participants": [1]}, "json.object", "participants[0]"),
        ({"participants": [{"id": ""}]}, "json.word", "participants[0].id"),
        ({"participants": [{"id": "a", "wish": "noon"}]}, "json.one_of", "participants[0].wish"),
        ({"participants": [{"id": "a", "forbidden": 1}]}, "json.list", "participants[0].forbidden"),
        ({"meetings": [{"id": "m", "first": "a"}]}, "json.missing_field", "meetings[0].second"),
        (
            {"meetings": [{"id": "m", "first": "a", "second": "b", "after": [1]}]},
            "json.word",
            "meetings[0].after[0]",
        ),
        ({"metings": []}, "json.unknown_field", "metings"),
        ({"locked": "m1"}, "json.list", "locked"),
        ({"current": [{"id": "m1", "slot": 1}]}, "json.missing_field", "current[0].table"),
    ],
)
def test_a_wrong_field_of_a_document_is_named(change: dict[str, object], code: str, where: str) -> None:
    with pytest.raises(InputError) as caught:
        request_from_json(json.dumps({**request_to_json(FULL), **change}))
    issue = caught.value.issues[0]
    assert (issue.code, issue.where) == (code, where)
    assert issue.text.endswith(".")


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "nul"])
def test_a_broken_document_is_told_with_its_line(text: str) -> None:
    with pytest.raises(InputError) as caught:
        request_from_json(text)
    assert caught.value.issues[0].code == "json.syntax"


@pytest.mark.parametrize("text", ["[]", "3", '"x"'])
def test_a_document_must_be_an_object(text: str) -> None:
    with pytest.raises(InputError) as caught:
        request_from_json(text)
    assert caught.value.issues[0].code == "json.object"


def test_an_answer_is_one_object_with_the_promised_keys() -> None:
    answer = solution_to_json(solve(day("ab", "ac"), seed=5))
    assert list(answer) == [
        "status",
        "breaks",
        "bound",
        "meetings",
        "unscheduled",
        "explanation",
        "seconds",
        "seed",
    ]
    assert (answer["status"], answer["breaks"], answer["bound"], answer["seed"]) == ("optimal", 0, 0, 5)


def test_a_timetable_is_read_from_an_answer_or_a_bare_list_with_ids_of_either_kind() -> None:
    places = (Placement("1", 2, 3),)
    assert solution_from_json('{"meetings": [{"id": 1, "slot": 2, "table": 3}], "status": "x"}') == places
    assert solution_from_json('[{"id": "1", "slot": 2, "table": 3}]') == places


@pytest.mark.parametrize("text", ["{}", "5", '[{"id": 1.5, "slot": 1, "table": 1}]', '[{"id": 1}]', '["x"]'])
def test_a_wrong_timetable_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        solution_from_json(text)

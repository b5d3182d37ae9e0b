"""Issues become words in one place."""

import re

from deungdae.engine.kernel.errors import InputError, Issue, issue_text
from deungdae.engine.kernel.explanation import explain
from deungdae.engine.kernel.korean import sentence
from deungdae.engine.kernel.messages import MESSAGES


def test_every_sentence_can_be_filled_and_ends_as_a_sentence() -> None:
    for code, template in MESSAGES.items():
        names = set(re.findall(r"\{(\w+)\}", template))
        text = sentence(template, dict.fromkeys(names, "7"))
        assert text.endswith("."), code
        assert "{" not in text, code


def test_an_issue_of_an_unknown_code_is_shown_and_not_hidden() -> None:
    assert issue_text(Issue("new.code", "here", "it")) == "here: it (new.code)"


def test_an_input_error_says_all_its_issues() -> None:
    issues = [Issue("json.whole", "slots", "x"), Issue("json.truth", "all_required", "1")]
    error = InputError(issues)
    assert str(error).count("\n") == 1
    assert "'slots'" in str(error)


def test_an_explanation_keeps_code_values_and_words() -> None:
    said = explain("timetable.all_held", total=3)
    assert (said.code, said.params, said.text) == (
        "timetable.all_held",
        {"total": 3},
        "상담 3건을 모두 배치했습니다.",
    )

"""Answers to scores: one way for the form and for the command, judged by the checker."""

from collections.abc import Mapping
from typing import Any

from deungdae.engine.kernel.decision import Json
from deungdae.engine.kernel.errors import InputError
from deungdae.engine.maturity.check import check
from deungdae.engine.maturity.formats.answers import answers_from_document
from deungdae.engine.maturity.formats.result import score_to_json
from deungdae.engine.maturity.model import Answers, Framework, Kind, Rule, Score
from deungdae.engine.maturity.plausible import QUICK, oddities
from deungdae.engine.maturity.rules import rule_of
from deungdae.engine.maturity.score import score

__all__ = ["InputError", "score_to_json"]
Document = Mapping[str, Any]


class WrongScoreError(AssertionError):
    """The checker does not agree with the scorer: a mistake of ours, and no score is told."""


def score_of(framework: Framework, answers: object, *, rule: str | None) -> Score:
    """What answers come to by a rule; InputError names value, place and way out."""
    chosen = rule_of(framework, rule)
    return judged_score(framework, answers_from_document(answers, framework, chosen), rule=chosen)


def judged_score(framework: Framework, answers: Answers, *, rule: Rule) -> Score:
    """What answers that were read come to; the checker has agreed."""
    found = score(framework, answers, rule=rule)
    wrong = check(framework, answers, found)
    if wrong:
        raise WrongScoreError(wrong)
    return found


def told_score(framework: Framework, answers: Document, *, rule: str) -> dict[str, Json]:
    """The same as it is kept: the JSON object of the command."""
    return score_to_json(score_of(framework, answers, rule=rule))


def is_all_top(framework: Framework, told: Mapping[str, Any]) -> bool:
    """Whether every dimension of a kept score is at the top."""
    return all(points == framework.maximum for points in told["dimensions"].values())


def odd(framework: Framework, answers: Document, *, rule: str, seconds: int | None) -> tuple[str, ...]:
    """Codes of what is hard to believe in answers that were scored. seconds: from the first to the last
    answer where all is at the top, else None."""
    read = answers_from_document(answers, framework, rule_of(framework, rule))
    return oddities(framework, read, is_quick=seconds is not None and seconds < QUICK)


def read_answer(framework: Framework, rule: str, code: str, value: Any) -> Any:
    """One answer in the order that makes equal answers equal; InputError for what the rule forbids."""
    answers_from_document({code: value}, framework, rule_of(framework, rule))
    if isinstance(value, dict):
        return {mark: sorted(rows) for mark, rows in value.items()}
    return sorted(value) if framework.question(code).kind is Kind.TICKS else value


def is_whole(framework: Framework, rule: str, code: str, value: Any) -> bool:
    """Whether a kept answer leaves nothing of its question open."""
    if value is None:
        return False
    return not answers_from_document({code: value}, framework, rule_of(framework, rule))[code].blank


def asked_codes(framework: Framework, rule: str) -> list[str]:
    """The questions that a rule counts, in the order of the form."""
    terms = rule_of(framework, rule).terms.values()
    counted = {term.question for dimension in terms for term in dimension}
    return [question.code for question in framework.questions if question.code in counted]

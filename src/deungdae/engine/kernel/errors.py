"""Issues and errors with stable codes; the words come from `messages.py` by `issue_text` alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from deungdae.engine.kernel.korean import Param, sentence
from deungdae.engine.kernel.messages import MESSAGES


@dataclass(frozen=True, slots=True)
class Issue:
    """Something wrong (or, as a warning, strange) in what was handed in.

    code: stable name, e.g. ``timetable.same_pair``; where: the place, e.g. ``meetings[3]`` or ``line 12``;
    value: the value as it was given; params: what else the sentence needs, the way out included.
    """

    code: str
    where: str
    value: str
    params: Mapping[str, Param] = field(default_factory=dict)
    warning: bool = False

    @property
    def text(self) -> str:
        """The issue in one polite Korean sentence or two: value, place, way out."""
        return issue_text(self)


def issue_text(issue: Issue) -> str:
    """The only place where an issue becomes words. An unknown code is shown as it is, never hidden."""
    template = MESSAGES.get(issue.code)
    if template is None:
        return f"{issue.where}: {issue.value} ({issue.code})"
    return sentence(template, {**issue.params, "where": issue.where, "value": issue.value})


UNREADABLE: Mapping[type[OSError], str] = {
    FileNotFoundError: "file.missing",
    IsADirectoryError: "file.folder",
    PermissionError: "file.forbidden",
}


def unreadable(path: str, error: OSError) -> Issue:
    """Why a file cannot be read."""
    code = next((code for kind, code in UNREADABLE.items() if isinstance(error, kind)), "file.unreadable")
    return Issue(code, path, path)


class EngineError(Exception):
    """The root of everything an engine raises on purpose."""


class InputError(EngineError):
    """What was handed in cannot be calculated with; `issues` says what and how to mend it."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__("\n".join(issue.text for issue in self.issues))


class DecisionError(EngineError):
    """A decision record is broken or cannot be run again."""

    def __init__(self, issue: Issue) -> None:
        self.issue = issue
        super().__init__(issue.text)

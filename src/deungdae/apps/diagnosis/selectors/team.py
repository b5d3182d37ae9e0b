"""What a team has answered: each person's last word, what is open, where they differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from deungdae.apps.accounts.models import User
from deungdae.apps.diagnosis.bridge.frameworks import framework_of
from deungdae.apps.diagnosis.bridge.scoring import asked_codes, is_whole
from deungdae.apps.diagnosis.models import Answer, Assessment


@dataclass(frozen=True, slots=True)
class Standing:
    """A question and everybody's last answer. `is_asked`: the rule counts it, so it has to be answered."""

    code: str
    is_asked: bool
    answers: tuple[Answer, ...]
    whole: tuple[Answer, ...]
    """Those that leave nothing open."""

    @property
    def differs(self) -> bool:
        return any(one.value != self.whole[0].value for one in self.whole[1:])

    @property
    def is_missing(self) -> bool:
        return self.is_asked and not self.whole

    @property
    def value(self) -> Any:
        """What all say who answered in whole; None where nobody did."""
        return self.whole[0].value if self.whole else None

    def of(self, person: User) -> Answer | None:
        return next((one for one in self.answers if one.person_id == person.pk), None)

    def is_done_by(self, person: User) -> bool:
        return any(one.person_id == person.pk for one in self.whole)


def last_answers(assessment: Assessment) -> dict[str, dict[int, Answer]]:
    """By question and person the last answer."""
    found: dict[str, dict[int, Answer]] = {}
    for answer in Answer.objects.filter(assessment=assessment).select_related("person").order_by("number"):
        found.setdefault(answer.question, {})[answer.person_id] = answer
    return found


def own_last(assessment: Assessment, person: User) -> dict[str, Answer]:
    """By question the person's own last answer, also one that was taken back."""
    given = Answer.objects.filter(assessment=assessment, person=person).order_by("number")
    return {answer.question: answer for answer in given}


def standings(assessment: Assessment) -> list[Standing]:
    """Every question in the order of the form."""
    framework, rule = framework_of(assessment.framework), assessment.rule
    last, asked = last_answers(assessment), set(asked_codes(framework, rule))
    found = []
    for question in framework.questions:
        answers = tuple(one for one in last.get(question.code, {}).values() if one.value is not None)
        whole = tuple(one for one in answers if is_whole(framework, rule, question.code, one.value))
        found.append(Standing(question.code, question.code in asked, answers, whole))
    return found


def missing_in(found: Iterable[Standing]) -> list[str]:
    return [one.code for one in found if one.is_missing]


def differing_in(found: Iterable[Standing]) -> list[Standing]:
    return [one for one in found if one.differs]


def people_in(found: Iterable[Standing]) -> list[User]:
    """Who has answered anything, in the order of their names."""
    people = {one.person_id: one.person for standing in found for one in standing.answers}
    return sorted(people.values(), key=lambda person: (person.name, person.pk))

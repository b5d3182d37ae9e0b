"""What the questionnaires of a cohort come to; of the anonymous one nothing before it is closed, and nothing
of fewer than five."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count

from deungdae.apps.academy.bridge.surveys import LEAST, Mean, change, mean, shown
from deungdae.apps.academy.kinds import hundredths
from deungdae.apps.academy.models import (
    AnonymousSheet,
    Cohort,
    Session,
    SurveyAnswered,
    SurveyKind,
    SurveySheet,
)
from deungdae.apps.academy.surveys import (
    BEFORE,
    SATISFACTION,
    YES_NO,
    questions_of,
    window_after,
)
from deungdae.apps.core import clock

Line = dict[str, Any]


def changes_of(cohort: Cohort, kind: SurveyKind) -> list[Line]:
    """Before → after of each question, of the people who answered both times. `kind`: the one after."""
    sheets = answers_of(cohort, BEFORE[kind]), answers_of(cohort, kind)
    lines = []
    for key, words in questions_of(kind, cohort.course).items():
        before, after = (
            {person: answers[key] for person, answers in found.items() if key in answers} for found in sheets
        )
        told = change(before, after)
        lines.append(
            {
                "words": words,
                "people": told.before.people,
                "before": mean_words(told.before),
                "after": mean_words(told.after),
            }
        )
    return lines


def answers_of(cohort: Cohort, kind: str) -> Mapping[int, dict[str, int]]:
    """By person; those taken back are not there."""
    sheets = SurveySheet.objects.filter(enrolment__cohort=cohort, kind=kind, withdrawn_at=None)
    return dict(sheets.values_list("enrolment", "answers"))


def mean_words(found: Mean) -> str:
    return hundredths(found.hundredths) if found.people else "–"


def use_of(cohort: Cohort) -> Line:
    """How many were asked after three months, answered, and use at work what they learned."""
    answers = list(answers_of(cohort, SurveyKind.FOLLOW_UP).values())
    helps = mean([one["helps"] for one in answers])
    asked = cohort.enrolments.exclude(survey_asked=None).count()
    used = sum(one[YES_NO] for one in answers)
    return {"asked": asked, "people": len(answers), "used": used, "helps": mean_words(helps)}


def satisfaction_of(cohort: Cohort) -> Line:
    """`is_closed`, `answered`, and the lines where there are enough answers."""
    window = window_after(cohort)
    is_closed = window.is_over(clock.now())
    answers = list(AnonymousSheet.objects.filter(cohort=cohort).values_list("answers", flat=True))
    is_shown = is_closed and len(answers) >= LEAST
    lines = [
        {"words": words, "people": len(answers), "mean": mean_words(mean([one[key] for one in answers]))}
        for key, words in SATISFACTION.items()
        if is_shown
    ]
    answered = SurveyAnswered.objects.filter(enrolment__cohort=cohort).count()
    return {"is_closed": is_closed, "answered": answered, "lines": lines, "least": LEAST}


def cohorts_compared(cohort: Cohort) -> list[Line]:
    """The cohorts of the course whose survey is closed, each and all together; those with too few answers
    are in neither, so that no subtraction finds them."""
    others = Cohort.objects.filter(course=cohort.course_id).annotate(count=Count("anonymous_sheets"))
    values = {
        one.number: sums_of(one) for one in others.filter(count__gt=0).order_by("number") if is_closed(one)
    }
    parts = shown(values)
    whole = [value for found in parts.values() for value in found]
    lines = [line_of(number, found) for number, found in parts.items()]
    return [*lines, line_of(None, whole)] if len(lines) > 1 else []


def is_closed(cohort: Cohort) -> bool:
    return Session.objects.filter(cohort=cohort).exists() and window_after(cohort).is_over(clock.now())


def sums_of(cohort: Cohort) -> list[int]:
    """Each person's answers together."""
    answers = AnonymousSheet.objects.filter(cohort=cohort).values_list("answers", flat=True)
    return [sum(one.values()) for one in answers]


def line_of(number: int | None, sums: Sequence[int]) -> Line:
    """`number`: of the cohort; None: all."""
    found = mean(sums)
    whole = Mean(found.people, found.hundredths // len(SATISFACTION))
    return {"number": number, "people": found.people, "mean": mean_words(whole)}

"""The result of a settled assessment: the score as it was told, what it means and what it rests on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from deungdae.apps.academy.words import moment_words
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.core import clock
from deungdae.apps.diagnosis.bridge.frameworks import framework_of, said, title_of
from deungdae.apps.diagnosis.bridge.results import answer_words, parts_of, whole_of
from deungdae.apps.diagnosis.bridge.three import three_of
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.diagnosis.panels import panels_for
from deungdae.apps.diagnosis.selectors.assessments import comparable_before, is_late, odd_words
from deungdae.apps.diagnosis.selectors.proofs import proven_rows
from deungdae.apps.diagnosis.selectors.team import last_answers
from deungdae.apps.diagnosis.views.access import crumbs_home, name_for
from deungdae.apps.diagnosis.views.answering import address_of


def head_of(assessment: Assessment) -> dict[str, Any]:
    version = assessment.framework
    facts = [
        (_("기업"), assessment.organisation.name),
        (_("차수"), str(assessment.get_round_display())),
        (_("판"), version.version),
        (_("채점 규칙"), assessment.rule),
        (pgettext("due", "기한"), day_words(assessment.due_on) if assessment.due_on else ""),
        (_("제출"), moment_words(assessment.submitted_at) if assessment.submitted_at else ""),
        (_("완료"), moment_words(assessment.settled_at) if assessment.settled_at else ""),
    ]
    return {
        "assessment": assessment,
        "title": title_of(version),
        "minutes": framework_of(version).minutes,
        "crumbs": crumbs_home(),
        "facts": [{"term": term, "value": value} for term, value in facts if value],
        "is_late": is_late(assessment, clock.today()),
    }


def result(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """The score as it was told, its meaning, and what changed since the round before."""
    before, is_same = comparable_before(assessment)
    told = before.score if before is not None and is_same else None
    framework = framework_of(assessment.framework)
    context = {
        **head_of(assessment),
        "whole": whole_of(assessment, told),
        "parts": parts_of(assessment, told),
        "before": before,
        "is_same": is_same,
        "before_url": address_of(before) if before is not None else "",
        "odd": odd_words(assessment),
        "panels": panels_for(request, assessment),
        "rule_about": said(framework.rule(assessment.rule).about),
        "answers": answers_shown(request, assessment),
        "proven": proven_shown(assessment),
    }
    return render(request, "diagnosis/result.html", context)


def answers_shown(request: HttpRequest, assessment: Assessment) -> list[dict[str, Any]]:
    """What was scored, and who had answered when."""
    framework, given = framework_of(assessment.framework), last_answers(assessment)
    return [
        {
            "code": code,
            "text": said(framework.question(code).text),
            "lines": answer_words(assessment, code, value),
            "people": [
                f"{name_for(request, one.person)} ({moment_words(one.answered_at)})"
                for one in given.get(code, {}).values()
                if one.value is not None
            ],
        }
        for code, value in (assessment.answers or {}).items()
    ]


def proven_shown(assessment: Assessment) -> dict[str, Any] | None:
    """Three scores side by side, when they were counted, and what they were before."""
    rows = list(proven_rows(assessment))
    if not rows:
        return None
    return {
        "lines": three_of(assessment, rows[0]),
        "counted": moment_words(rows[0].counted_at),
        "evidenced": len(rows[0].evidenced["questions"]),
        "verified": len(rows[0].verified["questions"]),
        "all": len(assessment.answers or {}),
        "earlier": [
            {"when": moment_words(row.counted_at), "whole": three_of(assessment, row)[0]} for row in rows[1:]
        ],
    }

"""All that is told of a settled assessment, on the screen and on paper."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from deungdae.apps.academy.words import moment_words
from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.diagnosis.bridge.frameworks import framework_of, said, title_of
from deungdae.apps.diagnosis.bridge.results import parts_of, whole_of
from deungdae.apps.diagnosis.bridge.steps import next_steps, strength_rule, strengths_of
from deungdae.apps.diagnosis.bridge.three import three_of
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.diagnosis.selectors.assessments import comparable_before, earlier_rounds, odd_words
from deungdae.apps.diagnosis.selectors.peers import peers_of
from deungdae.apps.diagnosis.selectors.proofs import proven_rows
from deungdae.apps.diagnosis.selectors.since import since_first

Told = dict[str, Any]


def told_of(assessment: Assessment, user: User) -> Told:
    """As this reader may know it: what the company received is read with the reader's rights."""
    earlier = earlier_rounds(assessment)
    before, is_same = comparable_before(assessment, earlier)
    compared = before if is_same else None
    told = compared.score if compared is not None else None
    framework = framework_of(assessment.framework)
    return {
        "assessment": assessment,
        "title": title_of(assessment.framework),
        "facts": facts_of(assessment),
        "whole": whole_of(assessment, told),
        "parts": parts_of(assessment, told),
        "before": before,
        "is_same": is_same,
        "odd": odd_words(assessment),
        "strengths": strengths_of(assessment, told),
        "strength_rule": strength_rule(assessment, compared.round if compared is not None else ""),
        "steps": next_steps(assessment),
        "has_whole": framework.has_overall,
        "peers": peers_of(assessment),
        "no_peers": _(
            "견줄 기업이 다섯 곳이 안 되거나, 보이면 어느 기업의 점수가 드러날 수 있어 보이지 않습니다."
            " 진단을 마친 기업이 늘면 나옵니다."
        ),
        "since": since_first(assessment, user, earlier),
        "proven": proven_shown(assessment),
        "rule_about": said(framework.rule(assessment.rule).about),
    }


def facts_of(assessment: Assessment) -> list[dict[str, str]]:
    rule = framework_of(assessment.framework).rule(assessment.rule)
    facts = [
        (_("기업"), assessment.organisation.name),
        (_("차수"), str(assessment.get_round_display())),
        (_("판"), assessment.framework.version),
        (_("채점 규칙"), said(rule.text)),
        (pgettext("due", "기한"), day_words(assessment.due_on) if assessment.due_on else ""),
        (_("제출"), moment_words(assessment.submitted_at) if assessment.submitted_at else ""),
        (_("완료"), moment_words(assessment.settled_at) if assessment.settled_at else ""),
    ]
    return [{"term": term, "value": value} for term, value in facts if value]


def proven_shown(assessment: Assessment) -> Told | None:
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

"""Assessments in lists, what came before one, and what looks odd in it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.core import clock
from deungdae.apps.diagnosis.bridge.frameworks import FULL, framework_of, title_of
from deungdae.apps.diagnosis.bridge.results import result_words
from deungdae.apps.diagnosis.bridge.scoring import is_all_top, odd
from deungdae.apps.diagnosis.models import Assessment, FrameworkVersion
from deungdae.apps.organisations.models import Organisation

ROUNDS = [str(one) for one in Assessment.Round]
Rounds = Mapping[str, Assessment]
"""By round."""


def settled_before(organisation: Organisation, family: str, wanted: str) -> Assessment | None:
    """The settled round before this one: of the company, or of one that was merged into it."""
    if wanted == Assessment.Round.T0:
        return None
    before = ROUNDS[ROUNDS.index(wanted) - 1]
    return settled_round(organisation, family, before)


def settled_round(organisation: Organisation, family: str, wanted: str) -> Assessment | None:
    """Of the company or of one that was merged into it; found by the key of these alone."""
    return settled_rounds(organisation, family, [wanted]).get(wanted)


def settled_rounds(organisation: Organisation, family: str, wanted: Sequence[str]) -> Rounds:
    """The last settled one of each of these rounds; one query, none for no rounds."""
    if not wanted:
        return {}
    rows = Assessment.objects.filter(
        organisation__in=organisation.family,
        family=family,
        round__in=wanted,
        state=Assessment.State.SETTLED,
    )
    return {one.round: one for one in rows.with_framework().order_by("settled_at")}


def earlier_rounds(assessment: Assessment) -> Rounds:
    """What was settled in the rounds before this one's."""
    before = ROUNDS[: ROUNDS.index(assessment.round)]
    return settled_rounds(assessment.organisation, assessment.family, before)


def assessments_matching(user: Viewer, *, words: str, state: str) -> QuerySet[Assessment]:
    """Those that this person may see, the newest first."""
    found = Assessment.objects.visible_to(user).select_related("organisation", "framework")
    if words:
        found = found.filter(organisation__name__icontains=words)
    return found.filter(state=state) if state in Assessment.State.values else found


def line_of(assessment: Assessment) -> dict[str, Any]:
    settled = assessment.state == Assessment.State.SETTLED
    return {
        "one": assessment,
        "title": title_of(assessment.framework),
        "result": result_words(assessment) if settled else "",
        "is_late": is_late(assessment, clock.today()),
    }


def is_late(assessment: Assessment, today: date) -> bool:
    is_going_on = assessment.state != Assessment.State.SETTLED
    return is_going_on and assessment.due_on is not None and assessment.due_on < today


def waiting_for(user: Viewer) -> QuerySet[Assessment]:
    """Those that this person can go on with, the most urgent first."""
    going_on = Assessment.objects.visible_to(user).exclude(state=Assessment.State.SETTLED)
    ordered = going_on.order_by(F("due_on").asc(nulls_last=True), "pk")
    return ordered.select_related("organisation", "framework")


def late_ones(user: Viewer) -> QuerySet[Assessment]:
    return waiting_for(user).filter(due_on__lt=clock.today())


def versions_in_use() -> QuerySet[FrameworkVersion]:
    """The most used first."""
    found = FrameworkVersion.objects.filter(retired_at=None).annotate(used=Count("assessments"))
    return found.order_by("-used", "code", "-loaded_at")


def full_version(family: str) -> FrameworkVersion | None:
    """What the result of a short screen invites to; None for others, and where none is in use."""
    if family not in FULL:
        return None
    found = FrameworkVersion.objects.filter(code=FULL[family], retired_at=None)
    return found.order_by("loaded_at", "pk").last()


def full_one(screen: Assessment) -> Assessment | None:
    """The whole diagnosis that the company of a screen has begun already, the newest."""
    mine = Assessment.objects.filter(organisation__in=screen.organisation.family)
    return mine.filter(family=FULL.get(screen.family, "")).order_by("opened_at", "pk").last()


def comparable_before(
    assessment: Assessment, earlier: Rounds | None = None
) -> tuple[Assessment | None, bool]:
    """The round before, and whether its figures mean the same: the same version and rule. `earlier`: where
    the rounds before were read already."""
    known = earlier_rounds(assessment) if earlier is None else earlier
    place = ROUNDS.index(assessment.round)
    before = known.get(ROUNDS[place - 1]) if place else None
    if before is None:
        return None, False
    is_same = before.framework_id == assessment.framework_id and before.rule == assessment.rule
    return before, is_same


def odd_words(assessment: Assessment) -> list[str]:
    """What looks odd in a settled assessment, in sentences; it is scored all the same."""
    words = {
        "all_top_quickly": _("모든 문항을 3분 안에 가장 높게 답했습니다."),
        "ai_without_data": _("데이터를 디지털로 모으지 않는다면서 인공지능을 모두 쓴다고 답했습니다."),
    }
    if assessment.answers is None or assessment.score is None:
        return []
    framework = framework_of(assessment.framework)
    seconds = seconds_of(assessment) if is_all_top(framework, assessment.score) else None
    codes = odd(framework, assessment.answers, rule=assessment.rule, seconds=seconds)
    return [words[code] for code in codes]


def seconds_of(assessment: Assessment) -> int:
    """From the first answer to the last."""
    given_at = Coalesce("deliveries__given_at", "answered_at")
    span = assessment.given.aggregate(first=Min(given_at), last=Max(given_at))
    return int((span["last"] - span["first"]).total_seconds()) if span["first"] else 0

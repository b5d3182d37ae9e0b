"""Assessments in lists, what came before one, and what looks odd in it."""

from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.core import clock
from deungdae.apps.diagnosis.bridge.frameworks import FULL, framework_of, title_of
from deungdae.apps.diagnosis.bridge.results import result_words
from deungdae.apps.diagnosis.bridge.scoring import odd
from deungdae.apps.diagnosis.models import Assessment, FrameworkVersion
from deungdae.apps.organisations.models import Organisation

ROUNDS = [str(one) for one in Assessment.Round]


def settled_before(organisation: Organisation, family: str, wanted: str) -> Assessment | None:
    """The settled round before this one: of the company, or of one that was merged into it."""
    if wanted == Assessment.Round.T0:
        return None
    before = ROUNDS[ROUNDS.index(wanted) - 1]
    return settled_round(organisation, family, before)


def settled_round(organisation: Organisation, family: str, wanted: str) -> Assessment | None:
    """Of the company or of one that was merged into it; found by the key of these alone."""
    rows = Assessment.objects.filter(
        organisation__in=organisation.family,
        family=family,
        round=wanted,
        state=Assessment.State.SETTLED,
    )
    return rows.select_related("framework", "organisation").order_by("-settled_at").first()


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
    found = FrameworkVersion.objects.filter(code=FULL.get(family, ""), retired_at=None)
    return found.order_by("loaded_at", "pk").last()


def full_one(screen: Assessment) -> Assessment | None:
    """The whole diagnosis that the company of a screen has begun already, the newest."""
    mine = Assessment.objects.filter(organisation__in=screen.organisation.family)
    return mine.filter(family=FULL.get(screen.family, "")).order_by("opened_at", "pk").last()


def comparable_before(assessment: Assessment) -> tuple[Assessment | None, bool]:
    """The round before, and whether its figures mean the same: the same version and rule."""
    before = settled_before(assessment.organisation, assessment.family, assessment.round)
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
    if assessment.answers is None:
        return []
    given_at = Coalesce("deliveries__given_at", "answered_at")
    span = assessment.given.aggregate(first=Min(given_at), last=Max(given_at))
    seconds = int((span["last"] - span["first"]).total_seconds()) if span["first"] else 0
    framework = framework_of(assessment.framework)
    codes = odd(framework, assessment.answers, rule=assessment.rule, seconds=seconds)
    return [words[code] for code in codes]

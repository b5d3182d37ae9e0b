"""Two kept scores of one company, dimension by dimension; nothing is scored here."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from deungdae.apps.diagnosis.bridge.frameworks import framework_of
from deungdae.apps.diagnosis.bridge.results import change_words, parts_of, whole_of
from deungdae.apps.diagnosis.models import Assessment


@dataclass(frozen=True, slots=True)
class Change:
    name: str
    before: str
    after: str
    change: str


def changes(first: Assessment, later: Assessment) -> list[Change]:
    """The whole first, where there is one; both under one version and rule."""
    before, after = [parts_of(one) for one in (first, later)]
    wholes = whole_of(first), whole_of(later)
    scores = first.score or {}, later.score or {}
    found = [
        Change(
            one.name,
            old.points,
            one.points,
            change_words(scores[1]["dimensions"][code], scores[0]["dimensions"][code]),
        )
        for code, old, one in zip(codes_of(later), before, after, strict=True)
    ]
    if wholes[0] is None or wholes[1] is None:
        return found
    change = change_words(scores[1]["overall"], scores[0]["overall"])
    return [Change(_("종합"), wholes[0].points, wholes[1].points, change), *found]


def codes_of(assessment: Assessment) -> list[str]:
    return [one.code for one in framework_of(assessment.framework).dimensions]

"""What a result page recommends beneath a company's scores: courses and other support that lead on."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from deungdae.apps.diagnosis.bridge.frameworks import FULL, framework_of, said
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.roadmap.bridge.question import Offered
from deungdae.apps.roadmap.bridge.recommended import Helpful, helpful
from deungdae.apps.roadmap.models import Offering
from deungdae.apps.roadmap.rules import PLAN
from deungdae.apps.roadmap.selectors.offered import measured_on, offered_to
from deungdae.apps.roadmap.selectors.seats import seats_of
from deungdae.apps.roadmap.selectors.standing import ready_ones, settled_ones, survivor
from deungdae.apps.roadmap.words import days_words, price_words

MOST = 3


def next_for(request: HttpRequest, assessment: Assessment) -> Mapping[str, Any] | None:
    """Of the newest result alone: an older one says nothing about what comes next; nor does a short screen,
    which leads to the whole diagnosis, where nothing is offered to it."""
    organisation = survivor(assessment.organisation)
    newest = settled_ones(organisation, assessment.family).values_list("pk", flat=True).first()
    if newest != assessment.pk or not request.user.has_perm(PLAN):
        return None
    offered = offered_to(organisation, family=assessment.family, since=measured_on(assessment))
    if not offered.offerings and assessment.family in FULL:
        return None
    course, seats = Offering.Kind.COURSE, seats_of(organisation, offered.offerings)
    full = {key for key, one in seats.items() if one.is_all}
    courses = helpful(assessment, offered, most=MOST, kinds={course}, without=full)
    others = helpful(assessment, offered, most=MOST, kinds=set(Offering.Kind) - {course})
    return {
        "assessment": assessment,
        "followed": ready_ones(organisation, assessment.family).only("public_id").first(),
        "courses": [
            line_of(one, offered, assessment) | {"seats": seats.get(one.offering.pk)} for one in courses
        ],
        "others": [line_of(one, offered, assessment) for one in others],
    }


def line_of(one: Helpful, offered: Offered, assessment: Assessment) -> dict[str, Any]:
    terms, standing = offered.terms[one.offering.pk], offered.standing(one.offering)
    framework = framework_of(assessment.framework)
    dimensions = sorted(one.points.items(), key=lambda it: (-it[1], it[0]))
    return {
        "offering": one.offering,
        "title": terms.title,
        "url": terms.url,
        "serves": [(said(framework.dimension(code).text), points) for code, points in dimensions],
        "price": price_words(terms),
        "days": days_words(terms),
        "ask": terms.ask,
        "is_known": standing.is_shown or standing.is_measured,
    }

"""A roadmap as its page shows it: stages with their steps, how each stands, goals, what was left out."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.formats import date_format

from deungdae.apps.academy.words import money
from deungdae.apps.core import clock
from deungdae.apps.diagnosis.bridge.frameworks import framework_of, said
from deungdae.apps.evidence.kinds import words_of
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.roadmap.bridge.answers import Told, answer_in, told_of
from deungdae.apps.roadmap.models import Offering, Roadmap, RoadmapStep
from deungdae.apps.roadmap.selectors.changes import changes_of
from deungdae.apps.roadmap.selectors.offered import measured_on
from deungdae.apps.roadmap.selectors.standing import Standing, standings, survivor
from deungdae.apps.roadmap.selectors.steps import begin_from, end_from
from deungdae.apps.roadmap.selectors.terms import Terms, terms_of
from deungdae.apps.roadmap.selectors.timeline import timeline_of
from deungdae.apps.roadmap.services.steps import acts_for
from deungdae.apps.roadmap.words import span_words

QUARTERS = 4


def page_of(roadmap: Roadmap) -> dict[str, Any]:
    """All that the page of a computed roadmap needs, in a constant number of queries."""
    if roadmap.decision is None:
        return {}
    problem, found = answer_in(roadmap.decision)
    codes = {code for one in problem.offerings for code in (one.id, *one.needs)}
    by_code = {one.code: one for one in Offering.objects.filter(code__in=codes)}
    terms = terms_of(by_code.values())
    titles = {code: terms[one.pk].title for code, one in by_code.items()}
    told = told_of(problem, found, choice=roadmap.choice, names=titles | dimension_names(roadmap))
    known = standings(survivor(roadmap.organisation), since=measured_on(roadmap.assessment))
    steps = list(roadmap.steps.select_related("offering", "roadmap"))
    mine = [one for one in steps if one.choice == roadmap.choice]
    lines = [
        step_line(one, terms[one.offering_id], known.get(one.offering_id, Standing()), told) for one in mine
    ]
    return {
        "told": told,
        "stages": in_stages(lines),
        "plans": plan_lines(roadmap, steps, told),
        "is_decided": roadmap.acts.exists(),
        "gaps": gap_lines(roadmap),
        "progress": progress_of(lines),
        "price": money(sum(one.price_krw for one in mine)),
        "budget": money(roadmap.budget_krw),
        "outside": outside_lines(known, mine),
        "timeline": timeline_of(roadmap, lines),
        "changes": changes_of(roadmap, titles, known),
    }


def dimension_names(roadmap: Roadmap) -> dict[str, str]:
    framework = framework_of(roadmap.assessment.framework)
    return {one.code: said(one.text) for one in framework.dimensions}


def step_line(step: RoadmapStep, terms: Terms, standing: Standing, told: Told) -> dict[str, Any]:
    begins, ends = begin_from(step, standing), end_from(step, standing)
    return {
        "step": step,
        "offering": step.offering,
        "title": terms.title,
        "url": terms.url,
        "terms": terms,
        "begins": begins,
        "ends": ends,
        "when": span_words(begins, ends),
        "price": money(step.price_krw),
        "reasons": told.steps.get(step.offering.code, ()),
        "standing": standing,
        "acts": acts_for(standing),
        "is_late": standing.act == "accept" and ends <= clock.today(),
    }


def in_stages(lines: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"label": stage.label, "lines": [one for one in lines if one["offering"].stage == stage]}
        for stage in Offering.Stage
    ]


def plan_lines(roadmap: Roadmap, steps: Sequence[RoadmapStep], told: Told) -> list[dict[str, Any]]:
    """The three plans side by side: what each costs, when it is over, how much of the best effect it has."""
    found = []
    for choice in Roadmap.Choice:
        mine = [one for one in steps if one.choice == choice]
        if choice not in told.kept:
            continue
        found.append(
            {
                "choice": str(choice),
                "label": choice.label,
                "is_followed": choice == roadmap.choice,
                "price": money(sum(one.price_krw for one in mine)),
                "count": len(mine),
                "ends": span_words(roadmap.begins_on, max(one.ends_on for one in mine)) if mine else "–",
                "kept": told.kept[choice],
            }
        )
    return found


def gap_lines(roadmap: Roadmap) -> list[dict[str, Any]]:
    names = dimension_names(roadmap)
    return [
        {
            "name": f"{one.dimension} {names.get(one.dimension, '')}",
            "level": one.level,
            "target": one.target,
            "weight": one.weight,
            "reached": min(one.target, one.level + one.filled // QUARTERS),
        }
        for one in roadmap.gaps.filter(choice=roadmap.choice)
    ]


def progress_of(lines: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    done = sum(one["standing"].is_done for one in lines)
    accepted = sum(one["standing"].act == "accept" for one in lines)
    percent = 100 * done // len(lines) if lines else 0
    return {"done": done, "accepted": accepted, "all": len(lines), "percent": percent}


def outside_lines(known: Mapping[int, Standing], mine: Sequence[RoadmapStep]) -> list[dict[str, Any]]:
    """What the company decided that is no step of this plan: left out, postponed, or done otherwise."""
    inside = {one.offering_id for one in mine}
    decided = {pk: standing for pk, standing in known.items() if pk not in inside and standing.act}
    offerings = list(Offering.objects.filter(pk__in=decided).order_by("title"))
    terms = terms_of(offerings)
    return [
        {
            "offering": one,
            "title": terms[one.pk].title,
            "standing": decided[one.pk],
            "acts": acts_for(decided[one.pk]),
        }
        for one in offerings
    ]


def entry_words(entry: EvidenceEntry) -> str:
    words = words_of(kind=entry.kind, payload=entry.payload)
    return f"{date_format(entry.happened_on, 'SHORT_DATE_FORMAT')} {words}"

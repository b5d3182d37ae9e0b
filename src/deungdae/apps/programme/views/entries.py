"""The list behind a figure: what it is the number of, each once."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from deungdae.apps.calendar.views.access import typed
from deungdae.apps.core.paging import page_links
from deungdae.apps.evidence.kinds import words_of
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.programme.definition import Counted, label_of
from deungdae.apps.programme.models import Indicator
from deungdae.apps.programme.selectors.standing import asked_of, standing_of
from deungdae.apps.programme.selectors.tallies import SIDES, Seen, Tally
from deungdae.apps.programme.views.access import case_page, crumbs_of, day_asked, of_indicator
from deungdae.apps.programme.views.shown import Shown, kept
from deungdae.apps.programme.words import SIDE_NAMES, day_words, figure_words, side_label, side_labels

PAGE_SIZE = 50
NONE = "-"
"""In an address: those of which the side is not known."""


@case_page
@of_indicator
@require_GET
def entries(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    """What the figure is the number of: each company, person or record once, at the first entry."""
    day = day_asked(request)
    asked = asked_of(indicator.goal.programme, day)
    standing = standing_of(asked, indicator)
    sides = {side: typed(request, side) for side in SIDES}
    tally = standing.tally.having(**sides)
    page = Paginator(list(tally.seen.values()), PAGE_SIZE).get_page(request.GET.get("page"))
    chosen = [
        f"{SIDE_NAMES[side]}: {side_label(side, '' if value == NONE else value, side_labels(side))}"
        for side, value in sides.items()
        if value
    ]
    context = {
        "crumbs": crumbs_of(indicator),
        "indicator": indicator,
        "whole": figure_words(tally.value, standing.definition.unit),
        "count": len(tally.seen),
        "is_mean": standing.definition.counted == Counted.CHANGE,
        "chosen": chosen,
        "without": kept(reverse("programme:entries", args=[indicator.public_id]), on=typed(request, "on")),
        "lines": entry_lines(list(page), tally, standing.definition.unit),
        "links": page_links(request, page),
        "day": asked.on,
    }
    return render(request, "programme/entries.html", context)


def entry_lines(seen: Sequence[Seen], tally: Tally, unit: str) -> list[Shown]:
    rows = EvidenceEntry.objects.in_bulk([one.entry for one in seen])
    companies = Organisation.objects.in_bulk({one.organisation for one in seen})
    is_sum = tally.definition.counted in (Counted.SUM, Counted.CHANGE)
    worth = 1 if tally.definition.counted == Counted.CHANGE else 100
    names = side_labels("region")
    return [
        {
            "on": day_words(one.day),
            "company": companies[one.organisation],
            "region": names.get(one.region, one.region),
            "text": words_of(kind=one.kind, payload=rows[one.entry].payload),
            "kind": label_of(one.kind),
            "value": figure_words(worth * one.value, unit) if is_sum else "",
            "url": reverse(
                "evidence:entry", args=[companies[one.organisation].public_id, rows[one.entry].public_id]
            ),
        }
        for one in seen
    ]

"""The honest effect, for those who may read it; who was compared with whom, for staff."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.accounts.personal.masking import masked_name
from deungdae.apps.core.answers import file_answer
from deungdae.apps.core.decisions import document_of
from deungdae.apps.core.ids import from_short
from deungdae.apps.core.paging import page_links
from deungdae.apps.evidence.kinds import kind_of
from deungdae.apps.gap import words
from deungdae.apps.gap.bridge.effect import EXACT_STEPS, SCALE, Told, told_of
from deungdae.apps.gap.bridge.tables import LEAST, SIDES
from deungdae.apps.gap.charts import whisker_of
from deungdae.apps.gap.rules import READ_PAIRS
from deungdae.apps.gap.selectors.editions import effect_in, newest_edition
from deungdae.apps.gap.views.access import crumbs_effect, crumbs_home, effect_page, pairs_page
from deungdae.apps.gap.views.figures import names_of
from deungdae.apps.organisations.models import Organisation

PAGE_SIZE = 50
Kept = list[Any]
"""A company as the record keeps it."""
ID, SIZE, INDUSTRY, REGION, BEFORE, AFTER, _SERVICES = range(7)
"""The places in a company of the record."""


@effect_page
@require_GET
def effect(request: HttpRequest) -> HttpResponse:
    edition = newest_edition()
    context: dict[str, Any] = {"edition": edition, "crumbs": crumbs_home()}
    if edition is not None:
        result = effect_in(edition)["result"]
        whole = told_of(result["whole"])
        services = {name: told_of(kept) for name, kept in result["services"].items()}
        most = reach_of([whole, *services.values()])
        context |= {
            "whole": line_of(_("지원받은 기업 전체"), whole, most),
            "services": [line_of(str(kind_of(name).label), one, most) for name, one in services.items()],
            "reach": words.number_words(most),
            "may_read_pairs": request.user.has_perm(READ_PAIRS),
        }
    return render(request, "gap/effect.html", context)


def reach_of(found: Iterable[Told]) -> int:
    """How far the line of the chart reaches on both sides: whole points beyond every interval."""
    ends = [abs(end) for one in found if one.row is not None for end in one.row]
    return SCALE * (max(ends, default=SCALE) // SCALE + 1)


def line_of(name: str, found: Told, most: int) -> dict[str, Any]:
    line = {
        "name": name,
        "have": _("{have}쌍").format(have=found.have) if found.have >= LEAST else _("5쌍 미만"),
        "need": found.need,
        "sentences": found.sentences,
        "percent": min(100, 100 * found.have // found.need) if found.have >= LEAST else 0,
        "is_told": found.row is not None,
    }
    if found.row is not None:
        value, low, high = found.row
        line |= {
            "value": with_sign(value),
            "interval": f"{with_sign(low)} ~ {with_sign(high)}",
            "whisker": whisker_of(found.row, most),
        }
    return line


def with_sign(hundredths: int) -> str:
    words_ = words.number_words(hundredths)
    return f"+{words_}" if hundredths > 0 else words_


@pairs_page
@require_GET
def decision(request: HttpRequest) -> HttpResponse:
    """The record, for `deungdae decision verify`; where there is none, the page that says so."""
    edition = newest_edition()
    if edition is None:
        return redirect("gap:effect")
    document = document_of(edition.decision).encode()
    return file_answer(document, name=f"gap-{edition.decision.short_id}.json", kind="application/json")


@pairs_page
@require_GET
def pairs(request: HttpRequest) -> HttpResponse:
    edition = newest_edition()
    nothing: dict[str, Any] = {"inputs": [], "result": {"pairs": []}}
    record = effect_in(edition) if edition is not None else nothing
    page = Paginator(record["result"]["pairs"], PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "crumbs": crumbs_effect(),
        "lines": pair_lines(list(page), {one[ID]: one for one in record["inputs"]}),
        "count": page.paginator.count,
        "links": page_links(request, page),
    }
    return render(request, "gap/pairs.html", context)


def pair_lines(found: Sequence[Sequence[Any]], companies: Mapping[str, Kept]) -> list[dict[str, Any]]:
    """`found`: served, other and in what they agree; `companies`: as the record keeps them, by id."""
    names = masked_names([name for served, other, _step in found for name in (served, other)])
    sizes, industries, regions = (names_of(side) for side in SIDES)
    lines = []
    for served, other, step in found:
        first, second = companies[served], companies[other]
        lines.append(
            {
                "served": side_of(first, names),
                "other": side_of(second, names),
                "alike": ", ".join(str(words.SIDES[name]) for name in EXACT_STEPS[step]),
                "size": sizes[first[SIZE]],
                "industry": industries.get(first[INDUSTRY], first[INDUSTRY]),
                "region": regions.get(first[REGION], first[REGION]),
                "more": with_sign((first[AFTER] - first[BEFORE]) - (second[AFTER] - second[BEFORE])),
            }
        )
    return lines


def masked_names(short_ids: list[str]) -> dict[str, str]:
    ids = [from_short(one) for one in short_ids]
    found = Organisation.objects.filter(public_id__in=ids)
    return {one.short_id: masked_name(one.name) for one in found}


def side_of(company: Kept, names: dict[str, str]) -> dict[str, str]:
    return {
        "name": names.get(company[ID], "–"),
        "before": words.number_words(company[BEFORE]),
        "after": words.number_words(company[AFTER]),
    }

"""The page of the country's counts: years by kinds, what was restated, and what must add up."""

from collections import defaultdict
from typing import Any

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.sources import source_words
from deungdae.apps.organisations.models import NationalCount
from deungdae.apps.organisations.national_counts import identities
from deungdae.apps.organisations.selectors.national_counts import all_counts, as_rows
from deungdae.apps.organisations.views.frame import crumbs
from deungdae.engine.kernel.korean import sentence

WITH_UNIT = {
    "개": gettext_lazy("{number}개"),
    "만명": gettext_lazy("{number}만명"),
    "조원": gettext_lazy("{number}조원"),
}
"""The units of the statistics, as the reader's language puts them beside a number."""
Cells = dict[tuple[int, str], list[NationalCount]]


@login_required
@permission_required("organisations.read_figures", raise_exception=True)
@require_GET
def national_counts(request: HttpRequest) -> HttpResponse:
    counts = all_counts()
    found = identities(as_rows(counts))
    context = {
        "crumbs": crumbs(),
        "may_keep": user_of(request).has_perm("organisations.keep_figures"),
        "kinds": NationalCount.Kind.labels,
        "lines": lines_of(counts),
        "kept": [one.text for one in found if one.is_kept],
        "broken": [one.text for one in found if not one.is_kept],
    }
    return render(request, "organisations/national_counts.html", context)


def lines_of(counts: list[NationalCount]) -> list[dict[str, Any]]:
    """One line for each year, the newest first, with a cell for each kind."""
    wholes: Cells = defaultdict(list)
    for one in counts:
        if one.part is None:
            wholes[one.year, one.kind].append(one)
    years = sorted({year for year, _kind in wholes}, reverse=True)
    return [
        {"year": year, "cells": [cell_of(kind, wholes.get((year, kind), [])) for kind in NationalCount.Kind]}
        for year in years
    ]


def cell_of(kind: str, vintages: list[NationalCount]) -> dict[str, Any]:
    """The newest value, and every vintage with where it comes from."""
    label = NationalCount.Kind(kind).label
    if not vintages:
        return {"label": label, "text": ""}
    newest = vintages[-1]
    notes = [(one.vintage, shown(one), one.get_mark_display(), source_words(one.source)) for one in vintages]
    return {"label": label, "text": shown(newest), "is_restated": len(vintages) > 1, "notes": notes}


def shown(count: NationalCount) -> str:
    number = f"{count.value:,.2f}".rstrip("0").rstrip(".")
    if count.unit not in WITH_UNIT:
        return f"{number}{count.unit}"
    return sentence(str(WITH_UNIT[count.unit]), {"number": number})

"""Statistics for everybody: the list of datasets, the page of one, and its files under steady addresses."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from deungdae.apps.core.answers import shared
from deungdae.apps.gap.charts import BOX
from deungdae.apps.portal.bridge.hiding import LEAST
from deungdae.apps.portal.datasets.files import as_csv, as_json, catalogue_of, tag_of
from deungdae.apps.portal.datasets.model import Dataset, Status
from deungdae.apps.portal.datasets.registry import DATASETS, day_told
from deungdae.apps.portal.datasets.shown import bars_of, columns_shown, parts_of, tiles_of_table

HOUR = 60 * 60


@require_safe
def dataset_list(request: HttpRequest) -> HttpResponse:
    day = day_told()
    lines = [(one, one.make(day)) for one in DATASETS.values()]
    return render(
        request, "portal/dataset_list.html", {"lines": lines, "licence": settings.OPEN_DATA_LICENCE}
    )


@require_safe
def dataset_page(request: HttpRequest, dataset: str) -> HttpResponse:
    asked = dataset_of(dataset)
    table = asked.make(day_told())
    parts = parts_of(asked, table)
    tiles = tiles_of_table(asked, table)
    context: dict[str, Any] = {
        "dataset": asked,
        "table": table,
        "parts": parts,
        "columns": columns_shown(asked),
        "is_narrow": any(part.title for part in parts),
        "bars": bars_of(asked, table),
        "tiles": tiles,
        "box": BOX,
        "map_title": asked.title,
        "has_hidden": any(str(Status.HIDDEN) in row for row in table.rows),
        "least": LEAST,
        "licence": settings.OPEN_DATA_LICENCE,
        "crumbs": [{"label": _("통계"), "url": reverse("portal:datasets")}],
    }
    return render(request, "portal/dataset.html", context)


@require_safe
def dataset_csv(request: HttpRequest, dataset: str) -> HttpResponse:
    asked = dataset_of(dataset)
    content = as_csv(asked, asked.make(day_told()))
    return open_file(request, content, kind="text/csv; charset=utf-8", name=f"{asked.code}.csv")


@require_safe
def dataset_json(request: HttpRequest, dataset: str) -> HttpResponse:
    asked = dataset_of(dataset)
    content = as_json(asked, asked.make(day_told()))
    return open_file(request, content, kind="application/json; charset=utf-8")


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    day = day_told()
    content = catalogue_of([(one, one.make(day)) for one in DATASETS.values()])
    return open_file(request, content, kind="application/json; charset=utf-8")


def dataset_of(code: str) -> Dataset:
    if code not in DATASETS:
        raise Http404
    return DATASETS[code]


def open_file(request: HttpRequest, content: bytes, *, kind: str, name: str = "") -> HttpResponse:
    """For every program of every house; whoever has it already is told so."""
    tag = tag_of(content)
    known = {one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")}
    answer = HttpResponse(status=304) if tag in known else HttpResponse(content, content_type=kind)
    answer["ETag"] = tag
    answer["Access-Control-Allow-Origin"] = "*"
    if name and answer.status_code != 304:
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return shared(answer, seconds=HOUR)

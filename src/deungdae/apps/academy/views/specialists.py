"""How many specialists there are, split by each side, and the people behind each figure."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.academy.selectors.specialists import (
    Row,
    Sides,
    certificates_counted,
    count,
    count_of_past_alone,
    past_counted,
    people_counted,
    split_of,
    splits_of,
)
from deungdae.apps.academy.views.access import crumbs, staff_page
from deungdae.apps.accounts.personal.masking import masked_name
from deungdae.apps.calendar.views.access import typed
from deungdae.apps.core.paging import page_links

PAGE_SIZE = 50


def sides_in(request: HttpRequest) -> Sides:
    return Sides(**{name: typed(request, name) for name in Sides.__dataclass_fields__})


def titles() -> dict[str, str]:
    return {
        "year": _("연도"),
        "role": _("교육 대상"),
        "size": _("기업 규모"),
        "region": _("지역"),
        "course": _("과정"),
    }


def list_address(asked: dict[str, str]) -> str:
    query = urlencode(asked)
    return reverse("academy:specialist_people") + (f"?{query}" if query else "")


def split_lines(side: str, rows: list[Row], sides: Sides) -> list[dict[str, Any]]:
    """Each row with the list of its people, and the page narrowed down to it."""
    lines = []
    for row in rows:
        asked = sides.with_one(side, row.value)
        lines.append({"row": row, "people": list_address(asked), "narrow": "?" + urlencode(asked)})
    return lines


def chosen(sides: Sides) -> list[dict[str, str]]:
    """What the figures are narrowed down to, in words, each with the way to let go of it."""
    found = []
    for side, title in titles().items():
        value = getattr(sides, side)
        if value:
            label = next((row.label for row in split_of(side, sides) if row.value == value), value)
            rest = urlencode(sides.with_one(side, ""))
            found.append({"text": f"{title}: {label}", "without": "?" + rest})
    return found


@staff_page
@require_GET
def specialists(request: HttpRequest) -> HttpResponse:
    sides = sides_in(request)
    open_sides = [side for side in titles() if not getattr(sides, side)]
    splits = [
        {"side": side, "title": titles()[side], "lines": split_lines(side, rows, sides)}
        for side, rows in splits_of(sides, open_sides).items()
    ]
    context = {
        "crumbs": crumbs(),
        "total": count(sides),
        "certificates": certificates_counted(sides).count(),
        "past": past_counted(sides).count(),
        "past_alone": count_of_past_alone(sides),
        "people": list_address(sides.with_one("year", sides.year)),
        "splits": splits,
        "chosen": chosen(sides),
    }
    return render(request, "academy/specialists.html", context)


@staff_page
@require_GET
def specialist_people(request: HttpRequest) -> HttpResponse:
    """Everybody behind a figure, each once, with the name covered."""
    sides = sides_in(request)
    page = Paginator(people_counted(sides), PAGE_SIZE).get_page(request.GET.get("page"))
    whole = {"label": _("전문인력"), "url": reverse("academy:specialists")}
    context = {
        "crumbs": [*crumbs(), whole],
        "lines": [{"person": one, "name": masked_name(one.name)} for one in page],
        "page": page,
        "links": page_links(request, page),
        "chosen": chosen(sides),
    }
    return render(request, "academy/specialist_people.html", context)

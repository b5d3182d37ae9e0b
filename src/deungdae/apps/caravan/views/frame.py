"""What stands around the content of a page of a day, and how a refusal is answered."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.caravan.rules import OVER_STATES
from deungdae.apps.core.errors import RefusedError

CONFLICTS = frozenset({"stale", "taken"})
SEARCH_LENGTH = 100


def refusal_status(error: RefusedError) -> int:
    """409 when the world has moved on meanwhile, 422 when the act itself is impossible."""
    return 409 if error.code in CONFLICTS else 422


def searched(request: HttpRequest) -> str:
    """What stands in the search field of a list, fit for a query."""
    typed = request.GET.get("q", "").replace("\x00", " ")
    return unicodedata.normalize("NFC", typed).strip()[:SEARCH_LENGTH]


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, even when that is nothing; None while it is only shown."""
    return request.POST if request.method == "POST" else None


def chosen(request: HttpRequest, name: str, values: Sequence[str]) -> str:
    """The choice of a filter, or nothing when it is none of the values."""
    typed = request.GET.get(name, "")
    return typed if typed in values else ""


def crumbs(
    *, day: MatchingDay | None = None, above: tuple[tuple[str, str], ...] = ()
) -> list[dict[str, str]]:
    """The addresses above a page: list of days, the day, and what stands between."""
    items = [{"label": _("상담일"), "url": reverse("caravan:day_list")}]
    if day is not None:
        items.append({"label": day.title, "url": address("day_detail", day)})
    return items + [{"label": label, "url": url} for label, url in above]


def address(name: str, day: MatchingDay, **ids: Any) -> str:
    return reverse(f"caravan:{name}", kwargs={"day_id": day.public_id, **ids})


def tabs(*, day: MatchingDay, current: str) -> list[dict[str, Any]]:
    """The six rooms of a day."""
    rooms = [
        ("day_detail", _("개요")),
        ("participants", _("참가자")),
        ("requests", _("상담 신청")),
        ("timetable", _("시간표")),
        ("documents", _("문서")),
        ("changes", _("기록")),
    ]
    return [{"label": label, "url": address(name, day), "current": name == current} for name, label in rooms]


def day_render(
    request: HttpRequest,
    template: str,
    *,
    day: MatchingDay,
    tab: str = "",
    above: tuple[tuple[str, str], ...] = (),
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """A page of the day, with its tabs when it is one of the six rooms."""
    words = {"day": day, "is_over": day.state in OVER_STATES, **context}
    words.setdefault("breadcrumb", crumbs(day=day, above=above))
    if tab:
        words["tabs"] = tabs(day=day, current=tab)
    return render(request, f"caravan/{template}", words, status=status)


def form_status(form: Form, error: RefusedError | None = None) -> int:
    """The status of a page that shows a form again; a refusal is written above the form's fields."""
    if error is not None:
        form.add_error(None, error.message)
        return refusal_status(error)
    return 422 if form.is_bound and form.errors else 200


def first_error(form: Form) -> str:
    """The first thing that is wrong with a form that has no page of its own."""
    for name, errors in form.errors.items():
        field = form.fields.get(name)
        shown = field is not None and not field.widget.is_hidden and field.label
        return f"{field.label}: {errors[0]}" if shown and field is not None else str(errors[0])
    return ""

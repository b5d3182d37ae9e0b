"""All tasks at once: ministry by field, over time, their money, what waits for what. On any day."""

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.calendar.views.access import typed
from deungdae.apps.core import clock
from deungdae.apps.policy import words
from deungdae.apps.policy.charts.gantt import gantt_of
from deungdae.apps.policy.charts.needs import picture_of
from deungdae.apps.policy.selectors.overview import Cell, Money, budget_on, matrix_of, needs_on
from deungdae.apps.policy.selectors.register import lines_on, strategy_in_use
from deungdae.apps.policy.views.access import asked_day, crumbs_tasks, reading_page
from deungdae.apps.policy.views.shown import address_of, light_of


def frame_of(request: HttpRequest, name: str) -> dict[str, Any]:
    """What the four pages share: the day, and the way between them."""
    day = asked_day(request)
    asked = f"?on={day}" if day < clock.today() else ""
    pages = (
        ("matrix", _("부처 × 분야")),
        ("gantt", _("일정")),
        ("budget", _("예산")),
        ("needs", _("선후 관계")),
    )
    tabs = [
        {"label": label, "url": f"{reverse(f'policy:{one}')}{asked}", "current": one == name}
        for one, label in pages
    ]
    return {
        "crumbs": crumbs_tasks(),
        "day": day,
        "is_past": day < clock.today(),
        "tabs": tabs,
        "strategy": strategy_in_use(),
        "on": typed(request, "on"),
    }


@reading_page
@require_GET
def matrix(request: HttpRequest) -> HttpResponse:
    context = frame_of(request, "matrix")
    strategy, day = context["strategy"], context["day"]
    if strategy is not None:
        told = matrix_of(strategy, lines_on(strategy, day))
        context |= {
            "fields": [one.shown for one in told["fields"]],
            "rows": [
                {
                    "name": ministry.name_on(day),
                    "cells": [
                        (field.shown, shown_cell(cell, f"ministry={ministry.code}&field={field.code}", day))
                        for field, cell in zip(told["fields"], cells, strict=True)
                    ],
                    "all": shown_cell(whole, f"ministry={ministry.code}", day),
                }
                for ministry, cells, whole in told["rows"]
            ],
            "foot": [
                (field.shown, shown_cell(cell, f"field={field.code}", day))
                for field, cell in zip(told["fields"], told["foot"], strict=True)
            ],
            "all": shown_cell(told["all"], "", day),
        }
    return render(request, "policy/matrix.html", context)


def shown_cell(cell: Cell, asked: str, day: date) -> dict[str, Any]:
    on = f"&on={day}" if day < clock.today() else ""
    return {"cell": cell, "url": f"{reverse('policy:tasks')}?{asked}{on}"}


@reading_page
@require_GET
def gantt(request: HttpRequest) -> HttpResponse:
    context = frame_of(request, "gantt")
    strategy, day = context["strategy"], context["day"]
    if strategy is not None:
        lines = lines_on(strategy, day)
        picture = gantt_of(lines, day)
        context |= {
            "gantt": picture,
            "bars": [
                (bar, address_of(bar.line, day), light_of(bar.line.light)) if bar.line else (bar, "", None)
                for bar in picture.bars
            ],
        }
    return render(request, "policy/gantt.html", context)


@reading_page
@require_GET
def budget(request: HttpRequest) -> HttpResponse:
    context = frame_of(request, "budget")
    strategy, day = context["strategy"], context["day"]
    year = typed(request, "year")
    if strategy is not None:
        lines = lines_on(strategy, day)
        found = budget_on(strategy, lines, day, int(year) if year.isascii() and year.isdecimal() else None)
        fields = {one.pk: one.shown for one in strategy.fields.all()}
        leads = {one.lead.pk: one.lead.name_on(day) for one in lines if one.lead is not None}
        context |= {
            "year": found.year,
            "years": [(one, *shown_money(money)) for one, money in found.years.items()],
            "whole": shown_money(found.years[found.year]) if found.year is not None else None,
            "sides": [
                (_("분야별"), _("분야"), shown_side(found.fields, lambda key: fields.get(key, "–"))),
                (
                    _("주관 부처별"),
                    _("주관 부처"),
                    shown_side(found.ministries, lambda key: leads.get(key, "–")),
                ),
                (_("재원별"), _("재원"), shown_side(found.sources, str)),
            ],
        }
    return render(request, "policy/budget.html", context)


def shown_side(side: Mapping[Hashable, Money], name: Callable[[Any], str]) -> list[dict[str, Any]]:
    """The greatest first; `bar`, `filled`: percent of the greatest."""
    most = max((money.planned for money in side.values()), default=0) or 1
    found = sorted(side.items(), key=lambda pair: -pair[1].planned)
    return [
        {
            "name": name(key),
            **dict(zip(("planned", "executed", "percent"), shown_money(money), strict=True)),
            "bar": f"{100 * money.planned / most:.2f}",
            "filled": f"{100 * min(money.executed or 0, money.planned) / most:.2f}",
        }
        for key, money in found
    ]


def shown_money(money: Money) -> tuple[str, str, str]:
    """What is not known is a dash, never nought."""
    executed = words.won_words(money.executed) if money.executed is not None else "–"
    percent = f"{money.percent:.1f}%" if money.percent is not None else "–"
    return words.won_words(money.planned), executed, percent


@reading_page
@require_GET
def needs(request: HttpRequest) -> HttpResponse:
    """What waits for what on that day."""
    context = frame_of(request, "needs")
    strategy, day = context["strategy"], context["day"]
    if strategy is not None:
        lines = {one.pk: one for one in lines_on(strategy, day)}
        pairs = [pair for pair in needs_on(strategy, day) if all(one in lines for one in pair)]
        picture = picture_of(list(lines.values()), pairs)
        named = {key: (line, address_of(line, day)) for key, line in lines.items()}
        context |= {
            "picture": picture,
            "nodes": [
                (node, address_of(node.line, day), light_of(node.line.light)) for node in picture.nodes
            ],
            "waits": [(*named[task], *named[needed]) for task, needed in pairs],
            "alone": len(lines) - len(picture.nodes),
        }
    return render(request, "policy/needs.html", context)

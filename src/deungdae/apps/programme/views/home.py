"""The lead's page: eight figures, what is at risk or due, where companies wait, what staff have open."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from deungdae.apps.core import clock
from deungdae.apps.evidence.kinds import Group
from deungdae.apps.programme.models import Programme, Target
from deungdae.apps.programme.rules import DISTINGUISH, READ_CASES, WRITE
from deungdae.apps.programme.selectors.funnel import funnel_on
from deungdae.apps.programme.selectors.load import loads
from deungdae.apps.programme.selectors.overlap import comparable, matrix_of, parts_of
from deungdae.apps.programme.selectors.standing import Asked, Standing, asked_of, standings_of
from deungdae.apps.programme.standing import State
from deungdae.apps.programme.views.access import (
    address_of,
    crumbs_home,
    day_asked,
    programme_asked,
    read_page,
)
from deungdae.apps.programme.views.shown import Shown, figure_of, kept, line_of, why_of
from deungdae.apps.programme.words import AGE_NAMES, figure_words, last_day

DUE = timedelta(days=183)
"""Targets that end within half a year are due."""
GRAVE = (State.AT_RISK, State.MISSED, State.WATCHED)


@read_page
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    programme = programme_asked(request)
    if programme is None:
        return render(request, "programme/empty.html")
    day = day_asked(request)
    asked = asked_of(programme, day)
    on = asked.on.isoformat() if day is not None else ""
    found = standings_of(asked)
    lines = [(figure_of if one.indicator.place else line_of)(asked, one, is_on=on) for one in found]
    figures = [one for one in lines if one["one"].indicator.place]
    is_staff = request.user.has_perm(READ_CASES)
    context = {
        "asked": asked,
        "programme": programme,
        "programmes": Programme.objects.all(),
        "day": asked.on,
        "is_today": asked.on == clock.today(),
        "days": days_of(asked),
        "figures": sorted(figures, key=lambda one: one["one"].indicator.place),
        "risks": risks_of(asked, lines),
        "rest": [one for one in lines if not one["one"].indicator.place],
        "due": due_lines(asked, found, on),
        "funnel": funnel_lines(asked, on),
        "ages": AGE_NAMES,
        "loads": loads() if is_staff else [],
        "is_staff": is_staff,
        "may_write": request.user.has_perm(WRITE),
        "may_distinguish": request.user.has_perm(DISTINGUISH),
        "on": on,
    }
    return render(request, "programme/home.html", context)


def risks_of(asked: Asked, lines: list[Shown]) -> list[Shown]:
    """The gravest first, with the reason; parts stand under their whole where that is in the list itself."""
    grave = [one for state in GRAVE for one in lines if one["state"] == state]
    wholes = {one["one"].indicator.pk: one for one in grave}
    for one in wholes.values():
        mine = one["one"].indicator.pk
        one["parts"] = [part for part in grave if part["one"].indicator.part_of_id == mine]
        one["left"] = left_words(one["one"], [line["one"] for line in lines]) if one["parts"] else ""
    found = [one for one in grave if one["one"].indicator.part_of_id not in wholes]
    return [one | {"why": why_of(asked, one["one"])} for one in found]


def left_words(whole: Standing, standings: list[Standing]) -> str:
    """What is in none of the parts: without it they would not add up to the whole."""
    found = parts_of(whole, standings)
    return figure_words(found.rest, whole.definition.unit) if found is not None and found.rest else ""


def days_of(asked: Asked) -> list[Shown]:
    """The last days of the programme's years that have come, to look back at."""
    programme, last = asked.programme, min(clock.today(), asked.programme.ends_on - timedelta(days=1))
    ends = [date(year, 12, 31) for year in range(programme.starts_on.year, last.year + 1)]
    address = reverse("programme:home")
    return [
        {"day": day, "url": kept(address, programme=programme.code, on=day.isoformat())}
        for day in ends
        if programme.starts_on <= day <= last
    ]


def due_lines(asked: Asked, standings: list[Standing], on: str) -> list[Shown]:
    """The next targets of every indicator that end soon, the nearest first."""
    found: list[tuple[date, Standing, Target]] = []
    for one in standings if not asked.has_ended else []:
        ahead = [target for target in one.targets if asked.on < target.ends_on <= asked.on + DUE]
        if ahead:
            found.append((ahead[0].ends_on, one, ahead[0]))
    return [
        {
            "title": str(one.indicator),
            "by": last_day(end),
            "days": (end - asked.on).days - 1,
            "value": figure_words(one.value, one.definition.unit),
            "target": figure_words(target.value, one.definition.unit),
            "url": kept(address_of(one.indicator), on=on),
        }
        for end, one, target in sorted(found, key=lambda each: (each[0], each[1].indicator.pk))
    ]


def funnel_lines(asked: Asked, on: str) -> list[Shown]:
    address, labels = reverse("programme:funnel"), stage_labels()
    rows = funnel_on(asked.on, asked.stamp)
    most = max((row.came for row in rows), default=0)
    code = asked.programme.code
    return [
        {
            "row": row,
            "label": labels[row.stage],
            "bar": f"{100 * row.came / most:.1f}" if most else "0",
            "url": kept(address, programme=code, stage=row.stage, on=on),
            "cells": [
                (count, kept(address, programme=code, stage=row.stage, age=str(age), on=on), AGE_NAMES[age])
                for age, count in enumerate(row.ages)
            ],
        }
        for row in rows
    ]


def stage_labels() -> dict[str, Any]:
    return {one.code: one.label for one in Group}


@read_page
@require_GET
def overlap(request: HttpRequest) -> HttpResponse:
    """Which indicators count the same companies or people, and how many."""
    programme = programme_asked(request)
    if programme is None:
        return render(request, "programme/empty.html")
    asked = asked_of(programme, day_asked(request))
    tables = []
    for counted, mine in comparable(standings_of(asked)).items():
        rows = zip(mine, matrix_of(mine), strict=True)
        tables.append(
            {
                "counted": counted,
                "names": [str(one.indicator) for one in mine],
                "lines": [
                    {
                        "title": str(one.indicator),
                        "url": address_of(one.indicator),
                        "cells": cells,
                        "at": place,
                    }
                    for place, (one, cells) in enumerate(rows)
                ],
            }
        )
    context = {"crumbs": crumbs_home(programme), "tables": tables, "day": asked.on}
    return render(request, "programme/overlap.html", context)

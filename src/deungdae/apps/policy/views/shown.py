"""Tasks as the pages show them: words, tones, charts' places."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.policy import words
from deungdae.apps.policy.bridge.lights import IndicatorRow, findings_said, number, planned_of
from deungdae.apps.policy.models import LawChange, Risk, Task
from deungdae.apps.policy.selectors.register import Line
from deungdae.apps.policy.selectors.task import orders_of, parts_on, reports_of
from deungdae.apps.policy.views.access import crumbs_tasks

SHOWN_REPORTS = 12


def light_of(light: str) -> dict[str, str]:
    return {"word": str(words.LIGHTS[light]), "tone": words.TONES[light], "code": light}


def shown_line(line: Line, day: date) -> dict[str, Any]:
    findings = findings_said(line.verdict.findings[:1])
    return {
        "one": line,
        "lead": line.lead.name_on(day) if line.lead is not None else "–",
        "partners": ", ".join(one.name_on(day) for one in line.partners),
        "light": light_of(line.light),
        "is_marked": line.override is not None,
        "reason": findings[0][1] if findings and findings[0][0] != "green" else "",
        "report": words.state_words(line.report),
        "report_tone": words.STATE_TONES.get(line.report, "neutral"),
        "url": address_of(line, day),
    }


def address_of(line: Line, day: date) -> str:
    url = reverse("policy:task", args=[line.public_id])
    return url if day >= clock.today() else f"{url}?on={day}"


def shown_task(task: Task, line: Line, day: date) -> dict[str, Any]:
    parts = parts_on(task, day)
    findings = findings_said(line.verdict.findings)
    return {
        **shown_line(line, day),
        "crumbs": crumbs_tasks(),
        "task": task,
        "day": day,
        "is_past": day < clock.today(),
        "computed": light_of(line.verdict.light.value),
        "findings": [(light_of(code), text) for code, text in findings],
        "milestones": [shown_milestone(one, day) for one in line.milestones],
        "indicators": [shown_indicator(one, day) for one in line.indicators],
        "budgets": [
            {
                "year": year,
                "source": source,
                "planned": words.won_words(planned),
                "executed": words.won_words(executed) if executed is not None else "–",
                "rate": f"{100 * executed / planned:.1f}%" if executed is not None and planned else "–",
            }
            for _key, year, source, planned, executed in parts.budgets
        ],
        "laws": [
            (title, change, due, LawChange.State(state).label)
            for _key, title, change, due, state in parts.laws
        ],
        "risks": [(title, response, Risk.Level(level).label) for _key, title, response, level in parts.risks],
        "needs": parts.needs,
        "opens": parts.opens,
        "asked": f"?on={day}" if day < clock.today() else "",
        "links": [(label, address) for _key, label, address in parts.links],
        "reports": [
            (one, words.round_words(one.round), words.STATE_TONES[one.state])
            for one in reports_of(task, day)[:SHOWN_REPORTS]
        ],
        "orders": [
            (one, one.owner.name_on(day) if one.owner is not None else "") for one in orders_of(task, day)
        ],
        "changes": changes_of(task),
    }


def shown_milestone(one: Any, day: date) -> dict[str, Any]:
    if one.done_on is not None and one.done_on <= day:
        return {"one": one, "word": _("마침"), "tone": "success"}
    if one.due_on < day:
        return {"one": one, "word": _("늦음"), "tone": "danger"}
    return {"one": one, "word": _("예정"), "tone": "neutral"}


def shown_indicator(one: IndicatorRow, day: date) -> dict[str, Any]:
    at = one.value_on if one.value_on is not None and one.value_on <= day else None
    last = one.targets[-1] if one.targets else None
    return {
        "title": one.title,
        "unit": one.unit,
        "baseline": figure(one.baseline),
        "planned": planned_of(one, at or day),
        "value": figure(one.value) if at is not None else "–",
        "at": at,
        "target": figure(last[1]) if last is not None else "–",
        "until": last[0] if last is not None else None,
    }


def figure(value: Any) -> str:
    return number(int(value * 100)) if value is not None else "–"


def changes_of(task: Task) -> list[dict[str, Any]]:
    """When the task's own words or days changed; each leads to the page of that day."""
    url = reverse("policy:task", args=[task.public_id])
    dates = task.history.order_by("-history_date").values_list("history_date", flat=True)[:10]
    days = list(dict.fromkeys(timezone.localdate(one) for one in dates))
    return [{"day": day, "url": f"{url}?on={day}"} for day in days]

"""What a report says now, how it came there, and what may be done with it next."""

from typing import Any

from deungdae.apps.policy.bridge.lights import number
from deungdae.apps.policy.models import ReportAct, TaskReport
from deungdae.apps.policy.selectors.ministries import ministries_by_key
from deungdae.apps.policy.services.reports import TRANSITIONS

Act, State = ReportAct.Act, TaskReport.State
STEPS = (State.DRAFT, State.APPROVED, State.SUBMITTED, State.ACCEPTED)


def acts_open_to(report: TaskReport, *, leads: bool, approves: bool, judges: bool) -> list[str]:
    """In the order of the table; a draft without a version has nothing to approve."""
    allowed = {
        Act.APPROVE: leads and approves and report.number > 0,
        Act.SUBMIT: leads,
        Act.RETURN: judges,
        Act.ACCEPT: judges,
    }
    return [
        str(act)
        for act, (source, _target) in TRANSITIONS.items()
        if allowed[Act(act)] and report.state == source
    ]


def shown_parts(report: TaskReport) -> dict[str, Any]:
    """In a constant number of queries."""
    parts = ("figures__indicator", "claims__milestone", "files__file")
    versions = list(report.versions.select_related("by").prefetch_related(*parts))
    ministries = ministries_by_key()
    day = report.round.starts_on
    newest = versions[-1] if versions else None
    return {
        "report": report,
        "ministry": ministries[report.ministry_id].name_on(day),
        "version": newest,
        "figures": [{"one": one, "value": number(int(one.value * 100))} for one in newest.figures.all()]
        if newest
        else [],
        "files": [(version.number, one) for version in reversed(versions) for one in version.files.all()],
        "earlier": list(reversed(versions[:-1])),
        "trail": list(report.acts.select_related("by").order_by("-pk")),
        "comments": [
            (one, ministries[one.ministry_id].name_on(day) if one.ministry_id else "")
            for one in report.comments.select_related("by")
        ],
        "steps": steps_of(report),
    }


def steps_of(report: TaskReport) -> list[dict[str, Any]]:
    """The table as a row of steps; a return stands at the step that it goes back to."""
    here = 0 if report.state == State.RETURNED else STEPS.index(State(report.state))
    found = []
    for place, state in enumerate(STEPS):
        told = "done" if place < here or report.state == State.ACCEPTED else "upcoming"
        if place == here and report.state != State.ACCEPTED:
            told = "problem" if report.state == State.RETURNED else "current"
        label = State.RETURNED.label if told == "problem" else state.label
        found.append({"label": label, "state": told})
    return found

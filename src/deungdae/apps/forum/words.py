"""How forums are said on pages."""

from typing import Any

from django.utils.translation import gettext as _

from deungdae.apps.core.words import dash, said
from deungdae.apps.forum.models import Forum, Registration, Talk
from deungdae.apps.forum.services.letters import moment_words
from deungdae.apps.forum.spans import forum_days_words

TONES = {
    "draft": "neutral",
    "call": "success",
    "review": "info",
    "programme": "info",
    "registration": "success",
    "closed": "warning",
    "held": "neutral",
    "cancelled": "danger",
    "asked": "neutral",
    "submitted": "info",
    "accepted": "success",
    "confirmed": "success",
    "waiting": "warning",
    "rejected": "danger",
    "withdrawn": "neutral",
    "offered": "warning",
    "seated": "success",
    "expired": "neutral",
    "computed": "info",
    "applied": "success",
}
"""State of a forum, talk, registration or proposal → tone of its badge."""


def hours(forum: Forum) -> str:
    opens, closes = (f"{minute // 60:02}:{minute % 60:02}" for minute in (forum.opens, forum.closes))
    return f"{opens}{dash()}{closes}"


def forum_facts(forum: Forum, *, left: int) -> list[dict[str, Any]]:
    is_open = forum.state == Forum.State.REGISTRATION
    facts = [
        (_("날"), f"{forum_days_words(forum)} {hours(forum)}"),
        (_("장소"), forum.place),
        (_("주최"), forum.host),
        (_("함께하는 곳"), forum.partners),
        (_("정원"), _("%(seats)s명") % {"seats": f"{forum.capacity:,}"}),
        (_("남은 자리"), _("%(seats)s석") % {"seats": f"{left:,}"} if is_open else ""),
        (
            _("발표 모집"),
            _("%(until)s까지") % {"until": moment_words(forum.call_until)}
            if forum.call_until and forum.state == Forum.State.CALL
            else "",
        ),
    ]
    return [{"term": term, "value": value} for term, value in facts if value]


def steps_of(record: Talk | Registration) -> list[dict[str, Any]]:
    """How a talk or registration came to its state, the newest first."""
    return [
        {
            "when": moment_words(step.at),
            "who": str(step.actor or ""),
            "text": ": ".join(part for part in (str(step.get_state_display()), said(step.reason)) if part),
        }
        for step in record.steps.select_related("actor").order_by("-pk")
    ]

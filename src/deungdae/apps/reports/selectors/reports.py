"""Reports as lists and one report with everything that its page shows."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from deungdae.apps.accounts.models import User, Viewer
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Membership, within
from deungdae.apps.reports.models import Report, Signature, Snapshot
from deungdae.apps.reports.rules import SIGN_AS_HEAD, STEPS, WRITE

State = Report.State
NEW_FOR, SHOWN = timedelta(days=30), 10
TONES = {"draft": "neutral", "review": "info", "signing": "warning", "published": "success"}
ON_THE_WAY = (State.DRAFT, State.REVIEW, State.SIGNING, State.PUBLISHED)


def reports_matching(*, user: Viewer, words: str, kind: str, state: str) -> QuerySet[Report]:
    """The newest first; what was discarded only when asked for."""
    found = Report.objects.visible_to(user).select_related(
        "template", "organisation__merged_into", "forum", "withdrawal"
    )
    if words:
        found = found.filter(title__icontains=words)
    if kind:
        found = found.filter(template__kind=kind)
    return found.filter(state=state) if state in State.values else found.exclude(state=State.DISCARDED)


def new_letters(user: Viewer) -> list[Report]:
    """Letters to the companies that the user acts for, of the last month, the newest first."""
    own = within(Membership.objects.in_use_by(user).values("organisation"))
    found = Report.objects.filter(own, state=State.PUBLISHED, published_at__gte=clock.now() - NEW_FOR)
    return list(
        found.filter(withdrawal=None).select_related("organisation").order_by("-published_at")[:SHOWN]
    )


def reports_waiting(user: User) -> list[Report]:
    """What this person may review or sign now, the oldest first; nobody reviews an own report."""
    if not user.has_perm(WRITE):
        return []
    signatures = Signature.objects.filter(snapshot=OuterRef("snapshot"))
    to_sign = Q(state=State.SIGNING) & ~Q(Exists(signatures.filter(person=user)))
    if not user.has_perm(SIGN_AS_HEAD):
        to_sign &= ~Q(Exists(signatures.filter(place=Signature.Place.IN_CHARGE)))
    to_review = Q(state=State.REVIEW) & ~Q(created_by=user)
    return list(Report.objects.visible_to(user).filter(to_review | to_sign).order_by("created_at")[:SHOWN])


def stepper_of(report: Report) -> list[dict[str, Any]]:
    """Where the report stands, and who did each step when: a review is done by whoever ended it."""
    steps = {one.state: one for one in report.steps.select_related("actor")}
    place = ON_THE_WAY.index(State(report.state)) if report.state in ON_THE_WAY else -1
    did = {State.DRAFT: State.DRAFT, State.REVIEW: State.SIGNING, State.PUBLISHED: State.PUBLISHED}
    found = []
    for number, state in enumerate(ON_THE_WAY):
        step = steps.get(did[state]) if state in did else None
        is_done = number < place or report.state == State.PUBLISHED
        is_told = step is not None and (is_done or state == State.DRAFT)
        found.append(
            {
                "label": state.label,
                "state": "done" if is_done else "current" if number == place else "upcoming",
                "who": step.actor.name if step is not None and is_told else "",
                "when": step.at if step is not None and is_told else None,
            }
        )
    return found


def signatures_of(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Both places, signed or open."""
    known = {one.place: one for one in snapshot.signatures.select_related("person")}
    return [
        {"place": place.value, "label": place.label, "one": known.get(place.value)}
        for place in Signature.Place
    ]


def steps_from(state: str) -> list[Any]:
    return [step for step in STEPS if step.source == state]

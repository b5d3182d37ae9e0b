"""A company's own records, each through its app's own `visible_to`, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import F, QuerySet

from deungdae.apps.academy.models import Enrolment
from deungdae.apps.academy.rules import DECIDE
from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.models import MatchingDay, Meeting
from deungdae.apps.connections.acts import LEARNERS_READ
from deungdae.apps.connections.selectors.places import family_in_use
from deungdae.apps.core.audit.acts import PEOPLE
from deungdae.apps.core.audit.caller import caller_by
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.diagnosis.models import Assessment
from deungdae.apps.roadmap.models import Roadmap, RoadmapStep


def learners_of(user: User) -> QuerySet[Enrolment]:
    """Who acts for a company reads whom the company has enrolled, not where he or she learns privately."""
    found = Enrolment.objects.visible_to(user).select_related("trainee", "organisation", "cohort__course")
    family = family_in_use(user)
    return found if family is None else found.filter(organisation__in=family.values("pk"))


def note_learners_read(user: User, enrolments: Sequence[Enrolment], *, key: str) -> bool:
    """Whether names are told in full: to the company, not to the centre, which opens them with a reason.
    That they were read is one entry of the audit log."""
    if user.has_perm(DECIDE):
        return False
    if enrolments:
        subject = Subject(PEOPLE, count=len({one.trainee_id for one in enrolments}))
        target = f"API {key}".strip()
        caller = caller_by(user)
        record_audit(act=LEARNERS_READ, caller=caller, subject=subject, target=target, fields=["name"])
    return True


def diagnoses_of(user: User) -> QuerySet[Assessment]:
    return Assessment.objects.visible_to(user).select_related("organisation", "framework")


def roadmaps_of(user: User) -> QuerySet[Roadmap]:
    """Those that were computed."""
    known = Roadmap.objects.visible_to(user).exclude(state=Roadmap.State.ASKED)
    return known.select_related("organisation", "assessment")


def steps_of(roadmaps: Iterable[Roadmap]) -> dict[int, list[RoadmapStep]]:
    """By roadmap: the steps of the plan that is followed, in their order; one query."""
    rows = RoadmapStep.objects.filter(roadmap__in=list(roadmaps), choice=F("roadmap__choice"))
    found: dict[int, list[RoadmapStep]] = defaultdict(list)
    for step in rows.select_related("offering").order_by("place"):
        found[step.roadmap_id].append(step)
    return found


def agenda_rows(user: User, day: MatchingDay) -> QuerySet[Meeting]:
    """What the person may see of the day's timetable, by time; what has no place last."""
    found = Meeting.objects.visible_to(user).filter(day=day)
    parts = found.select_related("first__organisation", "second__organisation", "slot", "table")
    return parts.order_by(F("slot__starts_at").asc(nulls_last=True), "pk")

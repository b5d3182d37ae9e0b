"""What a company has to decide in its roadmap: steps about to begin, accepted ones that should be over."""

from dataclasses import dataclass

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.core import clock
from deungdae.apps.roadmap.models import Roadmap
from deungdae.apps.roadmap.months import months_after
from deungdae.apps.roadmap.rules import READ_ALL
from deungdae.apps.roadmap.selectors.offered import measured_on
from deungdae.apps.roadmap.selectors.standing import Standing, standings, survivor
from deungdae.apps.roadmap.selectors.steps import begin_from, end_from
from deungdae.apps.roadmap.selectors.terms import terms_of
from deungdae.apps.roadmap.words import month_words

SOON = 1
"""A step is about to begin when its month is this one or the next."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """`is_late`: accepted, and nothing shows that it is over."""

    roadmap: Roadmap
    title: str
    month: str
    is_late: bool


def steps_waiting(user: Viewer, *, most: int) -> list[Waiting]:
    """Of the roadmaps that the own company follows."""
    if user.has_perm(READ_ALL):
        return []
    ready = Roadmap.objects.visible_to(user).filter(state=Roadmap.State.READY)
    roadmaps = ready.select_related("organisation", "assessment")
    return [one for roadmap in roadmaps for one in waiting_in(roadmap)][:most]


def waiting_in(roadmap: Roadmap) -> list[Waiting]:
    known = standings(survivor(roadmap.organisation), since=measured_on(roadmap.assessment))
    soon, today = months_after(clock.today(), SOON), clock.today()
    found = []
    steps = list(roadmap.steps.filter(choice=roadmap.choice).select_related("offering", "roadmap"))
    terms = terms_of(one.offering for one in steps)
    for step in steps:
        now = known.get(step.offering_id, Standing())
        is_late = now.act == "accept" and end_from(step, now) <= today
        is_back = now.act == "postpone" and now.month is not None and now.month <= soon
        if is_late or is_back or (not now.act and step.begins_on <= soon):
            found.append(
                Waiting(roadmap, terms[step.offering_id].title, month_words(begin_from(step, now)), is_late)
            )
    return found

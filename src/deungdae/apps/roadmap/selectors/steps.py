"""When a step begins and ends: as planned, or in the month for which it was accepted."""

from datetime import date

from deungdae.apps.roadmap.models import RoadmapStep, StepAct
from deungdae.apps.roadmap.months import months_after, months_between
from deungdae.apps.roadmap.selectors.standing import Standing


def begin_from(step: RoadmapStep, standing: Standing) -> date:
    """Before the plan where it was begun then."""
    is_accepted = standing.act == StepAct.Act.ACCEPT and standing.month is not None
    return standing.month if is_accepted and standing.month is not None else step.begins_on


def end_from(step: RoadmapStep, standing: Standing) -> date:
    """The first day of the month after its last. Of what was begun before the plan only the rest is in it."""
    if begin_from(step, standing) < step.roadmap.begins_on:
        return step.ends_on
    return months_after(begin_from(step, standing), months_between(step.begins_on, step.ends_on))

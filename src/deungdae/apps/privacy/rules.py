"""Who may prepare and approve a destruction, who works on people's requests, and the steps of a request."""

from dataclasses import dataclass

import rules
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.rights.matrix import may
from deungdae.apps.accounts.rights.scopes import Level
from deungdae.apps.privacy.models import DataRequest

State = DataRequest.State

rules.add_perm("privacy.prepare_destruction", may("destruction", "write", level=Level.PERSONAL))
rules.add_perm("privacy.approve_destruction", may("destruction", "approve", level=Level.PERSONAL))
rules.add_perm("privacy.decide_requests", may("data_request", "write", level=Level.PERSONAL))

DAYS_TO_ANSWER = 10
"""Personal Information Protection Act enforcement decree, article 43 (3): from the day after receipt."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a request, and what its button says."""

    source: DataRequest.State
    target: DataRequest.State
    label: str | Promise


STEPS: tuple[Step, ...] = (
    Step(State.RECEIVED, State.IN_WORK, _("맡기")),
    Step(State.RECEIVED, State.REFUSED, _("거절하기")),
    Step(State.IN_WORK, State.DONE, _("마치기")),
    Step(State.IN_WORK, State.REFUSED, _("거절하기")),
)


def steps_from(state: str) -> dict[str, str | Promise]:
    """Where a request may go from here → what the button says."""
    return {step.target.value: step.label for step in STEPS if step.source == state}

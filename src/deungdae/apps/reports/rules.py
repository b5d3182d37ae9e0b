"""Who reads, writes and signs reports, and the steps of a report."""

from dataclasses import dataclass

import rules
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deungdae.apps.accounts.rights.matrix import may
from deungdae.apps.accounts.rights.scopes import Scope
from deungdae.apps.reports.models import Report

READ_ALL, READ_OWN, READ_PUBLISHED = "reports.read_all", "reports.read_own", "reports.read_published"
WRITE, SIGN_AS_HEAD = "reports.write", "reports.sign_as_head"

rules.add_perm(READ_ALL, may("report", "read"))
rules.add_perm(READ_OWN, may("report", "read", reach=Scope.OWN))
rules.add_perm(READ_PUBLISHED, may("report", "read", reach=Scope.PUBLISHED))
rules.add_perm(WRITE, may("report", "write"))
rules.add_perm(SIGN_AS_HEAD, may("report", "approve"))

State = Report.State


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a report, what its button says, and whether it asks for a reason."""

    source: Report.State
    target: Report.State
    label: Promise
    needs_reason: bool = False


STEPS: tuple[Step, ...] = (
    Step(State.DRAFT, State.REVIEW, _("검토 요청")),
    Step(State.REVIEW, State.SIGNING, _("검토 마치기")),
    Step(State.REVIEW, State.DRAFT, pgettext_lazy("report", "되돌리기"), needs_reason=True),
    Step(State.SIGNING, State.DRAFT, pgettext_lazy("report", "되돌리기"), needs_reason=True),
    Step(State.SIGNING, State.PUBLISHED, _("발행하기")),
    Step(State.DRAFT, State.DISCARDED, _("버리기"), needs_reason=True),
)


def step_between(source: str, target: str) -> Step | None:
    return next((one for one in STEPS if (one.source, one.target) == (source, target)), None)

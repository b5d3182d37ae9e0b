"""Confirming what a company legally is on a day, so that anybody can judge the same facts again."""

from collections.abc import Collection
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import DECISION_MADE
from deungdae.apps.core.audit.caller import caller_by
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.core.decisions import keep_decision
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.organisations.acts import ORGANISATION
from deungdae.apps.organisations.bridge.decisions import Inputs, record_of
from deungdae.apps.organisations.bridge.eligibility import legal_status_of
from deungdae.apps.organisations.dates import refuse_implausible
from deungdae.apps.organisations.models import GracePeriod, LegalStatusCheck, Organisation
from deungdae.apps.organisations.selectors.legal_status import facts_of
from deungdae.engine.kernel.korean import sentence


@transaction.atomic
def confirm_status(
    *, organisation: Organisation, on: date, assumed: Collection[str], actor: User | None
) -> LegalStatusCheck:
    """Keep the status with its decision; the same facts of the same day are kept once."""
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    inputs = Inputs(facts_of(organisation=organisation, on=on, assumed=assumed), on)
    known = LegalStatusCheck.objects.filter(organisation=organisation, on=on, inputs_hash=inputs.hash).first()
    if known is not None:
        return known
    status = legal_status_of(inputs.facts, on=on)
    record = record_of(inputs)
    now = clock.now()
    decision = keep_decision(record, subject=organisation.short_id, decided_by=actor, at=now)
    check = LegalStatusCheck.objects.create(
        organisation=organisation,
        on=on,
        status=status.status,
        rule=status.rule,
        assumed=sorted(assumed),
        inputs_hash=inputs.hash,
        decision=decision,
        checked_at=now,
        checked_by=actor,
    )
    record_audit(
        act=DECISION_MADE,
        caller=caller_by(actor),
        subject=Subject(ORGANISATION, organisation.short_id),
        target=f"legal_status:{on.isoformat()}:{status.status}",
    )
    return check


@transaction.atomic
def claim_grace(
    *, organisation: Organisation, starts_on: date, source: str, actor: User | None
) -> GracePeriod:
    """The company says that its grace period began on this day."""
    refuse_implausible(starts_on)
    try:
        with transaction.atomic():
            return GracePeriod.objects.create(organisation=organisation, starts_on=starts_on, source=source)
    except IntegrityError as error:
        template = _("{day}에 시작한 유예는 이미 기록되어 있습니다.")
        raise RefusedError("grace_twice", sentence(template, {"day": starts_on.isoformat()})) from error

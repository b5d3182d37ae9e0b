"""Making one person of two records, whole or not at all, and taking that back."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from deungdae.apps.academy.acts import TRAINEE
from deungdae.apps.academy.models import Enrolment, Trainee, TraineeMerge, TwoPeople
from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import DECISION_MADE
from deungdae.apps.core.audit.caller import caller_by
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.core.errors import RefusedError, refused

OWN = (TraineeMerge, TwoPeople, Trainee)
"""What tells of the joining itself stays where it is."""


@transaction.atomic
def join_trainees(*, survivor: Trainee, merged: Trainee, reason: str, actor: User | None) -> TraineeMerge:
    """From now on `survivor` stands for both: what hangs on `merged` goes over, its address leads there."""
    if not reason.strip():
        raise RefusedError("reason", _("왜 같은 사람으로 보았는지 까닭을 적어 주십시오."))
    survivor, merged = locked_pair(survivor, merged)
    require_one_account(survivor, merged)
    require_no_two_seats(survivor, merged)
    join = TraineeMerge(survivor=survivor, merged=merged, reason=reason.strip()[:200], merged_by=actor)
    join.merged_at, join.took_account = clock.now(), merged.account_id is not None
    account = merged.account_id
    Trainee.objects.filter(pk=merged.pk).update(account=None)
    if account is not None:
        Trainee.objects.filter(pk=survivor.pk).update(account=account)
    join.moved = {name: moved(relation, merged, survivor) for name, relation in relations().items()}
    Trainee.objects.filter(merged_into=merged).update(merged_into=survivor)
    Trainee.objects.filter(pk=merged.pk).update(merged_into=survivor)
    join.save(force_insert=True)
    note(join, actor)
    return join


def locked_pair(survivor: Trainee, merged: Trainee) -> tuple[Trainee, Trainee]:
    """Both as they are now, locked in the order of their keys; neither is part of another already."""
    if survivor.pk == merged.pk:
        raise RefusedError("itself", _("한 기록을 자기 자신과 합칠 수 없습니다. 다른 사람을 골라 주십시오."))
    rows = Trainee.objects.select_for_update(of=("self",)).filter(pk__in=[survivor.pk, merged.pk])
    found = {one.pk: one for one in rows.order_by("pk")}
    if any(one.merged_into_id is not None for one in found.values()):
        raise RefusedError("joined", _("그사이 다른 기록에 합쳐졌습니다. 목록을 새로 고쳐 주십시오."))
    return found[survivor.pk], found[merged.pk]


def require_one_account(survivor: Trainee, merged: Trainee) -> None:
    if survivor.account_id is not None and merged.account_id is not None:
        message = _(
            "두 기록에 로그인 계정이 하나씩 있어 합칠 수 없습니다."
            " 본인이 한 계정을 닫은 뒤 다시 합쳐 주십시오."
        )
        raise RefusedError("two_accounts", message)


def require_no_two_seats(survivor: Trainee, merged: Trainee) -> None:
    """Nobody has two places in one cohort; which of them to give up is theirs to say."""
    own = Enrolment.objects.active().filter(trainee=survivor).values("cohort")
    twice = Enrolment.objects.active().filter(trainee=merged, cohort__in=own).select_related("cohort__course")
    found = twice.first()
    if found is not None:
        template = _("두 기록이 모두 {cohort}에 신청했습니다. 한쪽 신청을 취소한 뒤 다시 합쳐 주십시오.")
        raise refused("two_seats", template, cohort=str(found.cohort))


def relations() -> dict[str, Any]:
    """What points to a trainee, by its name."""
    found = [one for one in Trainee._meta.related_objects if one.related_model not in OWN]
    return {f"{one.related_model._meta.label}.{one.field.name}": one.field for one in found}


def moved(field: Any, source: Trainee, target: Trainee) -> list[int]:
    """The keys of the rows that were moved; refused where the target has one of the same already."""
    rows = field.model._base_manager.filter(**{field.name: source})
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    try:
        with transaction.atomic():
            rows.update(**{field.name: target})
    except IntegrityError as error:
        message = _("양쪽에 같은 기록이 있어 합칠 수 없습니다. 한쪽을 정리한 뒤 다시 합쳐 주십시오.")
        raise RefusedError("clash", message) from error
    return keys


@transaction.atomic
def undo_join(*, join: TraineeMerge, actor: User | None) -> TraineeMerge:
    """The two records as they were; what was added to the survivor since stays with it."""
    join = TraineeMerge.objects.select_for_update(of=("self",)).get(pk=join.pk)
    if join.undone_at is not None:
        raise RefusedError("undone", _("이미 되돌린 합치기입니다. 목록을 새로 고쳐 주십시오."))
    pair = Trainee.objects.select_for_update(of=("self",)).filter(pk__in=[join.survivor_id, join.merged_id])
    found = {one.pk: one for one in pair.order_by("pk")}
    survivor, merged = found[join.survivor_id], found[join.merged_id]
    if merged.merged_into_id != survivor.pk:
        raise RefusedError(
            "joined_on", _("그 뒤에 다시 합쳐진 기록입니다. 나중에 한 합치기부터 되돌려 주십시오.")
        )
    Trainee.objects.filter(pk=merged.pk).update(merged_into=None)
    if join.took_account and survivor.account_id is not None:
        Trainee.objects.filter(pk=survivor.pk).update(account=None)
        Trainee.objects.filter(pk=merged.pk).update(account=survivor.account_id)
    for name, field in relations().items():
        rows = field.model._base_manager.filter(pk__in=join.moved.get(name, []), **{field.name: survivor})
        rows.update(**{field.name: merged})
    join.undone_at, join.undone_by = clock.now(), actor
    join.save(update_fields=["undone_at", "undone_by"])
    note(join, actor)
    return join


@transaction.atomic
def keep_apart(*, one: Trainee, other: Trainee, actor: User | None) -> None:
    """They are two people: the pair is suggested no more."""
    first, second = sorted((one.pk, other.pk))
    if first != second:
        facts = {"decided_at": clock.now(), "decided_by": actor}
        TwoPeople.objects.get_or_create(first_id=first, second_id=second, defaults=facts)


def note(join: TraineeMerge, actor: User | None) -> None:
    """What the audit log says; last in the transaction."""
    record_audit(
        act=DECISION_MADE,
        caller=caller_by(actor),
        subject=Subject(TRAINEE, join.survivor.short_id),
        target=f"{'join' if join.undone_at is None else 'unjoin'}:{join.short_id}",
        reason=join.reason if join.undone_at is None else "",
    )

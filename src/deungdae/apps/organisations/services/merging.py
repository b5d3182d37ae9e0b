"""Making one organisation of two records, whole or not at all, and writing down how to take it back."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import DECISION_MADE
from deungdae.apps.core.audit.caller import caller_by
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports.turns import take_turn
from deungdae.apps.organisations.acts import ORGANISATION
from deungdae.apps.organisations.merge_rules import Relation, name_of, relations, rule_of
from deungdae.apps.organisations.models import Organisation, OrganisationMerge
from deungdae.apps.organisations.selectors.merging import clashing_rows, facts
from deungdae.apps.organisations.services.history import Act
from deungdae.apps.organisations.services.ownership import refuse_control_of_itself
from deungdae.apps.organisations.services.search import index_organisations
from deungdae.engine.kernel.korean import sentence

LISTENERS: list[Callable[[OrganisationMerge], None]] = []
"""Called in the transaction of a merge and of its undo; apps above add theirs at start."""
Moved = dict[str, list[int | str]]
"""Relation → keys of its rows."""


@transaction.atomic
def merge_organisations(
    *,
    survivor: Organisation,
    merged: Organisation,
    take: Collection[str],
    reason: str,
    actor: User | None,
    seen: Sequence[datetime] = (),
) -> OrganisationMerge:
    """From now on `survivor` stands for both. `take`: the fields whose value comes from `merged`.

    The values are exchanged, so that together the two still hold all that was known. `seen`: when each of the
    two, survivor first, was last changed as the deciding person saw it.
    """
    if not reason.strip():
        raise RefusedError("merge_reason", _("왜 같은 곳으로 보았는지 까닭을 적어 주십시오."))
    take_turn("ownership")
    survivor, merged = locked_pair(survivor, merged)
    if seen and [survivor.updated_at, merged.updated_at] != list(seen):
        raise RefusedError(
            "merge_stale",
            _("화면을 연 뒤 내용이 바뀌어 합치지 않았습니다. 아래의 지금 값을 보고 다시 골라 주십시오."),
        )
    merge = OrganisationMerge(survivor=survivor, merged=merged, reason=reason.strip(), merged_by=actor)
    merge.merged_at = clock.now()
    merge.fields = exchange(survivor, merged, take, Act(actor, merge.reason))
    for relation in relations():
        moved, stayed = move(relation, source=merged, target=survivor)
        merge.moved |= moved
        merge.stayed |= stayed
    refuse_control_of_itself(survivor)
    set_merged_into(merged, survivor)
    merge.save()
    index_organisations([survivor.pk, merged.pk])
    for listener in LISTENERS:
        listener(merge)
    note_merge(merge, actor=actor)
    return merge


def note_merge(merge: OrganisationMerge, *, actor: User | None) -> None:
    """What the audit log says of a merge or of its undo; last in the transaction."""
    record_audit(
        act=DECISION_MADE,
        caller=caller_by(actor),
        subject=Subject(ORGANISATION, merge.survivor.short_id),
        target=f"{'merge' if merge.undone_at is None else 'unmerge'}:{merge.short_id}",
        reason=merge.reason if merge.undone_at is None else "",
    )


def locked_pair(survivor: Organisation, merged: Organisation) -> tuple[Organisation, Organisation]:
    """Both, locked in the order of their keys; refused when one of them is part of another already."""
    if survivor.pk == merged.pk:
        raise RefusedError(
            "merge_itself", _("한 곳을 자기 자신과 합칠 수 없습니다. 다른 곳을 골라 주십시오.")
        )
    pair = {row.pk: row for row in locked([survivor.pk, merged.pk])}
    for row in pair.values():
        if row.merged_into is not None:
            template = _("‘{name}’(은/는) 이미 ‘{into}’에 합쳐졌습니다. ‘{into}’의 화면에서 확인해 주십시오.")
            raise RefusedError(
                "merge_already", sentence(template, {"name": row.name, "into": row.merged_into.name})
            )
    return pair[survivor.pk], pair[merged.pk]


def locked(pks: Sequence[int]) -> list[Organisation]:
    """The rows as they are once nobody else writes to them; without joins, which would be read before."""
    return list(Organisation.objects.select_for_update().filter(pk__in=pks).order_by("pk"))


def set_merged_into(merged: Organisation, survivor: Organisation | None) -> None:
    """Past the edit history, which tells of values: the merge keeps who, when and why."""
    merged.merged_into = survivor
    Organisation.objects.filter(pk=merged.pk).update(merged_into=survivor)


def exchange(
    survivor: Organisation, merged: Organisation, names: Collection[str], act: Act
) -> dict[str, list[object]]:
    """Give each of the two the other's value of these fields; answers the values before."""
    before = {}
    for field in facts():
        own, others = getattr(survivor, field.attname), getattr(merged, field.attname)
        if field.name in names and own != others:
            before[field.name] = [own, others]
    if before:
        exchanged = {name: (others, own) for name, (own, others) in before.items()}
        give_values(survivor, merged, exchanged, act)
    return before


def give_values(
    survivor: Organisation, merged: Organisation, values: dict[str, tuple[object, object]], act: Act
) -> None:
    """Write values to both; unique ones leave the merged one first, so that they can change hands."""
    fields = {field.name: field for field in facts()}
    unique = [name for name in values if fields[name].unique]
    if unique:
        Organisation.objects.filter(pk=merged.pk).update(**dict.fromkeys(unique))
    for row, place in ((survivor, 0), (merged, 1)):
        for name, pair in values.items():
            setattr(row, fields[name].attname, pair[place])
        act.mark(row)
        row.save(update_fields=list(values))


def move(relation: Relation, *, source: Organisation, target: Organisation) -> tuple[Moved, Moved]:
    """Let the rows of a relation refer to `target`; answers those that now do, and those that cannot."""
    if not rule_of(relation).moves:
        return {}, {}
    rows = relation.model._base_manager.filter(**{relation.name: source})
    pks = list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    stay = clashing_rows(relation, source=source, target=target)
    moved, refused = point(relation, [pk for pk in pks if pk not in stay], target)
    kept = [pk for pk in pks if pk in stay or pk in refused]
    name = name_of(relation)
    return ({name: moved} if moved else {}), ({name: kept} if kept else {})


def point(
    relation: Relation, pks: Sequence[int | str], target: Organisation
) -> tuple[list[int | str], set[int | str]]:
    """Let these rows refer to `target`, at once or, where the database refuses, one by one."""
    if not pks or pointed(relation, pks, target):
        return list(pks), set()
    moved = [pk for pk in pks if pointed(relation, [pk], target)]
    return moved, set(pks) - set(moved)


def pointed(relation: Relation, pks: Sequence[int | str], target: models.Model) -> bool:
    try:
        with transaction.atomic():
            relation.model._base_manager.filter(pk__in=pks).update(**{relation.name: target})
    except IntegrityError:
        return False
    return True

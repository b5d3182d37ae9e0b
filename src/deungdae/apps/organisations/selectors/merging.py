"""Reading what a merge would do, what merges did, and who stands for a merged organisation today."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import Viewer
from deungdae.apps.organisations.merge_rules import Relation, relation_of, relations, rule_of
from deungdae.apps.organisations.models import Organisation, OrganisationMerge
from deungdae.engine.kernel.korean import sentence

Fact = models.Field
OWN = ("id", "public_id", "created_at", "updated_at", "merged_into")
"""What a record keeps for itself in a merge."""


def facts() -> list[Fact]:
    """The fields of an organisation that a merge chooses between: all that are kept of it."""
    return [field for field in Organisation._meta.concrete_fields if field.name not in OWN]


def typed(field: Fact, value: object) -> object:
    """A value of a field as it was before it was written down."""
    source = field.target_field if isinstance(field, models.ForeignKey) else field
    return None if value is None else source.to_python(value)


class OfNumber(NamedTuple):
    """Whose number it is: the standing organisation, and the merged one that held the number, if so."""

    organisation: Organisation
    through: Organisation | None


def organisation_of_number(
    *, business_number: str | None = None, corporate_number: str | None = None
) -> OfNumber | None:
    """Who stands for the organisation with this number today. Not narrowed to what somebody may see."""
    given = {"business_number": business_number, "corporate_number": corporate_number}
    asked = Q()
    for field, value in given.items():
        if value:
            asked |= Q(**{field: value})
    if not asked:
        return None
    found = Organisation.objects.filter(asked).select_related("merged_into").order_by("pk").first()
    if found is None:
        return None
    return OfNumber(found.merged_into, found) if found.merged_into else OfNumber(found, None)


def words_of_merged(found: OfNumber) -> str:
    """That the number led from a merged organisation to the one that stands for it; nothing otherwise."""
    if found.through is None:
        return ""
    template = _("이 번호의 ‘{merged}’(은/는) ‘{survivor}’에 합쳐졌습니다. ‘{survivor}’(을/를) 보십시오.")
    return sentence(template, {"merged": found.through.name, "survivor": found.organisation.name})


def survivor_of(*, user: Viewer, public_id: UUID) -> Organisation | None:
    """Who stands for a merged organisation, if the person may see that one.

    Asked for every id that a person sees nothing under: most were never merged, which is quickly known.
    """
    merged = Organisation.objects.filter(public_id=public_id, merged_into__isnull=False)
    if not merged.exists():
        return None
    return Organisation.objects.visible_to(user).filter(merged__public_id=public_id).first()


def last_merge_over(*, survivor: Organisation) -> OrganisationMerge | None:
    """The latest merge in force that this organisation had a part in."""
    standing = OrganisationMerge.objects.filter(undone_at__isnull=True)
    had_part = standing.filter(Q(survivor=survivor) | Q(merged=survivor))
    return had_part.select_related("survivor", "merged").order_by("-pk").first()


def clashing_rows(relation: Relation, *, source: Organisation, target: Organisation) -> set[int | str]:
    """Rows of `source` that cannot refer to `target`, which has the like already (both are in one day)."""
    rows = relation.model._base_manager.filter(**{relation.name: source})
    there = relation.model._base_manager.filter(**{relation.name: target})
    found: set[int | str] = set()
    for names, condition in uniques_over(relation):
        taken = {tuple(values) for _own, *values in there.filter(condition).values_list("pk", *names)}
        for pk, *values in rows.filter(condition).values_list("pk", *names):
            if tuple(values) in taken and None not in values:
                found.add(pk)
    return found


def uniques_over(relation: Relation) -> Iterator[tuple[list[str], Q]]:
    """The other fields that are unique together with this one, and when."""
    if relation.unique:
        yield [], Q()
    for constraint in relation.model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and relation.name in constraint.fields:
            names = [name for name in constraint.fields if name != relation.name]
            yield names, constraint.condition or Q()


@dataclass(frozen=True, slots=True)
class Part:
    """What becomes of the rows of one relation: how many move, and those that cannot, in words."""

    label: str
    moves: bool
    count: int
    staying: list[str]


def parts_of(*, survivor: Organisation, merged: Organisation) -> list[Part]:
    """Everything that refers to the merged organisation, before the merge."""
    found = []
    for relation in relations():
        rows = relation.model._base_manager.filter(**{relation.name: merged})
        count = rows.count()
        rule = rule_of(relation)
        if not (count and rule.is_shown):
            continue
        stay = clashing_rows(relation, source=merged, target=survivor) if rule.moves else set()
        staying = words_of_rows(relation, list(stay))
        found.append(Part(str(rule.label), rule.moves, count - len(stay), staying))
    return found


def parts_done(*, merge: OrganisationMerge) -> list[Part]:
    """What became of the rows of each relation in a merge."""
    found = []
    for name in sorted({*merge.moved, *merge.stayed}):
        relation = relation_of(name)
        if relation is None:
            continue
        staying = words_of_rows(relation, merge.stayed.get(name, []))
        found.append(Part(str(rule_of(relation).label), True, len(merge.moved.get(name, [])), staying))
    return found


def words_of_rows(relation: Relation, pks: list[int | str]) -> list[str]:
    rows = relation.model._base_manager.filter(pk__in=pks).order_by("pk") if pks else ()
    return [rule_of(relation).words(row) for row in rows]


def merges() -> QuerySet[OrganisationMerge]:
    """Every merge, the latest first."""
    return OrganisationMerge.objects.select_related("survivor", "merged", "merged_by", "undone_by")

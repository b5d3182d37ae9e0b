"""Taking a merge back: exactly what it did, except what has changed since, which is named."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.organisations.merge_rules import relation_of, rule_of
from deungdae.apps.organisations.models import (
    Membership,
    Organisation,
    OrganisationClaim,
    OrganisationMerge,
)
from deungdae.apps.organisations.selectors.merging import facts, last_merge_over, typed
from deungdae.apps.organisations.services.history import Act, save
from deungdae.apps.organisations.services.merging import (
    LISTENERS,
    give_values,
    locked,
    note_merge,
    point,
    set_merged_into,
)
from deungdae.apps.organisations.services.search import index_organisations
from deungdae.engine.kernel.korean import sentence


@transaction.atomic
def undo_merge(*, merge: OrganisationMerge, actor: User | None) -> OrganisationMerge:
    """The two are two again. What changed since stays as it is and stands in `merge.left`."""
    rows = {row.pk: row for row in locked([merge.survivor_id, merge.merged_id])}
    merge = OrganisationMerge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    survivor, merged = rows[merge.survivor_id], rows[merge.merged_id]
    refuse_undone(merge, survivor, merged)
    left, reason = [], _("합치기를 되돌림")
    for name, pks in merge.moved.items():
        left += give_back(name, pks, survivor=survivor, merged=merged)
    left += restore(survivor, merged, merge.fields, Act(actor, reason))
    follow_number(merge, survivor=survivor, merged=merged, act=Act(actor, reason))
    set_merged_into(merged, None)
    merge.undone_by, merge.undone_at, merge.left = actor, clock.now(), left
    merge.save(update_fields=["undone_by", "undone_at", "left"])
    index_organisations([survivor.pk, merged.pk])
    for listener in LISTENERS:
        listener(merge)
    note_merge(merge, actor=actor)
    return merge


def refuse_undone(merge: OrganisationMerge, survivor: Organisation, merged: Organisation) -> None:
    """Merges are taken back in the order opposite to the one they were made in."""
    if merge.undone_at is not None:
        raise RefusedError(
            "merge_undone",
            sentence(_("‘{name}’(은/는) 이미 다시 나누었습니다."), {"name": merged.name}),
        )
    later = last_merge_over(survivor=survivor)
    if later is not None and later.pk != merge.pk:
        template = _(
            "그 뒤에 ‘{merged}’(을/를) ‘{survivor}’에 합쳤습니다. 그 합치기를 먼저 되돌린 뒤"
            " 이것을 되돌려 주십시오."
        )
        words = {"merged": later.merged_name, "survivor": later.survivor_name}
        raise RefusedError("merge_order", sentence(template, words))


def give_back(
    name: str, pks: Sequence[int | str], *, survivor: Organisation, merged: Organisation
) -> list[str]:
    """Rows that still refer to the survivor go back; the others are counted in words."""
    relation = relation_of(name)
    back: list[int | str] = []
    if relation is not None:
        still = relation.model._base_manager.filter(pk__in=pks, **{relation.name: survivor})
        there = list(still.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
        back, _refused = point(relation, there, merged)
    gone = len(pks) - len(back)
    if not gone:
        return []
    label = str(rule_of(relation).label) if relation is not None else name
    text = _("%(label)s %(count)s건은 그 뒤에 바뀌거나 지워져 그대로 두었습니다.")
    return [text % {"label": label, "count": gone}]


def follow_number(
    merge: OrganisationMerge, *, survivor: Organisation, merged: Organisation, act: Act
) -> None:
    """Who was let in by the merged one's number since then acts for that one."""
    approved = OrganisationClaim.objects.filter(organisation=survivor, state=OrganisationClaim.State.APPROVED)
    claims = approved.filter(business_number=merged.business_number, decided_at__gte=merge.merged_at)
    for claim in claims.select_for_update(of=("self",)).order_by("pk"):
        claim.organisation = merged
        claim.save(update_fields=["organisation"])
        has_own = approved.filter(user=claim.user_id, business_number=survivor.business_number).exists()
        theirs = Membership.objects.filter(user=claim.user_id, ends_on__isnull=True)
        let_in = theirs.filter(organisation=survivor, starts_on__gte=timezone.localdate(merge.merged_at))
        if has_own or theirs.filter(organisation=merged).exists():
            continue
        for membership in let_in:
            membership.organisation = merged
            save(membership, act)


def restore(
    survivor: Organisation, merged: Organisation, before: dict[str, list[object]], act: Act
) -> list[str]:
    """Give both their own values back, unless somebody has changed one of them since."""
    left, values = [], {}
    text = _("%(label)s: 그 뒤에 고쳐져 지금 값을 그대로 두었습니다.")
    for field in facts():
        if field.name not in before:
            continue
        own, others = (typed(field, value) for value in before[field.name])
        now = (getattr(survivor, field.attname), getattr(merged, field.attname))
        if now == (others, own):
            values[field.name] = (own, others)
        else:
            left.append(text % {"label": field.verbose_name})
    if not values:
        return left
    try:
        with transaction.atomic():
            give_values(survivor, merged, values, act)
    except IntegrityError as error:
        raise RefusedError(
            "merge_number_taken",
            _("되돌릴 번호를 그 뒤에 다른 기업·기관이 쓰고 있습니다. 그 번호를 먼저 고쳐 주십시오."),
        ) from error
    return left

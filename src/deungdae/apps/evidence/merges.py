"""What a merge of two organisations writes to the case of the one that stands for both."""

from django.utils.translation import gettext_lazy as _

from deungdae.apps.core import clock
from deungdae.apps.evidence.kinds import Kind, register_kind
from deungdae.apps.evidence.services import record_evidence
from deungdae.apps.organisations.models import OrganisationMerge

SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["merge", "merged", "name", "reason"],
    "properties": {
        "merge": {"type": "string", "pattern": "^[0-9A-Za-z]{22}$"},
        "merged": {"type": "string", "pattern": "^[0-9A-Za-z]{22}$"},
        "name": {"type": "string", "minLength": 1},
        "reason": {"type": "string", "minLength": 1},
    },
}
MERGED = register_kind(
    Kind(
        name="organisations.merged",
        label=_("다른 기록과 합침"),
        words=_("‘{name}’(을/를) 이곳에 합쳤습니다. 까닭: {reason}"),
        schema=SCHEMA,
    )
)
MERGE_UNDONE = register_kind(
    Kind(
        name="organisations.merge_undone",
        label=_("합치기를 되돌림"),
        words=_("‘{name}’(을/를) 다시 나누었습니다. 합쳤던 까닭: {reason}"),
        schema=SCHEMA,
    )
)


def record_merge(merge: OrganisationMerge) -> None:
    """Tell the survivor's case of the merge, or of its undo."""
    is_undone = merge.undone_at is not None
    record_evidence(
        organisation=merge.survivor,
        kind=MERGE_UNDONE if is_undone else MERGED,
        happened_on=clock.today(),
        actor=merge.undone_by if is_undone else merge.merged_by,
        source=f"organisations.merge:{merge.short_id}",
        payload={
            "merge": merge.short_id,
            "merged": merge.merged.short_id,
            "name": merge.merged_name,
            "reason": merge.reason,
        },
    )

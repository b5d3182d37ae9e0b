"""The evidence app."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.apps.registry import Apps
from django.db.models.signals import post_migrate


class EvidenceConfig(AppConfig):
    name = "deungdae.apps.evidence"
    label = "evidence"

    def ready(self) -> None:
        """After every migration the database is told the kinds, as Django tells it permissions."""
        from deungdae.apps.evidence import rules  # noqa: F401, PLC0415
        from deungdae.apps.evidence.claims import record_approval, record_release  # noqa: PLC0415
        from deungdae.apps.evidence.references import (  # noqa: PLC0415
            entries_about,
            record_confirmation,
            take_back_confirmation,
        )
        from deungdae.apps.organisations.reference_hooks import register_on_confirmation  # noqa: PLC0415
        from deungdae.apps.organisations.services.claim_release import register_on_release  # noqa: PLC0415
        from deungdae.apps.organisations.services.claims import register_on_approval  # noqa: PLC0415

        register_on_approval(record_approval)
        register_on_release(record_release)
        register_on_confirmation(record_confirmation, taken_back=take_back_confirmation, finder=entries_about)

        post_migrate.connect(tell_kinds, sender=self)
        follow_merges()


def tell_kinds(*, apps: Apps = installed, **rest: Any) -> None:
    """Where the table stands (not on the way back before it was made)."""
    from deungdae.apps.evidence.services import remember_kinds  # noqa: PLC0415

    try:
        apps.get_model("evidence", "EvidenceKind")
    except LookupError:
        return
    remember_kinds()


def follow_merges() -> None:
    """Entries stay where they were written when organisations are merged, and the case tells of it."""
    from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

    from deungdae.apps.evidence.merges import record_merge  # noqa: PLC0415
    from deungdae.apps.organisations.merge_rules import MergeRule, register_merge_rule  # noqa: PLC0415
    from deungdae.apps.organisations.services.merging import LISTENERS  # noqa: PLC0415

    entries = MergeRule(_("기업 카드의 기록"), moves=False)
    register_merge_rule("evidence.EvidenceEntry.organisation", entries)
    if record_merge not in LISTENERS:
        LISTENERS.append(record_merge)

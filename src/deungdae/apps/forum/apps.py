"""The forum app."""

from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "deungdae.apps.forum"
    label = "forum"

    def ready(self) -> None:
        """Tell the house what the forums bring: rights, chores, what a merge does to their records."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from deungdae.apps.core.jobs.worker import CHORES  # noqa: PLC0415
        from deungdae.apps.forum import erasing, found, rules  # noqa: F401, PLC0415
        from deungdae.apps.forum.services import computing  # noqa: F401, PLC0415
        from deungdae.apps.forum.services.forums import close_calls  # noqa: PLC0415
        from deungdae.apps.forum.services.unconfirmed import drop_unconfirmed  # noqa: PLC0415
        from deungdae.apps.forum.services.waiting import expire_offers  # noqa: PLC0415
        from deungdae.apps.organisations.merge_rules import MergeRule, register_merge_rule  # noqa: PLC0415

        register_merge_rule("forum.Speaker.organisation", MergeRule(_("발표자")))
        register_merge_rule("forum.Registration.organisation", MergeRule(_("포럼 참가자")))
        CHORES.extend(
            chore for chore in (close_calls, expire_offers, drop_unconfirmed) if chore not in CHORES
        )

"""The academy app."""

from django.apps import AppConfig


class AcademyConfig(AppConfig):
    name = "deungdae.apps.academy"
    label = "academy"

    def ready(self) -> None:
        """Tell the house what the academy brings: rights, chores, what a merge does to its records."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from deungdae.apps.academy import erasing, found, invited_kinds, kinds, rules  # noqa: F401, PLC0415
        from deungdae.apps.academy.importers.enrolments import EnrolmentImporter  # noqa: PLC0415
        from deungdae.apps.academy.importers.past import PastImporter  # noqa: PLC0415
        from deungdae.apps.academy.importers.reports import ReportImporter  # noqa: PLC0415
        from deungdae.apps.academy.services import issuing, peer_groups, year_plans  # noqa: F401, PLC0415
        from deungdae.apps.academy.services.cohorts import close_enrolment  # noqa: PLC0415
        from deungdae.apps.academy.services.invitations import remind_invited  # noqa: PLC0415
        from deungdae.apps.academy.services.launches import drop_launches  # noqa: PLC0415
        from deungdae.apps.academy.services.sitting import hand_in_overdue  # noqa: PLC0415
        from deungdae.apps.academy.services.surveys import ask_follow_ups  # noqa: PLC0415
        from deungdae.apps.academy.services.waiting import expire_offers  # noqa: PLC0415
        from deungdae.apps.core.imports.frame import register_importer  # noqa: PLC0415
        from deungdae.apps.core.jobs.worker import CHORES  # noqa: PLC0415
        from deungdae.apps.organisations.merge_rules import MergeRule, register_merge_rule  # noqa: PLC0415

        register_importer(EnrolmentImporter())
        register_importer(ReportImporter())
        register_importer(PastImporter())
        register_merge_rule("academy.Trainee.organisation", MergeRule(_("수강생")))
        register_merge_rule("academy.Visit.host", MergeRule(_("현장 방문")))
        register_merge_rule("academy.PastCompletion.organisation", MergeRule(_("지난 수료")))
        register_merge_rule("academy.Enrolment.organisation", MergeRule(_("수강 신청")))
        seats = (close_enrolment, expire_offers, remind_invited)
        chores = (*seats, hand_in_overdue, ask_follow_ups, drop_launches)
        CHORES.extend(chore for chore in chores if chore not in CHORES)

"""The triggers that promises rest on are there after all migrations, on both databases."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from deungdae.apps.core.database import VendorSQL

TRIGGERS = {
    "sqlite": {
        "core_decision_no_update",
        "core_decision_no_delete",
        "core_auditentry_no_update",
        "core_auditentry_no_delete",
        "core_auditentry_no_replace",
        "core_auditday_grows",
        "core_auditday_no_delete",
        "evidence_evidenceentry_no_update",
        "evidence_evidenceentry_no_delete",
        "evidence_kind_known",
        "evidence_kind_stays",
        "evidence_correction_wall",
        "evidence_count_told",
        "evidence_count_corrected",
        "evidence_total_begun",
        "evidence_total_changed",
        "organisations_yearlyfigure_kept",
        "organisations_yearlyfigure_stays",
        "ownership_at_most_whole_insert",
        "ownership_at_most_whole_update",
        "group_membership_once_insert",
        "group_membership_once_update",
        "organisations_consenttext_no_update",
        "organisations_consenttext_no_delete",
        "consent_no_delete",
        "consent_only_withdrawn",
        "calendar_booking_apart_insert",
        "calendar_booking_apart_update",
        "calendar_booking_length_insert",
        "calendar_booking_length_update",
        "reference_confirmed_kept",
        "academy_enrolment_seat_insert",
        "academy_enrolment_seat_update",
        "academy_cohort_seats",
        "academy_cohort_share",
        "academy_quota_seats_insert",
        "academy_quota_seats_update",
        "academy_enrolment_joined_insert",
        "academy_enrolment_joined_update",
        "academy_enrolmentstep_kept",
        "academy_enrolmentstep_stays",
        "academy_certificate_kept",
        "academy_certificate_stays",
        "academy_certificate_completed",
        "academy_certificate_once",
        "academy_signingkey_kept",
        "academy_signingkey_stays",
        "academy_badge_kept",
        "academy_badge_stays",
        "academy_badge_kept_whole",
        "academy_attendance_seat",
        "academy_attendance_kept",
        "academy_attendance_stays",
        "academy_attendancestep_no_update",
        "academy_attendancestep_no_delete",
        "academy_invitation_kept",
        "academy_invitation_stays",
        "academy_invitation_set_once",
        "academy_peerseat_cohort",
        "academy_peerseat_kept",
        "academy_peerseat_stays",
        "academy_peermove_no_update",
        "academy_peermove_no_delete",
        "academy_introduction_kept",
        "academy_introduction_stays",
        "academy_introduction_set_once",
        "academy_visit_kept",
        "academy_visit_stays",
        "academy_visitplace_places",
        "academy_visitplace_cohort",
        "academy_examattempt_seat",
        "academy_examattempt_handed_in",
        "academy_examattempt_kept",
        "academy_examattempt_stays",
        "academy_submission_seat",
        "academy_submission_text",
        "academy_submission_kept",
        "academy_submission_stays",
        "academy_assignment_rubric",
        "academy_grade_newest",
        "academy_grade_note",
        "academy_grade_kept",
        "academy_grade_stays",
        "academy_mark_of_work",
        "academy_mark_released_once",
        "academy_mark_kept",
        "academy_mark_stays",
        "academy_workconfirmation_seat",
        "academy_exampaper_no_update",
        "academy_exampaper_no_delete",
        "academy_workconfirmation_no_update",
        "academy_workconfirmation_no_delete",
        "academy_surveysheet_seat",
        "academy_surveyanswered_seat",
        "academy_surveysheet_withdrawn_once",
        "academy_surveysheet_kept",
        "academy_surveysheet_stays",
        "academy_anonymoussheet_no_update",
        "academy_anonymoussheet_no_delete",
        "academy_surveyanswered_no_update",
        "academy_surveyanswered_no_delete",
        "academy_surveyasked_no_update",
        "academy_surveyasked_no_delete",
        "caravan_meeting_seat_insert",
        "caravan_meeting_seat_update",
        "organisations_organisationsearch_index_insert",
        "organisations_organisationsearch_index_update",
        "organisations_organisationsearch_index_delete",
        "organisations_solutionsearch_index_insert",
        "organisations_solutionsearch_index_update",
        "organisations_solutionsearch_index_delete",
    },
    "postgresql": {
        "core_decision_append_only",
        "core_auditentry_append_only",
        "core_auditentry_no_truncate",
        "core_auditday_grows",
        "core_auditday_no_delete",
        "core_auditday_no_truncate",
        "evidence_evidenceentry_append_only",
        "evidence_count_entry",
        "academy_enrolment_seat_insert",
        "academy_enrolment_seat_update",
        "academy_cohort_seats",
        "academy_cohort_share",
        "academy_quota_seats",
        "academy_enrolment_joined_insert",
        "academy_enrolment_joined_update",
        "academy_enrolmentstep_kept",
        "academy_enrolmentstep_stays",
        "academy_certificate_kept",
        "academy_certificate_stays",
        "academy_certificate_completed",
        "academy_certificate_once",
        "academy_signingkey_kept",
        "academy_signingkey_stays",
        "academy_badge_kept",
        "academy_badge_stays",
        "academy_badge_kept_whole",
        "academy_attendance_seat",
        "academy_attendance_kept",
        "academy_attendance_stays",
        "academy_attendancestep_append_only",
        "academy_invitation_kept",
        "academy_invitation_stays",
        "academy_invitation_set_once",
        "academy_peerseat_cohort",
        "academy_peerseat_kept",
        "academy_peerseat_stays",
        "academy_peermove_append_only",
        "academy_introduction_kept",
        "academy_introduction_stays",
        "academy_introduction_set_once",
        "academy_visit_kept",
        "academy_visit_stays",
        "academy_visitplace_places",
        "academy_visitplace_cohort",
        "academy_examattempt_seat",
        "academy_examattempt_handed_in",
        "academy_examattempt_kept",
        "academy_examattempt_stays",
        "academy_submission_seat",
        "academy_submission_text",
        "academy_submission_kept",
        "academy_submission_stays",
        "academy_assignment_rubric",
        "academy_grade_newest",
        "academy_grade_note",
        "academy_grade_kept",
        "academy_grade_stays",
        "academy_mark_of_work",
        "academy_mark_released_once",
        "academy_mark_kept",
        "academy_mark_stays",
        "academy_workconfirmation_seat",
        "academy_exampaper_append_only",
        "academy_workconfirmation_append_only",
        "academy_surveysheet_seat",
        "academy_surveyanswered_seat",
        "academy_surveysheet_withdrawn_once",
        "academy_surveysheet_kept",
        "academy_surveysheet_stays",
        "academy_anonymoussheet_append_only",
        "academy_surveyanswered_append_only",
        "academy_surveyasked_append_only",
        "evidence_total",
        "organisations_yearlyfigure_kept",
        "organisations_yearlyfigure_stays",
        "ownership_at_most_whole",
        "group_membership_once",
        "organisations_consenttext_append_only",
        "consent_only_withdrawn",
        "reference_confirmed_kept",
        "caravan_meeting_seat",
    },
}
QUERIES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


def triggers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(QUERIES[connection.vendor])
        return {row[0] for row in cursor.fetchall()}


def walls() -> list[VendorSQL]:
    """Every step in a database's own words, in the order of the migrations; one that is taken down on the way
    and put up again counts once, where it was put up last."""
    loader = MigrationLoader(connection)
    found: dict[str, VendorSQL] = {}
    for app, name in loader.graph._generate_plan(loader.graph.leaf_nodes(), at_end=True):
        for step in loader.graph.nodes[app, name].operations:
            if isinstance(step, VendorSQL) and not step.name.startswith("take down"):
                found.pop(step.name, None)
                found[step.name] = step
    return list(found.values())


@pytest.mark.django_db
def test_every_trigger_is_in_place() -> None:
    assert triggers() >= TRIGGERS[connection.vendor]


@pytest.mark.django_db(transaction=True)
def test_the_walls_go_down_and_up_again() -> None:
    standing, steps = triggers(), [step for step in walls() if any(step.undo.values())]
    with connection.schema_editor() as editor:
        for step in reversed(steps):
            step.database_backwards("", editor, None, None)
        assert TRIGGERS[connection.vendor] & triggers() == set()
        for step in steps:
            step.database_forwards("", editor, None, None)
    assert triggers() == standing

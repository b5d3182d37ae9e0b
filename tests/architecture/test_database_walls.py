"""The triggers that promises rest on are there after all migrations, on both databases."""

import pytest
from django.db import connection

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
        "reference_confirmed_kept",
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


@pytest.mark.django_db
def test_every_trigger_is_in_place() -> None:
    with connection.cursor() as cursor:
        cursor.execute(QUERIES[connection.vendor])
        found = {row[0] for row in cursor.fetchall()}
    assert found >= TRIGGERS[connection.vendor]


@pytest.mark.django_db(transaction=True)
def test_the_walls_go_down_and_up_again_with_their_migrations() -> None:
    from django.core.management import call_command

    for app, before in (
        ("caravan", "0001"),
        ("evidence", "0001"),
        ("organisations", "0002"),
        ("core", "0001"),
    ):
        call_command("migrate", app, before, verbosity=0)
    call_command("migrate", verbosity=0)
    test_every_trigger_is_in_place()

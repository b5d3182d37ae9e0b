"""What the database itself refuses, on whichever database this run is."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from deungdae.apps.core.models import Decision

pytestmark = pytest.mark.django_db


def a_decision() -> Decision:
    return Decision.objects.create(
        kind="timetable",
        subject="x",
        inputs_hash="a" * 64,
        result_hash="b" * 64,
        engine="timetable",
        engine_version="1",
        seed=1,
        document=b"{}",
        decided_at=timezone.now(),
    )


def test_a_decision_cannot_be_changed() -> None:
    decision = a_decision()
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(seed=2)


def test_a_decision_cannot_be_deleted() -> None:
    decision = a_decision()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_decision WHERE id = %s", [decision.pk])

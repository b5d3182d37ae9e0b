"""The materials of a cohort's sessions as people see them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from deungdae.apps.academy.models import Cohort, Enrolment, Session, SessionMaterial


def seen_of_seat(enrolment: Enrolment) -> list[dict[str, Any]]:
    """Of each session that has any, in order: the note, and what this seat may see now. Two queries."""
    if enrolment.state != Enrolment.State.SEATED:
        return []
    seen = SessionMaterial.objects.of_seats(Enrolment.objects.filter(pk=enrolment.pk))
    return by_session(enrolment.cohort, seen)


def by_session(cohort: Cohort, materials: Iterable[SessionMaterial]) -> list[dict[str, Any]]:
    of_session: dict[int, list[SessionMaterial]] = {}
    for one in materials:
        of_session.setdefault(one.session_id, []).append(one)
    sessions = Session.objects.filter(cohort=cohort)
    return [
        {"session": one, "materials": of_session.get(one.pk, [])}
        for one in sessions
        if one.pk in of_session or one.materials
    ]


def counted_sessions(cohort: Cohort) -> QuerySet[Session]:
    """The sessions in order, each with `material_count`: how many stand."""
    standing = Count("material_files", filter=Q(material_files__withdrawn_at=None))
    return Session.objects.filter(cohort=cohort).annotate(material_count=standing)

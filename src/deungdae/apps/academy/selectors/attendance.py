"""Reading attendance: a session's sheet, a person's own record, where everybody of a cohort stands."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, QuerySet

from deungdae.apps.academy.attendance_words import duration, progress_words, verdict_words
from deungdae.apps.academy.bridge.completion import parts_of, verdict_of
from deungdae.apps.academy.models import Attendance, AttendanceStep, Cohort, Enrolment, Session, Trainee
from deungdae.apps.academy.presence import minutes_so_far
from deungdae.apps.academy.words import moment_words
from deungdae.apps.calendar.selectors.words import clock as clock_words
from deungdae.apps.calendar.selectors.words import day_words, span_words
from deungdae.apps.core import clock
from deungdae.apps.core.words import dash

PAGE_SIZE = 300
"""Of a sheet: as many as one form may send."""


def by_address(seats: Sequence[Enrolment]) -> dict[str, Enrolment]:
    """Each seat by every address of its person: the own one, and those of records that were joined to it."""
    of_person = {one.trainee_id: one for one in seats}
    joined = Trainee.objects.filter(merged_into__in=of_person).values_list("email", "merged_into")
    found = {email.lower(): of_person[key] for email, key in joined if key in of_person}
    found |= {one.trainee.email.lower(): one for one in seats}
    found.pop("", None)
    return found


def seats_of(cohort: Cohort) -> QuerySet[Enrolment]:
    """Whoever is expected, by number."""
    found = Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.SEATED)
    return found.select_related("trainee", "organisation").order_by("number")


def attendance_of(session: Session) -> Mapping[int, Attendance]:
    """By the enrolment's key."""
    return {one.enrolment_id: one for one in Attendance.objects.filter(session=session)}


def counts_of(session: Session) -> dict[str, int]:
    """How many are in each state, those without a record under ""; of whoever has a seat now."""
    seats = seats_of(session.cohort)
    rows = Attendance.objects.filter(session=session, enrolment__in=seats).order_by().values_list("state")
    counts = dict(rows.annotate(number=Count("pk")))
    return {**counts, "": seats.count() - sum(counts.values())}


def times_words(one: Attendance) -> str:
    """10:12~11:30, as far as it is known."""
    if one.arrived_at is None and one.left_at is None:
        return ""
    begin, end = (clock_words(at) if at is not None else "" for at in (one.arrived_at, one.left_at))
    return f"{begin}{dash()}{end}" if end else begin


def record_of(enrolment: Enrolment) -> dict[str, Any]:
    """A person's sessions with what is written of each, and what it comes to."""
    cohort = enrolment.cohort
    sessions = list(Session.objects.filter(cohort=cohort))
    rows = {one.session_id: one for one in Attendance.objects.filter(enrolment=enrolment)}
    parts = parts_of(cohort, [enrolment])[enrolment.pk]
    verdict = verdict_of(cohort, sessions, rows, parts)
    done, is_started = enrolment.completed_on is not None, verdict.is_started
    reasons = reasons_of(enrolment)
    return {
        "lines": [
            line_of(number, session, rows.get(session.pk), reasons.get(session.pk, []))
            for number, session in enumerate(sessions, start=1)
        ],
        "verdict": verdict,
        "words": verdict_words(verdict, is_completed=done),
        "progress": progress_words(verdict) if verdict.scheduled and (is_started or not done) else "",
        "is_completed": done,
        "dates": dates_of(enrolment),
    }


def line_of(number: int, session: Session, row: Attendance | None, reasons: list[str]) -> dict[str, Any]:
    minutes = minutes_so_far(session, row, clock.now()) if row is not None else 0
    return {
        "number": number,
        "title": session.title,
        "when": span_words((session.starts_at, session.ends_at)),
        "row": row,
        "times": times_words(row) if row is not None else "",
        "minutes": duration(minutes) if minutes else "",
        "reasons": reasons,
    }


def reasons_of(enrolment: Enrolment) -> dict[int, list[str]]:
    """Why something was written or corrected, by the session's key, with when."""
    steps = AttendanceStep.objects.filter(attendance__enrolment=enrolment).exclude(reason="")
    found: dict[int, list[str]] = {}
    for step in steps.select_related("attendance"):
        words = f"{moment_words(step.at)} {step.get_state_display()}: {step.reason}"
        found.setdefault(step.attendance.session_id, []).append(words)
    return found


def dates_of(enrolment: Enrolment) -> list[dict[str, str]]:
    """Enrolled, started, completed and certified: four dates that are never one another."""
    days = {
        "requested_at": moment_words(enrolment.requested_at),
        "started_on": day_words(enrolment.started_on) if enrolment.started_on else "–",
        "completed_on": day_words(enrolment.completed_on) if enrolment.completed_on else "–",
        "certified_on": day_words(enrolment.certified_on) if enrolment.certified_on else "–",
    }
    return [{"name": name, "value": value} for name, value in days.items()]


def standings(cohort: Cohort, enrolments: list[Enrolment]) -> list[dict[str, Any]]:
    """Each with the verdict, in as many queries for all as for one."""
    sessions = list(Session.objects.filter(cohort=cohort))
    of_person: dict[int, dict[int, Attendance]] = {}
    for row in Attendance.objects.filter(session__in=sessions, enrolment__in=enrolments):
        of_person.setdefault(row.enrolment_id, {})[row.session_id] = row
    parts, found = parts_of(cohort, enrolments), []
    for one in enrolments:
        verdict = verdict_of(cohort, sessions, of_person.get(one.pk, {}), parts[one.pk])
        found.append(
            {
                "enrolment": one,
                "rows": of_person.get(one.pk, {}),
                "verdict": verdict,
                "words": verdict_words(verdict, is_completed=one.completed_on is not None),
                "counted": duration(verdict.counted) if verdict.counted else "–",
            }
        )
    return found

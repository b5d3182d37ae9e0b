"""Sessions and attendances to the engine's records, and its verdicts."""

from collections.abc import Iterable, Mapping

from deungdae.apps.academy.models import Attendance, Cohort, Enrolment, Session
from deungdae.apps.academy.presence import minutes_of
from deungdae.apps.core import clock
from deungdae.engine.completion.model import Meeting, Record, Verdict
from deungdae.engine.completion.solve import judge

__all__ = ["Verdict", "verdict_of", "verdicts_of"]


def verdicts_of(cohort: Cohort, enrolments: Iterable[Enrolment]) -> Mapping[int, Verdict]:
    """How each stands now, by the enrolment's key; two queries."""
    sessions, found = list(Session.objects.filter(cohort=cohort)), list(enrolments)
    rows = Attendance.objects.filter(session__in=sessions, enrolment__in=found)
    of_person: dict[int, dict[int, Attendance]] = {}
    for row in rows:
        of_person.setdefault(row.enrolment_id, {})[row.session_id] = row
    return {one.pk: verdict_of(cohort, sessions, of_person.get(one.pk, {})) for one in found}


def verdict_of(cohort: Cohort, sessions: Iterable[Session], attended: Mapping[int, Attendance]) -> Verdict:
    """Of one person: the cohort's sessions in order, and what was attended by the session's key."""
    now = clock.now()
    meetings = []
    for number, session in enumerate(sessions, start=1):
        row = attended.get(session.pk)
        meetings.append(
            Meeting(
                number=number,
                minutes=minutes_of(session),
                attended=0 if row is None else row.minutes,
                is_excused=row is not None and row.state == Attendance.State.EXCUSED,
                is_over=session.ends_at <= now,
            )
        )
    return judge(Record(tuple(meetings), cohort.course.attendance_percent))

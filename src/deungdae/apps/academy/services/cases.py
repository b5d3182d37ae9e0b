"""What the CEO academy writes to a company's case: that somebody was invited, the answer, and attendance."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from deungdae.apps.academy.invited_kinds import ANSWERED, ATTENDED, HOSTED, INVITED, VISITED
from deungdae.apps.academy.models import Attendance, Cohort, Enrolment, Session, Visit
from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.core import clock
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import correct_evidence, record_evidence


def payload_of(enrolment: Enrolment) -> Mapping[str, object]:
    cohort = enrolment.cohort
    return {
        "enrolment": enrolment.short_id,
        "cohort": cohort.short_id,
        "title": cohort.course.title,
        "cohort_number": cohort.number,
        "number": enrolment.number,
    }


def tell_invited(enrolment: Enrolment, *, actor: User | None) -> None:
    tell(enrolment, INVITED, f"academy.invitation:{enrolment.short_id}", actor=actor)


def tell_answer(enrolment: Enrolment, answer: str, *, actor: User | None) -> None:
    """Why somebody declined stays with the invitation: it may name somebody."""
    tell(enrolment, ANSWERED[answer], f"academy.invitation.{answer}:{enrolment.short_id}", actor=actor)


def tell(enrolment: Enrolment, kind: str, source: str, *, actor: User | None) -> None:
    """One entry of today; who comes alone has no case."""
    if enrolment.organisation is not None:
        record_evidence(
            organisation=enrolment.organisation,
            kind=kind,
            happened_on=clock.today(),
            actor=actor,
            source=source,
            person=enrolment.trainee.account,
            payload=payload_of(enrolment),
        )


def tell_attendance(session: Session, written: Iterable[Attendance], *, actor: User | None) -> None:
    """Of an invited cohort: who came to a session; taken back where it turns out that nobody did."""
    if session.cohort.admission != Cohort.Admission.INVITATION:
        return
    visit = Visit.objects.filter(session=session, confirmed_at__isnull=False).select_related("host").first()
    kind, more = ATTENDED, {"session": session.title}
    if visit is not None:
        kind, more = VISITED, {**more, "host": visit.host.name}
    for one in written:
        enrolment = one.enrolment
        enrolment.cohort = session.cohort
        source = f"academy.attendance:{enrolment.short_id}.{session.short_id}"
        told = EvidenceEntry.objects.filter(kind=kind, source__startswith=f"{source}.")
        standing = told.filter(evidenceentry=None).first()
        was_there = one.state in Attendance.ATTENDING
        if standing is not None and not was_there:
            correct_evidence(entry=standing, reason=_("출석을 바로잡음"), actor=actor)
        if visit is not None and was_there:
            tell_host(visit, session, actor=actor)
        if standing is None and was_there and enrolment.organisation is not None:
            record_evidence(
                organisation=enrolment.organisation,
                kind=kind,
                happened_on=day_of(session.starts_at),
                actor=actor,
                source=f"{source}.{told.count() + 1}",
                person=enrolment.trainee.account,
                payload={**payload_of(enrolment), **more},
            )


def tell_host(visit: Visit, session: Session, *, actor: User | None) -> None:
    """The host's case, once: as soon as somebody was there."""
    source = f"academy.visit:{visit.short_id}"
    if EvidenceEntry.objects.filter(kind=HOSTED, source=source).exists():
        return
    cohort = session.cohort
    record_evidence(
        organisation=visit.host,
        kind=HOSTED,
        happened_on=day_of(session.starts_at),
        actor=actor,
        source=source,
        payload={
            "cohort": cohort.short_id,
            "title": cohort.course.title,
            "cohort_number": cohort.number,
            "session": session.title,
        },
    )

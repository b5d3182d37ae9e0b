"""What a company's case tells of answers: how many use at work what they learned, how an attitude changed.

One entry for each company and cohort; when answers come or are taken back, a new one corrects it.
"""

from collections.abc import Iterable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from deungdae.apps.academy.bridge.surveys import change
from deungdae.apps.academy.kinds import ATTITUDE_CHANGED, USED_AT_WORK
from deungdae.apps.academy.models import Enrolment, SurveyKind, SurveySheet
from deungdae.apps.academy.surveys import YES_NO
from deungdae.apps.core import clock
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import correct_evidence, record_evidence

ATTITUDES = (SurveyKind.ATTITUDE_BEFORE, SurveyKind.ATTITUDE_AFTER)


def write_heard(seat: Enrolment, kind: str) -> None:
    """Bring the case up to the answers that count now; somebody without a company has none."""
    if seat.organisation is None:
        return
    sheets = SurveySheet.objects.filter(
        enrolment__cohort=seat.cohort, enrolment__organisation=seat.organisation, withdrawn_at=None
    )
    if kind == SurveyKind.FOLLOW_UP:
        write(seat, USED_AT_WORK, used(sheets.filter(kind=kind)))
    elif kind in ATTITUDES:
        write(seat, ATTITUDE_CHANGED, changed(sheets.filter(kind__in=ATTITUDES)))


def used(sheets: Iterable[SurveySheet]) -> dict[str, int]:
    answers = [sheet.answers[YES_NO] for sheet in sheets]
    return {"people": len(answers), "used": sum(answers)}


def changed(sheets: Iterable[SurveySheet]) -> dict[str, int]:
    """The sums over all statements, of people who answered both times."""
    totals: dict[str, dict[int, int]] = {kind: {} for kind in ATTITUDES}
    questions = 1
    for sheet in sheets:
        totals[sheet.kind][sheet.enrolment_id] = sum(sheet.answers.values())
        questions = len(sheet.answers)
    found = change(totals[ATTITUDES[0]], totals[ATTITUDES[1]])
    return {
        "people": found.before.people,
        "before": found.before.hundredths // questions,
        "after": found.after.hundredths // questions,
    }


def write(seat: Enrolment, kind: str, told: dict[str, int]) -> None:
    source = f"academy.cohort:{seat.cohort.short_id}"
    entries = EvidenceEntry.objects.filter(
        organisation=seat.organisation, kind=kind, source__startswith=f"{source}."
    )
    payload = {
        "cohort": seat.cohort.short_id,
        "title": seat.cohort.course.title,
        "cohort_number": seat.cohort.number,
        **told,
    }
    standing = list(entries.filter(evidenceentry=None))
    if any(entry.payload == payload for entry in standing):
        return
    with translation.override(settings.LANGUAGE_CODE):
        reason = _("설문의 답이 더해지거나 거두어짐")
    for entry in standing:
        correct_evidence(entry=entry, reason=reason, actor=None)
    if told["people"] and seat.organisation is not None:
        record_evidence(
            organisation=seat.organisation,
            kind=kind,
            happened_on=clock.today(),
            actor=None,
            source=f"{source}.{entries.count() + 1}",
            payload=payload,
        )

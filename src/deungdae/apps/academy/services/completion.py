"""Completing a cohort: whoever has done all that counts, after the last session; and taking it back."""

from collections.abc import Iterable, Iterator, Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from deungdae.apps.academy.bridge.completion import Verdict, parts_of, verdicts_of
from deungdae.apps.academy.kinds import COMPLETED
from deungdae.apps.academy.models import Cohort, Enrolment, Session
from deungdae.apps.academy.services import letters
from deungdae.apps.academy.services.attendance import NOT_HELD, lock_seats
from deungdae.apps.academy.services.turns import lock_cohort, lock_enrolment, note_steps
from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.services import Happened, correct_evidence, record_all


@transaction.atomic
def complete_cohort(*, cohort: Cohort, actor: User | None) -> list[Enrolment]:
    """Whoever has done all that counts completes on the day of the last of it, of the last session at the
    earliest, is told once, and the company's case tells of it. Pressed again it takes in the others."""
    cohort = lock_cohort(cohort)
    last = require_over(cohort)
    seated = Enrolment.objects.filter(cohort=cohort, state=Enrolment.State.SEATED, completed_on=None)
    locked = list(lock_seats(seated.values_list("pk", flat=True)).values())
    verdicts, parts = verdicts_of(cohort, locked), parts_of(cohort, locked)
    done = [one for one in locked if verdicts[one.pk].is_complete and one.started_on is not None]
    for one in done:
        at = max(last.ends_at, parts[one.pk].last_at or last.ends_at)
        one.cohort, one.completed_on = cohort, day_of(at)
    Enrolment.objects.bulk_update(done, ["completed_on"])
    note_steps(done, actor=actor, reason=gettext_noop("수료함"))
    told = times_told(done)
    record_all([each for one in done for each in happened(one, verdicts[one.pk], told)], actor=actor)
    letters.tell(done, letters.COMPLETED)
    return done


def require_over(cohort: Cohort) -> Session:
    """The last session, which has ended, of a cohort that was held."""
    if cohort.state in NOT_HELD:
        template = _("{cohort}(은/는) {state} 상태라 수료를 정할 수 없습니다.")
        raise refused("not_held", template, cohort=str(cohort), state=str(cohort.get_state_display()))
    last = Session.objects.filter(cohort=cohort).order_by("-ends_at").first()
    if last is None or last.ends_at > clock.now():
        when = letters.until_words(last.ends_at) if last is not None else _("마지막 회차")
        template = _("마지막 회차가 끝난 뒤에 수료를 정합니다({when}).")
        raise refused("not_over", template, when=when)
    return last


def happened(enrolment: Enrolment, verdict: Verdict, told: Mapping[str, int]) -> Iterator[Happened]:
    """One entry for each time that a person of a company completes; who comes alone has no case."""
    if enrolment.organisation is None or enrolment.completed_on is None:
        return
    cohort, course, source = enrolment.cohort, enrolment.cohort.course, source_of(enrolment)
    payload = {
        "enrolment": enrolment.short_id,
        "cohort": cohort.short_id,
        "course": course.short_id,
        "title": course.title,
        "cohort_number": cohort.number,
        "number": enrolment.number,
        "minutes": verdict.counted,
        "scheduled": verdict.scheduled,
        "role": course.role,
        "step": course.step,
    }
    yield Happened(
        enrolment.organisation,
        COMPLETED,
        enrolment.completed_on,
        f"{source}.{told.get(source, 0) + 1}",
        payload,
        enrolment.trainee.account,
    )


def times_told(enrolments: Iterable[Enrolment]) -> Mapping[str, int]:
    """source → how often it was told as completed before, whatever became of it; of most: never."""
    of_first = {f"{source_of(one)}.1": one for one in enrolments}
    told = EvidenceEntry.objects.filter(kind=COMPLETED, source__in=of_first).values_list("source", flat=True)
    again = [of_first[source] for source in told.distinct()]
    return {source_of(one): entries_of(one).count() for one in again}


def source_of(enrolment: Enrolment) -> str:
    return f"academy.enrolment:{enrolment.short_id}"


def entries_of(enrolment: Enrolment) -> QuerySet[EvidenceEntry]:
    """Every time that this one was told as completed, whatever became of the entry."""
    return EvidenceEntry.objects.filter(kind=COMPLETED, source__startswith=f"{source_of(enrolment)}.")


def withdrawn_words(reason: str) -> str:
    """As long as the history holds."""
    return (_("수료를 거둠: %(reason)s") % {"reason": reason.strip()})[:200]


@transaction.atomic
def withdraw_completion(*, enrolment: Enrolment, reason: str, actor: User | None) -> Enrolment:
    """Take a completion back, with the reason that the person is told; the case keeps both."""
    _cohort, mine = lock_enrolment(enrolment)
    if mine.completed_on is None:
        raise RefusedError("not_completed", _("수료하지 않은 신청입니다. 화면을 새로 고쳐 주십시오."))
    if mine.certified_on is not None:
        raise RefusedError(
            "certified", _("수료증이 나간 수료는 거둘 수 없습니다. 먼저 수료증을 거두어 주십시오.")
        )
    if not reason.strip():
        raise RefusedError("reason", _("수료를 거두는 까닭을 적어 주십시오. 본인에게 그대로 알립니다."))
    mine.completed_on = None
    mine.save(update_fields=["completed_on"])
    note_steps([mine], actor=actor, reason=withdrawn_words(reason))
    for entry in entries_of(mine).filter(evidenceentry=None):
        correct_evidence(entry=entry, reason=reason, actor=actor)
    letters.tell([mine], letters.NOT_COMPLETED, reason=reason.strip())
    return mine

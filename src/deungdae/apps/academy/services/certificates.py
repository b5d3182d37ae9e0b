"""Certificates: issued once to whoever completed, revoked once, issued again with the fault put right."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from deungdae.apps.academy.models import Certificate, CertificateYear, Cohort, Enrolment
from deungdae.apps.academy.numbers import new_number
from deungdae.apps.academy.selectors.readiness import READY, WORDS, readiness_of_cohort
from deungdae.apps.academy.services import letters
from deungdae.apps.academy.services.badges import sign_badges
from deungdae.apps.academy.services.certified import correct_case, write_cases
from deungdae.apps.academy.services.turns import lock_cohort
from deungdae.apps.accounts.anonymising import NAME
from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.evidence.company_facts import CompanyFacts, facts_of
from deungdae.apps.organisations.services.history import Act, save

Shown = Certificate.Shown


@transaction.atomic
def issue_certificates(
    *, cohort: Cohort, actor: User | None, at_most: int | None = None
) -> list[Certificate]:
    """One for everybody of the cohort who is ready, or the first `at_most` of them; whoever has one already,
    or is not ready, is passed over, so that a second press adds nothing."""
    cohort = lock_cohort(cohort)
    require_held(cohort)
    ready = [one.enrolment for one in readiness_of_cohort(cohort) if one.code == READY]
    issued = issue_to(ready[:at_most], cohort, actor=actor)
    letters.tell([one.enrolment for one in issued], letters.CERTIFIED, occasion="certified")
    return issued


@transaction.atomic
def issue_certificate(*, enrolment: Enrolment, actor: User | None) -> Certificate:
    """One for this person; RefusedError says why it cannot be."""
    cohort = lock_cohort(enrolment.cohort)
    require_held(cohort)
    found = {one.enrolment.pk: one for one in readiness_of_cohort(cohort)}.get(enrolment.pk)
    code = found.code if found is not None else "no_seat"
    if found is None or code != READY:
        template = _("접수 번호 {number}번에는 수료증을 발급할 수 없습니다: {why}.")
        raise refused(code, template, number=enrolment.number, why=str(WORDS[code]))
    [certificate] = issue_to([found.enrolment], cohort, actor=actor)
    letters.tell([found.enrolment], letters.CERTIFIED, occasion="certified")
    return certificate


def require_held(cohort: Cohort) -> None:
    if cohort.state == Cohort.State.CANCELLED:
        template = _("‘{cohort}’(은/는) 취소된 기수라 수료증을 발급할 수 없습니다.")
        raise refused("cancelled", template, cohort=str(cohort))


def issue_to(
    enrolments: Sequence[Enrolment],
    cohort: Cohort,
    *,
    actor: User | None,
    replaces: Certificate | None = None,
) -> list[Certificate]:
    """The papers with everything as it is now; a re-issue, of one, keeps the first one's day and choice."""
    today = clock.today()
    certified_on = replaces.certified_on if replaces is not None else today
    known: dict[int, CompanyFacts] = {}
    certificates = []
    for enrolment, number in zip(enrolments, next_numbers(today.year, len(enrolments)), strict=True):
        enrolment.cohort, enrolment.certified_on = cohort, certified_on
        certificates.append(
            Certificate(
                number=number,
                enrolment=enrolment,
                certified_on=certified_on,
                issuer=settings.CENTRE_NAME,
                issued_at=clock.now(),
                issued_by=actor,
                replaces=replaces,
                shown=replaces.shown if replaces is not None else Shown.MASKED,
                **facts_as_of(enrolment, certified_on, known),
            )
        )
    try:
        with transaction.atomic():
            Certificate.objects.bulk_create(certificates)
    except IntegrityError as error:
        message = _("이 사람의 수료증을 방금 다른 화면에서 발급했습니다. 화면을 새로 고쳐 주십시오.")
        raise RefusedError("stale", message) from error
    Enrolment.objects.bulk_update(enrolments, ["certified_on"])
    sign_badges(certificates)
    write_cases(certificates, actor=actor)
    return certificates


def facts_as_of(enrolment: Enrolment, day: date, known: dict[int, CompanyFacts]) -> dict[str, object]:
    """What the paper says, and what counts are split by. `known`: companies that were asked about before."""
    course, trainee, organisation = enrolment.cohort.course, enrolment.trainee, enrolment.organisation
    company = None
    if organisation is not None:
        company = known.get(organisation.pk) or facts_of(organisation=organisation, on=day)
        known[organisation.pk] = company
    return {
        "name": trainee.name,
        "job_title": trainee.job_title,
        "organisation_name": organisation.name if organisation is not None else "",
        "course_title": course.title,
        "course_title_english": course.title_english,
        "role": course.role,
        "cohort_number": enrolment.cohort.number,
        "hours": course.hours,
        "region": company.region[:2] if company is not None else "",
        "size": company.size if company is not None else "",
        "started_on": enrolment.started_on,
        "completed_on": enrolment.completed_on,
    }


def next_numbers(year: int, count: int) -> list[str]:
    """The next numbers of the year; two writers get theirs one after the other."""
    CertificateYear.objects.get_or_create(year=year)
    CertificateYear.objects.filter(year=year).update(given=F("given") + count)
    last = CertificateYear.objects.get(year=year).given
    return [new_number(year=year, serial=serial) for serial in range(last - count + 1, last + 1)]


@transaction.atomic
def revoke_certificate(*, certificate: Certificate, reason: str, actor: User | None) -> Certificate:
    """From now on it is not valid, wherever somebody checks it; what it said stays readable."""
    mine = lock_certificate(certificate)
    require_reason(reason)
    require_valid(mine)
    revoke(mine, reason=reason.strip(), actor=actor)
    Enrolment.objects.filter(pk=mine.enrolment_id).update(certified_on=None)
    letters.tell([mine.enrolment], letters.REVOKED, reason=reason.strip(), occasion=mine.number)
    return mine


@transaction.atomic
def reissue_certificate(
    *, certificate: Certificate, name: str, reason: str, actor: User | None
) -> Certificate:
    """Another paper in the place of this one, with the name as it should have been; the old one is revoked.
    The day on which the person was certified stays."""
    old = lock_certificate(certificate)
    require_reason(reason)
    require_last(old)
    require_held(old.enrolment.cohort)
    if old.is_valid:
        revoke(old, reason=reason.strip(), actor=actor)
    trainee = old.enrolment.trainee
    if trainee.name != name.strip():
        trainee.name = name.strip()
        save(trainee, Act(actor, reason.strip()))
    [new] = issue_to([old.enrolment], old.enrolment.cohort, actor=actor, replaces=old)
    letters.tell([new.enrolment], letters.REISSUED, reason=reason.strip(), occasion=new.number)
    return new


def lock_certificate(certificate: Certificate) -> Certificate:
    """The certificate as it is now, with its cohort locked."""
    cohort = lock_cohort(certificate.enrolment.cohort)
    parts = ("enrolment__trainee", "enrolment__organisation")
    found = Certificate.objects.select_related(*parts).get(pk=certificate.pk)
    found.enrolment.cohort = cohort
    return found


def revoke(certificate: Certificate, *, reason: str, actor: User | None) -> None:
    certificate.revoked_at, certificate.revoked_by = clock.now(), actor
    certificate.revoked_reason = reason
    certificate.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    correct_case(certificate, actor=actor)


def require_reason(reason: str) -> None:
    if not reason.strip():
        raise RefusedError("reason", _("까닭을 적어 주십시오. 받은 사람에게 그대로 알립니다."))


def require_valid(certificate: Certificate) -> None:
    if certificate.revoked_at is not None:
        template = _("수료증 {number}(은/는) {day}에 이미 취소했습니다.")
        day = day_words(day_of(certificate.revoked_at))
        raise refused("revoked", template, number=certificate.number, day=day)


def require_last(certificate: Certificate) -> None:
    """Not replaced yet, of somebody who is still in the records and has the seat."""
    later = Certificate.objects.filter(replaces=certificate).first()
    if later is not None:
        template = _("수료증 {old}(은/는) 이미 {new}(으로/로) 다시 발급했습니다. 새 수료증에서 하십시오.")
        raise refused("replaced", template, old=certificate.number, new=later.number)
    enrolment = certificate.enrolment
    if certificate.erased_at is not None or enrolment.trainee.name == NAME:
        message = _(
            "개인정보를 지운 사람의 수료증은 다시 발급할 수 없습니다. 번호는 계속 확인할 수 있습니다."
        )
        raise RefusedError("erased", message)
    if enrolment.state != Enrolment.State.SEATED or enrolment.completed_on is None:
        message = _("수료한 신청이 아니라 다시 발급할 수 없습니다. 신청의 상태를 확인해 주십시오.")
        raise RefusedError("not_completed", message)


@transaction.atomic
def choose_shown_name(*, certificate: Certificate, shown: str) -> Certificate:
    """How much of the name the public page tells: the person's own choice, at any time."""
    if shown not in Shown.values:
        raise RefusedError("shown", _("보일 이름을 화면에서 골라 주십시오."))
    locked = Certificate.objects.select_for_update(of=("self",), no_key=True).get(pk=certificate.pk)
    locked.shown = shown
    locked.save(update_fields=["shown"])
    return locked

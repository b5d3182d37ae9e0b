"""Certificates: once to whoever completed, revoked once, replaced; nothing on the paper ever changes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from deungdae.apps.academy.kinds import CERTIFIED
from deungdae.apps.academy.models import Certificate, Cohort, Enrolment
from deungdae.apps.academy.numbers import check_character, new_number, tidied
from deungdae.apps.academy.selectors.readiness import readiness_of_cohort
from deungdae.apps.academy.services import certificates as services
from deungdae.apps.academy.services.cohorts import transition_cohort
from deungdae.apps.academy.services.completion import withdraw_completion
from deungdae.apps.academy.services.enrolments import cancel_enrolment
from deungdae.apps.accounts.anonymising import NAME
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.organisations.models import Organisation
from tests.support.academy import an_open_cohort, certified, completed, enrolled
from tests.support.refusals import code_of

one_database = pytest.mark.one_database


def refused_by_the_database(act: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return True
    return False


def told(enrolment: Enrolment) -> list[str]:
    mails = OutboxMessage.objects.filter(recipient=enrolment.trainee.email).order_by("id")
    return [mail.subject.partition("] ")[2] for mail in mails]


def erase(enrolment: Enrolment) -> None:
    from deungdae.apps.academy.erasing import erase_trainees

    erase_trainees([enrolment.trainee_id])


@pytest.mark.django_db
def test_a_certificate_says_what_was_true_when_it_was_issued() -> None:
    company = Organisation.objects.create(name="한빛정밀")
    certificate = certified(an_open_cohort(2), 1, organisation=company, name="김하늘")
    enrolment = Enrolment.objects.get(pk=certificate.enrolment_id)
    assert enrolment.certified_on == certificate.certified_on == clock.today()
    assert (certificate.name, certificate.organisation_name) == ("김하늘", "한빛정밀")
    assert (certificate.course_title, certificate.hours) == ("데이터 분석 실무", 24)
    enrolment.trainee.name, company.name = "김바다", "새이름"
    enrolment.trainee.save()
    company.save()
    certificate.refresh_from_db()
    assert (certificate.name, certificate.organisation_name) == ("김하늘", "한빛정밀")
    assert told(enrolment)[-1] == "수료증이 나왔습니다"


@pytest.mark.django_db
def test_a_whole_cohort_is_certified_in_one_act_that_adds_nothing_when_pressed_again() -> None:
    cohort = an_open_cohort(4)
    ready = [completed(cohort, number) for number in range(2)]
    not_yet = enrolled(cohort, 8)
    later = completed(cohort, 9)
    Enrolment.objects.filter(pk=later.pk).update(completed_on=clock.today() + timedelta(days=1))
    codes = [one.code for one in readiness_of_cohort(cohort)]
    assert codes == ["ready", "ready", "not_completed", "later"]
    issued = services.issue_certificates(cohort=cohort, actor=None)
    assert [one.enrolment for one in issued] == ready
    assert services.issue_certificates(cohort=cohort, actor=None) == []
    assert Certificate.objects.count() == 2
    assert [told(one).count("수료증이 나왔습니다") for one in (*ready, not_yet, later)] == [1, 1, 0, 0]
    serials = sorted(one.number.split("-")[2] for one in issued)
    assert serials == ["000001", "000002"]


@pytest.mark.django_db
def test_who_has_not_completed_or_has_no_seat_or_was_erased_gets_none() -> None:
    cohort = an_open_cohort(2)
    not_yet, gone = enrolled(cohort, 1), completed(cohort, 2)
    waiting = enrolled(cohort, 3)
    erase(gone)
    codes = [
        code_of(lambda one=one: services.issue_certificate(enrolment=one, actor=None))  # type: ignore[misc]
        for one in (not_yet, gone, waiting)
    ]
    assert codes == ["not_completed", "erased", "no_seat"]
    certified_twice = certified(an_open_cohort(1, course=cohort.course), 1).enrolment
    assert code_of(lambda: services.issue_certificate(enrolment=certified_twice, actor=None)) == "issued"


@pytest.mark.django_db
def test_a_cancelled_cohort_certifies_nobody() -> None:
    cohort = an_open_cohort(1)
    enrolment = completed(cohort, 1)
    transition_cohort(cohort=cohort, target=Cohort.State.CANCELLED, reason="폭설", actor=None)
    assert code_of(lambda: services.issue_certificates(cohort=cohort, actor=None)) == "cancelled"
    assert code_of(lambda: services.issue_certificate(enrolment=enrolment, actor=None)) == "cancelled"


@pytest.mark.django_db
def test_a_certificate_is_revoked_once_with_a_reason_that_its_person_is_told() -> None:
    certificate = certified(an_open_cohort(1), 1)

    def revoke(reason: str) -> Certificate:
        return services.revoke_certificate(certificate=certificate, reason=reason, actor=None)

    assert code_of(lambda: revoke(" ")) == "reason"
    revoked = revoke("출석을 잘못 적음")
    assert code_of(lambda: revoke("한 번 더")) == "revoked"
    revoked.refresh_from_db()
    assert revoked.revoked_reason == "출석을 잘못 적음"
    assert Enrolment.objects.get(pk=certificate.enrolment_id).certified_on is None
    assert told(certificate.enrolment)[-1] == "수료증이 취소되었습니다"
    assert services.issue_certificates(cohort=certificate.enrolment.cohort, actor=None) == []


@pytest.mark.django_db
def test_a_misspelt_name_is_put_right_by_a_new_paper_of_the_same_day() -> None:
    first = certified(an_open_cohort(1), 1, name="김하늘")
    services.choose_shown_name(certificate=first, shown="full")

    def again(name: str = "김하눌") -> Certificate:
        return services.reissue_certificate(certificate=first, name=name, reason="오자", actor=None)

    second = again()
    first.refresh_from_db()
    assert (first.name, second.name, second.enrolment.trainee.name) == ("김하늘", "김하눌", "김하눌")
    assert not first.is_valid
    assert second.is_valid
    assert (second.certified_on, second.shown, second.replaces) == (first.certified_on, "full", first)
    assert first.number != second.number
    assert code_of(again) == "replaced"
    services.revoke_certificate(certificate=second, reason="오류", actor=None)
    third = services.reissue_certificate(certificate=second, name="김하눌", reason="되살림", actor=None)
    assert Enrolment.objects.get(pk=first.enrolment_id).certified_on == third.certified_on


@pytest.mark.django_db
def test_the_seat_behind_a_certificate_is_not_given_up() -> None:
    certificate = certified(an_open_cohort(1), 1)
    enrolment = certificate.enrolment
    assert code_of(lambda: cancel_enrolment(enrolment=enrolment, reason="", actor=None)) == "completed"
    withdraw = {"enrolment": enrolment, "reason": "출석 기록 오류", "actor": None}
    assert code_of(lambda: withdraw_completion(**withdraw)) == "certified"
    services.revoke_certificate(certificate=certificate, reason="오류", actor=None)
    withdraw_completion(**withdraw)
    cancel_enrolment(enrolment=enrolment, reason="", actor=None)


@pytest.mark.django_db
def test_the_companys_case_tells_it_and_a_revocation_takes_it_back() -> None:
    company, cohort = Organisation.objects.create(name="한빛정밀"), an_open_cohort(3)
    first = certified(cohort, 1, organisation=company, name="김하늘")
    certified(cohort, 2)
    told = EvidenceEntry.objects.filter(kind=CERTIFIED)
    assert [entry.organisation for entry in told.all()] == [company]
    assert "김하늘" not in str(told.get().payload)
    services.reissue_certificate(certificate=first, name="김하눌", reason="김하늘 아님", actor=None)
    assert (told.count(), told.standing().count()) == (2, 1)
    assert "김하늘" not in str(list(EvidenceEntry.objects.values_list("payload", flat=True)))
    services.revoke_certificate(certificate=Certificate.objects.valid()[1], reason="오류", actor=None)
    services.revoke_certificate(certificate=Certificate.objects.valid().get(), reason="오류", actor=None)
    assert told.standing().count() == 0


@pytest.mark.django_db
def test_a_person_who_was_taken_out_leaves_the_number_and_nothing_else() -> None:
    certificate = certified(an_open_cohort(1), 1, name="김하늘")
    old = services.reissue_certificate(
        certificate=certificate, name="김하눌", reason="김하늘 아님", actor=None
    )
    erase(old.enrolment)
    for one in Certificate.objects.all():
        assert (one.name, one.job_title, one.revoked_reason) == (NAME, "", "")
        assert one.erased_at is not None
    assert (
        code_of(lambda: services.reissue_certificate(certificate=old, name="x", reason="y", actor=None))
        == "erased"
    )
    services.revoke_certificate(certificate=old, reason="오류", actor=None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["가" * 80, "김하늘 金하늘 Kim Haneul", "諸葛孔明", "Ólafur Þór Guðmundsson"]
)
def test_a_name_of_any_script_and_length_is_kept_letter_by_letter(name: str) -> None:
    assert certified(an_open_cohort(1), 1, name=name).name == name


@pytest.mark.django_db
def test_the_database_keeps_the_paper_as_it_was() -> None:
    certificate = certified(an_open_cohort(1), 1, name="김하늘")
    mine = Certificate.objects.filter(pk=certificate.pk)
    for change in (
        {"name": "이바다"},
        {"number": "2026-AC-000009-AAAAAA"},
        {"course_title": "다른 과정"},
        {"completed_on": clock.today() - timedelta(days=1)},
        {"revoked_at": clock.now()},
    ):
        assert refused_by_the_database(lambda change=change: mine.update(**change)), change  # type: ignore[misc]
    assert refused_by_the_database(mine.delete)
    mine.update(revoked_at=clock.now(), revoked_reason="오류")
    assert refused_by_the_database(lambda: mine.update(revoked_at=None, revoked_reason=""))
    assert refused_by_the_database(lambda: mine.update(revoked_reason="다른 까닭"))
    mine.update(name=NAME, erased_at=clock.now())
    assert refused_by_the_database(lambda: mine.update(name="김하늘"))
    assert refused_by_the_database(lambda: mine.update(erased_at=None))


@pytest.mark.django_db
def test_the_database_takes_no_certificate_without_a_completed_course_and_no_second_valid_one() -> None:
    cohort = an_open_cohort(2)
    certificate, not_yet = certified(cohort, 1), enrolled(cohort, 2)

    def copy_for(enrolment: Enrolment) -> None:
        copied = Certificate.objects.get(pk=certificate.pk)
        copied.pk, copied.public_id, copied.enrolment = None, not_yet.public_id, enrolment
        copied.number = new_number(year=2026, serial=77)
        copied.save(force_insert=True)

    assert refused_by_the_database(lambda: copy_for(not_yet))
    assert refused_by_the_database(lambda: copy_for(certificate.enrolment))


@one_database
def test_a_number_shows_every_slip_of_the_pen() -> None:
    number = new_number(year=2026, serial=123)
    assert tidied(number) == number
    assert tidied(f" {number.lower().replace('-', ' – ')} ") == number
    for place, mark in enumerate(number[:-1]):
        for other in "23456789ABCDEFGHJKMNPQRSTUVWXYZ01":
            wrong = number[:place] + other + number[place + 1 :]
            assert mark in ("-", other) or tidied(wrong) == "", wrong
    assert tidied("") == tidied("2026-AC") == tidied(number + "X" * 40) == ""
    assert check_character(number[:-1]) == number[-1]

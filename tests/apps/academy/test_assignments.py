"""Works: handed in until graded, late only with more time, one mark of all graders, told when released."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from deungdae.apps.academy.attendance_words import missing_words
from deungdae.apps.academy.bridge.completion import verdicts_of
from deungdae.apps.academy.erasing import erase_trainees
from deungdae.apps.academy.models import (
    Assignment,
    Cohort,
    Enrolment,
    Extension,
    Grade,
    Mark,
    Submission,
    SubmissionFile,
)
from deungdae.apps.academy.services.assignments import AssignmentFacts, update_assignment
from deungdae.apps.academy.services.grading import confirm_work, grade_work, release_marks
from deungdae.apps.academy.services.submissions import extend, hand_in_work
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage, StoredFile
from deungdae.apps.organisations.models import Membership, Organisation
from tests.support.academy import an_open_cohort, enrolled
from tests.support.at_once import at_once
from tests.support.attendance import turn
from tests.support.learning import RUBRIC, an_assignment, handed_in
from tests.support.refusals import code_of

pytestmark = pytest.mark.django_db


def a_grader(name: str) -> User:
    return create_account(email=f"{name}@centre.example", name=name, password=None)


def graded(submission: Submission, grader: User, *levels: int) -> Grade:
    return grade_work(submission=submission, levels=levels, note="잘했습니다.", grader=grader)


@pytest.fixture
def cohort() -> Cohort:
    return an_open_cohort(5)


@pytest.fixture
def one(cohort: Cohort) -> Enrolment:
    return enrolled(cohort, 1)


def test_a_work_is_handed_in_again_until_somebody_grades_it(cohort: Cohort, one: Enrolment) -> None:
    work = an_assignment(cohort)
    first = handed_in(work, one, "처음")
    assert handed_in(work, one, "처음").pk == first.pk
    assert code_of(lambda: handed_in(work, one, "다른 글")) == "stale"
    second = handed_in(work, one, "다시", number=2)
    assert [each.text for each in Submission.objects.all()] == ["처음", "다시"]
    assert code_of(lambda: graded(first, a_grader("kim"), 2, 1)) == "stale"
    graded(second, a_grader("lee"), 2, 1)
    assert code_of(lambda: handed_in(work, one, "또", number=3)) == "graded"
    assert Mark.objects.get().points == 100
    assert OutboxMessage.objects.filter(subject__endswith="과제 점수가 나왔습니다").count() == 1


def test_nothing_comes_late_but_for_whom_the_time_was_extended(
    cohort: Cohort, one: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now()
    work, other = an_assignment(cohort, due_at=now + timedelta(days=1)), enrolled(cohort, 2)

    def more(days: float, reason: str = "병가") -> object:
        until = now + timedelta(days=days)
        return extend(assignment=work, enrolment=one, until=until, reason=reason, actor=None)

    refused = [code_of(lambda: more(3, " ")), code_of(lambda: more(-1)), code_of(lambda: more(0.5))]
    assert refused == ["reason", "past", "earlier"]
    more(2)
    more(3)
    turn(monkeypatch, now + timedelta(days=2.5))
    assert code_of(lambda: handed_in(work, other)) == "too_late"
    assert handed_in(work, one).number == 1
    assert Extension.objects.get().until == now + timedelta(days=3)


def test_files_are_what_they_say_and_are_kept_or_not_at_all(cohort: Cohort, one: Enrolment, settings) -> None:  # type: ignore[no-untyped-def]
    work = an_assignment(cohort)

    def sent(*files: tuple[str, bytes]) -> Submission:
        found = [SimpleUploadedFile(name, content) for name, content in files]
        return hand_in_work(assignment=work, enrolment=one, number=1, text="", files=found)

    assert code_of(sent) == "nothing"
    assert code_of(lambda: sent(("보고서.pdf", b"MZ program"))) == "file_kind"
    assert code_of(lambda: sent(("보고서.exe", b"%PDF-"))) == "file_kind"
    assert code_of(lambda: sent(("빈.pdf", b""))) == "file_empty"
    made = sent(("보고서.pdf", b"%PDF-1.7 x"))
    assert sent(("보고서.pdf", b"%PDF-1.7 x")).pk == made.pk
    stored = SubmissionFile.objects.get().file
    assert (stored.shown_name, stored.content_type) == ("보고서.pdf", "application/pdf")
    assert StoredFile.objects.count() == 1
    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert len(files) == 1


def test_two_graders_who_are_far_apart_need_a_third(cohort: Cohort, one: Enrolment) -> None:
    work = an_assignment(cohort, graders=2, most_apart=20, releases_at_once=False)
    mine = handed_in(work, one)
    first, second, third = (a_grader(name) for name in ("kim", "lee", "choi"))
    graded(mine, first, 2, 1)
    assert code_of(lambda: graded(mine, first, 2, 1)) == "graded_already"
    graded(mine, second, 2, 0)
    assert not Mark.objects.exists()
    assert code_of(lambda: graded(mine, third, 2)) == "levels"
    graded(mine, third, 1, 1)
    assert Mark.objects.get().points == 80
    assert code_of(lambda: graded(mine, a_grader("han"), 2, 1)) == "graded"
    assert "점수가 아직 없습니다" in missing_of(one)
    Enrolment.objects.filter(pk=one.pk).update(state="cancelled")
    assert release_marks(assignment=work, cohort=cohort) == 1
    assert not OutboxMessage.objects.filter(subject__endswith="과제 점수가 나왔습니다").exists()
    Enrolment.objects.filter(pk=one.pk).update(state="seated")
    assert code_of(lambda: release_marks(assignment=work, cohort=cohort)) == "nothing"
    assert verdicts_of(cohort, [one])[one.pk].missing == ()


def missing_of(one: Enrolment) -> str:
    return " ".join(missing_words(each) for each in verdicts_of(one.cohort, [one])[one.pk].missing)


def test_the_rubric_stays_once_somebody_was_graded_by_it(cohort: Cohort, one: Enrolment) -> None:
    work = an_assignment(cohort)
    wrong = "실행\n0 없음"
    assert code_of(lambda: an_assignment(cohort, title="새 과제", rubric=wrong)) == "rubric"
    assert code_of(lambda: an_assignment(cohort, title="새 과제", pass_mark=101)) == "rubric"
    graded(handed_in(work, one), a_grader("kim"), 0, 1)
    other = RUBRIC.replace("60", "50")
    facts = AssignmentFacts("현장 진단서", other, 40)
    assert code_of(lambda: update_assignment(assignment=work, facts=facts)) == "graded"
    changed = update_assignment(assignment=work, facts=AssignmentFacts("현장 진단", RUBRIC, 40))
    assert changed.title == "현장 진단"
    raised = AssignmentFacts("현장 진단", RUBRIC, 41)
    assert code_of(lambda: update_assignment(assignment=work, facts=raised)) == "graded"
    with pytest.raises(DatabaseError), transaction.atomic():
        Assignment.objects.update(pass_mark=41)
    with pytest.raises(DatabaseError), transaction.atomic():
        Assignment.objects.update(points=1)


def test_the_company_confirms_the_work_of_its_people_and_nobody_else(cohort: Cohort) -> None:
    company = Organisation.objects.create(name="한빛정밀")
    one = enrolled(cohort, 1, organisation=company)
    work = an_assignment(cohort, is_final=True, pass_mark=0)
    boss, stranger = a_grader("boss"), a_grader("stranger")
    role = {"organisation": company, "role": "owner", "starts_on": clock.today()}
    Membership.objects.create(user=boss, **role)
    assert code_of(lambda: confirm_work(assignment=work, enrolment=one, actor=boss)) == "nothing"
    handed_in(work, one)
    assert code_of(lambda: confirm_work(assignment=work, enrolment=one, actor=stranger)) == "company"
    confirm_work(assignment=work, enrolment=one, actor=boss)
    graded(Submission.objects.get(), stranger, 0, 0)
    assert verdicts_of(cohort, [one])[one.pk].missing == ()
    for account, email in ((boss, "other@hanbit.example"), (None, boss.email.upper())):
        one.trainee.account, one.trainee.email = account, email
        one.trainee.save()
        assert code_of(lambda: confirm_work(assignment=work, enrolment=one, actor=boss)) == "own"
        assert code_of(lambda: graded(Submission.objects.get(), boss, 0, 0)) == "own"


def test_what_somebody_wrote_goes_with_the_person_and_the_marks_stay(cohort: Cohort, one: Enrolment) -> None:
    work = an_assignment(cohort)
    file = SimpleUploadedFile("보고서.pdf", b"%PDF-1.7 x")
    mine = hand_in_work(assignment=work, enrolment=one, number=1, text="홍길동의 글", files=[file])
    graded(mine, a_grader("kim"), 2, 1)
    with pytest.raises(DatabaseError), transaction.atomic():
        Submission.objects.update(text="남의 글")
    erase_trainees([one.trainee_id])
    assert (Submission.objects.get().text, Grade.objects.get().note) == ("", "")
    assert not StoredFile.objects.exists()
    assert Mark.objects.get().points == 100


@pytest.mark.django_db(transaction=True)
def test_of_two_graders_at_the_same_moment_one_gives_the_mark() -> None:
    cohort = an_open_cohort(5)
    work, one = an_assignment(cohort), enrolled(cohort, 1)
    mine = handed_in(work, one)
    graders = [a_grader(name) for name in ("kim", "lee", "choi")]
    at_once([lambda grader=grader: graded(mine, grader, 2, 1) for grader in graders])  # type: ignore[misc]
    assert Grade.objects.count() == Mark.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_handed_in_twice_at_the_same_moment_is_handed_in_once() -> None:
    cohort = an_open_cohort(5)
    work, one = an_assignment(cohort), enrolled(cohort, 1)
    found = at_once([lambda: handed_in(work, one)] * 4)
    assert len({each.pk for each in found}) == Submission.objects.count() == 1  # type: ignore[attr-defined]

"""Completion: from the records alone, after the last session, told once, taken back only with a reason."""

from datetime import date

import pytest
from django.utils import translation

from deungdae.apps.academy.attendance_words import duration, verdict_words
from deungdae.apps.academy.bridge.completion import verdicts_of
from deungdae.apps.academy.models import Cohort, Enrolment, EnrolmentStep
from deungdae.apps.academy.selectors.attendance import record_of, standings
from deungdae.apps.academy.services.completion import complete_cohort, withdraw_completion
from deungdae.apps.academy.services.enrolments import cancel_enrolment
from deungdae.apps.academy.views.enrolments import steps_of
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.organisations.models import Organisation
from tests.support.academy import an_open_cohort, completed, enrolled, sessions_of
from tests.support.attendance import DAYS, a_held_cohort, come, said, seated, turn
from tests.support.refusals import code_of
from tests.support.rooms import at

pytestmark = pytest.mark.django_db


def completions(cohort: Cohort) -> list[date | None]:
    return list(
        Enrolment.objects.filter(cohort=cohort).order_by("number").values_list("completed_on", flat=True)
    )


def words_of(one: Enrolment) -> str:
    return verdict_words(verdicts_of(one.cohort, [one])[one.pk], is_completed=False)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Cohort:
    """All four sessions for the first, three for the second, none for the third, excuses for the fourth."""
    cohort, company = a_held_cohort(), Organisation.objects.create(name="한빛정밀")
    people = seated(cohort, 4, organisation=company)
    for number, session in enumerate(sessions_of(cohort)):
        come(monkeypatch, session, people[0])
        if number != 3:
            come(monkeypatch, session, people[1])
        said(session, people[3], "excused")
    return cohort


def test_nobody_completes_before_the_last_session_is_over(held: Cohort) -> None:
    assert code_of(lambda: complete_cohort(cohort=held, actor=None)) == "not_over"


def test_who_attended_enough_completes_and_is_told_once(
    held: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn(monkeypatch, at(12, DAYS[3]))
    done = complete_cohort(cohort=held, actor=None)
    assert [one.number for one in done] == [1]
    assert complete_cohort(cohort=held, actor=None) == []
    assert completions(held) == [DAYS[3], None, None, None]
    entry = EvidenceEntry.objects.get(kind="academy.completed")
    assert (entry.happened_on, entry.payload["minutes"], entry.payload["scheduled"]) == (DAYS[3], 480, 480)
    assert OutboxMessage.objects.filter(subject__endswith="수료했습니다").count() == 1


def test_the_person_reads_what_is_missing(held: Cohort, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third, fourth = Enrolment.objects.filter(cohort=held).order_by("number")
    assert words_of(third) == "아직 시작하지 않았습니다."
    assert words_of(second) == "수료까지 24분 더 출석해야 합니다. 남은 회차는 2시간입니다."
    turn(monkeypatch, at(12, DAYS[3]))
    assert words_of(first) == "수료 기준을 채웠습니다."
    assert words_of(second) == "24분 부족: 4회차 결석."
    assert words_of(third) == words_of(fourth) == "출석한 회차가 없어 수료할 수 없습니다."
    assert [duration(minutes) for minutes in (120, 90, 45)] == ["2시간", "1시간 30분", "45분"]


def test_a_mended_record_completes_later_and_on_the_same_day(
    held: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn(monkeypatch, at(13, DAYS[3]))
    complete_cohort(cohort=held, actor=None)
    second = Enrolment.objects.get(cohort=held, number=2)
    said(sessions_of(held)[3], second, "excused", reason="예비군 훈련")
    assert [one.number for one in complete_cohort(cohort=held, actor=None)] == [2]
    assert completions(held)[:2] == [DAYS[3], DAYS[3]]


def test_the_history_speaks_the_language_of_its_reader(held: Cohort, monkeypatch: pytest.MonkeyPatch) -> None:
    turn(monkeypatch, at(13, DAYS[3]))
    with translation.override("en"):
        [first] = complete_cohort(cohort=held, actor=None)
        assert steps_of(first)[0]["text"] == "Confirmed: Completed"
    assert steps_of(first)[0]["text"] == "확정: 수료함"


def test_a_completion_does_not_fall_by_a_correction_but_by_being_taken_back(
    held: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn(monkeypatch, at(13, DAYS[3]))
    [first] = complete_cohort(cohort=held, actor=None)
    session = sessions_of(held)[0]
    assert code_of(lambda: said(session, first, "absent", reason="대리 출석")) == "completed"
    assert code_of(lambda: cancel_enrolment(enrolment=first, reason="x", actor=None)) == "completed"
    assert code_of(lambda: withdraw_completion(enrolment=first, reason=" ", actor=None)) == "reason"
    withdraw_completion(enrolment=first, reason="대리 출석", actor=None)
    assert code_of(lambda: withdraw_completion(enrolment=first, reason="x", actor=None)) == "not_completed"
    reasons = EnrolmentStep.objects.filter(enrolment=first).order_by("id").values_list("reason", flat=True)
    assert list(reasons) == ["", "수료함", "수료를 거둠: 대리 출석"]
    assert EvidenceEntry.objects.filter(kind="evidence.correction").count() == 1
    said(session, first, "absent", reason="대리 출석")
    assert complete_cohort(cohort=held, actor=None) == []
    turn(monkeypatch, at(14, DAYS[3]))
    said(session, first, "present", reason="본인 확인")
    assert len(complete_cohort(cohort=held, actor=None)) == 1
    assert EvidenceEntry.objects.filter(kind="academy.completed").count() == 2


def test_a_completion_with_a_certificate_stays(held: Cohort, monkeypatch: pytest.MonkeyPatch) -> None:
    turn(monkeypatch, at(13, DAYS[3]))
    [first] = complete_cohort(cohort=held, actor=None)
    Enrolment.objects.filter(pk=first.pk).update(certified_on=DAYS[3])
    assert code_of(lambda: withdraw_completion(enrolment=first, reason="x", actor=None)) == "certified"


def test_the_course_says_how_much_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = a_held_cohort(percent=25)
    [one] = seated(cohort, 1)
    come(monkeypatch, sessions_of(cohort)[2], one)
    turn(monkeypatch, at(12, DAYS[3]))
    [done] = complete_cohort(cohort=cohort, actor=None)
    assert (done.started_on, done.completed_on) == (DAYS[2], DAYS[3])


def test_a_decided_completion_is_never_contradicted_by_missing_attendance() -> None:
    cohort = an_open_cohort(2)
    done, other = completed(cohort, 1), enrolled(cohort, 2)
    assert record_of(done)["words"] == "수료했습니다. 회차별 출석 기록은 없습니다."
    assert [one["words"] for one in standings(cohort, [done, other])] == [
        "수료했습니다. 회차별 출석 기록은 없습니다.",
        "아직 시작하지 않았습니다.",
    ]

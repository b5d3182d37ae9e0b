"""Questionnaires: answered once, anonymous in every table, shown of five or more, told to the case."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import DatabaseError, models, transaction

from deungdae.apps.academy.kinds import facts_of_attitude
from deungdae.apps.academy.models import (
    AnonymousSheet,
    Cohort,
    Enrolment,
    Session,
    SurveyAnswered,
    SurveyKind,
    SurveySheet,
)
from deungdae.apps.academy.selectors.surveys import (
    changes_of,
    cohorts_compared,
    satisfaction_of,
    use_of,
)
from deungdae.apps.academy.services.sessions import add_session, change_session
from deungdae.apps.academy.services.surveys import answer_survey, ask_follow_ups, withdraw_survey
from deungdae.apps.academy.surveys import questions_of
from deungdae.apps.core import clock
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.organisations.models import Organisation
from tests.support.academy import a_course, an_open_cohort, enrolled, session_facts
from tests.support.at_once import at_once
from tests.support.attendance import turn
from tests.support.refusals import code_of
from tests.support.rooms import TUESDAY, at

pytestmark = pytest.mark.django_db
Kind = SurveyKind


def answers(one: Enrolment, kind: str, value: int = 4, **more: int) -> dict[str, int]:
    return {**dict.fromkeys(questions_of(kind, one.cohort.course), value), **more}


def answered(one: Enrolment, kind: str, value: int = 4, **more: int) -> bool:
    return answer_survey(enrolment=one, kind=kind, answers=answers(one, kind, value, **more))


@pytest.fixture
def cohort() -> Cohort:
    """Of chief executives; one session, on a Tuesday until four."""
    return an_open_cohort(9, course=a_course("CEO 아카데미", role="ceo", competencies=["데이터 읽기"]))


def test_before_is_before_and_after_is_after(cohort: Cohort, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = enrolled(cohort, 1), enrolled(cohort, 2)
    assert code_of(lambda: answered(one, Kind.COMPETENCY_AFTER)) == "too_early"
    assert answered(one, Kind.COMPETENCY_BEFORE, 2)
    assert not answered(one, Kind.COMPETENCY_BEFORE, 5)
    answered(two, Kind.COMPETENCY_BEFORE, 1)
    turn(monkeypatch, at(16))
    assert code_of(lambda: answered(two, Kind.COMPETENCY_BEFORE)) == "too_late"
    answered(one, Kind.COMPETENCY_AFTER, 4)
    [line] = changes_of(cohort, Kind.COMPETENCY_AFTER)
    assert (line["people"], line["before"], line["after"]) == (1, "2.00", "4.00")


@pytest.mark.parametrize("told", [{}, {"need": 6}, {"need": 4}, {"other": 4}])
def test_every_question_has_one_answer_that_it_allows(cohort: Cohort, told: dict[str, int]) -> None:
    one = enrolled(cohort, 1)
    assert code_of(lambda: answer_survey(enrolment=one, kind=Kind.ATTITUDE_BEFORE, answers=told)) == "answers"


def test_no_table_ties_an_anonymous_answer_to_a_person(
    cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [enrolled(cohort, number) for number in range(8)]
    turn(monkeypatch, at(17))
    for one in people:
        assert answered(one, Kind.SATISFACTION)
    assert not answered(people[0], Kind.SATISFACTION, 1)
    fields = {field.name: type(field) for field in AnonymousSheet._meta.fields}
    assert fields == {
        "id": models.BigIntegerField,
        "cohort": models.ForeignKey,
        "answers": models.JSONField,
    }
    who = list(SurveyAnswered.objects.order_by("id").values_list("enrolment", flat=True))
    assert (AnonymousSheet.objects.count(), len(who)) == (8, 8)
    assert not set(SurveyAnswered.objects.values_list("id")) & set(AnonymousSheet.objects.values_list("id"))
    assert not SurveySheet.objects.exists()


def test_satisfaction_is_shown_when_closed_and_of_five_or_more(
    cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = an_open_cohort(9, course=cohort.course)
    third = an_open_cohort(9, course=cohort.course)
    people = {each: [enrolled(each, number) for number in range(5)] for each in (cohort, small, third)}
    turn(monkeypatch, at(17))
    for each, seats in people.items():
        for one in seats[: 4 if each == small else 5]:
            answered(one, Kind.SATISFACTION, 5 if each == cohort else 2)
    assert satisfaction_of(cohort) == {"is_closed": False, "answered": 5, "lines": [], "least": 5}
    turn(monkeypatch, at(17, TUESDAY + timedelta(days=15)))
    assert code_of(lambda: answered(people[small][4], Kind.SATISFACTION)) == "too_late"
    assert [line["mean"] for line in satisfaction_of(cohort)["lines"]] == ["5.00"] * 5
    assert satisfaction_of(small)["lines"] == []
    lines = [(line["number"], line["people"], line["mean"]) for line in cohorts_compared(cohort)]
    assert lines == [(1, 5, "5.00"), (3, 5, "2.00"), (None, 10, "3.50")]


def test_after_three_months_they_are_asked_once_and_the_case_tells_how_many_use_it(
    cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = Organisation.objects.create(name="한빛정밀")
    people = [enrolled(cohort, number, organisation=company) for number in range(3)]
    Enrolment.objects.update(started_on=TUESDAY, completed_on=TUESDAY)
    people = list(Enrolment.objects.select_related("cohort__course", "trainee", "organisation"))
    turn(monkeypatch, at(9, TUESDAY + timedelta(days=89)))
    assert (ask_follow_ups(), code_of(lambda: answered(people[0], Kind.FOLLOW_UP, used=1))) == (
        0,
        "too_early",
    )
    turn(monkeypatch, at(9, TUESDAY + timedelta(days=90)))
    assert (ask_follow_ups(), ask_follow_ups()) == (3, 0)
    asked = OutboxMessage.objects.filter(subject__endswith="배운 것을 업무에 쓰고 있습니까")
    assert asked.count() == 3
    assert "/academy/seat/" in asked[0].body
    answered(people[0], Kind.FOLLOW_UP, used=1)
    answered(people[1], Kind.FOLLOW_UP, used=0)
    standing = EvidenceEntry.objects.filter(kind="academy.used_at_work").standing()
    assert [(one.payload["used"], one.payload["people"]) for one in standing] == [(1, 2)]
    assert (use_of(cohort)["asked"], use_of(cohort)["used"]) == (3, 1)
    withdraw_survey(enrolment=people[0], kind=Kind.FOLLOW_UP)
    assert code_of(lambda: withdraw_survey(enrolment=people[0], kind=Kind.FOLLOW_UP)) == "nothing"
    assert [one.payload["used"] for one in standing.all()] == [0]
    withdraw_survey(enrolment=people[1], kind=Kind.FOLLOW_UP)
    assert not standing.all().exists()


def test_a_changed_attitude_is_one_entry_of_the_company(
    cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = Organisation.objects.create(name="한빛정밀")
    one, two = (enrolled(cohort, number, organisation=company) for number in range(2))
    answered(one, Kind.ATTITUDE_BEFORE, 2)
    answered(two, Kind.ATTITUDE_BEFORE, 3)
    assert not EvidenceEntry.objects.exists()
    turn(monkeypatch, at(17))
    answered(one, Kind.ATTITUDE_AFTER, 4)
    answered(two, Kind.ATTITUDE_AFTER, 4)
    [entry] = EvidenceEntry.objects.filter(kind="academy.attitude_changed").standing()
    told = {name: entry.payload[name] for name in ("people", "before", "after")}
    assert told == {"people": 2, "before": 250, "after": 400}
    assert not any("그 사람의 답" in words for _label, words in facts_of_attitude(entry.payload))
    withdraw_survey(enrolment=two, kind=Kind.ATTITUDE_AFTER)
    [lone] = EvidenceEntry.objects.filter(kind="academy.attitude_changed").standing()
    assert lone.payload["people"] == 1
    assert any("그 사람의 답" in words for _label, words in facts_of_attitude(lone.payload))


@pytest.mark.django_db(transaction=True)
def test_people_of_a_company_who_answer_at_once_are_all_in_its_case(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = an_open_cohort(9, course=a_course("CEO 아카데미", role="ceo"))
    company = Organisation.objects.create(name="한빛정밀")
    people = [enrolled(cohort, number, organisation=company) for number in range(4)]
    for one in people:
        answered(one, Kind.ATTITUDE_BEFORE, 2)
    turn(monkeypatch, at(17))
    acts = [partial(answered, one, Kind.ATTITUDE_AFTER) for one in people]
    assert at_once(acts) == [True] * 4  # type: ignore[arg-type]
    standing = EvidenceEntry.objects.filter(kind="academy.attitude_changed").standing()
    assert [one.payload["people"] for one in standing] == [4]


def test_an_anonymous_survey_that_was_shown_never_opens_again(
    cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [enrolled(cohort, number) for number in range(6)]
    turn(monkeypatch, at(17))
    for one in people[:5]:
        answered(one, Kind.SATISFACTION)
    later = TUESDAY + timedelta(days=20)
    turn(monkeypatch, at(9, TUESDAY + timedelta(days=15)))
    more = session_facts(starts_at=at(10, later), ends_at=at(12, later))
    [session] = Session.objects.filter(cohort=cohort)
    assert code_of(lambda: add_session(cohort=cohort, facts=more, actor=None)) == "heard"
    assert code_of(lambda: change_session(session=session, facts=more, actor=None)) == "heard"
    assert code_of(lambda: answered(people[5], Kind.SATISFACTION)) == "too_late"


def test_the_database_keeps_answers_and_lets_in_only_seats(
    cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = enrolled(cohort, 1)
    answered(one, Kind.ATTITUDE_BEFORE)
    turn(monkeypatch, at(17))
    answered(one, Kind.SATISFACTION)
    changes = (
        lambda: SurveySheet.objects.update(answers={}),
        lambda: AnonymousSheet.objects.update(answers={}),
        lambda: SurveyAnswered.objects.all()._raw_delete(using="default"),
        lambda: SurveySheet.objects.create(
            enrolment=one, kind="satisfaction", answers={}, answered_on=clock.today()
        ),
    )
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_the_same_moment_are_one_anonymous_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    one = enrolled(an_open_cohort(2), 1)
    turn(monkeypatch, at(17))
    done = at_once([lambda: answered(one, Kind.SATISFACTION)] * 4)
    assert sorted(str(each) for each in done) == ["False", "False", "False", "True"]
    assert AnonymousSheet.objects.count() == 1

"""No seat twice, told by the database itself, whoever writes past the services."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from deungdae.apps.academy.models import Cohort, Enrolment, EnrolmentStep, Quota
from deungdae.apps.organisations.models import Organisation
from tests.support.academy import an_open_cohort, enrolled, states
from tests.support.at_once import at_once

State = Enrolment.State


def refused_by_the_database(act: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return True
    return False


def seat_by_hand(enrolment: Enrolment) -> object:
    return Enrolment.objects.filter(pk=enrolment.pk).update(state=State.SEATED, offer_until=None)


@pytest.mark.django_db
def test_no_seat_more_than_the_cohort_has() -> None:
    cohort = an_open_cohort(1)
    _first, second = enrolled(cohort, 1), enrolled(cohort, 2)
    assert refused_by_the_database(lambda: seat_by_hand(second))
    assert states(cohort) == ["seated", "waiting"]


@pytest.mark.django_db
def test_the_seats_are_not_lowered_below_those_that_are_held() -> None:
    cohort = an_open_cohort(2)
    enrolled(cohort, 1)
    enrolled(cohort, 2)
    rows = Cohort.objects.filter(pk=cohort.pk)
    assert refused_by_the_database(lambda: rows.update(capacity=1))
    assert refused_by_the_database(lambda: rows.update(capacity=0))
    rows.update(capacity=2)


@pytest.mark.django_db
def test_no_seat_more_than_a_company_may_have() -> None:
    company, cohort = Organisation.objects.create(name="한빛정밀"), an_open_cohort(3, most=1)
    enrolled(cohort, 1, organisation=company)
    second = enrolled(cohort, 2, organisation=company)
    assert refused_by_the_database(lambda: seat_by_hand(second))
    Cohort.objects.filter(pk=cohort.pk).update(most_per_company=2)
    seat_by_hand(second)
    assert refused_by_the_database(lambda: Cohort.objects.filter(pk=cohort.pk).update(most_per_company=1))


@pytest.mark.django_db
def test_no_seat_more_than_a_quota_allows() -> None:
    cohort = an_open_cohort(3)
    first, second = enrolled(cohort, 1), enrolled(cohort, 2)
    Enrolment.objects.filter(pk__in=[first.pk, second.pk]).update(region="11")
    assert refused_by_the_database(
        lambda: Quota.objects.create(cohort=cohort, kind="region", key="11", seats=1)
    )
    Quota.objects.create(cohort=cohort, kind="region", key="11", seats=2)
    third = enrolled(cohort, 3)
    assert refused_by_the_database(lambda: Enrolment.objects.filter(pk=third.pk).update(region="11"))


@pytest.mark.django_db
def test_one_person_once_in_a_cohort_and_an_offer_with_an_end() -> None:
    cohort = an_open_cohort(3)
    mine = enrolled(cohort, 1)
    twin = Enrolment(
        cohort=cohort,
        trainee=mine.trainee,
        number=2,
        place=2,
        state=State.WAITING,
        requested_at=mine.requested_at,
    )
    assert refused_by_the_database(twin.save)
    rows = Enrolment.objects.filter(pk=mine.pk)
    assert refused_by_the_database(lambda: rows.update(state=State.OFFERED))
    assert refused_by_the_database(lambda: rows.update(offer_until=mine.requested_at))


@pytest.mark.django_db
def test_nobody_completes_what_was_not_started_or_is_certified_before() -> None:
    mine = Enrolment.objects.filter(pk=enrolled(an_open_cohort(1), 1).pk)
    first, second, third = date(2030, 3, 5), date(2030, 3, 6), date(2030, 3, 7)
    assert refused_by_the_database(lambda: mine.update(completed_on=second))
    assert refused_by_the_database(lambda: mine.update(started_on=second, completed_on=first))
    mine.update(started_on=first, completed_on=second)
    assert refused_by_the_database(lambda: mine.update(certified_on=first))
    mine.update(certified_on=third)


@pytest.mark.django_db
def test_the_history_of_an_enrolment_is_never_changed() -> None:
    mine = enrolled(an_open_cohort(1), 1)
    steps = EnrolmentStep.objects.filter(enrolment=mine)
    assert refused_by_the_database(lambda: steps.update(state="waiting"))
    assert refused_by_the_database(lambda: steps.update(at=mine.requested_at - timedelta(days=1)))
    assert refused_by_the_database(steps.delete)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_write_past_the_locks_the_seats_are_given_once() -> None:
    cohort = an_open_cohort(1)
    enrolled(cohort, 0)
    waiting = [enrolled(cohort, number) for number in range(1, 5)]
    Enrolment.objects.filter(cohort=cohort, state=State.SEATED).update(state=State.CANCELLED)
    results = at_once([lambda one=one: seat_by_hand(one) for one in waiting])  # type: ignore[misc]
    assert sum(isinstance(result, IntegrityError) for result in results) == 3
    assert states(cohort).count("seated") == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_numbers_in_a_row_and_no_seat_twice() -> None:
    cohort = an_open_cohort(3)
    acts = [lambda number=number: enrolled(cohort, number) for number in range(12)]  # type: ignore[misc]
    results = at_once(acts)
    assert all(isinstance(result, Enrolment) for result in results)
    found = Enrolment.objects.filter(cohort=cohort).order_by("number")
    assert [one.number for one in found] == list(range(1, 13))
    assert [one.state for one in found] == ["seated"] * 3 + ["waiting"] * 9


@pytest.mark.django_db(transaction=True)
def test_a_person_who_presses_many_times_at_once_is_enrolled_once() -> None:
    cohort = an_open_cohort(5)
    enrolled(an_open_cohort(1, course=cohort.course), 7)
    results = at_once([lambda: enrolled(cohort, 7)] * 6)
    assert sum(isinstance(result, Enrolment) for result in results) == 1
    assert Enrolment.objects.filter(cohort=cohort).count() == 1

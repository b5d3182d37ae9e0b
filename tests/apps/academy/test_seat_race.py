"""A crowd at a real web server: each seat is given once and the list is in order; not so without locks."""

import pytest
from django.urls import reverse

from deungdae.apps.academy.models import Cohort, Enrolment
from tests.support.academy import an_open_cohort
from tests.support.crowd import UNLOCKED, a_crowd, rush, web_server
from tests.support.unlocked import without_walls

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, SEATS = 60, 10


def enrol_address(cohort: Cohort) -> str:
    return reverse("academy:enrol", args=[cohort.public_id])


def test_each_seat_is_sold_once_and_the_waiting_list_is_in_order() -> None:
    cohort, people = an_open_cohort(SEATS), a_crowd(PEOPLE)
    with web_server(workers=2) as port:
        result = rush(port, enrol_address(cohort), people, spread=1.0, twice=PEOPLE // 2)
    assert result.statuses == {302: PEOPLE + PEOPLE // 2}
    found = list(Enrolment.objects.filter(cohort=cohort).order_by("number"))
    assert [one.number for one in found] == list(range(1, PEOPLE + 1))
    assert [one.state for one in found] == ["seated"] * SEATS + ["waiting"] * (PEOPLE - SEATS)
    assert len({one.trainee_id for one in found}) == PEOPLE
    assert [one.place for one in Enrolment.objects.filter(cohort=cohort).waiting()] == list(
        range(SEATS + 1, PEOPLE + 1)
    )


def test_with_the_locks_off_the_same_crowd_oversells() -> None:
    cohort, people = an_open_cohort(SEATS), a_crowd(PEOPLE)
    with without_walls():
        with web_server(UNLOCKED, workers=2) as port:
            rush(port, enrol_address(cohort), people, spread=0.5)
        sold = Enrolment.objects.filter(cohort=cohort).holding().count()
    assert sold > SEATS

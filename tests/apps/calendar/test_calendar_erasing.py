"""A person whose data are destroyed is in the calendar without a name, and reads the own bookings before."""

import pytest
from django.test import Client

from deungdae.apps.accounts.anonymising import NAME, anonymise_people
from deungdae.apps.calendar.models import Booking
from tests.support.centre import person
from tests.support.rooms import a_booking, a_trainer

pytestmark = pytest.mark.django_db


def test_the_name_goes_and_the_bookings_stay() -> None:
    teacher = person("teacher")
    trainer = a_trainer(teacher, "김강사")
    a_booking(trainer)
    anonymise_people([teacher.pk])
    trainer.refresh_from_db()
    assert (trainer.name, trainer.account, trainer.archived_at is not None) == (NAME, None, True)
    assert {line.name for line in trainer.history.all()} == {NAME}
    assert Booking.objects.count() == 1


def test_the_own_data_hold_the_own_bookings(client: Client) -> None:
    teacher = person("teacher")
    a_booking(a_trainer(teacher), purpose="내 강의")
    a_booking(a_trainer(name="남"), purpose="남의 강의")
    client.force_login(teacher)
    page = client.get("/privacy/mine/").text
    assert "내 강의" in page
    assert "남의 강의" not in page

"""A crowd at a real web server wants to come to a forum: each seat is given once, the list is in order."""

import pytest
from django.urls import reverse

from deungdae.apps.accounts.models import User
from deungdae.apps.forum.models import Registration
from tests.support.crowd import a_crowd, rush, web_server
from tests.support.forum import opened, staff_person

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, SEATS = 30, 8


def typed(user: User) -> dict[str, str]:
    return {"name": user.name, "email": user.email}


def test_each_seat_of_a_forum_is_given_once() -> None:
    forum, _talks = opened(1, staff_person(), capacity=SEATS)
    people = a_crowd(PEOPLE)
    path = reverse("forum:register", args=[forum.public_id])
    with web_server(workers=2) as port:
        result = rush(port, path, people, spread=0.5, twice=PEOPLE // 2, typed=typed)
    assert result.statuses == {302: PEOPLE + PEOPLE // 2}
    found = list(Registration.objects.filter(forum=forum).order_by("number"))
    assert [one.number for one in found] == list(range(1, PEOPLE + 1))
    assert [one.state for one in found] == ["seated"] * SEATS + ["waiting"] * (PEOPLE - SEATS)
    assert {one.account_id for one in found} == {user.pk for user in people}

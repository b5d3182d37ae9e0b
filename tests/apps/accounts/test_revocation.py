"""A right that is taken away acts at the next request: pages, tokens, links, feeds and files alike."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.services import issue_token
from deungdae.apps.caravan.models import MatchingDay, Participant
from deungdae.apps.caravan.services.publication import agenda_token, renew_agenda_link
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Membership
from deungdae.apps.organisations.services.people import end_membership
from tests.support.centre import Centre, a_centre

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre() -> Centre:
    made = a_centre()
    MatchingDay.objects.filter(pk=made.day.pk).update(state=MatchingDay.State.PUBLISHED)
    return made


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def membership_ends(centre: Centre) -> None:
    Membership.objects.filter(user=centre.demand).update(ends_on=clock.today())


def account_is_locked(centre: Centre) -> None:
    User.objects.filter(pk=centre.demand.pk).update(is_active=False)


def pages_of(centre: Centre) -> dict[str, str]:
    """Pages, a feed and files of the member's organisation."""
    own = centre.demand_participant
    of_day = {"day_id": centre.day.public_id, "participant_id": own.public_id}
    organisation = {"organisation_id": own.organisation.public_id}
    return {
        "own day": reverse("caravan:my_day", kwargs=of_day),
        "calendar file": reverse("caravan:my_agenda_ics", kwargs=of_day),
        "organisation": reverse("organisations:detail", kwargs=organisation),
        "people": reverse("organisations:people", kwargs=organisation),
        "case": reverse("evidence:case", kwargs=organisation),
    }


@pytest.mark.parametrize("taken", [membership_ends, account_is_locked])
def test_pages_feeds_and_files_close_in_the_middle_of_a_session(
    centre: Centre, taken: Callable[[Centre], None]
) -> None:
    client, pages = signed_in(centre.demand), pages_of(centre)
    assert {client.get(page).status_code for page in pages.values()} == {200}
    taken(centre)
    answers = {name: client.get(page).status_code for name, page in pages.items()}
    assert set(answers.values()) <= {302, 404}, answers


@pytest.mark.parametrize("taken", [membership_ends, account_is_locked])
def test_a_token_opens_nothing_of_it_any_more(centre: Centre, taken: Callable[[Centre], None]) -> None:
    _token, secret = issue_token(user=centre.demand, name="시험")
    header = {"authorization": f"Bearer {secret}"}
    address = f"/api/v1/organisations/{centre.demand_participant.organisation.short_id}"
    assert Client().get(address, headers=header).status_code == 200
    taken(centre)
    assert Client().get(address, headers=header).status_code == 401


def test_a_role_of_the_centre_ends_for_session_and_token_at_once(centre: Centre) -> None:
    client = signed_in(centre.staff)
    _token, secret = issue_token(user=centre.staff, name="시험")
    header = {"authorization": f"Bearer {secret}"}
    day = f"/api/v1/days/{centre.hidden_day.short_id}"
    workbook = reverse("caravan:workbook", kwargs={"day_id": centre.day.public_id})
    assert client.get(workbook).status_code == 200
    assert Client().get(day, headers=header).status_code == 200
    RoleGrant.objects.filter(user=centre.staff).update(ends_on=clock.today())
    assert client.get(workbook).status_code == 404
    assert client.get("/organisations/").status_code == 403
    assert Client().get(day, headers=header).status_code == 401


def test_a_link_that_was_renewed_or_whose_day_is_taken_back_opens_nothing(centre: Centre) -> None:
    old = reverse("caravan:agenda_by_link", args=[agenda_token(centre.demand_participant)])
    assert Client().get(old).status_code == 200
    renewed = renew_agenda_link(participant=centre.demand_participant, actor=centre.staff)
    assert Client().get(old).status_code == 404
    new = reverse("caravan:agenda_by_link", args=[agenda_token(renewed)])
    assert Client().get(new).status_code == 200
    MatchingDay.objects.update(state=MatchingDay.State.DRAFT)
    assert Client().get(new).status_code == 404


def test_the_links_in_the_mails_of_a_person_who_leaves_open_nothing(centre: Centre) -> None:
    own, others = centre.demand_participant, centre.supply_participant
    Participant.objects.update(contact_email=centre.demand.email)
    pages = [reverse("caravan:agenda_by_link", args=[agenda_token(one)]) for one in (own, others)]
    feeds = [reverse("caravan:agenda_by_link_ics", args=[agenda_token(one)]) for one in (own, others)]
    assert {Client().get(address).status_code for address in (*pages, *feeds)} == {200}
    end_membership(organisation=own.organisation, user=centre.demand, actor=centre.staff)
    assert [Client().get(address).status_code for address in (*pages, *feeds)] == [404, 200, 404, 200]

"""What a person sees when a form is stale or an address is called in a way it does not know."""

import pytest
from django.contrib import messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import Http404
from django.test import Client, RequestFactory
from django.test.utils import override_settings

from deungdae.apps.core.errors import page_not_found
from tests.support.days import a_filled_day, a_participant, a_request, member_of, staff

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def signed_in(user, **options: object) -> Client:  # type: ignore[no-untyped-def]
    client = Client(**options)  # type: ignore[arg-type]
    client.force_login(user)
    return client


def test_a_stale_form_is_told_in_words_with_the_way_back() -> None:
    day = a_filled_day()
    address = f"/caravan/days/{day.short_id}/edit/?from=list"
    answer = signed_in(staff(), enforce_csrf_checks=True).post(address, {"title": "새 이름"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "화면이 오래되었습니다" in page
    assert f'href="{address}"' in page
    assert "CSRF" not in page.partition("<main")[2]


def test_a_wrong_method_has_a_page_with_the_way_back() -> None:
    answer = Client().post("/")
    page = answer.content.decode()
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert "이 주소로는 할 수 없는 일입니다" in page
    assert 'href="/"' in page


def test_the_api_keeps_its_own_words_for_a_wrong_method() -> None:
    answer = Client().delete("/api/v1/days")
    assert answer.status_code == 405
    assert answer.json()["code"] == "method_not_allowed"


def test_the_address_of_an_act_leads_to_the_page_it_belongs_to() -> None:
    client, day = signed_in(staff()), a_filled_day(demands=1, supplies=1)
    meeting = day.meetings.get()
    page = f"/caravan/days/{day.short_id}/"
    for act, above in (
        ("transition/", ""),
        (f"meetings/{meeting.short_id}/move/", f"meetings/{meeting.short_id}/"),
        ("requests/order/remove/", "requests/order/"),
        ("documents/papers/", "documents/"),
    ):
        assert client.get(page + act)["Location"] == page + above
        assert client.get(page + above).status_code == 200


def test_a_participant_is_led_to_the_own_day() -> None:
    day = a_filled_day(demands=1, supplies=0, state="requests_open")
    own = day.participants.get()
    wanted = a_request(own, a_participant(day, "다온소프트", "supply"), accepted=False)
    client = signed_in(member_of(own.organisation))
    answer = client.get(f"/caravan/days/{day.short_id}/requests/{wanted.short_id}/withdraw/", follow=True)
    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == f"/caravan/days/{day.short_id}/mine/{own.short_id}/"


def test_changing_the_language_after_a_refused_act_leads_to_a_page() -> None:
    client, day = signed_in(staff()), a_filled_day()
    refused = client.post(f"/caravan/days/{day.short_id}/transition/", {})
    assert refused.status_code == 422
    answer = client.post(
        "/i18n/setlang/", {"language": "en", "next": refused.request["PATH_INFO"]}, follow=True
    )
    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == f"/caravan/days/{day.short_id}/"


def test_the_page_of_components_is_for_staff_except_in_the_demo() -> None:
    assert Client().get("/design/").status_code == 302
    assert signed_in(staff()).get("/design/").status_code == 200
    with override_settings(DESIGN_IS_PUBLIC=True):
        assert Client().get("/design/").status_code == 200


def test_whoever_takes_no_page_is_told_the_same_words_without_the_frame() -> None:
    client = signed_in(staff())
    page = client.get("/nowhere/", headers={"accept": "text/html,*/*;q=0.8"})
    words = client.get("/nowhere/", headers={"accept": "image/png"})
    for answer in (page, words):
        assert (answer.status_code, "Accept" in answer["Vary"].split(", ")) == (404, True)
        assert "주소가 바뀌었거나, 지워졌거나" in answer.content.decode()
    assert "<nav" in page.content.decode()
    assert "<nav" not in words.content.decode()
    assert "<nav" in client.get("/nowhere/").content.decode()


def test_what_waits_to_be_told_stands_in_the_bare_words_too() -> None:
    request = RequestFactory(headers={"accept": "text/plain"}).get("/nowhere/")
    request.session = {}
    request._messages = FallbackStorage(request)
    messages.error(request, "자리가 없습니다.")
    assert "자리가 없습니다." in page_not_found(request, Http404()).content.decode()

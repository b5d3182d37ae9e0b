"""Checking in by the changing code of the screen, by its digits, and by a person's own code at the door."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.academy.codes import digits_of, door_address, door_token, screen_token, window_of
from deungdae.apps.academy.links import enrolment_token
from deungdae.apps.academy.models import Attendance, Enrolment, Session
from deungdae.apps.academy.services.enrolments import enrol_self
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.calendar.selectors.words import span_words
from deungdae.apps.core import clock
from tests.support.academy import enrolled, sessions_of
from tests.support.attendance import DAYS, a_held_cohort, seated, turn
from tests.support.centre import person
from tests.support.factors import with_factor
from tests.support.rooms import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Session:
    """The first of a cohort; it is ten minutes to ten, and the session begins at ten."""
    return sessions_of(a_held_cohort())[0]


def it_is_time(monkeypatch: pytest.MonkeyPatch, seconds: float = 0) -> None:
    turn(monkeypatch, at(9.9, DAYS[0]) + timedelta(seconds=seconds))


def scan(client: Client, session: Session, window: int | None = None):  # type: ignore[no-untyped-def]
    token = screen_token(session, window_of(clock.now()) if window is None else window)
    return client.get(reverse("academy:arrive", args=[session.public_id, token]), follow=True)


def page_of(session: Session) -> str:
    return reverse("academy:check_in", args=[session.public_id])


def own_link(one: Enrolment) -> str:
    return reverse("academy:seat", args=[enrolment_token(one)])


def test_who_is_signed_in_scans_and_taps_once(
    client: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = person("haneul")
    mine = enrol_self(cohort=session.cohort, user=user, organisation=None)
    client.force_login(user)
    it_is_time(monkeypatch)
    assert 'name="digits"' not in scan(client, session).text
    assert "체크인했습니다" in client.post(page_of(session), follow=True).text
    client.post(page_of(session))
    assert list(Attendance.objects.values_list("enrolment", "state", "way")) == [
        (mine.pk, "present", "screen")
    ]


def test_who_has_no_account_is_known_by_the_link_of_the_mail(
    client: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    [one] = seated(session.cohort, 1)
    it_is_time(monkeypatch)
    assert "누구인지 알려 주십시오" in scan(client, session).text
    assert "체크인" in client.get(own_link(one)).text
    assert "체크인했습니다" in client.post(page_of(session), follow=True).text
    assert Attendance.objects.get().enrolment == one


def test_a_code_replayed_from_a_photograph_is_refused_in_words(
    client: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is_time(monkeypatch)
    old = window_of(clock.now())
    it_is_time(monkeypatch, 29)
    assert scan(client, session, old).status_code == 200
    it_is_time(monkeypatch, 31)
    answer = scan(client, session, old)
    assert answer.status_code == 422
    assert "사진으로 찍어 두거나 전해 받은 QR로는 체크인할 수 없습니다" in answer.text
    ahead = scan(client, session, window_of(clock.now()) + 5)
    assert ahead.status_code == 422


def test_a_code_of_another_session_or_made_up_is_none(
    client: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    it_is_time(monkeypatch)
    other = sessions_of(session.cohort)[1]
    token = screen_token(other, window_of(clock.now()))
    for wrong in (token, "x", "1-", f"{'9' * 40}-x"):
        answer = client.get(reverse("academy:arrive", args=[session.public_id, wrong]))
        assert answer.status_code == 422
        assert "이 회차의 체크인 QR이 아닙니다" in answer.text


def test_without_having_seen_the_screen_only_its_digits_open(
    client: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    [one] = seated(session.cohort, 1)
    it_is_time(monkeypatch)
    client.get(own_link(one))
    assert 'name="digits"' in client.get(page_of(session)).text
    right = digits_of(session, window_of(clock.now()))
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    assert client.post(page_of(session), {"digits": wrong}).status_code == 422
    assert client.post(page_of(session)).status_code == 422
    assert not Attendance.objects.exists()
    client.post(page_of(session), {"digits": f"{right[:3]} {right[3:]}"})
    assert Attendance.objects.get().enrolment == one


def test_the_scan_is_forgotten_after_ten_minutes(
    client: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    [one] = seated(session.cohort, 1)
    it_is_time(monkeypatch)
    scan(client, session)
    client.get(own_link(one))
    it_is_time(monkeypatch, 601)
    assert client.post(page_of(session)).status_code == 422


def test_nobody_checks_in_for_a_cohort_of_which_the_link_is_not(
    client: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    [other] = seated(a_held_cohort(title="다른 과정"), 1)
    it_is_time(monkeypatch)
    scan(client, session)
    client.get(own_link(other))
    answer = client.post(page_of(session))
    assert answer.status_code == 422
    assert "이 기수에 자리가 없어 체크인할 수 없습니다" in answer.text
    assert not Attendance.objects.exists()


def test_who_has_a_seat_in_another_cohort_is_told_where_and_when(
    client: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    user, elsewhere = person("haneul"), a_held_cohort(title="다른 과정")
    mine = enrol_self(cohort=elsewhere, user=user, organisation=None)
    first, second = sessions_of(elsewhere)[:2]
    it_is_time(monkeypatch)
    scan(client, session)
    client.get(own_link(mine))
    by_link = client.get(page_of(session)).text
    client.force_login(user)
    by_account = scan(client, session).text
    for text in (by_link, by_account):
        assert "누구인지 알려 주십시오" not in text
        assert "자리는 다른 기수에 있습니다" in text
        assert f"{elsewhere} · 1회차 · {span_words((first.starts_at, first.ends_at))}" in text
        assert "2회차" not in text
    turn(monkeypatch, at(12.5, DAYS[0]))
    assert f"2회차 · {span_words((second.starts_at, second.ends_at))}" in client.get(page_of(session)).text
    Enrolment.objects.filter(pk=mine.pk).update(state=Enrolment.State.CANCELLED)
    assert "자리는 다른 기수에" not in client.get(page_of(session)).text


def test_staff_scan_a_person_at_the_door_and_tap_once(
    client: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    [one] = seated(session.cohort, 1)
    door = reverse("academy:door", args=[door_token(one)])
    client.force_login(person("stranger"))
    assert client.get(door).status_code == 404
    keeper = person("keeper")
    grant_role(user=keeper, role="centre_staff")
    client.force_login(with_factor(keeper))
    assert client.post(door).status_code == 422
    it_is_time(monkeypatch)
    assert client.get(door).status_code == 200
    assert not Attendance.objects.exists()
    assert "다음 사람의 QR" in client.post(door, follow=True).text
    client.post(door)
    assert Attendance.objects.get().way == "door"
    Enrolment.objects.get(pk=one.pk).trainee.__class__.objects.update(link_version=2)
    assert client.get(door).status_code == 404


def test_the_screen_shows_the_code_of_now_and_who_is_here(
    client: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    seated(session.cohort, 3)
    keeper = person("keeper")
    grant_role(user=keeper, role="centre_staff")
    client.force_login(with_factor(keeper))
    it_is_time(monkeypatch)
    screen = reverse("academy:screen", args=[session.public_id])
    page = client.get(screen).text
    assert digits_of(session, window_of(clock.now())) in page
    it_is_time(monkeypatch, 15)
    part = client.get(screen, headers={"HX-Request": "true"}).text
    assert digits_of(session, window_of(clock.now())) in part
    assert "<html" not in part
    assert "3명 가운데" in part


def test_one_code_after_the_other_is_taken_at_the_door(
    client: Client, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = person("keeper")
    grant_role(user=keeper, role="centre_staff")
    client.force_login(with_factor(keeper))
    one, two = seated(session.cohort, 2)
    stranger = enrolled(a_held_cohort(1, title="다른 과정"), 9)
    address = reverse("academy:door_scan", args=[session.public_id])
    turn(monkeypatch, at(10.4, DAYS[0]))
    page = client.post(address, {"code": f" {door_address(one)}\n"}, headers={"X-Scan": "one"})
    assert page.status_code == 200
    assert "출석을 적었습니다" in page.content.decode()
    assert "<html" not in page.content.decode()
    kept = {"code": door_token(two), "at": at(9.9, DAYS[0]).isoformat()}
    assert client.post(address, kept).status_code == 200
    assert "이미 출석을 적었습니다" in client.post(address, {"code": door_token(two)}).content.decode()
    rows = Attendance.objects.filter(session=session).order_by("enrolment__number")
    assert list(rows.values_list("state", "way")) == [("late", "door"), ("present", "door")]
    for code, words in (
        (door_token(stranger), "다른 기수의 신청"),
        (f"{door_token(one)[:-3]}xyz", "QR이 아니거나"),
        ("", "QR이 아니거나"),
        (enrolment_token(one), "QR이 아니거나"),
        ("https://[", "QR이 아니거나"),
    ):
        answer = client.post(address, {"code": code})
        assert (answer.status_code, words in answer.content.decode()) == (422, True)
    future = {"code": door_token(one), "at": "어제"}
    assert client.post(address, future).status_code == 422

"""A course site learns from us, signed, who opens it: read by another library, once, in one browser."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pylti1p3.exception import LtiException

from deungdae.apps.academy.erasing import erase_trainees
from deungdae.apps.academy.links import enrolment_token
from deungdae.apps.academy.models import CourseLink, CourseSite, Enrolment, Launch, SigningKey
from deungdae.apps.academy.services.course_sites import (
    SiteFacts,
    create_site,
    remove_link,
    set_link,
    set_retired,
    update_site,
)
from deungdae.apps.academy.services.enrolments import cancel_enrolment
from deungdae.apps.academy.services.launches import drop_launches
from deungdae.apps.academy.services.signing import rotate_key
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from tests.apps.academy.test_academy_pages import signed_in
from tests.support.academy import an_open_cohort, enrolled, sessions_of
from tests.support.centre import person
from tests.support.course_site import CourseSiteTool, FormReader

pytestmark = pytest.mark.django_db
LAUNCH, LOGIN = "https://learn.example/launch", "https://learn.example/login"
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
ANSWER = "/academy/launch/"


def a_keeper(name: str) -> User:
    return grant_role(user=person(f"{name}@centre.example"), role="centre_staff").user


def a_link(**facts: str) -> tuple[CourseLink, Enrolment]:
    cohort, staff = an_open_cohort(2), a_keeper("first")
    site = create_site(facts=SiteFacts("배움터", LOGIN, LAUNCH), actor=staff)
    told = {"title": "데이터 기초", "target": "https://learn.example/launch?course=7", **facts}
    link = set_link(session=sessions_of(cohort)[0], site=site, actor=staff, **told)
    return link, enrolled(cohort, 1, name="김하늘")


def tool_of(link: CourseLink) -> CourseSiteTool:
    return CourseSiteTool(
        issuer=settings.SITE_ADDRESS,
        client_id=str(link.site.client_id),
        answers_at=settings.SITE_ADDRESS + ANSWER,
        keys=Client().get("/academy/launch/keys.json").json(),
        launch_url=LAUNCH,
    )


def started(browser: Client, link: CourseLink, one: Enrolment, **more: str) -> FormReader:
    path = reverse("academy:seat_launch", args=[enrolment_token(one), link.public_id])
    return FormReader(browser.post(path, more).content.decode())


def sent_on(browser: Client, asked: dict[str, str]) -> FormReader:
    return FormReader(browser.get(ANSWER, asked).content.decode())


def test_a_person_opens_the_site_which_knows_nobody_by_name() -> None:
    link, one = a_link()
    browser, known = Client(), []
    for _time in range(2):
        step = started(browser, link, one)
        tool = tool_of(link)
        assert (step.action, step.method) == (LOGIN, "get")
        answer = sent_on(browser, tool.asked_back(step.fields))
        assert (answer.action, answer.method) == (LAUNCH, "post")
        known.append(tool_of_now(tool, link).opened(answer.fields))
    first, second = known
    assert first["sub"] == second["sub"]
    assert first[f"{CLAIM}resource_link"] == {"id": link.short_id, "title": "데이터 기초"}
    assert first[f"{CLAIM}target_link_uri"] == link.target
    assert [str(role).rpartition("#")[2] for role in first[f"{CLAIM}roles"]] == ["Learner"]
    assert "김하늘" not in str(first)
    assert "@" not in str(first).replace("@context", "")
    assert enrolment_token(one) not in str(first)


def tool_of_now(tool: CourseSiteTool, link: CourseLink) -> CourseSiteTool:
    """The key is made at the first opening; the site fetches it when it needs it."""
    tool.config = tool_of(link).config
    return tool


def opened(browser: Client, link: CourseLink, one: Enrolment, **more: str) -> dict[str, object]:
    tool = tool_of(link)
    answer = sent_on(browser, tool.asked_back(started(browser, link, one, **more).fields))
    return tool_of_now(tool, link).opened(answer.fields)


def test_a_name_is_told_where_the_person_ticks_it_and_another_site_knows_another_number() -> None:
    link, one = a_link()
    found = opened(Client(), link, one, tells_name="1")
    assert (found["name"], found["email"]) == ("김하늘", one.trainee.email)
    before = found["sub"]
    other = create_site(facts=SiteFacts("다른 배움터", LOGIN, LAUNCH), actor=a_keeper("other"))
    link = set_link(session=link.session, site=other, title="같은 것", target=LAUNCH, actor=a_keeper("third"))
    assert opened(Client(), link, one)["sub"] != before


def test_the_library_refuses_what_is_not_ours() -> None:
    link, one = a_link()
    browser = Client()
    tool = tool_of(link)
    answer = sent_on(browser, tool.asked_back(started(browser, link, one).fields))
    tool = tool_of_now(tool, link)
    head, body, mark = answer.fields["id_token"].split(".")
    forged = {**answer.fields, "id_token": f"{head}.{body[:-4]}AAAA.{mark}"}
    stranger = tool_of(link)
    for visit, sent in ((tool, forged), (stranger, answer.fields), (tool, {**answer.fields, "state": "x"})):
        with pytest.raises((LtiException, ValueError)):
            visit.opened(sent)
    assert tool.opened(answer.fields)["nonce"]


def refused(browser: Client, asked: dict[str, str]) -> str:
    answer = browser.get(ANSWER, asked)
    assert answer.status_code == 400
    return answer.content.decode()


def test_an_opening_is_good_once_for_its_browser_its_site_and_five_minutes() -> None:
    link, one = a_link()
    browser, tool = Client(), tool_of(link)
    asked = tool.asked_back(started(browser, link, one).fields)
    assert "이 화면에서 연 학습이 아닙니다" in refused(Client(), asked)
    assert "등록한 값과 다른" in refused(browser, {**asked, "redirect_uri": "https://evil.example/"})
    assert "등록한 값과 다른" in refused(browser, {**asked, "client_id": "1"})
    assert "(nonce)" in refused(browser, {**asked, "nonce": ""})
    assert "(prompt)" in refused(browser, {**asked, "prompt": "login"})
    assert "이 화면에서 연 학습이 아닙니다" in refused(browser, {**asked, "login_hint": "x"})
    assert sent_on(browser, asked).fields["state"] == asked["state"]
    assert "이미 쓰거나 오래된" in refused(browser, asked)
    asked = tool.asked_back(started(browser, link, one).fields)
    Launch.objects.filter(used_at=None)._raw_delete("default")
    assert "모르는 요청" in refused(browser, asked)


def test_what_a_site_posts_is_asked_again_by_the_browser() -> None:
    answer = Client(enforce_csrf_checks=True).post(ANSWER, {"state": "a&b"})
    assert (answer.status_code, answer["Location"]) == (303, f"{ANSWER}?state=a%26b")


def test_an_old_opening_says_nothing_and_goes_after_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    link, one = a_link()
    browser = Client()
    asked = tool_of(link).asked_back(started(browser, link, one).fields)
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(minutes=6))
    assert "오래된" in refused(browser, asked)
    assert drop_launches() == 0
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(days=1, minutes=1))
    assert (drop_launches(), Launch.objects.count()) == (1, 0)


@pytest.mark.parametrize("end", ["seat", "site", "link"])
def test_a_right_that_ended_opens_nothing_from_then_on(end: str) -> None:
    link, one = a_link()
    browser = Client()
    asked = tool_of(link).asked_back(started(browser, link, one).fields)
    if end == "seat":
        cancel_enrolment(enrolment=one, reason="", actor=None)
    elif end == "site":
        set_retired(site=link.site, is_retired=True)
    else:
        remove_link(session=link.session)
    assert refused(browser, asked)
    path = reverse("academy:seat_launch", args=[enrolment_token(one), link.public_id])
    assert browser.post(path).status_code == (404 if end == "link" else 302)
    erase_trainees([one.trainee_id])
    assert Launch.objects.count() == 0


def test_staff_look_first_and_a_seat_of_another_cohort_opens_nothing() -> None:
    link, _one = a_link()
    staff = signed_in(a_keeper("looker"))
    page = FormReader(
        staff.post(reverse("academy:session_launch", args=[link.session.public_id])).content.decode()
    )
    tool = tool_of(link)
    answer = sent_on(staff, tool.asked_back(page.fields))
    roles = tool_of_now(tool, link).opened(answer.fields)[f"{CLAIM}roles"]
    assert [str(role).rpartition("#")[2] for role in roles] == ["Instructor"]  # type: ignore[attr-defined]
    far = enrolled(an_open_cohort(1, course=link.session.cohort.course), 2)
    path = reverse("academy:seat_launch", args=[enrolment_token(far), link.public_id])
    assert Client().post(path).status_code == 404


def test_the_pages_lead_staff_and_the_seat_shows_what_is_online() -> None:
    link, one = a_link()
    staff = signed_in(a_keeper("keeper"))
    shown = staff.get(reverse("academy:site", args=[link.site.public_id])).content.decode()
    assert str(link.site.client_id) in shown
    assert "launch/keys.json" in shown
    assert "배움터" in staff.get(reverse("academy:sites")).content.decode()
    address = reverse("academy:session_link", args=[link.session.public_id])
    sent = {"site": link.site.client_id, "title": "새 이름", "target": "https://other.example/"}
    assert "‘배움터’의 주소가 아닙니다" in staff.post(address, sent).content.decode()
    sent["target"] = LAUNCH
    assert staff.post(address, sent).status_code == 302
    again = CourseLink.objects.get()
    assert (again.public_id, again.title) == (link.public_id, "새 이름")
    seat = Client().get(f"/academy/seat/{enrolment_token(one)}/").content.decode()
    assert "학습 열기" in seat
    policy = Client().post(reverse("academy:seat_launch", args=[enrolment_token(one), link.public_id]))
    assert "form-action 'self' https:" in policy["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["http://learn.example/", "ftp://x", "https://"])
def test_only_encrypted_addresses_are_taken(address: str) -> None:
    with pytest.raises(RefusedError, match="https://로 시작하는"):
        create_site(facts=SiteFacts("배움터", address, LAUNCH), actor=a_keeper("first"))


def test_the_rest_of_the_wall() -> None:
    link, one = a_link()
    with pytest.raises(RefusedError, match="이미 있습니다"):
        create_site(facts=SiteFacts("배움터", LOGIN, LAUNCH), actor=a_keeper("twice"))
    with pytest.raises(RefusedError, match="다른 곳"):
        update_site(site=link.site, facts=SiteFacts("배움터", LOGIN, "https://else.example/"))
    started(Client(), link, one)
    launch, now = Launch.objects.get(), clock.now()
    Launch.objects.filter(pk=launch.pk).update(used_at=now)
    for change in (
        lambda: CourseSite.objects.update(launch_url="http://learn.example/"),
        lambda: CourseLink.objects.update(target="http://learn.example/"),
        lambda: Launch.objects.update(used_at=None),
        lambda: Launch.objects.update(tells_name=True),
        lambda: Launch.objects.update(enrolment=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_changed_key_leaves_badges_alone() -> None:
    link, one = a_link()
    opened(Client(), link, one)
    first = Client().get("/academy/launch/keys.json").json()["keys"]
    rotate_key(SigningKey.Purpose.LAUNCH)
    assert len(Client().get("/academy/launch/keys.json").json()["keys"]) == len(first) + 1 == 2
    assert Client().get("/academy/badges/keys.json").json()["keys"] == []
    assert opened(Client(), link, one)["sub"]

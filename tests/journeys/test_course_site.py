"""A button of the seat leads to a course site, which has learnt a number and no name."""

import json
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Route, expect

from deungdae.apps.academy.links import enrolment_address
from deungdae.apps.academy.models import CourseLink, CourseSite, SigningKey
from deungdae.apps.academy.services.sessions import change_session
from deungdae.apps.academy.services.signing import key_in_use
from deungdae.apps.accounts.services import create_account, grant_role
from tests.support.academy import an_open_cohort, enrolled, session_facts, sessions_of
from tests.support.browser import PASSWORD, PHONE, Visit, Visitor
from tests.support.course_site import CourseSiteTool

pytestmark = [pytest.mark.journey, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]
SITE = "https://learn.example"


def registered(visitor: Visitor) -> None:
    visitor.open("/academy/")
    visitor.follow("학습 사이트")
    visitor.follow("학습 사이트 등록")
    visitor.page.get_by_label("사이트 이름").fill("배움터")
    visitor.page.get_by_label("로그인 시작 주소").fill(f"{SITE}/login")
    visitor.page.get_by_label("학습 열기 주소").fill(f"{SITE}/launch")
    visitor.press("저장")
    visitor.reads("아래 값을 사이트에 적어 주십시오")
    visitor.is_accessible()


def attached(visitor: Visitor, session_id: str) -> None:
    visitor.open(f"/academy/sessions/{session_id}/site/")
    visitor.page.get_by_label("학습 사이트").select_option(label="배움터")
    visitor.page.get_by_label("학습 이름").fill("데이터 기초")
    visitor.page.get_by_label("열 주소").fill(f"{SITE}/launch?course=7")
    visitor.press("저장")
    visitor.reads("‘열어 보기’로 확인해 주십시오")
    visitor.is_accessible()


class Answering:
    """The course site at the other end of the wire."""

    def __init__(self, site: CourseSite, here: str) -> None:
        key_in_use(SigningKey.Purpose.LAUNCH)
        self.seen: list[dict[str, object]] = []
        self.here = here
        self.tool = CourseSiteTool(
            issuer=settings.SITE_ADDRESS,
            client_id=str(site.client_id),
            answers_at=f"{here}/academy/launch/",
            keys=Client().get("/academy/launch/keys.json").json(),
            launch_url=f"{SITE}/launch",
        )

    def __call__(self, route: Route) -> None:
        asked = urlsplit(route.request.url)
        if asked.path == "/login":
            back = self.tool.asked_back(dict(parse_qsl(asked.query)))
            query = "&".join(f"{name}={value}" for name, value in back.items())
            route.fulfill(status=302, headers={"Location": f"{self.here}/academy/launch/?{query}"})
            return
        self.seen.append(self.tool.opened(dict(parse_qsl(route.request.post_data or ""))))
        route.fulfill(status=200, content_type="text/html", body="<h1>Welcome to the course</h1>")


def test_a_seat_leads_to_a_course_site(visit: Visit) -> None:
    cohort = an_open_cohort(2)
    session = sessions_of(cohort)[0]
    change_session(session=session, facts=session_facts(delivery="online"), actor=None)
    seat = enrolled(cohort, 1, name="김하늘")
    staff = create_account(email="staff@centre.example", name="직원", password=PASSWORD)
    grant_role(user=staff, role="centre_staff")
    with visit() as keeper:
        keeper.sign_in(staff)
        registered(keeper)
        attached(keeper, session.short_id)
    link = CourseLink.objects.select_related("site").get()
    with visit(size=PHONE) as person:
        address = enrolment_address(seat)
        person.open(address[address.index("/academy/") :])
        person.is_accessible()
        answering = Answering(link.site, person.address)
        person.page.route(f"{SITE}/**", answering)
        person.press("학습 열기")
        person.page.wait_for_url(f"{SITE}/**")
        expect(person.page.get_by_role("heading")).to_have_text("Welcome to the course")
    [seen] = answering.seen
    assert "김하늘" not in json.dumps(seen, ensure_ascii=False)

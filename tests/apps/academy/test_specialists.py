"""Specialists: a person counts once, and every figure is the number of the people in the list behind it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.academy.models import Certificate, Course
from deungdae.apps.academy.selectors.specialists import (
    SIDES,
    Sides,
    certificates_counted,
    people_counted,
    specialists_counted,
    split_of,
)
from deungdae.apps.academy.services.certificates import reissue_certificate, revoke_certificate
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Organisation, Region
from tests.support.academy import a_course, an_open_cohort, certified
from tests.support.centre import person
from tests.support.factors import with_factor

pytestmark = pytest.mark.django_db


@pytest.fixture
def courses(reference_tables: None) -> list[Course]:
    """Two courses; one person completed both, two others one, one of whom lost the certificate again."""
    seoul = Region.objects.today().get(name="서울특별시")
    company = Organisation.objects.create(name="한빛정밀", region_id=seoul.code)
    made = [a_course("분석"), a_course("기획", role="planner")]
    first, second = (an_open_cohort(3, course=course) for course in made)
    certified(first, 1, organisation=company)
    certified(second, 1, organisation=company)
    certified(first, 2)
    revoked = certified(second, 3)
    revoke_certificate(certificate=revoked, reason="오류", actor=None)
    return made


def distinct_people() -> int:
    return Certificate.objects.valid().values("enrolment__trainee").distinct().count()


def test_a_person_counts_once_in_the_whole_and_once_in_each_row(courses: list[Course]) -> None:
    assert specialists_counted() == distinct_people() == 2
    assert certificates_counted(Sides()).count() == Certificate.objects.valid().count() == 3
    by_course = {row.label: row.people for row in split_of("course", Sides())}
    assert by_course == {"분석": 2, "기획": 1}
    assert {row.label: row.people for row in split_of("region", Sides())} == {
        "서울특별시": 1,
        "알려지지 않음": 1,
    }
    assert specialists_counted(role="planner", year=str(clock.today().year)) == 1
    assert specialists_counted(year="1999") == specialists_counted(year="x") == 0
    assert specialists_counted(course="nonsense") == 0


def test_every_figure_equals_its_list(courses: list[Course]) -> None:
    assert people_counted(Sides()).count() == specialists_counted()
    for side in SIDES:
        rows = split_of(side, Sides())
        assert rows, side
        for row in rows:
            narrowed = Sides(**{side: row.value})
            people = list(people_counted(narrowed))
            assert len(people) == len(set(people)) == row.people, (side, row)
            assert specialists_counted(**{side: row.value}) == row.people


def test_a_re_issue_changes_no_figure(courses: list[Course]) -> None:
    before = [split_of(side, Sides()) for side in SIDES]
    mine = Certificate.objects.valid()[0]
    reissue_certificate(certificate=mine, name="새 이름", reason="오자", actor=None)
    assert [split_of(side, Sides()) for side in SIDES] == before


def test_each_figure_of_the_page_opens_its_list_with_covered_names(courses: list[Course]) -> None:
    keeper = person("keeper")
    grant_role(user=keeper, role="centre_staff")
    with_factor(keeper)
    client = Client()
    client.force_login(keeper)
    page = client.get(reverse("academy:specialists")).content.decode()
    figures = re.findall(r'href="([^"]*/specialists/people/[^"]*)">(\d+)명', page)
    assert len(figures) >= 5
    for address, figure in figures:
        text = client.get(address.replace("&amp;", "&")).content.decode()
        assert f"<strong>{figure}</strong>명" in text, address
        assert "수강생00" not in text

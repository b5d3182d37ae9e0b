"""Ministries: names from a day to a day, and an end into another one that hands its tasks on."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from deungdae.apps.accounts.rights.roles import read_anew
from deungdae.apps.core import clock
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.policy.models import Ministry, MinistryName, Task, TaskMinistry
from deungdae.apps.policy.selectors.ministries import names_known
from deungdae.apps.policy.selectors.register import lines_on
from deungdae.apps.policy.services.ministries import connect_body, merge_ministry, rename_ministry
from deungdae.apps.policy.services.reference import load_policy
from tests.support.policy import PolicyWorld, a_content, a_policy_world, a_strategy, an_official, registered
from tests.support.refusals import code_of

pytestmark = pytest.mark.django_db
LEAD = TaskMinistry.Role.LEAD


@pytest.fixture
def world() -> PolicyWorld:
    return a_policy_world()


def test_fourteen_ministries_come_with_the_product_and_only_once() -> None:
    a_strategy()
    assert load_policy() == 0
    assert Ministry.objects.count() == 14
    assert not MinistryName.objects.filter(source="").exists()


def test_a_page_of_the_past_says_the_name_of_that_day() -> None:
    a_strategy()
    ministry = Ministry.objects.prefetch_related("names").get(code="kipo")
    assert ministry.name_on(date(2021, 4, 14)) == "특허청"
    assert ministry.name_on(date(2026, 1, 1)) == "지재처"
    assert ministry.name_on(date(1900, 1, 1)) == "특허청"


def test_a_new_name_begins_after_the_last_one(world: PolicyWorld) -> None:
    ministry = Ministry.objects.get(code="mss")
    facts = {"name": "기업성장부", "short_name": "성장부", "source": "시험"}
    early = lambda: rename_ministry(ministry=ministry, starts_on=date(2017, 7, 26), **facts)  # noqa: E731
    assert code_of(early) == "name_before"
    rename_ministry(ministry=ministry, starts_on=clock.today(), **facts)
    assert names_known(clock.today())["성장부"] == names_known(clock.today())["중기부"] == ministry
    lines = lines_on(world.strategy, clock.today())
    assert [one.lead.name_on(clock.today()) for one in lines if one.lead][1] == "성장부"


def test_a_merger_in_the_middle_of_a_year_hands_tasks_and_waiting_reports_on(world: PolicyWorld) -> None:
    mss, motie = Ministry.objects.get(code="mss"), Ministry.objects.get(code="motie")
    day = clock.today()
    merge_ministry(ministry=mss, successor=motie, on=day)
    assert world.report("B-1").ministry == motie
    now = TaskMinistry.objects.filter(ends_on=None).order_by("task__code", "role")
    assert list(now.values_list("task__code", "role", "ministry__code")) == [
        ("A-1", "lead", "motie"),
        ("B-1", "lead", "motie"),
        ("C-1", "lead", "msit"),
    ]
    before = TaskMinistry.objects.on(day - timedelta(days=1)).filter(task__code="B-1", role=LEAD)
    assert before.get().ministry == mss
    user = world.officials["motie"]
    read_anew(user=user)
    assert set(Task.objects.of(user, LEAD).values_list("code", flat=True)) == {"A-1", "B-1"}
    assert not Task.objects.of(world.officials["mss"], LEAD).exists()
    assert names_known(day)["중기부"] == motie


def test_a_partner_that_takes_over_the_lead_is_in_the_task_once() -> None:
    strategy = a_strategy()
    registered(a_content("A-1", "mss", partners=("motie",)), strategy=strategy)
    mss, motie = Ministry.objects.get(code="mss"), Ministry.objects.get(code="motie")
    merge_ministry(ministry=mss, successor=motie, on=clock.today())
    parts = TaskMinistry.objects.filter(ends_on=None)
    assert list(parts.values_list("role", "ministry__code")) == [("lead", "motie")]


def test_what_has_ended_ends_once_and_not_before_it_had_its_tasks(world: PolicyWorld) -> None:
    mss, motie = Ministry.objects.get(code="mss"), Ministry.objects.get(code="motie")
    early = lambda: merge_ministry(ministry=mss, successor=motie, on=date(2010, 1, 1))  # noqa: E731
    assert code_of(early) == "before_parts"
    merge_ministry(ministry=mss, successor=motie, on=clock.today())
    assert code_of(lambda: merge_ministry(ministry=mss, successor=motie, on=clock.today())) == "ended"
    assert code_of(lambda: merge_ministry(ministry=motie, successor=mss, on=clock.today())) == "ended"
    assert code_of(lambda: merge_ministry(ministry=motie, successor=motie, on=clock.today())) == "ended"


def test_the_database_knows_one_lead_for_a_task(world: PolicyWorld) -> None:
    task, ministry = world.tasks["A-1"], Ministry.objects.get(code="kcs")
    with pytest.raises(IntegrityError), transaction.atomic():
        task.ministries.create(ministry=ministry, role=LEAD, starts_on=clock.today())


def test_only_a_government_body_can_stand_for_a_ministry() -> None:
    a_strategy()
    company = Organisation.objects.create(name="한빛정밀")
    ministry = Ministry.objects.get(code="kcs")
    assert code_of(lambda: connect_body(ministry=ministry, organisation=company)) == "no_body"
    connect_body(ministry=ministry, organisation=None)


def test_an_official_acts_for_the_own_ministry_and_reads_all(world: PolicyWorld) -> None:
    user = world.officials["mss"]
    assert set(Task.objects.visible_to(user).values_list("code", flat=True)) == {"A-1", "B-1", "C-1"}
    assert set(Task.objects.editable_by(user).values_list("code", flat=True)) == {"B-1"}
    assert set(Task.objects.of(user, TaskMinistry.Role.PARTNER).values_list("code", flat=True)) == {"A-1"}
    assert user.has_perm("policy.approve")
    clerk = an_official("mss", name="clerk", is_in_charge=False)
    assert (clerk.has_perm("policy.report"), clerk.has_perm("policy.approve")) == (True, False)
    for right in ("accounts.open_personal", "organisations.read_all", "policy.keep", "policy.judge"):
        assert not user.has_perm(right)

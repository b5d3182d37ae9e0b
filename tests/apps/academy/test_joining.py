"""One person with two addresses: suggested, joined by a person, counted once, taken back."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from deungdae.apps.academy.erasing import erase_trainees
from deungdae.apps.academy.models import Enrolment, Trainee, TraineeMerge
from deungdae.apps.academy.selectors.specialists import specialists_counted
from deungdae.apps.academy.selectors.twins import suggested_twins
from deungdae.apps.academy.services.enrolments import enrol_self
from deungdae.apps.academy.services.joining import join_trainees, keep_apart, undo_join
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import AuditEntry
from tests.support.academy import a_course, an_open_cohort, certified, enrolled
from tests.support.centre import person
from tests.support.days import an_organisation
from tests.support.factors import with_factor

pytestmark = pytest.mark.django_db
Pair = tuple[Trainee, Trainee]


@pytest.fixture
def pair() -> Pair:
    """The same woman in two courses, under two addresses, with a certificate of each."""
    company = an_organisation()
    cohorts = [an_open_cohort(5, course=a_course(title)) for title in ("데이터 읽기", "데이터 쓰기")]
    papers = [
        certified(cohort, number, organisation=company, name="김가온")
        for number, cohort in enumerate(cohorts, start=1)
    ]
    for paper in papers:
        Trainee.objects.filter(pk=paper.enrolment.trainee_id).update(organisation=company)
    one, other = (Trainee.objects.get(pk=paper.enrolment.trainee_id) for paper in papers)
    return one, other


def join(pair: Pair) -> TraineeMerge:
    return join_trainees(survivor=pair[0], merged=pair[1], reason="본인 확인", actor=None)


def test_a_pair_is_suggested_with_reasons_and_never_joined_by_itself(pair: Pair) -> None:
    [found] = suggested_twins()
    assert {found.survivor, found.merged} == set(pair)
    assert "이름이 같습니다." in found.reasons
    assert "기업이 같습니다." in found.reasons
    assert specialists_counted() == 2


def test_joined_they_are_one_person_in_every_count_and_undone_two_again(pair: Pair) -> None:
    done = join(pair)
    assert specialists_counted() == 1
    assert suggested_twins() == []
    assert set(Enrolment.objects.values_list("trainee", flat=True)) == {pair[0].pk}
    assert AuditEntry.objects.filter(target=f"join:{done.short_id}", reason="본인 확인").exists()
    undo_join(join=done, actor=None)
    assert specialists_counted() == 2
    assert set(Enrolment.objects.values_list("trainee", flat=True)) == {pair[0].pk, pair[1].pk}
    with pytest.raises(RefusedError, match="이미 되돌린"):
        undo_join(join=done, actor=None)


def test_the_other_address_enrols_the_one_person_and_never_twice(pair: Pair) -> None:
    join(pair)
    cohort = an_open_cohort(5, course=a_course("새 과정"))
    assert enrolled(cohort, 2, name="김가온").trainee_id == pair[0].pk
    with pytest.raises(RefusedError, match="이미 이 기수에 신청했습니다"):
        enrolled(cohort, 1, name="김가온")


def test_an_account_of_the_other_address_is_the_one_person(pair: Pair) -> None:
    join(pair)
    user = create_account(email=pair[1].email, name="김가온", password=None)
    assert set(Enrolment.objects.visible_to(user).values_list("trainee", flat=True)) == {pair[0].pk}
    cohort = an_open_cohort(5, course=a_course("새 과정"))
    assert enrol_self(cohort=cohort, user=user, organisation=None).trainee_id == pair[0].pk
    assert Trainee.objects.get(account=user) == pair[0]


def test_two_seats_in_one_cohort_are_told_by_name_and_nothing_is_joined(pair: Pair) -> None:
    cohort = an_open_cohort(5, course=a_course("셋째 과정"))
    enrolled(cohort, 1, name="김가온")
    enrolled(cohort, 2, name="김가온")
    with pytest.raises(RefusedError, match="셋째 과정 1기에 신청했습니다"):
        join(pair)
    assert not TraineeMerge.objects.exists()
    assert specialists_counted() == 2


def test_two_accounts_are_not_joined_and_one_goes_over(pair: Pair) -> None:
    users = [create_account(email=one.email, name=one.name, password=None) for one in pair]
    Trainee.objects.filter(pk=pair[1].pk).update(account=users[1])
    done = join(pair)
    assert Trainee.objects.get(pk=pair[0].pk).account == users[1]
    undo_join(join=done, actor=None)
    assert Trainee.objects.get(pk=pair[1].pk).account == users[1]
    Trainee.objects.filter(pk=pair[0].pk).update(account=users[0])
    with pytest.raises(RefusedError, match="계정이 하나씩"):
        join(pair)


def test_a_joined_record_takes_no_seat_whoever_writes(pair: Pair) -> None:
    join(pair)
    cohort = an_open_cohort(5, course=a_course("새 과정"))
    mine = enrolled(cohort, 7)
    with pytest.raises(IntegrityError, match="joined to another"), transaction.atomic():
        Enrolment.objects.filter(pk=mine.pk).update(trainee=pair[1])
    with pytest.raises(RefusedError, match="그사이 다른 기록에"):
        join(pair)


def test_erased_together(pair: Pair) -> None:
    join(pair)
    erase_trainees([pair[0].pk])
    assert not Trainee.objects.filter(name="김가온").exists()
    assert not TraineeMerge.objects.filter(reason="본인 확인").exists()


def test_told_apart_they_are_suggested_no_more(pair: Pair) -> None:
    keep_apart(one=pair[1], other=pair[0], actor=None)
    keep_apart(one=pair[0], other=pair[1], actor=None)
    assert suggested_twins() == []


def test_staff_compare_join_and_take_back_on_the_pages(pair: Pair) -> None:
    keeper = person("keeper")
    grant_role(user=keeper, role="centre_staff")
    with_factor(keeper)
    client = Client()
    client.force_login(keeper)
    page = client.get(reverse("academy:twins")).content.decode()
    assert "pe***@example.com" in page
    assert pair[0].email not in page
    address = reverse("academy:join", args=[one.public_id for one in pair])
    assert "휴대전화" in client.get(address).content.decode()
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "전화로 확인"}, follow=True).status_code == 200
    assert specialists_counted() == 1
    assert client.get(address).status_code == 404, "one of them is part of the other now"
    undo = reverse("academy:join_undo", args=[TraineeMerge.objects.get().public_id])
    assert client.get(undo).status_code == 200
    client.post(undo)
    assert specialists_counted() == 2
    client.post(reverse("academy:keep_apart", args=[one.public_id for one in pair]))
    assert suggested_twins() == []

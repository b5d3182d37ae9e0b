"""Groups of peers of a cohort: computed as a job, moved with their cost, published once, verified anew."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from deungdae.apps.academy.bridge.decisions import RERUNNABLE
from deungdae.apps.academy.bridge.peer_groups import competitors_of, question_of
from deungdae.apps.academy.models import Cohort, Enrolment, PeerGrouping, PeerMove, PeerSeat
from deungdae.apps.academy.services.cohorts import transition_cohort
from deungdae.apps.academy.services.enrolments import accept_offer
from deungdae.apps.academy.services.peer_groups import (
    GroupRules,
    as_it_stands,
    ask_grouping,
    move_peer,
    publish_grouping,
)
from deungdae.apps.core.decisions import document_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.organisations.models import BusinessGroup, GroupMembership, OwnershipLink
from deungdae.engine.kernel.decision import Decision, verify
from tests.apps.academy.test_academy_pages import page, post, signed_in, staff_person
from tests.apps.core.imports.lists import work_off
from tests.support.chiefs import a_company, an_invited_cohort, an_invited_draft, chosen

pytestmark = pytest.mark.django_db
CLASSES = ("2911", "3011", "2011", "1011", "6201", "4610")


def a_cohort_of(count: int) -> tuple[Cohort, list[Enrolment]]:
    """Everybody has accepted; every sixth of them is of one class."""
    cohort = an_invited_draft(count)
    asked = chosen(cohort, *(a_company(n, industry=CLASSES[n % 6], region="11680") for n in range(count)))
    transition_cohort(cohort=cohort, target="open", actor=None)
    for one in asked:
        one.refresh_from_db()
        accept_offer(enrolment=one, actor=None)
    return cohort, asked


def computed(cohort: Cohort, **rules: object) -> PeerGrouping:
    grouping = ask_grouping(
        cohort=cohort, rules=GroupRules(**{"groups": 2, "least": 5, "most": 8, **rules}), actor=None
    )
    work_off()
    grouping.refresh_from_db()
    return grouping


def groups_of(grouping: PeerGrouping) -> list[set[int]]:
    found: dict[int, set[int]] = {}
    for seat in PeerSeat.objects.filter(grouping=grouping).select_related("enrolment"):
        found.setdefault(seat.group, set()).add(seat.enrolment.number)
    return [found[number] for number in sorted(found)]


def test_two_of_one_class_sit_apart_and_the_record_is_repeated() -> None:
    cohort, _asked = a_cohort_of(12)
    grouping = computed(cohort)
    tables = groups_of(grouping)
    assert [len(one) for one in tables] == [6, 6]
    assert all(abs(one - two) % 6 for table in tables for one in table for two in table if one != two)
    record = Decision.from_json(document_of(grouping.decision))
    again = RERUNNABLE[record.kind]
    assert verify(record, again.run, version=again.version).same


def test_a_company_group_and_an_owner_keep_people_apart() -> None:
    cohort, asked = a_cohort_of(5)
    one, two, three, four, _five = (each.organisation for each in asked)
    group = BusinessGroup.objects.create(name="한 집단", kind="other")
    for company in (one, two):
        GroupMembership.objects.create(organisation=company, group=group, starts_on=date(2020, 1, 1))
    parent = a_company(99)
    for company in (three, four):
        OwnershipLink.objects.create(owner=parent, owned=company, share=40, starts_on=date(2020, 1, 1))
    tables = groups_of(computed(cohort, least=2, most=3))
    assert all(len(table & pair) == 1 for table in tables for pair in ({1, 2}, {3, 4}))


def test_what_is_impossible_names_those_to_blame(staff_client) -> None:
    cohort, asked = a_cohort_of(3)
    keys = [one.short_id for one in asked]
    grouping = computed(cohort, least=1, rivals=[(keys[0], keys[1]), (keys[1], keys[2]), (keys[0], keys[2])])
    assert grouping.state == "impossible"
    shown = page(staff_client, "groups", cohort)
    assert "서로 모두 경쟁하는 3명이 있는데 그룹은 2개입니다." in shown
    assert "상장기업00 대표님00 – 상장기업01 대표님01: 경쟁 관계로 적은 기업" in shown
    with pytest.raises(RefusedError, match="공개할 수 없습니다"):
        publish_grouping(grouping=grouping, actor=None)


def test_a_move_tells_its_cost_and_never_puts_competitors_together() -> None:
    cohort, asked = a_cohort_of(12)
    grouping = computed(cohort)
    person = asked[0]
    old = PeerSeat.objects.get(grouping=grouping, enrolment=person).group
    with pytest.raises(RefusedError, match="경쟁사와 한 그룹"):
        move_peer(grouping=grouping, enrolment=person, group=3 - old, other=None, actor=None)
    before = as_it_stands(grouping)
    move_peer(grouping=grouping, enrolment=person, group=3 - old, other=asked[6], actor=None)
    after = as_it_stands(grouping)
    assert before is not None
    assert after is not None
    told = PeerMove.objects.get()
    assert told.cost == after[1].cost - before[1].cost
    move_peer(grouping=grouping, enrolment=person, group=3 - old, other=asked[6], actor=None)
    assert PeerMove.objects.count() == 1
    for act in (PeerMove.objects.all().delete, lambda: PeerMove.objects.update(cost=0)):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_it_is_published_once_and_the_older_one_gives_way() -> None:
    cohort, _asked = a_cohort_of(10)
    first = computed(cohort)
    publish_grouping(grouping=first, actor=None)
    publish_grouping(grouping=first, actor=None)
    told = OutboxMessage.objects.filter(subject__contains="동료 그룹이 정해졌습니다")
    assert told.count() == 10
    second = computed(cohort)
    publish_grouping(grouping=second, actor=None)
    first.refresh_from_db()
    assert first.state == "replaced"
    with pytest.raises(IntegrityError), transaction.atomic():
        PeerGrouping.objects.filter(pk=first.pk).update(state="published")


def test_who_was_in_one_group_before_is_known_by_the_person() -> None:
    cohort, asked = a_cohort_of(10)
    publish_grouping(grouping=computed(cohort), actor=None)
    later = an_invited_draft(10, course=cohort.course)
    chosen(later, *(one.organisation for one in asked))
    transition_cohort(cohort=later, target="open", actor=None)
    for one in Enrolment.objects.filter(cohort=later):
        accept_offer(enrolment=one, actor=None)
    grouping = ask_grouping(cohort=later, rules=GroupRules(groups=2), actor=None)
    assert len(question_of(grouping).met) == 20


def test_nobody_sits_in_a_group_of_another_cohort() -> None:
    cohort, _asked = a_cohort_of(5)
    grouping = computed(cohort, groups=1)
    _other, [stranger] = an_invited_cohort(1, 1, course=cohort.course)
    with pytest.raises(IntegrityError), transaction.atomic():
        PeerSeat.objects.create(grouping=grouping, enrolment=stranger, group=1)
    seat = PeerSeat.objects.first()
    assert seat is not None
    for act in (seat.delete, lambda: PeerSeat.objects.filter(pk=seat.pk).update(enrolment=stranger)):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ({"groups": 3}, "5명을 3개 그룹에 5~8명씩 나눌 수 없습니다"),
        ({"groups": 1, "least": 9, "most": 8}, "1명부터 20명까지"),
    ],
)
def test_sizes_that_do_not_add_up_are_refused_at_once(rules: dict, words: str) -> None:
    cohort, _asked = a_cohort_of(5)
    with pytest.raises(RefusedError, match=words):
        ask_grouping(cohort=cohort, rules=GroupRules(**rules), actor=None)


@pytest.fixture
def staff_client():  # type: ignore[no-untyped-def]
    return signed_in(staff_person())


def test_staff_compute_look_why_move_and_publish_on_the_pages(staff_client) -> None:
    cohort, asked = a_cohort_of(10)
    status, text = post(
        staff_client,
        "groups_compute",
        cohort,
        groups=2,
        least=4,
        most=6,
        digits=4,
        rivals="1, 2",
        apart="",
        pins="3 1조",
    )
    assert status == 200
    work_off()
    shown = page(staff_client, "groups", cohort)
    assert "1조" in shown
    assert "증명했습니다" in shown
    why = page(staff_client, "peer", asked[0])
    assert "왜 이 그룹인가" in why
    assert "경쟁 관계로 적은 기업" in why
    _status, text = post(staff_client, "groups_publish", cohort)
    assert "참가자에게 공개하고" in text
    assert staff_client.get(reverse("academy:groups_record", args=[cohort.public_id])).status_code == 200
    address = reverse("academy:peer", args=[asked[0].public_id])
    for bad in ({"group": "x"}, {"group": "9"}, {"group": "1", "other": "x"}):
        assert staff_client.post(address, bad).status_code in (302, 404)
    assert PeerMove.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"rivals": "셋"}, "‘셋’을 읽을 수 없습니다"),
        ({"rivals": "1, 99"}, "접수 번호 99는 자리가 확정된 사람이 아닙니다"),
        ({"apart": "2, 2"}, "접수 번호 2를 두 번 적었습니다"),
        ({"pins": "1, 5조"}, "5조는 없습니다"),
        ({"pins": "1, 1\n1, 2"}, "접수 번호 1을 두 번 적었습니다"),
    ],
)
def test_what_is_typed_wrongly_is_named(staff_client, sent: dict, words: str) -> None:
    cohort, _asked = a_cohort_of(5)
    status, text = post(
        staff_client, "groups_compute", cohort, **{"groups": 2, "least": 2, "most": 6, "digits": 4, **sent}
    )
    assert status == 422
    assert words in text


def test_a_competitor_of_a_host_is_found_by_class_and_by_group() -> None:
    _cohort, asked = a_cohort_of(7)
    host = a_company(50, industry="2911")
    assert competitors_of(host, asked, digits=4) == [asked[0], asked[6]]

"""Two records become one organisation, nothing is lost, and it can be taken back exactly."""

import json
from contextlib import suppress
from datetime import date

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from simple_history.models import HistoricalChanges

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.kinds import MEETING_HELD
from deungdae.apps.caravan.models import MatchingDay, Participant
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.selectors import case_of
from deungdae.apps.evidence.services import record_evidence
from deungdae.apps.organisations.merge_rules import UNRULED, name_of, relations, rule_of
from deungdae.apps.organisations.models import (
    ExternalIdentifier,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationMerge,
)
from deungdae.apps.organisations.selectors.merging import organisation_of_number, words_of_merged
from deungdae.apps.organisations.services.merging import merge_organisations
from deungdae.apps.organisations.services.organisations import create_organisation
from deungdae.apps.organisations.services.unmerging import undo_merge
from tests.apps.core.imports.lists import number, staff
from tests.support.centre import a_day, a_participant, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
LOGS = {"organisations.OrganisationMerge", "organisations.OrganisationSearch", "evidence.EvidenceEntry"}


def tables() -> dict[str, list[str]]:
    """Every row of every table that a merge could touch, without its own log, histories and index."""
    models = [model for model in apps.get_models() if model._meta.label not in LOGS]
    models = [model for model in models if not issubclass(model, HistoricalChanges)]
    models = [model for model in models if model._meta.app_label in {"organisations", "caravan"}]
    return {
        model._meta.label: [
            json.dumps(row, default=str) for row in model._base_manager.order_by("pk").values()
        ]
        for model in models
    }


def merge(
    survivor: Organisation, merged: Organisation, *take: str, actor: User | None = None
) -> OrganisationMerge:
    return merge_organisations(survivor=survivor, merged=merged, take=take, reason="상호 변경", actor=actor)


def member(name: str, organisation: Organisation, role: str = "owner") -> User:
    user = person(name)
    Membership.objects.create(user=user, organisation=organisation, role=role, starts_on=date(2025, 1, 2))
    return user


def fresh(user: User) -> User:
    """As at the next request: nothing that was read of the person's rights is remembered."""
    return User.objects.get(pk=user.pk)


def entry(organisation: Organisation, source: str) -> EvidenceEntry:
    return record_evidence(
        organisation=organisation,
        kind=MEETING_HELD,
        happened_on=date(2026, 1, 2),
        actor=None,
        source=source,
        payload={
            "meeting": "0" * 22,
            "day": "0" * 22,
            "title": "시험",
            "partner": "0" * 22,
            "partner_name": "나래기계",
            "partner_side": "supply",
            "starts_at": "10:00",
            "table": 1,
        },
    )


def two() -> tuple[Organisation, Organisation]:
    one = Organisation.objects.create(name="한빛정밀", business_number=number(1))
    return one, Organisation.objects.create(name="(주)한빛정밀", business_number=number(2), products="밸브")


def test_every_relation_to_an_organisation_has_a_rule_for_merges() -> None:
    missing = [name_of(relation) for relation in relations() if rule_of(relation) is UNRULED]
    assert missing == [], (
        "say what becomes of these in a merge: register_merge_rule in the app that owns them"
    )


def test_a_merge_keeps_members_kinds_numbers_and_days() -> None:
    survivor, merged = two()
    user = member("hana", merged)
    OrganisationKind.objects.create(organisation=merged, kind="supply")
    ExternalIdentifier.objects.create(organisation=merged, scheme="krx", code="000001")
    participant = a_participant(a_day(), merged, "supply", "S-01")
    merge(survivor, merged)
    assert list(Organisation.objects.visible_to(fresh(user))) == [survivor]
    assert [kind.kind for kind in survivor.kinds.all()] == ["supply"]
    assert survivor.identifiers.get().code == "000001"
    assert Participant.objects.get(pk=participant.pk).organisation == survivor


def test_the_case_of_the_survivor_is_whole_and_tells_of_the_merge() -> None:
    survivor, merged = two()
    user = member("hana", merged)
    entry(survivor, "test:1")
    entry(merged, "test:2")
    made = merge(survivor, merged)
    sources = {one.source for one in case_of(organisation=survivor, user=fresh(user))}
    assert sources == {"test:1", "test:2", f"organisations.merge:{made.short_id}"}
    undo_merge(merge=made, actor=None)
    assert {one.source for one in case_of(organisation=merged, user=fresh(user))} == {"test:2"}


def test_a_merged_organisation_is_in_no_list_and_its_old_membership_is_no_right() -> None:
    survivor, merged = two()
    user = member("hana", merged)
    Membership.objects.create(user=user, organisation=survivor, role="member", starts_on=date(2025, 1, 2))
    made = merge(survivor, merged)
    assert list(Organisation.objects.visible_to(staff())) == [survivor]
    assert list(made.stayed) == ["organisations.Membership.organisation"]
    Membership.objects.filter(organisation=survivor).update(ends_on=date(2025, 1, 3))
    assert not Membership.objects.current().filter(user=user).exists()
    assert not Organisation.objects.visible_to(fresh(user)).exists()


def test_two_places_of_one_day_are_both_kept() -> None:
    survivor, merged = two()
    user = member("hana", merged)
    day = a_day()
    a_participant(day, survivor, "demand", "D-01")
    second = a_participant(day, merged, "supply", "S-01")
    type(day).objects.update(state="requests_open")
    made = merge(survivor, merged)
    assert made.stayed == {"caravan.Participant.organisation": [second.pk]}
    assert Participant.objects.visible_to(fresh(user)).count() == 2


def test_chosen_values_are_exchanged_so_that_none_is_lost() -> None:
    survivor, merged = two()
    merge(survivor, merged, "business_number", "products")
    survivor.refresh_from_db()
    merged.refresh_from_db()
    assert (survivor.business_number, merged.business_number) == (number(2), number(1))
    assert (survivor.products, merged.products) == ("밸브", "")
    for digits in (number(1), number(2)):
        found = organisation_of_number(business_number=digits)
        assert found is not None
        assert found.organisation == survivor


def test_the_number_of_a_merged_organisation_leads_to_the_survivor() -> None:
    survivor, merged = two()
    merge(survivor, merged)
    found = organisation_of_number(business_number=number(2))
    assert found is not None
    assert words_of_merged(found) == (
        "이 번호의 ‘(주)한빛정밀’은 ‘한빛정밀’에 합쳐졌습니다. ‘한빛정밀’을 보십시오."
    )
    with pytest.raises(RefusedError) as refusal:
        create_organisation(name="한빛", kinds=[], actor=None, business_number=number(2))
    assert "‘한빛정밀’에 합쳐진 ‘(주)한빛정밀’의 번호" in refusal.value.message


def test_a_merge_needs_a_reason_and_two_organisations_and_the_page_as_it_was_seen() -> None:
    survivor, merged = two()
    calls = [
        ("merge_reason", {"survivor": survivor, "merged": merged, "reason": " "}),
        ("merge_itself", {"survivor": survivor, "merged": survivor, "reason": "같음"}),
        (
            "merge_stale",
            {"survivor": survivor, "merged": merged, "reason": "같음", "seen": [merged.updated_at] * 2},
        ),
    ]
    for code, values in calls:
        with pytest.raises(RefusedError) as refusal:
            merge_organisations(take=(), actor=None, **values)
        assert refusal.value.code == code


def test_who_merges_second_is_told_that_it_is_done() -> None:
    survivor, merged = two()
    merge(survivor, merged)
    for pair in ((survivor, merged), (merged, survivor)):
        with pytest.raises(RefusedError) as refusal:
            merge(*pair)
        assert refusal.value.code == "merge_already"
        assert "‘한빛정밀’에 합쳐졌습니다" in refusal.value.message


def test_a_chain_is_taken_back_from_its_end() -> None:
    first, second = two()
    third = Organisation.objects.create(name="한빛그룹")
    before = tables()
    one = merge(second, first)
    two_ = merge(third, second)
    first.refresh_from_db()
    assert first.merged_into == third
    with pytest.raises(RefusedError) as refusal:
        undo_merge(merge=one, actor=None)
    assert refusal.value.code == "merge_order"
    assert "‘(주)한빛정밀’을 ‘한빛그룹’에 합쳤습니다" in refusal.value.message
    undo_merge(merge=two_, actor=None)
    undo_merge(merge=one, actor=None)
    assert tables() == before
    with pytest.raises(RefusedError) as again:
        undo_merge(merge=one, actor=None)
    assert again.value.code == "merge_undone"


def test_what_changed_since_a_merge_stays_and_is_named() -> None:
    survivor, merged = two()
    member("hana", merged)
    made = merge(survivor, merged, "products")
    survivor.refresh_from_db()
    survivor.products = "펌프"
    survivor.save()
    Membership.objects.all().delete()
    undone = undo_merge(merge=made, actor=None)
    assert undone.left == [
        "담당자 1건은 그 뒤에 바뀌거나 지워져 그대로 두었습니다.",
        "주요 제품: 그 뒤에 고쳐져 지금 값을 그대로 두었습니다.",
    ]
    survivor.refresh_from_db()
    assert survivor.products == "펌프"


THINGS = ["kind", "identifier", "member", "day", "entry"]
WORLD = some.lists(
    some.tuples(some.integers(0, 2), some.sampled_from(THINGS), some.integers(0, 2)), min_size=3, max_size=14
)
TAKEN = some.sets(some.sampled_from(["name", "business_number", "products", "home_page", "region"]))
MERGES = some.lists(some.tuples(some.integers(0, 2), some.integers(0, 2), TAKEN), min_size=1, max_size=3)


@pytest.fixture
def people_and_days() -> tuple[User, list[User], list[MatchingDay]]:
    people = [person(f"person{place}") for place in range(3)]
    return staff(), people, [a_day(title=f"상담일 {place}") for place in range(3)]


@given(world=WORLD, merges=MERGES)
@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_an_undo_restores_every_table_exactly(people_and_days, world: list, merges: list) -> None:
    user, people, days = people_and_days
    with transaction.atomic():
        organisations = [
            Organisation.objects.create(
                name=f"기업 {place}", business_number=number(place + 1), products="축"
            )
            for place in range(3)
        ]
        for place, what, which in world:
            put(organisations[place], what, which, people=people, days=days)
        case, before = case_sources(user), tables()
        done = merged_as_far_as_allowed(organisations, merges)
        assert case_sources(user) == case
        for made in reversed(done):
            assert undo_merge(merge=made, actor=None).left == []
        assert tables() == before
        transaction.set_rollback(True)


def merged_as_far_as_allowed(organisations: list[Organisation], merges: list) -> list[OrganisationMerge]:
    done = []
    for survivor, merged, take in merges:
        with suppress(RefusedError):
            done.append(merge(organisations[survivor], organisations[merged], *take))
    return done


def case_sources(user: User) -> set[str]:
    """What the standing organisations' cases hold together, without what merges wrote."""
    standing = Organisation.objects.standing()
    lines = [one.source for each in standing for one in case_of(organisation=each, user=user)]
    return {source for source in lines if source.startswith("test:")}


def put(
    organisation: Organisation, what: str, which: int, *, people: list[User], days: list[MatchingDay]
) -> None:
    """Something of this kind, unless it is there already."""
    mine = {"organisation": organisation}
    if what == "kind":
        OrganisationKind.objects.get_or_create(**mine, kind=OrganisationKind.Kind.values[which])
    elif what == "identifier":
        ExternalIdentifier.objects.get_or_create(**mine, scheme="krx", code=f"{organisation.pk}-{which}")
    elif what == "member":
        values = {"role": "owner", "starts_on": date(2025, 1, 2)}
        Membership.objects.get_or_create(**mine, user=people[which], defaults=values)
    elif what == "day" and not Participant.objects.filter(**mine, day=days[which]).exists():
        a_participant(days[which], organisation, "demand", f"D-{organisation.pk}")
    elif what == "entry" and not EvidenceEntry.objects.filter(**mine, source=f"test:{which}").exists():
        entry(organisation, f"test:{which}")

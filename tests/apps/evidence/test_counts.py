"""Counts agree with the entries, whatever was told and corrected, and show nobody more than the case does."""

import random
from collections import Counter
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from deungdae.apps.accounts.models import User
from deungdae.apps.caravan.kinds import MEETING_HELD
from deungdae.apps.evidence import company_facts
from deungdae.apps.evidence.kinds import KINDS, Group, Kind, kind_of, register_kind
from deungdae.apps.evidence.models import EvidenceCount, EvidenceEntry, EvidenceTotal
from deungdae.apps.evidence.selectors import Count, counts_of
from deungdae.apps.evidence.services import correct_evidence, record_evidence, remember_kinds
from deungdae.apps.organisations.models import Organisation, OrganisationKind, Region
from tests.apps.evidence.test_services import PAYLOAD, an_entry
from tests.support.days import an_organisation, member_of, staff

pytestmark = pytest.mark.django_db
VISIT = Kind(name="tests.visit", label="방문", words="방문", schema={"type": "object"}, group=Group.AWARENESS)


@pytest.fixture(autouse=True)
def _a_second_kind() -> None:
    register_kind(VISIT)
    remember_kinds()
    yield
    del KINDS[VISIT.name]


@pytest.fixture
def head_counts(monkeypatch: pytest.MonkeyPatch) -> dict[int, int]:
    """Organisation key → people; the register's figures in small."""
    known: dict[int, int] = {}
    monkeypatch.setattr(company_facts, "HEAD_COUNTS", [lambda organisation, _on: known.get(organisation.pk)])
    return known


def a_company(region: str, *kinds: str) -> Organisation:
    organisation = an_organisation()
    organisation.region, _made = Region.objects.get_or_create(
        code=region, defaults={"level": 2, "name": region, "full_name": region}
    )
    organisation.save()
    OrganisationKind.objects.bulk_create(
        OrganisationKind(organisation=organisation, kind=kind) for kind in kinds
    )
    return organisation


def counted_by_hand() -> Counter[tuple[object, ...]]:
    cells: Counter[tuple[object, ...]] = Counter()
    for entry in EvidenceEntry.objects.standing():
        month = entry.happened_on.replace(day=1)
        cells[entry.kind, month, entry.region[:2], entry.size, entry.organisation_kinds] += 1
    return cells


def kept_cells() -> Counter[tuple[object, ...]]:
    cells: Counter[tuple[object, ...]] = Counter()
    for cell in EvidenceCount.objects.all():
        cells[cell.kind, cell.month, cell.province, cell.size, cell.organisation_kinds] += cell.count
    return +cells


def kept_totals() -> Counter[tuple[object, ...]]:
    totals: Counter[tuple[object, ...]] = Counter()
    for total in EvidenceTotal.objects.all():
        totals[total.kind, total.month, total.province, total.size] += total.count
    return +totals


def without_kinds(cells: Counter[tuple[object, ...]]) -> Counter[tuple[object, ...]]:
    totals: Counter[tuple[object, ...]] = Counter()
    for cell, number in cells.items():
        totals[cell[:4]] += number
    return totals


def test_counts_agree_with_the_entries_after_any_history(head_counts: dict[int, int]) -> None:
    dice = random.Random(4)  # noqa: S311
    companies = [a_company("48120", "demand"), a_company("11110", "supply", "startup"), an_organisation()]
    head_counts[companies[0].pk] = 120
    told: list[EvidenceEntry] = []
    for number in range(120):
        if told and dice.random() < 0.3:
            correct_evidence(entry=told.pop(dice.randrange(len(told))), reason="잘못 적음", actor=None)
            continue
        told.append(
            record_evidence(
                organisation=dice.choice(companies),
                kind=dice.choice([MEETING_HELD, VISIT.name]),
                happened_on=date(2021, dice.randint(1, 4), dice.randint(1, 28)),
                actor=None,
                source=f"test:{number}",
                payload=PAYLOAD,
            )
        )
    assert kept_cells() == counted_by_hand()
    assert kept_totals() == without_kinds(counted_by_hand())
    reader = staff()
    assert_asked_of_every_side_as_by_hand(reader)
    assert counts_of(user=reader, by=[]) == [Count((), len(told))]
    sizes = {count.values[0]: count.entries for count in counts_of(user=reader, by=["size"])}
    assert sizes["50-299"] == sum(entry.organisation == companies[0] for entry in told)
    second = sum(entry.organisation == companies[1] for entry in told)
    kinds = {count.values[0]: count.entries for count in counts_of(user=reader, by=["organisation_kind"])}
    assert (kinds["supply"], kinds["startup"]) == (second, second)


def assert_asked_of_every_side_as_by_hand(reader: User) -> None:
    """All four sides, in any order and narrowed: the cells are read as they stand, without a sum."""
    by_hand = without_kinds(counted_by_hand())
    counted = counts_of(user=reader, by=["kind", "month", "region", "size"])
    assert dict(counted) == by_hand
    assert [count.values[1] for count in counted] == sorted(count.values[1] for count in counted)
    visits = counts_of(
        user=reader,
        by=["size", "region", "month", "kind"],
        kinds=[VISIT.name],
        since=date(2021, 2, 9),
        until=date(2021, 3, 1),
    )
    assert {values[::-1]: entries for values, entries in visits} == {
        (kind, month, province, size): entries
        for (kind, month, province, size), entries in by_hand.items()
        if kind == VISIT.name and month in {date(2021, 2, 1), date(2021, 3, 1)}
    }
    by_all = counts_of(user=reader, by=["kind", "month", "region", "size", "organisation_kind"])
    assert sum(entries for values, entries in by_all if values[4] == "supply") == sum(
        entries for values, entries in counted_by_hand().items() if "supply" in str(values[4])
    )


def test_several_rows_of_one_cell_are_summed_and_nothing_is_no_cell() -> None:
    """Writers on PostgreSQL that meet at a cell leave several rows of it."""
    month = date(2021, 4, 1)
    for province, number in (("48", 3), ("11", 1), ("48", -3), ("11", 2), ("26", 5)):
        EvidenceTotal.objects.create(kind=VISIT.name, month=month, province=province, count=number)
    reader = staff()
    told = {("11",): 3, ("26",): 5}
    assert dict(counts_of(user=reader, by=["region"])) == told
    by_all = dict(counts_of(user=reader, by=["region", "kind", "month", "size"]))
    assert by_all == {(*values, VISIT.name, month, ""): entries for values, entries in told.items()}


def test_a_person_of_a_company_counts_only_its_own_entries(head_counts: dict[int, int]) -> None:
    own, other = a_company("48120", "demand"), a_company("11110", "supply")
    an_entry(own, source="test:1")
    gone = an_entry(own, source="test:2")
    an_entry(own, source="test:3", happened_on=date(2021, 5, 2))
    an_entry(other)
    correct_evidence(entry=gone, reason="두 번 적음", actor=None)
    by = ["kind", "month", "region", "size", "organisation_kind"]
    mine = counts_of(user=member_of(own), by=by)
    assert mine == [
        Count((MEETING_HELD, date(2021, 4, 1), "48", "", "demand"), 1),
        Count((MEETING_HELD, date(2021, 5, 1), "48", "", "demand"), 1),
    ]
    everything = counts_of(user=staff(), by=by)
    assert [count for count in everything if count.values[2] == "48"] == mine
    assert counts_of(user=member_of(an_organisation()), by=["kind"]) == []
    may = counts_of(user=staff(), by=["region"], since=date(2021, 5, 20), kinds=[MEETING_HELD])
    assert may == [Count(("48",), 1)]
    assert counts_of(user=staff(), by=["region"], until=date(2021, 3, 1)) == []


def test_what_was_told_stays_counted_where_the_company_was_then() -> None:
    company = a_company("48120", "demand")
    an_entry(company)
    company.region = a_company("11110").region
    company.save()
    assert counts_of(user=staff(), by=["region"]) == [Count(("48",), 1)]


@pytest.mark.parametrize(
    ("people", "size"),
    [
        (None, ""),
        (0, ""),
        (1, "1-9"),
        (9, "1-9"),
        (10, "10-49"),
        (299, "50-299"),
        (999, "300-999"),
        (1000, "1000-"),
    ],
)
def test_a_number_of_people_falls_into_its_band(people: int | None, size: str) -> None:
    assert company_facts.size_of(people) == size


def test_the_database_refuses_a_kind_that_nobody_registered() -> None:
    entry = an_entry(an_organisation())
    entry.pk, entry.public_id, entry.kind = None, an_organisation().public_id, "nobody.registered_this"
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM evidence_evidencekind WHERE name = %s", [MEETING_HELD])


def test_the_database_refuses_a_correction_of_a_correction_or_of_another_company() -> None:
    first, other = an_organisation(), an_organisation()
    entry = an_entry(first)
    counter = correct_evidence(entry=entry, reason="잘못", actor=None)
    for corrects, organisation in ((counter, first), (an_entry(first, source="test:9"), other)):
        wrong = EvidenceEntry(
            organisation=organisation,
            kind="evidence.correction",
            happened_on=entry.happened_on,
            recorded_at=entry.recorded_at,
            source="test:wrong",
            corrects=corrects,
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong.save(force_insert=True)


def test_an_old_entry_of_a_kind_that_is_gone_is_still_read() -> None:
    kind = kind_of("tests.long_gone")
    assert (kind.label, kind.words, kind.group) == ("tests.long_gone", "tests.long_gone", Group.REGISTER)

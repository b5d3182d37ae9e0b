"""Whoever owns the tables and takes down the walls is still found out, at the first entry that he touched."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.db.models import F

from deungdae.apps.core.audit.chain import canonical, seal
from deungdae.apps.core.audit.reading import day_heads, reread, rows
from deungdae.apps.core.audit.services import sealed_values
from deungdae.apps.core.audit.verification import Finding, Harm, verify
from deungdae.apps.core.models import AuditDay, AuditEntry

pytestmark = pytest.mark.django_db
TRIES = 200
SIZES = (12, 25, 9, 24)
"""Entries of each day: where a day's are few, more of the tries meet its first and its last."""
ASIDE = 1_000_000
TEXTS = ("account", "role", "address", "subject_kind", "subject_id", "act", "target", "fields", "reason")
Expected = tuple[str, int]


@pytest.fixture
def entries(write_days, no_walls) -> list[AuditEntry]:
    write_days(*SIZES)
    assert checked() is None
    return list(AuditEntry.objects.order_by("day", "number"))


def checked(anchors=None) -> Finding | None:  # type: ignore[no-untyped-def]
    return verify(rows=rows(), reread=reread, heads=day_heads(), anchors=anchors or {}).finding


@contextmanager
def taken_back() -> Iterator[None]:
    mark = transaction.savepoint()
    yield
    transaction.savepoint_rollback(mark)


def place_of(entry: AuditEntry) -> Expected:
    return entry.day.isoformat(), entry.number


def stored(entry: AuditEntry):  # type: ignore[no-untyped-def]
    return AuditEntry.objects.filter(pk=entry.pk)


def shift(entry: AuditEntry, *, by: int) -> None:
    """Renumber the day from this entry on."""
    rest = AuditEntry.objects.filter(day=entry.day)
    rest.filter(number__gte=entry.number).update(number=F("number") + ASIDE + by)
    rest.filter(number__gte=ASIDE).update(number=F("number") - ASIDE)


def edit(dice: random.Random, entries: list[AuditEntry]) -> Expected:
    entry = dice.choice(entries)
    name = dice.choice([*TEXTS, "actor_id", "subject_count", "previous_hash", "entry_hash"])
    if name in ("actor_id", "subject_count"):
        stored(entry).update(**{name: dice.randint(100, 999)})
    elif name.endswith("hash"):
        stored(entry).update(**{name: f"{dice.getrandbits(256):064x}"})
    else:
        text = getattr(entry, name)
        stored(entry).update(**{name: text[:-1] + "x" if text else "x"})
    return place_of(entry)


def edit_and_seal_again(dice: random.Random, entries: list[AuditEntry]) -> Expected:
    entry = dice.choice(entries)
    entry_now = AuditEntry.objects.get(pk=entry.pk)
    entry_now.reason = "다른 이유"
    stored(entry).update(reason=entry_now.reason, entry_hash=seal(canonical(sealed_values(entry_now))))
    return place_of(entry)


def delete(dice: random.Random, entries: list[AuditEntry]) -> Expected:
    entry = dice.choice(entries)
    stored(entry).delete()
    if dice.random() < 0.5:
        shift(entry, by=-1)
    return place_of(entry)


def insert(dice: random.Random, entries: list[AuditEntry]) -> Expected:
    """A forged entry that fits the one before it and its own seal; the rest of the day moves on by one."""
    entry = dice.choice(entries)
    shift(entry, by=1)
    forged = AuditEntry.objects.get(pk=entry.pk)
    forged.pk, forged.public_id, forged.number = None, AuditEntry().public_id, entry.number
    forged.reason = "끼워 넣음"
    forged.entry_hash = seal(canonical(sealed_values(forged))) if dice.random() < 0.5 else entry.entry_hash
    forged.save(force_insert=True)
    return place_of(entry)


def reorder(dice: random.Random, entries: list[AuditEntry]) -> Expected:
    """Two entries of one day change their places."""
    first = dice.choice(entries)
    second = dice.choice([one for one in entries if one.day == first.day and one.pk != first.pk])
    stored(first).update(number=ASIDE)
    stored(second).update(number=first.number)
    stored(first).update(number=second.number)
    return min(place_of(first), place_of(second))


def cut_tail(dice: random.Random, entries: list[AuditEntry]) -> Expected:
    entry = dice.choice(entries)
    AuditEntry.objects.filter(day=entry.day, number__gte=entry.number).delete()
    return place_of(entry)


ACTS: list[Callable[[random.Random, list[AuditEntry]], Expected]] = [
    edit,
    edit_and_seal_again,
    delete,
    insert,
    reorder,
    cut_tail,
]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_every_tampering_is_found_at_the_first_entry_it_touched(act, entries: list[AuditEntry]) -> None:
    dice = random.Random(20210414)  # noqa: S311
    missed = []
    for _ in range(TRIES):
        with taken_back():
            expected = act(dice, entries)
            finding = checked()
        if finding is None or (finding.day, finding.number) != expected:
            missed.append((expected, finding))
    assert missed == []
    assert checked() is None


def test_a_tail_cut_with_the_head_of_the_day_is_found_by_the_anchor(entries: list[AuditEntry]) -> None:
    last_day = entries[-1].day
    anchors = {head.day: {head.last: head.head} for head in day_heads()}
    cut = AuditEntry.objects.get(day=last_day, number=10)
    AuditEntry.objects.filter(day=last_day, number__gt=10).delete()
    AuditDay.objects.filter(day=last_day).update(count=10, head=cut.entry_hash)
    assert checked() is None
    assert checked(anchors) == Finding(last_day.isoformat(), 11, Harm.CUT)


def test_a_day_taken_out_with_its_head_is_found(entries: list[AuditEntry]) -> None:
    for day in {entries[0].day, entries[-1].day}:
        anchors = {head.day: {head.last: head.head} for head in day_heads()}
        with taken_back():
            AuditEntry.objects.filter(day=day).delete()
            AuditDay.objects.filter(day=day).delete()
            assert checked(anchors) == Finding(day.isoformat(), 1, Harm.CUT)


def test_a_chain_written_anew_from_the_middle_is_found_by_the_anchor(entries: list[AuditEntry]) -> None:
    day = entries[-1].day
    anchors = {head.day: {head.last: head.head} for head in day_heads()}
    previous = AuditEntry.objects.get(day=day, number=4).entry_hash
    for entry in AuditEntry.objects.filter(day=day, number__gte=5).order_by("number"):
        entry.reason, entry.previous_hash = "새로 씀", previous
        previous = seal(canonical(sealed_values(entry)))
        stored(entry).update(reason=entry.reason, previous_hash=entry.previous_hash, entry_hash=previous)
    AuditDay.objects.filter(day=day).update(head=previous)
    assert checked() is None
    assert checked(anchors) == Finding(day.isoformat(), SIZES[-1], Harm.NOT_ANCHORED)


def test_an_entry_appended_behind_the_head_is_found(entries: list[AuditEntry]) -> None:
    last = AuditEntry.objects.get(pk=entries[-1].pk)
    last.pk, last.public_id, last.number = None, AuditEntry().public_id, last.number + 1
    last.previous_hash = entries[-1].entry_hash
    last.entry_hash = seal(canonical(sealed_values(last)))
    last.save(force_insert=True)
    assert checked() == Finding(last.day.isoformat(), last.number, Harm.INSERTED)


def test_a_day_without_its_head_is_found(entries: list[AuditEntry]) -> None:
    AuditDay.objects.filter(day=entries[0].day).delete()
    assert checked() == Finding(entries[0].day.isoformat(), SIZES[0], Harm.NO_HEAD)


@pytest.mark.one_database
@pytest.mark.parametrize("value", ["x'ff'", "CAST(x'ff' AS TEXT)", "x'20'", "CAST(x'c328' AS TEXT)"])
@pytest.mark.parametrize("name", ["reason", "public_id", "at", "previous_hash", "entry_hash", "day"])
def test_what_is_no_text_is_found_where_it_stands(name: str, value: str, entries: list[AuditEntry]) -> None:
    """SQLite keeps whatever is put into a column."""
    entry = entries[SIZES[0] + 6]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE core_auditentry SET {name} = {value} WHERE id = %s", [entry.pk])
    finding = checked()
    assert finding is not None
    if name != "day":
        assert (finding.day, finding.number) == place_of(entry)

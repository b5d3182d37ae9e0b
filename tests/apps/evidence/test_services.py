"""The case of a company: only what fits its kind is written, nothing is changed, errors are countered."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from deungdae.apps.caravan.kinds import MEETING_HELD
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.evidence.kinds import KINDS, Kind, register_kind
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.selectors import case_of, standing_case_of
from deungdae.apps.evidence.services import PayloadError, correct_evidence, record_evidence
from deungdae.apps.organisations.models import Organisation
from tests.support.days import an_organisation, member_of, staff

pytestmark = pytest.mark.django_db
PAYLOAD = {
    "meeting": "0" * 22,
    "day": "0" * 22,
    "title": "가을 상담회",
    "partner": "0" * 22,
    "partner_name": "Hanbit 정밀",
    "partner_side": "supply",
    "starts_at": "10:30",
    "table": 3,
}


def an_entry(organisation: Organisation, **changes: object) -> EvidenceEntry:
    facts: dict[str, object] = {
        "organisation": organisation,
        "kind": MEETING_HELD,
        "happened_on": date(2021, 4, 14),
        "actor": None,
        "source": "test:1",
        "payload": PAYLOAD,
    }
    return record_evidence(**{**facts, **changes})  # type: ignore[arg-type]


def test_an_entry_keeps_what_was_told() -> None:
    organisation, actor = an_organisation(), staff()
    entry = EvidenceEntry.objects.get(pk=an_entry(organisation, actor=actor).pk)
    assert (entry.organisation, entry.actor, entry.payload) == (organisation, actor, PAYLOAD)
    assert entry.recorded_at is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "nobody.registered_this"},
        {"payload": {}},
        {"payload": {**PAYLOAD, "meeting": "short"}},
        {"payload": {**PAYLOAD, "more": 1}},
        {"payload": {**PAYLOAD, "title": 3}},
    ],
)
def test_an_unknown_kind_or_another_shape_is_never_written(changes: dict[str, object]) -> None:
    organisation = an_organisation()
    with pytest.raises(PayloadError):
        an_entry(organisation, **changes)
    assert not EvidenceEntry.objects.exists()


def test_the_same_thing_is_told_once_of_each_organisation() -> None:
    first, second = an_organisation(), an_organisation()
    an_entry(first)
    an_entry(second)
    with pytest.raises(RefusedError) as refused:
        an_entry(first)
    assert refused.value.code == "evidence_twice"
    assert first.name in refused.value.message


def test_a_correction_counters_an_entry_and_leaves_both_readable() -> None:
    organisation, reader = an_organisation(), staff()
    entry = an_entry(organisation)
    counter = correct_evidence(entry=entry, reason="잘못 적었습니다.", actor=reader)
    assert counter.corrects == entry
    assert list(case_of(organisation=organisation, user=reader)) == [counter, entry]
    assert not standing_case_of(organisation=organisation, user=reader).exists()
    with pytest.raises(RefusedError):
        correct_evidence(entry=entry, reason="또", actor=reader)


def test_the_case_is_read_by_the_centre_and_by_its_own_people_only() -> None:
    organisation = an_organisation()
    entry = an_entry(organisation)
    assert list(case_of(organisation=organisation, user=member_of(organisation))) == [entry]
    assert not case_of(organisation=organisation, user=member_of(an_organisation())).exists()


def test_no_hand_changes_or_deletes_an_entry() -> None:
    entry = an_entry(an_organisation())
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceEntry.objects.filter(pk=entry.pk).update(source="else")
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceEntry.objects.filter(pk=entry.pk)._raw_delete("default")


def test_a_kind_has_one_meaning() -> None:
    known = KINDS["evidence.correction"]
    assert register_kind(known) == "evidence.correction"
    with pytest.raises(ValueError, match="two kinds"):
        register_kind(
            Kind(name="evidence.correction", label="다른 뜻", words="다른 뜻", schema={"type": "object"})
        )

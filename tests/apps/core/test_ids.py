"""Public ids: random, sortable by time, and the same after a trip through an address."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deungdae.apps.core.ids import from_short, new_public_id, short


@given(st.uuids())
def test_an_id_comes_back_from_its_short_form(value: uuid.UUID) -> None:
    assert from_short(short(value)) == value
    assert len(short(value)) == 22


@pytest.mark.parametrize("text", ["", "abc", "z" * 22, "한" * 22, "0" * 23])
def test_other_texts_are_no_ids(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        from_short(text)


def test_a_new_id_is_a_version_7_uuid_of_the_standard_variant() -> None:
    value = new_public_id()
    assert (value.version, value.variant) == (7, uuid.RFC_4122)

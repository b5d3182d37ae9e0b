"""What tests of imports start from."""

import pytest

from deungdae.apps.organisations.reference import load_industries, load_regions


@pytest.fixture
def reference_tables(db: None) -> None:
    """Industries and regions, as in a real database."""
    load_industries()
    load_regions()

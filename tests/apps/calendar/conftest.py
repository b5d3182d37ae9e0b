"""What tests of the calendar start from."""

import pytest

from deungdae.apps.organisations.reference import load_regions


@pytest.fixture
def regions(db: None) -> None:
    """Regions, as in a real database."""
    load_regions()

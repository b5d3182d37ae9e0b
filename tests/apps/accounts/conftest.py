"""Attempts are counted from zero in each test."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_attempts_before() -> None:
    cache.clear()

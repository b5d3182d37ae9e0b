"""A run that says PostgreSQL is on PostgreSQL."""

import os

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_run_is_on_the_database_it_names() -> None:
    assert connection.vendor == os.environ.get("DEUNGDAE_TEST_DATABASE", "sqlite")

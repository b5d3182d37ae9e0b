"""Two of the centre's staff merge the same pair at the same moment."""

import threading

import pytest
from django.db import connection

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.organisations.models import Organisation, OrganisationMerge
from deungdae.apps.organisations.services.merging import merge_organisations


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_crossed", [False, True])
def test_one_of_two_merges_at_once_wins_and_the_other_is_told(is_crossed: bool) -> None:
    pair = [Organisation.objects.create(name=name) for name in ("한빛정밀", "(주)한빛정밀")]
    outcomes: list[str] = []
    ready = threading.Barrier(2)

    def run(survivor: Organisation, merged: Organisation) -> None:
        ready.wait()
        try:
            merge_organisations(survivor=survivor, merged=merged, take=(), reason="같음", actor=None)
            outcomes.append("done")
        except RefusedError as error:
            outcomes.append(error.code)
        finally:
            connection.close()

    orders = [pair, pair[::-1] if is_crossed else pair]
    threads = [threading.Thread(target=run, args=order) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "merge_already"]
    assert OrganisationMerge.objects.count() == 1

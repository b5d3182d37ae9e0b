"""A reference is answered by two people, or its customer is merged, at the same moment."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from deungdae.apps.accounts.models import User
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.references import INTRODUCED, SUPPLIED
from deungdae.apps.organisations.models import Organisation, Solution, SolutionReference
from deungdae.apps.organisations.services.merging import merge_organisations
from deungdae.apps.organisations.services.references import decide_reference
from deungdae.apps.organisations.services.solutions import Content, update_solution
from tests.support.centre import person

pytestmark = pytest.mark.django_db(transaction=True)
State = SolutionReference.State


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What becomes of acts that begin together: `done`, or the code of the refusal."""
    outcomes: list[str] = []
    ready = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        ready.wait()
        try:
            act()
            outcomes.append("done")
        except RefusedError as error:
            outcomes.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.fixture
def reference() -> SolutionReference:
    supplier, customer = (Organisation.objects.create(name=name) for name in ("다온소프트", "한빛정밀"))
    solution = Solution.objects.create(organisation=supplier, title="등대MES", summary="생산 관리")
    return SolutionReference.objects.create(
        solution=solution, month=date(2024, 5, 1), customer="한빛", work="구축", company=customer
    )


def confirming(reference: SolutionReference, actor: User) -> Callable[[], object]:
    return lambda: decide_reference(
        reference=reference, target=State.CONFIRMED, note="", side="customer", actor=actor
    )


def test_one_of_two_words_at_once_counts_and_the_cases_hold_one_entry_each(
    reference: SolutionReference,
) -> None:
    people = [person(name, organisation=reference.company) for name in ("one", "two")]
    assert at_once(*(confirming(reference, user) for user in people)) == ["done", "reference_step"]
    entries = EvidenceEntry.objects.filter(kind__in=(SUPPLIED, INTRODUCED))
    assert sorted(entry.organisation.name for entry in entries) == ["다온소프트", "한빛정밀"]


@pytest.mark.parametrize("merges_supplier", [False, True])
def test_a_word_and_a_merge_at_once_both_hold(reference: SolutionReference, merges_supplier: bool) -> None:
    buyer = person("buyer", organisation=reference.company)
    survivor = Organisation.objects.create(name="한빛그룹")
    merged = reference.solution.organisation if merges_supplier else reference.company

    def merge() -> None:
        merge_organisations(survivor=survivor, merged=merged, take=(), reason="같음", actor=None)

    assert at_once(confirming(reference, buyer), merge) == ["done", "done"]
    now = SolutionReference.objects.select_related("solution").get()
    assert now.state == State.CONFIRMED
    assert survivor.pk == (now.solution.organisation_id if merges_supplier else now.company_id)
    assert EvidenceEntry.objects.standing().filter(kind__in=(SUPPLIED, INTRODUCED)).count() == 2


def test_a_word_and_a_change_of_the_line_at_once_never_leave_a_confirmed_other_line(
    reference: SolutionReference,
) -> None:
    buyer = person("buyer", organisation=reference.company)
    content = Content(title="등대MES", summary="생산 관리")
    outcomes = at_once(
        confirming(reference, buyer),
        lambda: update_solution(solution=reference.solution, content=content, actor=None),
    )
    assert outcomes in (["done", "done"], ["done", "reference_gone"])
    assert not SolutionReference.objects.exists()
    assert not EvidenceEntry.objects.standing().filter(kind__in=(SUPPLIED, INTRODUCED)).exists()

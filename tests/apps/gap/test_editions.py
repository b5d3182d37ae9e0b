"""An edition: computed once for the same observations, merged companies once, the effect run again."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from deungdae.apps.accounts.models import User
from deungdae.apps.core.decisions import document_of
from deungdae.apps.core.jobs.worker import do_chores
from deungdae.apps.gap.bridge.decisions import RERUNNABLE
from deungdae.apps.gap.bridge.effect import compared
from deungdae.apps.gap.models import Edition, GapTable
from deungdae.apps.gap.selectors.editions import effect_in
from deungdae.apps.gap.selectors.sample import all_seen, answers_by_table, companies_compared
from deungdae.apps.gap.services.editions import Draft, is_due, keep_edition, make_edition
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.services.merging import merge_organisations
from deungdae.engine.kernel.decision import Decision, verify
from tests.apps.core.imports.lists import work_off
from tests.support.gap import FIRST, SECOND, a_company, a_person, a_sample, assess, changed, serve, two_rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody() -> User:
    return a_person()


def merged(survivor: Organisation, gone: Organisation) -> None:
    merge_organisations(survivor=survivor, merged=gone, take=[], reason="합병", actor=None)


def tables() -> dict[tuple[str, int], int]:
    return {key: len(answers) for key, answers in answers_by_table(all_seen())}


def test_a_worker_makes_an_edition_when_five_have_come_and_then_when_five_more_have(somebody: User) -> None:
    a_sample({("mid_sized", "26", "41"): 4}, somebody)
    do_chores()
    assert (is_due(), work_off()) == (False, [])
    assess(a_company("다섯째"), somebody)
    do_chores()
    do_chores()
    [job] = work_off()
    assert job.state == "done", job.message
    first = Edition.objects.get()
    assert GapTable.objects.get().document["n"] == 5
    assess(a_company("여섯째"), somebody)
    assert not is_due()
    a_sample({("large", "58", "11"): 4}, somebody)
    do_chores()
    work_off()
    assert Edition.objects.count() == 2
    assert Edition.objects.all()[0].through > first.through


def test_the_same_observations_make_one_edition(somebody: User) -> None:
    assert make_edition() is None
    a_sample({("mid_sized", "26", "41"): 5}, somebody)
    first = make_edition()
    assert make_edition() == first
    assert first is not None
    stale = Draft(first.through, compared([]), {})
    assert keep_edition(stale) == first
    for act in (lambda: Edition.objects.update(through=1), lambda: GapTable.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.create(through=first.through, made_at=first.made_at, decision=first.decision)


def test_a_merged_company_counts_once_by_its_own_answer(somebody: User) -> None:
    survivor, gone, alone = a_company("남는 곳"), a_company("합친 곳"), a_company("홀로")
    for company in (survivor, gone, alone):
        assess(company, somebody)
    assert tables() == {("T0", 2024): 3}
    merged(survivor, gone)
    assert tables() == {("T0", 2024): 2}
    [mine] = [one for one in all_seen() if one.organisation == survivor.pk]
    assert mine.company == survivor.pk
    assert {one.company for one in all_seen()} == {survivor.pk, alone.pk}


def test_the_rounds_of_a_merged_company_are_compared_under_its_survivor(somebody: User) -> None:
    survivor, gone = a_company("남는 곳"), a_company("합친 곳")
    assess(gone, somebody)
    serve(gone, date(2024, 6, 3))
    merged(survivor, gone)
    assess(survivor, somebody, level=5, wanted="T1", day=SECOND)
    [compared] = companies_compared(all_seen())
    assert compared.id == survivor.short_id
    assert compared.services == {"forum.attended"}
    assert compared.t1 > compared.t0


def test_a_company_that_changed_its_industry_stays_in_the_cell_of_each_round(somebody: User) -> None:
    company = a_company("한빛정밀", industry="26", region="41")
    assess(company, somebody)
    changed(company, day=date(2024, 9, 1), industry="58", region="11")
    assess(company, somebody, wanted="T1", day=SECOND)
    found = {
        key: [(one.industry, one.region) for one in answers] for key, answers in answers_by_table(all_seen())
    }
    assert found == {("T0", 2024): [("C", "41")], ("T1", 2025): [("J", "11")]}
    [compared] = companies_compared(all_seen())
    assert (compared.industry, compared.region) == ("C", "41")


def test_a_service_counts_after_t0_until_t1_and_not_when_it_was_corrected(somebody: User) -> None:
    before, within, after, none = (a_company(name) for name in ("앞", "사이", "뒤", "없음"))
    for company in (before, within, after, none):
        assess(company, somebody)
        assess(company, somebody, wanted="T1", day=SECOND)
    serve(before, FIRST)
    serve(within, SECOND)
    serve(after, date(2025, 3, 6))
    served = {one.id for one in companies_compared(all_seen()) if one.services}
    assert served == {within.short_id}


def test_scores_of_another_rule_are_not_compared(somebody: User) -> None:
    for number in range(3):
        assess(a_company(f"같은 규칙 {number}"), somebody)
    other = a_company("다른 규칙")
    assess(other, somebody, rule="V2")
    assert tables() == {("T0", 2024): 3}
    assess(other, somebody, wanted="T1", day=SECOND, rule="V1k")
    assert companies_compared(all_seen()) == []


def test_too_few_pairs_are_counted_and_the_record_runs_again(somebody: User) -> None:
    two_rounds(somebody, served=7, others=6)
    edition = make_edition()
    assert edition is not None
    result = effect_in(edition)["result"]
    assert result["whole"] == {"have": 6, "need": 40}
    assert result["services"] == {"forum.attended": {"have": 6, "need": 40}}
    assert len(result["pairs"]) == 6
    again = RERUNNABLE["gap.effect"]
    record = Decision.from_json(document_of(edition.decision))
    assert verify(record, again.run, version=again.version).same


def test_reading_the_sample_takes_as_many_queries_for_many_as_for_few(somebody: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            companies_compared(all_seen())
        return len(asked)

    two_rounds(somebody, served=1, others=1)
    few = queries()
    a_sample({("large", "58", "11"): 6, ("sme", "26", "41"): 6}, somebody)
    assert queries() == few == 2

"""What an answer rests on: given by the company, judged by the centre, three scores beside each other."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import TestCase

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.core.models import StoredFile
from deungdae.apps.core.retention.registry import KINDS
from deungdae.apps.diagnosis.models import Assessment, Proof, ProofJudgement, ProvenScore
from deungdae.apps.diagnosis.selectors.proofs import proofs_of, proofs_to_judge, proven_rows
from deungdae.apps.diagnosis.services.assessments import submit_assessment
from deungdae.apps.diagnosis.services.proofs import judge_proof, withdraw_proof
from deungdae.apps.organisations.models import Membership, Organisation
from tests.engine.maturity.samples import S1
from tests.support.at_once import at_once
from tests.support.diagnosis import (
    a_colleague,
    a_judge,
    a_paper,
    a_proof,
    a_settled,
    an_assessment,
    answer_all,
)
from tests.support.refusals import refusal_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Organisation:
    return Organisation.objects.create(name="한빛정밀")


@pytest.fixture
def one(company: Organisation) -> User:
    return a_colleague("하나", company)


def judge(proof: Proof, actor: User, *, says: bool = True, reason: str = "", seen: int = 0) -> ProofJudgement:
    return judge_proof(proof=proof, is_confirmed=says, reason=reason, seen=seen, actor=actor)


def scores(assessment: Assessment) -> list[tuple[float, float]]:
    """(evidenced, verified) of every row, the oldest first."""
    rows = reversed(proven_rows(assessment))
    return [(row.evidenced["score"]["overall"], row.verified["score"]["overall"]) for row in rows]


def test_three_scores_stand_side_by_side_and_each_count_is_a_new_row(
    company: Organisation, one: User
) -> None:
    centre = a_judge()
    settled = a_settled(company, one, S1)
    claimed = (settled.score or {})["overall"]
    assert scores(settled) == [(0, 0)]
    second, third = a_proof(settled, one, "Q2"), a_proof(settled, one, "Q3", link="https://near.example/mes")
    judge(second, centre)
    judge(third, centre, says=False, reason="주소가 열리지 않습니다.")
    judge(third, centre, reason="다시 보니 열립니다.", seen=1)
    withdraw_proof(proof=second, actor=one)
    found = scores(settled)
    assert [verified <= evidenced <= claimed for evidenced, verified in found] == [True] * 7
    d1, d2 = round(100 * 5 / 30 / 6, 2), found[2][0] - found[1][0]
    assert found[1] == (d1, 0)
    assert found[3] == (found[2][0], d1)
    assert found[4] == (d1, d1)
    assert found[5] == (found[2][0], found[2][0])
    assert found[6][0] == found[6][1] == pytest.approx(d2, abs=0.01)
    settled.refresh_from_db()
    assert (settled.score or {})["overall"] == claimed


def test_proofs_given_before_settlement_count_from_the_first_row(company: Organisation, one: User) -> None:
    assessment = an_assessment(company)
    a_proof(assessment, one, "Q2")
    assert not ProvenScore.objects.exists()
    answer_all(assessment, one, S1)
    settled = submit_assessment(assessment=assessment, actor=one)
    [row] = proven_rows(settled)
    assert (row.evidenced["questions"], row.verified["questions"]) == (["Q2"], [])


def test_the_same_proof_twice_is_one_and_its_file_is_kept_once(company: Organisation, one: User) -> None:
    assessment, key = an_assessment(company), new_public_id()
    made = [a_proof(assessment, one, key=key) for _press in range(2)]
    assert made[0] == made[1]
    assert (Proof.objects.count(), StoredFile.objects.count()) == (1, 1)
    [stored] = StoredFile.objects.all()
    assert (stored.shown_name, stored.content_type, stored.owner) == ("확인서.pdf", "application/pdf", one)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"link": "http://near.example/"}, "https://로 시작하는 주소가 아닙니다"),
        ({"link": "javascript:alert(1)"}, "https://로 시작하는 주소가 아닙니다"),
        ({"file": a_paper("확인서.exe")}, "받지 않는 파일입니다"),
        ({"file": a_paper("확인서.pdf", b"MZ\x90")}, "받지 않는 파일입니다"),
        ({"file": a_paper(), "link": "https://near.example/"}, "하나만 넣어 주십시오"),
        ({"file": None}, "말만으로 된 근거는 센터의"),
        ({"text": "  "}, "무엇을 보여 주는 근거인지"),
        ({"question": "Q99"}, "문항 ‘Q99’가 없습니다"),
    ],
)
def test_what_is_no_proof_is_refused_in_words(
    company: Organisation, one: User, facts: dict[str, Any], said: str
) -> None:
    assessment = an_assessment(company)
    assert said in refusal_of(lambda: a_proof(assessment, one, **facts)).message
    assert not Proof.objects.exists()
    assert not StoredFile.objects.exists()


def test_only_the_centre_verifies_and_nobody_his_own_or_his_company_s(
    company: Organisation, one: User
) -> None:
    centre, other = a_judge("센터"), a_judge("다른센터")
    assessment = an_assessment(company)
    proof = a_proof(assessment, one)
    assert refusal_of(lambda: judge(proof, one)).code == "centre"
    word = a_proof(assessment, centre, text="공정 5곳을 보았습니다.", file=None)
    assert word.kind == Proof.Kind.WORD
    assert refusal_of(lambda: judge(word, centre)).code == "own"
    assert judge(word, other).is_confirmed
    assert refusal_of(lambda: withdraw_proof(proof=word, actor=one)).code == "word"
    Membership.objects.create(
        user=other, organisation=company, role=Membership.Role.MEMBER, starts_on=clock.today()
    )
    assert refusal_of(lambda: judge(proof, other)).code == "centre"


def test_a_judgement_says_why_counts_last_and_is_lost_to_nobody(company: Organisation, one: User) -> None:
    centre, other = a_judge("센터"), a_judge("다른센터")
    proof = a_proof(an_assessment(company), one)
    assert list(proofs_to_judge()) == [proof]
    assert refusal_of(lambda: judge(proof, centre, says=False)).code == "reason"
    first = judge(proof, centre, says=False, reason="날짜가 없습니다.")
    assert judge(proof, centre, says=False, reason="날짜가 없습니다.") == first
    assert refusal_of(lambda: judge(proof, other)).code == "stale"
    assert [found.state for found in proofs_of(proof.assessment)] == ["declined"]
    judge(proof, other, seen=1)
    assert [found.state for found in proofs_of(proof.assessment)] == ["confirmed"]
    withdraw_proof(proof=proof, actor=one)
    assert refusal_of(lambda: judge(proof, other, seen=2)).code == "withdrawn"
    assert [(found.state, found.is_verified) for found in proofs_of(proof.assessment)] == [
        ("withdrawn", False)
    ]
    assert not proofs_to_judge()


def test_the_database_changes_no_proof_no_judgement_and_no_figure(company: Organisation, one: User) -> None:
    centre = a_judge()
    settled = a_settled(company, one, S1)
    proof = a_proof(settled, one)
    judgement = judge(proof, centre)
    row = settled.proven.latest("number")
    attempts = [
        lambda: Proof.objects.update(text="다른 말"),
        lambda: Proof.objects.all()._raw_delete("default"),
        lambda: ProofJudgement.objects.update(is_confirmed=False, reason="아님"),
        lambda: ProofJudgement.objects.filter(pk=judgement.pk)._raw_delete("default"),
        lambda: ProvenScore.objects.filter(pk=row.pk).update(verified=row.evidenced),
        lambda: ProofJudgement.objects.create(
            proof=proof, number=2, is_confirmed=True, judged_by=one, judged_at=clock.now()
        ),
        lambda: ProofJudgement.objects.create(
            proof=proof, number=2, is_confirmed=False, judged_by=centre, judged_at=clock.now()
        ),
        lambda: Proof.objects.filter(pk=proof.pk).update(withdrawn_at=clock.now()),
        lambda: ProvenScore.objects.create(
            assessment=an_assessment(company, wanted="T1"),
            number=1,
            counted_at=clock.now(),
            evidenced={},
            verified={},
        ),
    ]
    for attempt in attempts:
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    withdraw_proof(proof=proof, actor=one)
    with pytest.raises(DatabaseError), transaction.atomic():
        Proof.objects.update(withdrawn_at=None, withdrawn_by=None)


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_one_of_two_judges_is_heard_and_the_figures_follow() -> None:
    company = Organisation.objects.create(name="한빛정밀")
    one, judges = a_colleague("하나", company), [a_judge("센터"), a_judge("다른센터")]
    settled = a_settled(company, one, S1)
    proof = a_proof(settled, one, "Q2")
    results = at_once([lambda who=who: judge(proof, who) for who in judges])  # type: ignore[misc]
    assert sum(isinstance(result, ProofJudgement) for result in results) == 1
    assert [row.verified["questions"] for row in reversed(proven_rows(settled))] == [[], [], ["Q2"]]


def test_after_its_term_the_words_and_the_file_of_a_proof_go_and_what_was_found_stays(
    company: Organisation, one: User
) -> None:
    settled = a_settled(company, one, S1)
    proof = a_proof(settled, one)
    judge(proof, a_judge())
    kind, before = KINDS["proof"], scores(settled)
    assert not kind.due(clock.today())
    assert list(kind.due(clock.today() + timedelta(days=1))) == [proof]
    stored = StoredFile.objects.get()
    with TestCase.captureOnCommitCallbacks(execute=True):
        kind.destroy([proof.pk])
    proof.refresh_from_db()
    assert (proof.is_destroyed, stored.content.storage.exists(stored.content.name)) == (True, False)
    assert not kind.due(clock.today() + timedelta(days=1))
    assert scores(settled) == before
    assert [found.state for found in proofs_of(settled)] == ["confirmed"]

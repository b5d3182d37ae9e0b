"""Pages of an assessment: saved as one answers, told plainly, and nobody else's."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.diagnosis.models import Answer, Assessment, Proof
from deungdae.apps.diagnosis.services.assessments import submit_assessment
from deungdae.apps.organisations.models import Organisation
from tests.engine.maturity.samples import S1, framework, nothing
from tests.support.centre import person
from tests.support.diagnosis import SME, a_colleague, a_paper, a_settled, a_version, an_assessment, answer_all
from tests.support.factors import with_factor

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def company() -> Organisation:
    return Organisation.objects.create(name="한빛정밀")


@pytest.fixture
def one(company: Organisation) -> User:
    return a_colleague("하나", company)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def staff() -> Client:
    keeper = person("keeper")
    grant_role(user=keeper, role="centre_staff")
    return signed_in(with_factor(keeper))


def page(name: str, assessment: Assessment, *more: Any) -> str:
    return reverse(f"diagnosis:{name}", args=[assessment.public_id, *more])


def save(client: Client, assessment: Assessment, code: str, htmx: bool = True, **sent: Any) -> Any:
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(page("question", assessment, code), sent, headers=headers)


def test_each_answer_is_saved_and_a_stale_window_is_told(company: Organisation, one: User) -> None:
    assessment, client = an_assessment(company), signed_in(one)
    first = save(client, assessment, "Q2", item=["1", "3"], seen=0).content.decode()
    assert 'name="seen" value="1"' in first
    assert "저장함" in first
    stale = save(client, assessment, "Q2", item=["5"], seen=0).content.decode()
    assert "다른 창에서 이 문항에 다르게 답했습니다" in stale
    assert [answer.value for answer in Answer.objects.all()] == [[1, 3]]
    none = save(client, assessment, "Q5", htmx=False, none="1", seen=0)
    assert none.headers["Location"] == page("question", assessment, "Q6")
    assert Answer.objects.get(question="Q5").value == []
    save(client, assessment, "Q11", **{"row-1": "0.5", "row-2": "1", "seen": "0"})
    assert Answer.objects.get(question="Q11").value == [0.5, 1, None, None, None]
    shown = client.get(page("question", assessment, "Q11")).content.decode()
    assert '<option value="0.5" selected>부분적으로</option>' in shown
    assert "전산실 전력을 달마다 재어 줄이면" in shown
    both = save(client, assessment, "Q7", item=["2", "3"], seen=0).content.decode()
    assert "함께 고를 수 없습니다" in both
    for junk in ({"item": "x" * 500}, {"seen": "-1"}, {"item": ["9" * 30]}, {"row-1": "1e9"}):
        assert save(client, assessment, "Q7", **junk).status_code == 200


def test_a_company_begins_its_own_and_staff_any(company: Organisation, one: User) -> None:
    version = a_version(SME)
    sent = {"key": new_public_id(), "framework": version.short_id, "round": "T0", "due_on": ""}
    client = signed_in(one)
    for _press in range(2):
        answer = client.post(reverse("diagnosis:open"), sent, follow=True)
    assert "한빛정밀의 T0 진단을 시작했습니다." in answer.content.decode()
    assert Assessment.objects.get().organisation == company
    late = client.post(reverse("diagnosis:open"), {**sent, "key": new_public_id(), "due_on": "2020-01-01"})
    assert (late.status_code, "기한은 오늘이거나" in late.content.decode()) == (422, True)
    twice = client.post(reverse("diagnosis:open"), {**sent, "key": new_public_id()})
    assert "진단은 이미 있습니다" in twice.content.decode()
    told = {**sent, "key": new_public_id(), "company": "없는 기업", "rule": ""}
    assert "기업 목록에서 찾을 수 없습니다" in staff().post(reverse("diagnosis:open"), told).content.decode()


def test_the_result_says_level_plans_change_and_what_is_odd(company: Organisation, one: User) -> None:
    a_settled(company, one, nothing(framework()) | {"Q1": {"invested": [], "planned": [1, 2]}})
    second = a_settled(company, one, S1 | {"Q7": [2], "Q9": [5, 5, 5, 5, 5]}, wanted="T1")
    shown = signed_in(one).get(page("assessment", second)).content.decode()
    for words in ("보통", "계획뿐인 항목에서 10점.", "T0보다 +", "인공지능을 모두 쓴다고", "D4 데이터 관리"):
        assert words in shown
    third = an_assessment(company, wanted="T2", rule="V2")
    answer_all(third, one, S1)
    shown = signed_in(one).get(page("assessment", submit_assessment(assessment=third, actor=one)))
    assert "앞 차수(T1)와는 판이나 채점 규칙이 달라" in shown.content.decode()


@pytest.mark.parametrize("code", ["five-minute", "industry-band"])
def test_other_frameworks_show_their_own_figures(company: Organisation, one: User, code: str) -> None:
    answers = {"Q1": [1, 2, 3, 4]} if code == "five-minute" else {f"Q{n}": 2 for n in range(1, 17)}
    settled = a_settled(company, one, answers, code=code)
    client = signed_in(one)
    shown = client.get(page("assessment", settled)).content.decode()
    assert ("4개" in shown) == (code == "five-minute")
    assert ("종합 점수를 내지 않습니다" in shown) == (code == "industry-band")
    assert ("수준 그대로" in shown) == (code == "industry-band")
    assert "BAND" not in shown
    assert client.get(reverse("diagnosis:home")).status_code == 200


def test_staff_see_masked_names_and_colleagues_each_other(company: Organisation, one: User) -> None:
    assessment = an_assessment(company)
    answer_all(assessment, one, {"Q2": [1]})
    colleague = signed_in(a_colleague("두리", company)).get(page("assessment", assessment)).content.decode()
    centre = staff().get(page("assessment", assessment)).content.decode()
    assert "답한 사람: 하나" in colleague
    assert "하나" not in centre


def test_after_submission_nothing_is_answered(company: Organisation, one: User) -> None:
    settled, client = a_settled(company, one, S1), signed_in(one)
    assert client.get(page("question", settled, "Q2")).status_code == 302
    told = save(client, settled, "Q2", item=["1"], seen=1).content.decode()
    assert "‘완료’ 상태입니다" in told
    assert "‘완료’ 상태입니다" in client.post(page("submit", settled), {"sure": 1}).content.decode()


def test_a_company_gives_a_proof_the_centre_confirms_it_and_three_scores_are_shown(
    company: Organisation, one: User
) -> None:
    settled, client, centre = a_settled(company, one, S1), signed_in(one), staff()
    sent = {"key": new_public_id(), "text": "MES 도입 확인서", "file": a_paper()}
    for _press in range(2):
        sent["file"].seek(0)
        told = client.post(page("proof_add", settled, "Q2"), sent, follow=True).content.decode()
    assert ("문항 Q2에 근거를 붙였습니다." in told, told.count("MES 도입 확인서")) == (True, 1)
    [proof] = Proof.objects.all()
    assert b"".join(client.get(page("proof_file", settled, proof.public_id))) == b"%PDF-1.7 \n"
    assert client.get(page("proof_judge", settled, proof.public_id)).status_code == 404
    address = page("proof_judge", settled, proof.public_id)
    declined = centre.post(address, {"seen": 0, "verdict": "decline", "reason": ""})
    assert "받아들이지 않는 까닭을 적어 주십시오" in declined.content.decode()
    centre.post(address, {"seen": 0, "verdict": "confirm", "reason": ""})
    shown = client.get(page("assessment", settled)).content.decode()
    assert "답 11개 가운데 근거가 있는 답 1개, 센터가 확인한 답 1개" in shown
    assert shown.count("2.78점") == 3
    listed = client.get(page("proofs", settled)).content.decode()
    assert ("확인됨" in listed, page("proof_withdraw", settled, proof.public_id) in listed) == (True, True)

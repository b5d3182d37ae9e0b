"""Claiming a company by its number: nothing is told, staff decide, an owner is heard, twice is once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import OutboxMessage, StoredFile
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.organisations.models import Membership, Organisation, OrganisationClaim
from deungdae.apps.organisations.numbers import shown_business
from deungdae.apps.organisations.services import claims
from tests.support.days import an_organisation, member_of, staff

pytestmark = pytest.mark.django_db
NUMBER, OTHER_NUMBER, NEW = "1234500003", "1208800767", "/claims/new/"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def person() -> User:
    return create_account(email="seo@company.example", name="서다온", password=None)


@pytest.fixture
def company() -> Organisation:
    organisation = an_organisation("한빛정밀")
    Organisation.objects.filter(pk=organisation.pk).update(business_number=NUMBER)
    return organisation


def sent(user: User, number: str = NUMBER, **more: object):  # type: ignore[no-untyped-def]
    return signed_in(user).post(NEW, {"business_number": number, **more}, follow=True)


def main_of(answer) -> str:  # type: ignore[no-untyped-def]
    return answer.content.decode().partition("<main")[2]


def test_a_claim_is_approved_and_the_claimant_sees_the_company(person: User, company: Organisation) -> None:
    assert "신청을 받았습니다" in sent(person, "１２３-45-00003").content.decode()
    clerk = signed_in(staff())
    assert "확인을 기다리는 신청 1건" in clerk.get("/today/").content.decode()
    claim = OrganisationClaim.objects.get()
    page = clerk.get(f"/claims/{claim.short_id}/").content.decode()
    assert "한빛정밀" in page
    assert "123-45-00003" in page
    assert person.email not in page
    opening = f"/people/{person.short_id}/open/?page=/claims/{claim.short_id}/"
    clerk.post(opening, {"kind": "contact", "reason": "대표 번호로 재직을 확인하려고 합니다."})
    assert person.email in clerk.get(f"/claims/{claim.short_id}/").content.decode()
    clerk.post(f"/claims/{claim.short_id}/approve/")
    assert signed_in(person).get(f"/organisations/{company.short_id}/").status_code == 200
    assert Membership.objects.get(user=person).role == "owner"
    assert "승인되었습니다" in OutboxMessage.objects.get(recipient=person.email).body
    assert EvidenceEntry.objects.get(organisation=company).kind == "organisations.claim_approved"


def test_whether_a_number_is_known_is_not_told(person: User, company: Organisation) -> None:
    other = create_account(email="b@company.example", name="서다온", password=None)
    known, unknown = (
        sent(user, number)
        .content.decode()
        .partition("<main")[2]
        .replace(shown_business(number), "N")
        .replace(user.email, "E")
        for user, number in ((person, NUMBER), (other, OTHER_NUMBER))
    )
    assert known == unknown
    assert "한빛정밀" not in known


def test_the_same_claim_twice_is_one(person: User, company: Organisation) -> None:
    sent(person)
    sent(person)
    assert OrganisationClaim.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationClaim.objects.create(user=person, business_number=NUMBER)


@pytest.mark.parametrize(
    ("number", "words"), [("123-45-00004", "검증 숫자"), ("1.23E+09", "자리"), ("12", "10자리"), ("", "필수")]
)
def test_a_number_that_cannot_be_is_told(person: User, number: str, words: str) -> None:
    answer = sent(person, number)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_claim_of_a_company_with_an_owner_is_a_dispute_and_the_owner_is_told(
    person: User, company: Organisation
) -> None:
    owner = member_of(company)
    Membership.objects.update(role="owner")
    sent(person)
    claim = OrganisationClaim.objects.get()
    assert claim.is_dispute
    mail = OutboxMessage.objects.get(recipient=owner.email)
    assert "다른 사람이 ‘한빛정밀’의 담당을 신청했습니다" in mail.body
    assert person.email not in mail.body
    claims.approve_claim(claim=claim, actor=staff())
    assert Membership.objects.filter(organisation=company, role="owner", ends_on=None).count() == 2


def test_an_owner_need_not_claim_again(person: User, company: Organisation) -> None:
    claims.approve_claim(claim=claims.claim(user=person, business_number=NUMBER), actor=staff())
    answer = sent(person)
    assert answer.status_code == 422
    assert "이미 이 기업의 대표 담당자입니다" in answer.content.decode()


def test_a_refusal_needs_a_reason_which_the_claimant_reads(person: User, company: Organisation) -> None:
    sent(person)
    claim = OrganisationClaim.objects.get()
    clerk = signed_in(staff())
    assert clerk.post(f"/claims/{claim.short_id}/refuse/", {"reason": ""}).status_code == 422
    clerk.post(f"/claims/{claim.short_id}/refuse/", {"reason": "재직증명서가 없습니다."})
    assert "재직증명서가 없습니다." in OutboxMessage.objects.get(recipient=person.email).body
    assert "재직증명서가 없습니다." in signed_in(person).get("/today/").content.decode()
    answer = clerk.post(f"/claims/{claim.short_id}/approve/")
    assert answer.status_code == 409
    assert "이미 ‘반려’로 정한 신청입니다" in answer.content.decode()
    assert not Membership.objects.filter(user=person).exists()


def test_a_number_without_a_company_waits_for_its_registration(person: User) -> None:
    claim = claims.claim(user=person, business_number=NUMBER)
    with pytest.raises(RefusedError, match="아직 등록되지 않은 기업"):
        claims.approve_claim(claim=claim, actor=staff())
    Organisation.objects.create(name="새 기업", business_number=NUMBER)
    claims.approve_claim(claim=claim, actor=staff())
    assert Membership.objects.get(user=person).organisation.name == "새 기업"


def test_nobody_approves_the_own_claim(company: Organisation) -> None:
    clerk = staff()
    with pytest.raises(RefusedError, match="스스로 승인할 수 없습니다"):
        claims.approve_claim(claim=claims.claim(user=clerk, business_number=NUMBER), actor=clerk)


def test_a_document_is_kept_by_what_it_is_and_only_staff_fetch_it(
    person: User, company: Organisation
) -> None:
    file = SimpleUploadedFile("x.html", b"%PDF-1.7 paper", content_type="text/html")
    sent(person, document=file)
    claim = OrganisationClaim.objects.get()
    assert (claim.document.content_type, claim.document.shown_name) == ("application/pdf", "claim.pdf")
    path = f"/claims/{claim.short_id}/document/"
    answer = signed_in(staff()).get(path)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert signed_in(person).get(path).status_code == 404


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", b"PK\x03\x04", b"GIF89a"])
def test_a_file_that_is_no_document_is_refused_with_its_name(person: User, content: bytes) -> None:
    answer = sent(person, document=SimpleUploadedFile("등록증.pdf", content))
    assert answer.status_code == 422
    assert "‘등록증.pdf’는 PDF, JPG, PNG 파일이 아닙니다" in answer.content.decode()
    assert not StoredFile.objects.exists()


def test_the_queue_is_for_staff(person: User, company: Organisation) -> None:
    sent(person)
    claim = OrganisationClaim.objects.get()
    client = signed_in(person)
    assert client.get("/claims/").status_code == 403
    for path in ("", "approve/", "refuse/"):
        assert client.post(f"/claims/{claim.short_id}/{path}").status_code in (404, 405)
    auditor = create_account(email="audit@x.example", name="감사", password=None)
    grant_role(user=auditor, role="auditor")
    assert signed_in(auditor).get("/claims/").status_code == 403

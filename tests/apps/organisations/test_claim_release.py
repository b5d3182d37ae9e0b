"""The end of a claim: an owner lets go, or staff take it back; with a reason, told, and open to the next."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.organisations.models import Membership, Organisation, OrganisationClaim
from deungdae.apps.organisations.services import claim_release, claims, people
from tests.support.days import an_organisation, member_of, staff

pytestmark = pytest.mark.django_db
NUMBER, REASON = "1234500003", "회사를 그만두었습니다."


@pytest.fixture
def clerk() -> User:
    return staff()


@pytest.fixture
def person() -> User:
    return create_account(email="seo@company.example", name="서다온", password=None)


@pytest.fixture
def company(person: User, clerk: User) -> Organisation:
    organisation = an_organisation("한빛정밀")
    Organisation.objects.filter(pk=organisation.pk).update(business_number=NUMBER)
    claims.approve_claim(claim=claims.claim(user=person, business_number=NUMBER), actor=clerk)
    return organisation


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def open_owners(company: Organisation) -> set[str]:
    owners = Membership.objects.filter(organisation=company, role="owner", ends_on=None)
    return set(owners.values_list("user__email", flat=True))


def test_the_last_owner_lets_the_company_go_and_it_can_be_claimed_anew(
    person: User, company: Organisation, clerk: User
) -> None:
    client, path = signed_in(person), f"/organisations/{company.short_id}/people/release/"
    assert path in client.get(f"/organisations/{company.short_id}/people/").content.decode()
    assert client.get(path).status_code == 200
    assert client.post(path, {"reason": ""}).status_code == 422
    assert client.post(path, {"reason": REASON})["Location"] == "/today/"
    claim = OrganisationClaim.objects.get()
    assert (claim.state, claim.reason, claim.released_by) == ("released", REASON, person)
    assert open_owners(company) == set()
    assert client.get(f"/organisations/{company.short_id}/people/").status_code == 404
    entry = EvidenceEntry.objects.get(kind="organisations.claim_released")
    assert (entry.organisation, entry.payload) == (company, {"by_centre": False})
    again = claims.claim(user=person, business_number=NUMBER)
    claims.approve_claim(claim=again, actor=clerk)
    assert open_owners(company) == {person.email}


def test_staff_take_a_claim_back_and_the_claimant_reads_why(
    person: User, company: Organisation, clerk: User
) -> None:
    claim, client = OrganisationClaim.objects.get(), signed_in(clerk)
    page, path = f"/claims/{claim.short_id}/", f"/claims/{claim.short_id}/take-back/"
    assert path in client.get(page).content.decode()
    assert client.post(path, {"reason": " "}).status_code == 422
    assert client.post(path, {"reason": "서류가 위조되었습니다."})["Location"] == "/claims/"
    assert open_owners(company) == set()
    mail = OutboxMessage.objects.get(template="organisations/mail/claim_released")
    assert (mail.recipient, "서류가 위조되었습니다." in mail.body) == (person.email, True)
    assert "서류가 위조되었습니다." in client.get(page).content.decode()
    answer = client.post(path, {"reason": "한 번 더"})
    assert (answer.status_code, "승인된 신청만" in answer.content.decode()) == (409, True)


def test_the_claims_of_other_owners_stay(person: User, company: Organisation, clerk: User) -> None:
    other = member_of(company)
    people.change_role(organisation=company, user=other, role="owner", actor=clerk)
    second = claims.claim(
        user=create_account(email="b@x.example", name="나", password=None), business_number=NUMBER
    )
    claims.approve_claim(claim=second, actor=clerk)
    claim_release.release_company(organisation=company, owner=person, reason=REASON)
    assert open_owners(company) == {other.email, "b@x.example"}
    assert OrganisationClaim.objects.get(user=person).state == "released"
    second.refresh_from_db()
    assert second.state == "approved"


def test_a_claim_whose_claimant_handed_over_is_taken_back_alone(
    person: User, company: Organisation, clerk: User
) -> None:
    other = member_of(company)
    people.hand_over(organisation=company, leaver=person, successor=other, actor=person)
    claim_release.take_back_claim(claim=OrganisationClaim.objects.get(), reason=REASON, actor=clerk)
    assert open_owners(company) == {other.email}


def test_only_an_owner_lets_go(company: Organisation, clerk: User) -> None:
    member = member_of(company)
    path = f"/organisations/{company.short_id}/people/release/"
    assert signed_in(member).get(path).status_code == 403
    assert signed_in(clerk).post(path, {"reason": REASON}).status_code == 403
    with pytest.raises(RefusedError, match="대표 담당자가 아닙니다"):
        claim_release.release_company(organisation=company, owner=member, reason=REASON)


@pytest.mark.parametrize("values", [{"reason": ""}, {"released_at": None}, {"organisation": None}])
def test_the_database_keeps_a_release_whole(
    person: User, company: Organisation, values: dict[str, object]
) -> None:
    claim_release.release_company(organisation=company, owner=person, reason=REASON)
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationClaim.objects.update(**values)

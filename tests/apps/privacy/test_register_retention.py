"""What ends in the register: contacts and their past, papers of claims, invitations, words of requests."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.audit.caller import HOUSE
from deungdae.apps.core.models import StoredFile
from deungdae.apps.core.retention.registry import KINDS
from deungdae.apps.organisations.models import Contact, MemberInvitation, Organisation, OrganisationClaim
from deungdae.apps.organisations.services.claims import claim
from deungdae.apps.privacy.data_requests import ask
from deungdae.apps.privacy.models import DataRequest
from tests.support.centre import person

pytestmark = pytest.mark.django_db
LONG_AGO = clock.now() - timedelta(days=1_200)


def destroyed(name: str) -> list[int]:
    """Destroy what is due of a kind, and tell which."""
    before = clock.today() - timedelta(days=1_100)
    keys = list(KINDS[name].due(before).values_list("pk", flat=True))
    KINDS[name].destroy(keys)
    return keys


@pytest.fixture
def company() -> Organisation:
    return Organisation.objects.create(name="가온")


@pytest.fixture
def user(company: Organisation) -> User:
    return person("someone", organisation=company)


def test_a_contact_put_away_goes_with_its_history(company: Organisation) -> None:
    gone = Contact.objects.create(organisation=company, name="서가온", archived_at=LONG_AGO)
    kept = Contact.objects.create(organisation=company, name="김하늘", archived_at=clock.now())
    assert destroyed("contact") == [gone.pk]
    assert set(Contact.history.values_list("id", flat=True)) == {kept.pk}


def test_of_a_contact_in_use_only_the_past_goes(company: Organisation) -> None:
    contact = Contact.objects.create(organisation=company, name="서가온")
    contact.name = "김하늘"
    contact.save()
    Contact.history.update(history_date=LONG_AGO)
    assert len(destroyed("contact_history")) == 1
    assert list(Contact.history.values_list("name", flat=True)) == ["김하늘"]


def test_the_paper_of_a_decided_claim_goes_and_the_decision_stays(
    user: User, django_capture_on_commit_callbacks: object
) -> None:
    paper = ContentFile(b"%PDF-1.4 paper", name="paper.pdf")
    made = claim(user=user, business_number="1234500003", note="잘 부탁합니다", document=paper)
    content = StoredFile.objects.get().content
    assert destroyed("claim_document") == []
    OrganisationClaim.objects.update(state="refused", reason="다름", decided_at=LONG_AGO)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert destroyed("claim_document") == [made.pk]
    made.refresh_from_db()
    assert (made.state, made.document, made.note, StoredFile.objects.count()) == ("refused", None, "", 0)
    assert not content.storage.exists(content.name)


def test_old_invitations_go(user: User, company: Organisation) -> None:
    facts = {"organisation": company, "user": user, "email": user.email, "role": "member"}
    for digest, sent_at in (("old", LONG_AGO), ("new", clock.now())):
        MemberInvitation.objects.create(
            digest=digest, sent_at=sent_at, expires_at=sent_at, state="accepted", answered_at=sent_at, **facts
        )
    assert len(destroyed("member_invitation")) == 1
    assert MemberInvitation.objects.get().digest == "new"


def test_the_words_of_an_old_request_go(user: User) -> None:
    made = ask(person=user, kind="correction", what="이름", reason="틀림", caller=HOUSE)
    ended = {"state": "refused", "ended_by": person("staff"), "ended_at": LONG_AGO, "answer": "맞음"}
    DataRequest.objects.update(**ended)
    assert destroyed("data_request") == [made.pk]
    made.refresh_from_db()
    assert (made.state, made.what, made.answer) == ("refused", "(지움)", "(지움)")
    assert destroyed("data_request") == []

"""Contacts of organisations and contact persons of participants are masked for staff until opened."""

from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.accounts.personal.records import PersonalRecord
from deungdae.apps.core.audit.acts import PERSON_OPENED
from deungdae.apps.core.models import AuditEntry
from deungdae.apps.organisations.models import Contact
from tests.support.centre import Centre, a_centre

pytestmark = pytest.mark.django_db
REASON = {"kind": "schedule", "reason": "상담 시간이 바뀌어 알림"}
PHONE, COVERED_PHONE = "010-9876-5432", "010-****-5432"


@dataclass(frozen=True)
class Case:
    """A record with personal fields, the page that shows them, and the address that opens them there."""

    record: PersonalRecord
    page: str
    opening: str
    fields: str
    edit: str
    phone: str


@pytest.fixture
def centre() -> Centre:
    return a_centre()


@pytest.fixture
def client(centre: Centre) -> Client:
    return signed_in(centre.staff)


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(params=["contact", "participant"])
def case(request: pytest.FixtureRequest, centre: Centre) -> Case:
    company = centre.demand_participant.organisation
    if request.param == "contact":
        record = Contact.objects.create(organisation=company, name="김담당", phone=PHONE)
        page = reverse("organisations:detail", args=[company.public_id])
        keys = [company.public_id, record.public_id]
        opening, edit = (reverse(f"organisations:contact_{word}", args=keys) for word in ("open", "edit"))
        return Case(record, page, opening, "phone", edit, "phone")
    found = centre.demand_participant
    type(found).objects.filter(pk=found.pk).update(contact_phone=PHONE)
    found.refresh_from_db()
    keys = [centre.day.public_id, found.public_id]
    opening, page = (reverse(f"caravan:participant_{word}", args=keys) for word in ("open", "edit"))
    return Case(found, page, opening, "contact_email, contact_phone", page, "contact_phone")


def text_of(client: Client, page: str) -> str:
    return client.get(page).content.decode()


def entries() -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(act=PERSON_OPENED))


def test_staff_open_a_phone_number_with_a_reason_and_one_entry_says_so(
    client: Client, centre: Centre, case: Case
) -> None:
    masked = text_of(client, case.page)
    assert COVERED_PHONE in masked
    assert PHONE not in masked
    opening = f"{case.opening}?page={case.page}"
    assert f"{case.opening}?{urlencode({'page': case.page})}" in masked
    assert PHONE not in text_of(client, opening)
    assert client.post(opening, REASON)["Location"] == case.page
    client.post(opening, REASON)
    assert PHONE in text_of(client, case.page)
    (entry,) = entries()
    assert (entry.account, entry.role, entry.address) == (centre.staff.email, "centre_staff", "127.0.0.1")
    assert (entry.subject_kind, entry.subject_id) == (case.record.SUBJECT, case.record.short_id)
    assert (entry.target, entry.fields) == (case.page, case.fields)
    assert entry.reason == "일정·참가 안내: 상담 시간이 바뀌어 알림"


def test_without_a_reason_it_stays_closed(client: Client, case: Case) -> None:
    assert client.post(f"{case.opening}?page={case.page}", {"kind": "contact"}).status_code == 422
    assert PHONE not in text_of(client, case.page)
    assert entries() == []


def test_a_masked_value_that_is_sent_back_keeps_what_is_stored(client: Client, case: Case) -> None:
    form = client.get(case.edit).context["form"]
    assert form[case.phone].value() == COVERED_PHONE
    values = {name: form[name].value() for name in form.fields}
    plain = {name: value for name, value in values.items() if isinstance(value, str)}
    assert client.post(case.edit, plain).status_code == 302
    case.record.refresh_from_db()
    assert getattr(case.record, case.phone) == PHONE
    assert client.post(case.edit, {**plain, case.phone: "02-555-1234"}).status_code == 302
    case.record.refresh_from_db()
    assert getattr(case.record, case.phone) == "02-555-1234"


def test_a_refused_form_shows_no_more_than_was_sent(client: Client, case: Case) -> None:
    refused = client.post(case.edit, {case.phone: COVERED_PHONE})
    assert refused.status_code == 422
    assert PHONE not in refused.content.decode()


def test_who_acts_for_the_company_sees_it_plainly(centre: Centre) -> None:
    company = centre.demand_participant.organisation
    Contact.objects.create(organisation=company, name="김담당", phone=PHONE)
    page = text_of(signed_in(centre.demand), reverse("organisations:detail", args=[company.public_id]))
    assert PHONE in page


def test_programs_of_staff_get_masked_values_and_those_of_the_company_plain_ones(centre: Centre) -> None:
    path = f"/api/v1/participants/{centre.demand_participant.short_id}"
    seen = [
        Client().get(path, headers=centre.bearer(user)).json()["contact_email"]
        for user in (centre.staff, centre.demand)
    ]
    assert seen == ["d-***@example.com", "d-01@example.com"]

"""Personal fields are masked for staff until opened with a reason; each opening leaves one whole entry."""

from datetime import timedelta

import pytest
from django.test import Client

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.personal.masking import masked_email, masked_name, masked_phone
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import PERSON_OPENED
from deungdae.apps.core.models import AuditEntry, OutboxMessage
from deungdae.apps.organisations.models import Membership, Organisation, OrganisationClaim
from tests.support.centre import a_day

REASON = {"kind": "contact", "reason": "상담 시간이 바뀌어 알림"}


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("김하수", "김*수"),
        ("남궁민수", "남**수"),
        ("이준", "이*"),
        ("김", "김"),
        ("", ""),
        ("John Smith", "J*** S****"),
    ],
)
def test_a_name_keeps_its_ends(name: str, masked: str) -> None:
    assert masked_name(name) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("010-1234-5678", "010-****-5678"),
        ("01012345678", "010****5678"),
        ("+82 10-1234-5678", "+82 1*-****-5678"),
        ("02-123-4567", "02-1**-4567"),
        ("1588", "**88"),
        ("", ""),
    ],
)
def test_a_phone_number_keeps_its_last_digits(phone: str, masked: str) -> None:
    assert masked_phone(phone) == masked


@pytest.mark.parametrize(
    ("email", "masked"),
    [
        ("abcdef@example.com", "ab***@example.com"),
        ("ab@x.kr", "a***@x.kr"),
        ("a@x.kr", "***@x.kr"),
        ("nonsense", "***"),
    ],
)
def test_an_address_keeps_its_domain(email: str, masked: str) -> None:
    assert masked_email(email) == masked


def somebody(email: str, name: str, role: str = "") -> User:
    user = create_account(email=email, name=name, password=None)
    if role:
        grant_role(user=user, role=role)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def clerk(db) -> User:
    return somebody("clerk@centre.example", "강이준", "centre_staff")


@pytest.fixture
def member(db) -> User:
    user = somebody("haneul@company.example", "김하늘")
    organisation = Organisation.objects.create(name="한빛정밀")
    Membership.objects.create(user=user, organisation=organisation, role="owner", starts_on=clock.today())
    return user


def people_page(user: User) -> str:
    return f"/organisations/{Membership.objects.get(user=user).organisation.short_id}/people/"


def entries() -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(act=PERSON_OPENED))


def test_staff_open_an_address_with_a_reason_and_one_entry_says_so(clerk: User, member: User) -> None:
    client, path = signed_in(clerk), people_page(member)
    masked = client.get(path).content.decode()
    assert "ha***@company.example" in masked
    assert member.email not in masked
    opening = f"/people/{member.short_id}/open/?page={path}"
    assert member.email not in client.get(opening).content.decode()
    answer = client.post(opening, REASON)
    assert answer["Location"] == path
    assert member.email in client.get(path).content.decode()
    (entry,) = entries()
    assert (entry.account, entry.role, entry.address) == ("clerk@centre.example", "centre_staff", "127.0.0.1")
    assert (entry.subject_kind, entry.subject_id) == ("person", member.short_id)
    assert (entry.target, entry.fields) == (path, "email")
    assert entry.reason == "연락·문의 응대: 상담 시간이 바뀌어 알림"
    assert abs(entry.at - clock.now()) < timedelta(minutes=1)
    client.post(opening, REASON)
    assert len(entries()) == 1


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"kind": "contact"},
        {"kind": "contact", "reason": "   "},
        {"kind": "contact", "reason": "네"},
        {"kind": "x", "reason": "충분히 긴 이유"},
    ],
)
def test_without_a_reason_nothing_is_opened(sent: dict[str, str], clerk: User, member: User) -> None:
    client, path = signed_in(clerk), people_page(member)
    assert client.post(f"/people/{member.short_id}/open/?page={path}", sent).status_code == 422
    assert member.email not in client.get(path).content.decode()
    assert entries() == []


def test_what_is_open_closes_after_ten_minutes(clerk: User, member: User, monkeypatch) -> None:
    client, path = signed_in(clerk), people_page(member)
    client.post(f"/people/{member.short_id}/open/?page={path}", REASON)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=9))
    assert member.email in client.get(path).content.decode()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=11))
    assert member.email not in client.get(path).content.decode()


def test_it_is_open_on_this_page_for_this_person_in_this_session_only(clerk: User, member: User) -> None:
    other = Organisation.objects.create(name="다른 기업")
    colleague = somebody("sora@company.example", "이소라")
    for user, organisation in ((member, other), (colleague, other)):
        Membership.objects.create(
            user=user, organisation=organisation, role="member", starts_on=clock.today()
        )
    client, path = signed_in(clerk), f"/organisations/{other.short_id}/people/"
    client.post(f"/people/{member.short_id}/open/?page={path}", REASON)
    page = client.get(path).content.decode()
    assert member.email in page
    assert colleague.email not in page
    first = Membership.objects.filter(user=member).order_by("id").first().organisation
    assert member.email not in client.get(f"/organisations/{first.short_id}/people/").content.decode()
    assert member.email not in signed_in(clerk).get(path).content.decode()


def test_the_lead_sees_own_address_plain_and_others_masked(clerk: User) -> None:
    lead = somebody("lead@centre.example", "문센터", "centre_lead")
    page = signed_in(lead).get("/people/").content.decode()
    assert lead.email in page
    assert "cl***@centre.example" in page
    assert clerk.email not in page


def test_names_are_masked_where_the_centre_wants_it(clerk: User, member: User, settings) -> None:
    settings.MASKED_FIELDS = ["name", "email"]
    page = signed_in(clerk).get(people_page(member)).content.decode()
    assert "김*늘" in page
    assert "김하늘" not in page


def test_who_may_not_open_is_refused(member: User) -> None:
    auditor = somebody("auditor@ministry.example", "최감사", "auditor")
    for user in (member, auditor):
        assert signed_in(user).get(f"/people/{member.short_id}/open/").status_code == 403
        assert signed_in(user).post(f"/people/{member.short_id}/open/", REASON).status_code == 403
    assert entries() == []


@pytest.mark.parametrize(
    "page", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "", "\\\\evil"]
)
def test_the_way_back_never_leaves_the_house(page: str, clerk: User, member: User) -> None:
    answer = signed_in(clerk).post(f"/people/{member.short_id}/open/", REASON, query_params={"page": page})
    assert answer["Location"] == "/today/"


def test_an_auditor_sees_who_opened_whose_data(clerk: User, member: User) -> None:
    signed_in(clerk).post(f"/people/{member.short_id}/open/?page={people_page(member)}", REASON)
    auditor = somebody("auditor@ministry.example", "최감사", "auditor")
    page = signed_in(auditor).get("/audit/?act=person.opened").content.decode()
    for words in ("clerk@centre.example", "김하늘", "상담 시간이 바뀌어 알림", "개인정보 열람"):
        assert words in page


def test_the_pages_of_claims_ends_and_messages_mask_addresses_too(clerk: User, member: User) -> None:
    lead = somebody("lead@centre.example", "문센터", "centre_lead")
    claim = OrganisationClaim.objects.create(user=member, business_number="1234500003")
    organisation = Membership.objects.get(user=member).organisation
    OutboxMessage.objects.create(
        occasion="시험",
        recipient=member.email,
        subject="안내",
        body="",
        about=a_day().short_id,
        not_before=clock.now(),
    )
    day = MatchingDay.objects.get()
    pages = {
        f"/claims/{claim.short_id}/": member,
        f"/organisations/{organisation.short_id}/people/{member.short_id}/end/": member,
        f"/caravan/days/{day.short_id}/messages/": member,
        f"/people/{clerk.short_id}/centre_staff/end/": clerk,
    }
    for path, person in pages.items():
        page = signed_in(lead).get(path).content.decode().replace("<wbr>", "")
        assert masked_email(person.email) in page, path
        assert person.email not in page, path
    owner = signed_in(member).get(f"/organisations/{organisation.short_id}/people/{member.short_id}/end/")
    assert member.email in owner.content.decode()

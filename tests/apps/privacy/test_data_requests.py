"""A person asks for correction or deletion, and the centre answers in writing and in time."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core import clock
from deungdae.apps.core.audit.caller import Caller
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.core.models import AuditEntry, OutboxMessage
from deungdae.apps.organisations.models import Contact, Membership, Organisation, OrganisationClaim
from deungdae.apps.organisations.services.claims import claim
from deungdae.apps.organisations.services.consents import give_consent, load_consent_texts
from deungdae.apps.privacy import data_requests
from deungdae.apps.privacy.holds import place_hold
from deungdae.apps.privacy.models import DataRequest
from deungdae.apps.privacy.rules import STEPS, steps_from
from tests.support.centre import Centre, a_centre, person

pytestmark = pytest.mark.django_db
OWN = "/privacy/mine/requests/new/"
WORDS = {"what": "이름 ‘강이준’을 ‘강이중’으로", "reason": "가입할 때 잘못 적음"}


@pytest.fixture
def centre() -> Centre:
    return a_centre()


def caller(user: User) -> Caller:
    return Caller(user.pk, user.email, "centre_staff", "127.0.0.1")


def asked(user: User, kind: str = "correction") -> DataRequest:
    return data_requests.ask(person=user, kind=kind, caller=caller(user), **WORDS)


def taken(user: User, staff: User, kind: str = "correction") -> DataRequest:
    made = asked(user, kind)
    data_requests.take(request=made, actor=staff, caller=caller(staff))
    made.refresh_from_db()
    return made


def finished(request: DataRequest, staff: User, **facts: str) -> None:
    data_requests.finish(request=request, answer="고쳤습니다.", actor=staff, caller=caller(staff), **facts)


def test_a_request_is_received_with_its_deadline_a_mail_and_an_entry(client: Client, centre: Centre) -> None:
    client.force_login(centre.stranger)
    page = client.post(OWN, {"kind": "correction", **WORDS}, follow=True)
    assert "10일 안에" in page.text
    assert "강이중" in page.text
    made = DataRequest.objects.get()
    assert (made.state, made.due_on) == ("received", clock.today() + timedelta(days=10))
    mail = OutboxMessage.objects.get(recipient=centre.stranger.email)
    assert "정정 요청을 받았습니다" in mail.subject
    assert AuditEntry.objects.latest("id").act == "data_request.received"


def test_one_open_request_of_a_kind(client: Client, centre: Centre) -> None:
    asked(centre.stranger)
    asked(centre.stranger, "deletion")
    client.force_login(centre.stranger)
    page = client.post(OWN, {"kind": "correction", **WORDS})
    assert page.status_code == 422
    assert "‘정정’ 요청이 이미 하나 있습니다" in page.text
    twin = DataRequest.objects.get(kind="correction")
    twin.pk, twin.public_id = None, new_public_id()
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_staff_take_correct_and_finish(client: Client, centre: Centre) -> None:
    made = asked(centre.stranger)
    address = f"/privacy/requests/{made.short_id}/"
    client.force_login(centre.staff)
    assert "정정·삭제 요청" in client.get("/today/").text
    assert address in client.get("/privacy/requests/").text
    assert "강이중" in client.get(address).text
    assert client.post(f"{address}finish/", {"finish-answer": "고침"}).status_code == 409
    client.post(f"{address}take/")
    client.post(f"{address}finish/", {"finish-answer": "이름을 고쳤습니다.", "finish-name": "강이중"})
    made.refresh_from_db()
    centre.stranger.refresh_from_db()
    assert (made.state, made.ended_by, centre.stranger.name) == ("done", centre.staff, "강이중")
    mail = OutboxMessage.objects.filter(recipient=centre.stranger.email).latest("id")
    assert "이름을 고쳤습니다." in mail.body
    acts = AuditEntry.objects.filter(target=f"data_request:{made.short_id}").order_by("id")
    assert [entry.act.partition(".")[2] for entry in acts] == ["received", "read", "in_work", "done"]
    client.force_login(centre.stranger)
    assert "정정·삭제 요청 열람" in client.get("/privacy/mine/").text


def test_a_refusal_says_why(client: Client, centre: Centre) -> None:
    made = asked(centre.stranger, "deletion")
    client.force_login(centre.staff)
    address = f"/privacy/requests/{made.short_id}/refuse/"
    assert client.post(address, {"refuse-answer": " "}).status_code == 422
    client.post(address, {"refuse-answer": "보조금 점검이 끝나지 않았습니다."})
    made.refresh_from_db()
    assert made.state == "refused"
    assert "보조금 점검" in OutboxMessage.objects.filter(recipient=centre.stranger.email).latest("id").body
    assert client.post(address, {"refuse-answer": "다시"}).status_code == 409
    assert asked(centre.stranger, "deletion").state == "received"


def test_nobody_handles_an_own_request(client: Client, centre: Centre) -> None:
    made = asked(centre.staff)
    with pytest.raises(RefusedError, match="스스로 처리"):
        data_requests.take(request=made, actor=centre.staff, caller=caller(centre.staff))
    client.force_login(centre.staff)
    assert "다른 직원이 처리합니다" in client.get(f"/privacy/requests/{made.short_id}/").text
    by_oneself = {"state": "in_work", "taken_by": centre.staff, "taken_at": clock.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        DataRequest.objects.filter(pk=made.pk).update(**by_oneself)


def test_others_see_and_do_nothing(client: Client, centre: Centre) -> None:
    made = asked(centre.demand)
    client.force_login(centre.stranger)
    assert "강이중" not in client.get("/privacy/mine/").text
    for path in ("", f"{made.short_id}/", f"{made.short_id}/take/"):
        assert client.get(f"/privacy/requests/{path}").status_code == 403
    assert client.post(f"/privacy/requests/{made.short_id}/take/").status_code == 403


def test_what_is_late_is_marked_and_stands_first(client: Client, centre: Centre) -> None:
    asked(centre.demand)
    late = asked(centre.stranger)
    DataRequest.objects.filter(pk=late.pk).update(due_on=date(2020, 1, 1))
    client.force_login(centre.staff)
    page = client.get("/privacy/requests/")
    assert page.text.count("기한 지남") == 1
    assert page.context["page"].object_list[0] == late


def test_a_deletion_takes_the_name_everywhere(centre: Centre) -> None:
    someone = person("someone", organisation=Organisation.objects.create(name="가온"))
    Membership.objects.filter(user=someone).update(role="member")
    contact = Contact.objects.create(
        organisation=Organisation.objects.get(name="가온"), name="서가온", email=someone.email
    )
    contact.name, contact.email = "다른 사람", "other@example.com"
    contact.save()
    address = someone.email
    finished(taken(someone, centre.staff, "deletion"), centre.staff)
    someone.refresh_from_db()
    assert (someone.name, someone.is_active) == ("탈퇴한 사람", False)
    assert not Membership.objects.current().filter(user=someone).exists()
    assert not Contact.history.filter(email=address).exists()
    assert Contact.objects.filter(name="다른 사람").exists()
    made = DataRequest.objects.get(person=someone)
    assert (made.state, made.what, made.answer) == ("done", "(지움)", "(지움)")
    assert "마지막 메일" in OutboxMessage.objects.filter(recipient=address).latest("id").body


def test_what_stands_against_a_deletion_is_named(centre: Centre) -> None:
    someone = person("someone", organisation=Organisation.objects.create(name="가온"))
    made = taken(someone, centre.staff, "deletion")
    claimed = claim(user=someone, business_number="1234500003")
    with pytest.raises(RefusedError, match="1234500003"):
        finished(made, centre.staff)
    OrganisationClaim.objects.filter(pk=claimed.pk).update(
        state="approved", decided_at=clock.now(), organisation=Organisation.objects.get(name="가온")
    )
    with pytest.raises(RefusedError, match="‘가온’에는 대표 담당자가"):
        finished(made, centre.staff)
    place_hold(about=someone, reason="2026년 감사", actor=centre.staff)
    with pytest.raises(RefusedError, match="2026년 감사"):
        finished(made, centre.staff)
    made.refresh_from_db()
    someone.refresh_from_db()
    assert (made.state, someone.name) == ("in_work", "someone")


def test_a_role_and_a_coming_day_stand_against_a_deletion(centre: Centre) -> None:
    grant_role(user=centre.stranger, role="mentor")
    with pytest.raises(RefusedError, match="멘토"):
        finished(taken(centre.stranger, centre.staff, "deletion"), centre.staff)
    centre.day.participants.update(contact_email=centre.outsider.email.upper())
    with pytest.raises(RefusedError, match="경남 상담일"):
        finished(taken(centre.outsider, centre.staff, "deletion"), centre.staff)


def test_the_account_consent_leads_to_the_request(client: Client, centre: Centre) -> None:
    load_consent_texts()
    give_consent(holder=centre.stranger, purpose="account", actor=centre.stranger)
    client.force_login(centre.stranger)
    assert "거두려면 삭제 요청" in client.get("/consents/").text
    page = client.post("/consents/account/withdraw/", follow=True)
    assert "계정의 삭제를 요청" in page.text
    assert page.context["form"]["kind"].value() == "deletion"


def test_the_steps_lead_from_receipt_to_an_end() -> None:
    assert set(steps_from("received")) == {"in_work", "refused"}
    assert set(steps_from("in_work")) == {"done", "refused"}
    assert {step.source for step in STEPS}.isdisjoint({"done", "refused"})

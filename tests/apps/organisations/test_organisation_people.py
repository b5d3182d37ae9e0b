"""Who acts for an organisation: invited, confirmed, ended; and what such a person sees of it."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.organisations.models import MemberInvitation, Membership, Organisation
from deungdae.apps.organisations.services import invitations
from tests.support.days import an_organisation, member_of, staff

OWNER, MEMBER = Membership.Role.OWNER, Membership.Role.MEMBER


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(organisation: Organisation) -> str:
    return f"/organisations/{organisation.short_id}/"


def invited(organisation: Organisation, **changes: str) -> User:
    facts = {"email": "kim@company.example", "name": "김하늘", "role": MEMBER, **changes}
    sent = invitations.invite_member(organisation=organisation, **facts, actor=None)
    invitations.accept(invitation=sent)
    return sent.user


@pytest.mark.django_db
def test_staff_invite_a_person_who_then_acts_for_the_organisation() -> None:
    organisation = an_organisation("한빛정밀")
    client = signed_in(staff())
    data = {"email": "Kim@Company.example", "name": "김하늘", "role": OWNER}
    answer = client.post(page_of(organisation) + "people/new/", data, follow=True)
    page = answer.content.decode()
    assert "‘한빛정밀’의 담당자로 초대했습니다. kim@company.example로 메일을 보냅니다." in page
    assert "대표 담당자" in page
    assert "초대 다시 보내기" in page
    message = OutboxMessage.objects.get()
    assert message.recipient == "kim@company.example"
    assert "‘한빛정밀’의 ‘대표 담당자’ 역할로 초대합니다" in message.body
    user = User.objects.get(email="kim@company.example")
    assert not Organisation.objects.visible_to(user).exists()
    invitations.accept(invitation=MemberInvitation.objects.get())
    user = User.objects.get(email="kim@company.example")
    assert Organisation.objects.visible_to(user).get() == organisation


@pytest.mark.django_db
def test_one_account_acts_for_two_organisations() -> None:
    first, second = an_organisation("한빛정밀"), an_organisation("다온소프트")
    assert invited(first) == invited(second)
    assert User.objects.count() == 1
    client = signed_in(User.objects.get())
    assert client.get("/organisations/mine/")["Location"] == page_of(second)
    client.post("/accounts/role/", {"role": f"organisation:{first.short_id}"})
    assert client.get("/organisations/mine/")["Location"] == page_of(first)
    assert client.get(page_of(second)).status_code == 404


@pytest.mark.django_db
def test_a_second_invitation_to_the_same_organisation_is_refused_and_tells_nobody() -> None:
    organisation = an_organisation("한빛정밀")
    invited(organisation)
    with pytest.raises(RefusedError, match="이미 ‘한빛정밀’의 ‘담당자’입니다"):
        invited(organisation, role=OWNER)
    assert OutboxMessage.objects.count() == 1


@pytest.mark.django_db
def test_a_membership_ends_at_once_is_kept_and_can_begin_again_on_the_same_day() -> None:
    organisation = an_organisation("한빛정밀")
    user, client = invited(organisation), signed_in(staff())
    address = f"{page_of(organisation)}people/{user.short_id}/end/"
    assert "‘한빛정밀’의 ‘담당자’ 역할" in client.get(address).content.decode()
    page = client.post(address, follow=True).content.decode()
    assert "김하늘 님의 ‘한빛정밀’ 담당을 끝냈습니다." in page
    assert "지난 담당자" in page
    assert not Organisation.objects.visible_to(user).exists()
    assert client.post(address).status_code == 404
    invited(organisation)
    assert Membership.objects.filter(user=user).count() == 2


@pytest.mark.django_db
def test_a_member_reads_the_own_page_and_no_other() -> None:
    own, other = an_organisation("한빛정밀"), an_organisation("다온소프트")
    client = signed_in(member_of(own))
    assert client.get("/organisations/mine/")["Location"] == page_of(own)
    page = client.get(page_of(own)).content.decode()
    assert "한빛정밀" in page
    assert "우리 기업" in page
    assert "내용 고치기" not in page
    people = client.get(page_of(own) + "people/").content.decode()
    assert "김담당" in people
    assert "담당자 초대" not in people
    assert "company.example" not in people.partition("<main")[2]
    assert client.get(page_of(other)).status_code == 404
    assert client.get(page_of(own) + "edit/").status_code == 403
    assert client.get(page_of(own) + "people/new/").status_code == 403


@pytest.mark.django_db
def test_the_database_refuses_a_second_open_membership() -> None:
    organisation = an_organisation()
    user = member_of(organisation)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=user, organisation=organisation, role=OWNER, starts_on=clock.today())

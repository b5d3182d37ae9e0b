"""An invitation is in force once the invited person says yes; its link is good once, for one address."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.organisations.models import (
    HandOver,
    MemberInvitation,
    Membership,
    Organisation,
    OrganisationClaim,
)
from deungdae.apps.organisations.services import invitations, people
from tests.support.days import a_filled_day, an_organisation, member_of

OWNER, MEMBER = Membership.Role.OWNER, Membership.Role.MEMBER
EMAIL, PASSWORD = "kim@company.example", "무지개-우산-2077"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def owner_of(organisation: Organisation) -> User:
    user = member_of(organisation)
    Membership.objects.filter(user=user).update(role=OWNER)
    return user


def claimed(organisation: Organisation, user: User) -> Organisation:
    OrganisationClaim.objects.create(
        user=user,
        business_number="1234500003",
        organisation=organisation,
        state="approved",
        decided_at=clock.now(),
    )
    return organisation


def an_invitation(organisation: Organisation, **changes: str) -> MemberInvitation:
    facts = {"email": EMAIL, "name": "김하늘", "role": MEMBER, **changes}
    return invitations.invite_member(organisation=organisation, **facts, actor=None)


def link() -> str:
    return re.search(r"http://[^/]+(/invitations/open/\S+)", OutboxMessage.objects.latest("id").body)[1]


@pytest.mark.django_db
def test_an_owner_invites_a_colleague_who_sets_a_password_and_says_yes() -> None:
    organisation = an_organisation("한빛정밀")
    owner = signed_in(owner_of(organisation))
    address = f"/organisations/{organisation.short_id}/people/"
    assert "담당자 초대" in owner.get(address).content.decode()
    owner.post(f"{address}new/", {"email": EMAIL, "name": "김하늘", "role": MEMBER})
    assert "답을 기다리는 초대" in owner.get(address).content.decode()
    client = Client()
    form = client.get(client.get(link())["Location"])["Location"]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    client.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD})
    assert "받은 초대" in client.get("/today/").content.decode()
    assert client.get(address).status_code == 404
    page = client.get(link())["Location"]
    assert "한빛정밀" in client.get(page).content.decode()
    client.post(f"{page}accept/")
    assert client.get(address).status_code == 200
    assert client.get(f"{address}new/").status_code == 403


def accepted(invitation: MemberInvitation) -> str:
    """What the page says after yes."""
    client = signed_in(invitation.user)
    return client.post(f"/invitations/{invitation.short_id}/accept/", follow=True).content.decode()


@pytest.mark.django_db
def test_who_holds_several_roles_is_told_which_is_in_use_and_how_to_change_it() -> None:
    page = accepted(an_invitation(an_organisation("한빛정밀")))
    assert "이제 ‘한빛정밀’의 ‘담당자’입니다." in page
    assert "쓰고 있는 역할은" not in page
    page = accepted(an_invitation(an_organisation("가온소프트"), role=OWNER))
    assert "쓰고 있는 역할은 ‘가온소프트 · 대표 담당자’입니다" in page
    assert "‘한빛정밀 · 담당자’ 역할로 보기를 고르십시오" in page
    page = accepted(an_invitation(an_organisation("나래기계")))
    assert "쓰고 있는 역할은 ‘가온소프트 · 대표 담당자’입니다" in page
    assert "‘나래기계 · 담당자’ 역할로 보기를 고르십시오" in page


@pytest.mark.django_db
def test_the_link_opens_only_for_the_address_it_was_sent_to() -> None:
    an_invitation(an_organisation("한빛정밀"))
    other = signed_in(create_account(email="other@x.example", name="딴사람", password=PASSWORD))
    answer = other.get(link())
    assert answer.status_code == 403
    assert "다른 이메일 주소로 보낸 것입니다" in answer.content.decode()
    assert "한빛정밀" not in answer.content.decode()
    page = f"/invitations/{MemberInvitation.objects.get().short_id}/"
    assert {other.get(page).status_code, other.post(f"{page}accept/").status_code} == {404}
    assert Client().get("/invitations/open/nothing/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("act", "words"),
    [
        (invitations.accept, "이미 수락했습니다"),
        (invitations.decline, "거절했습니다"),
        (lambda invitation: invitations.withdraw(invitation=invitation, actor=None), "거두었거나"),
    ],
)
def test_a_used_link_says_what_became_of_it(act, words: str) -> None:
    invitation = an_invitation(an_organisation())
    client = signed_in(invitation.user)
    act(invitation=invitation)
    for answer in (client.get(link()), client.post(f"/invitations/{invitation.short_id}/accept/")):
        assert answer.status_code == 410
        assert words in answer.content.decode()


@pytest.mark.django_db
def test_an_expired_invitation_says_so_and_can_be_sent_anew() -> None:
    organisation = an_organisation()
    invitation = an_invitation(organisation)
    MemberInvitation.objects.update(expires_at=clock.now())
    client = signed_in(invitation.user)
    assert "기한이 지났습니다" in client.get(link()).content.decode()
    with pytest.raises(RefusedError, match="기한이 지났습니다"):
        invitations.accept(invitation=invitation)
    assert an_invitation(organisation).state == "open"


@pytest.mark.django_db
def test_sent_again_the_first_link_opens_nothing_and_not_twice_in_a_minute() -> None:
    invitation = an_invitation(an_organisation())
    first = link()
    with pytest.raises(RefusedError, match="1분 뒤에"):
        invitations.send_again(invitation=invitation, actor=None)
    MemberInvitation.objects.update(sent_at=clock.now() - timedelta(minutes=2))
    invitations.send_again(invitation=invitation, actor=None)
    client = signed_in(invitation.user)
    assert client.get(first).status_code == 410
    assert client.get(link()).status_code == 302


@pytest.mark.django_db
def test_who_was_invited_is_not_invited_twice() -> None:
    organisation = an_organisation()
    an_invitation(organisation)
    with pytest.raises(RefusedError, match="아직 답을 기다립니다"):
        an_invitation(organisation)
    assert OutboxMessage.objects.count() == 1


@pytest.mark.django_db
def test_an_owner_keeps_the_own_people_and_nobody_else() -> None:
    own, other = an_organisation("한빛정밀"), an_organisation("다온소프트")
    owner, stranger = owner_of(own), member_of(other)
    colleague = member_of(own)
    client = signed_in(owner)
    address = f"/organisations/{own.short_id}/people/{colleague.short_id}/"
    client.post(f"{address}role/", {"role": "owner"})
    assert Membership.objects.get(user=colleague, ends_on=None).role == OWNER
    client.post(f"{address}end/")
    assert not Membership.objects.filter(user=colleague, ends_on=None).exists()
    for path in (f"/organisations/{other.short_id}/people/new/", f"{address}end/"):
        assert client.get(path).status_code == 404
    assert signed_in(stranger).get(f"{address}end/").status_code == 404


@pytest.mark.django_db
def test_the_last_owner_of_a_claimed_company_stays() -> None:
    organisation = an_organisation("한빛정밀")
    owner = owner_of(organisation)
    claimed(organisation, owner)
    facts = {"organisation": organisation, "user": owner, "actor": owner}
    for act in (people.end_membership, lambda **more: people.change_role(**more, role=MEMBER)):
        with pytest.raises(RefusedError, match="한 사람은 있어야 합니다"):
            act(**facts)
    running = Membership.objects.filter(user=owner)
    for change in ({"ends_on": clock.today()}, {"role": MEMBER}):
        with pytest.raises(IntegrityError, match="last owner stays"), transaction.atomic():
            running.update(**change)
    answer = signed_in(owner).post(f"/organisations/{organisation.short_id}/people/{owner.short_id}/end/")
    assert answer.status_code == 409


@pytest.mark.django_db
def test_a_leaver_hands_over_the_role_and_the_coming_days() -> None:
    day = a_filled_day(demands=1, supplies=1)
    participant = day.participants.get(code="D001")
    organisation = participant.organisation
    leaver, successor = owner_of(organisation), member_of(organisation)
    claimed(organisation, leaver)
    type(participant).objects.filter(pk=participant.pk).update(contact_email=leaver.email)
    client = signed_in(leaver)
    address = f"/organisations/{organisation.short_id}/people/{leaver.short_id}/hand-over/"
    assert client.post(address, {"successor": "nobody"}).status_code == 422
    assert client.post(address, {"successor": successor.short_id})["Location"] == "/today/"
    participant.refresh_from_db()
    assert participant.contact_email == successor.email
    assert Membership.objects.get(user=successor, ends_on=None).role == OWNER
    assert Membership.objects.get(user=leaver).ends_on == clock.today()
    record = HandOver.objects.get()
    assert (record.leaver, record.successor, record.actor, record.moved) == (leaver, successor, leaver, 1)
    assert client.get(f"/organisations/{organisation.short_id}/").status_code == 404


def at_once(*acts) -> list[str]:  # type: ignore[no-untyped-def]
    outcomes: list[str] = []
    ready = threading.Barrier(len(acts))

    def run(act) -> None:  # type: ignore[no-untyped-def]
        ready.wait()
        try:
            act()
            outcomes.append("done")
        except RefusedError as error:
            outcomes.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.mark.django_db(transaction=True)
def test_two_invitations_at_once_are_one() -> None:
    organisation = an_organisation()
    outcomes = at_once(lambda: an_invitation(organisation), lambda: an_invitation(organisation))
    assert outcomes == ["done", "invited_already"]
    assert (User.objects.count(), MemberInvitation.objects.count(), OutboxMessage.objects.count()) == (
        1,
        1,
        1,
    )


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_end_each_other_at_once_do_not_both_succeed() -> None:
    organisation = an_organisation()
    first, second = owner_of(organisation), owner_of(organisation)
    claimed(organisation, first)
    ends = [
        lambda user=user: people.end_membership(organisation=organisation, user=user, actor=None)
        for user in (first, second)
    ]
    assert at_once(*ends) == ["done", "last_owner"]


@pytest.mark.django_db(transaction=True)
def test_a_double_click_on_yes_is_one_membership() -> None:
    invitation = an_invitation(an_organisation())
    assert at_once(*[lambda: invitations.accept(invitation=invitation)] * 2) == [
        "done",
        "invitation_answered",
    ]
    assert Membership.objects.count() == 1


@pytest.mark.django_db
def test_a_company_learns_nobodys_name_from_an_address() -> None:
    organisation = an_organisation("한빛정밀")
    known = create_account(email=EMAIL, name="남모르게", password=PASSWORD)
    owner = signed_in(owner_of(organisation))
    address = f"/organisations/{organisation.short_id}/people/"
    sent = {"email": EMAIL, "name": "아무개", "role": MEMBER}
    pages = [owner.post(f"{address}new/", sent, follow=True), owner.post(f"{address}new/", sent)]
    invitation = MemberInvitation.objects.get()
    for act in ("again", "withdraw"):
        pages.append(owner.post(f"{address}invitations/{invitation.short_id}/{act}/", follow=True))
    assert EMAIL in pages[0].content.decode()
    for page in pages:
        assert known.name not in page.content.decode()

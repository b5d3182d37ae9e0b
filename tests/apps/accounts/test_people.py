"""The centre's people: invited with a link that opens once, each role held once, never without a lead."""

import re
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from deungdae.apps.accounts import invitations, links
from deungdae.apps.accounts.models import RoleGrant, User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import OutboxMessage
from deungdae.apps.core.outbox.services import send_due_messages

LEAD, STAFF = RoleGrant.Role.CENTRE_LEAD, RoleGrant.Role.CENTRE_STAFF
PASSWORD = "등대-시험-2021"
LIST = "/people/"


def a_lead(email: str = "lead@centre.example", name: str = "문센터") -> User:
    user = create_account(email=email, name=name, password=PASSWORD)
    grant_role(user=user, role=LEAD)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def invited(**changes: str) -> User:
    facts = {"email": "new@centre.example", "name": "새사람", "role": STAFF, **changes}
    return invitations.invite_to_centre(**facts, actor=None)


def link_in(text: str) -> str:
    return re.search(r"http://[^/]+(/accounts/password/reset/key/\S+)", text)[1]


def sets_password(link: str) -> Client:
    client, words = Client(), "무지개-우산-2077"
    page = client.get(link)
    client.post(page["Location"], {"password1": words, "password2": words})
    return client


@pytest.mark.django_db
def test_an_invited_person_sets_a_password_and_signs_in_with_the_role() -> None:
    client = signed_in(a_lead())
    answer = client.post(LIST, {"email": "New@Centre.example", "name": "새사람", "role": STAFF}, follow=True)
    assert "새사람 님을 초대했습니다. new@centre.example로 메일을 보냅니다." in answer.content.decode()
    send_due_messages()
    assert [message.to for message in mail.outbox] == [["new@centre.example"]]
    assert "‘센터 직원’으로 초대합니다" in mail.outbox[0].body
    sets_password(link_in(mail.outbox[0].body))
    user = User.objects.get(email="new@centre.example")
    assert user.check_password("무지개-우산-2077")
    assert user.has_perm("caravan.manage_days")
    assert not user.has_perm("accounts.manage_people")


@pytest.mark.django_db
def test_the_link_of_an_invitation_opens_once() -> None:
    user = invited()
    link = link_in(OutboxMessage.objects.get().body)
    sets_password(link)
    assert "쓸 수 없는 링크" in Client().get(link).content.decode()
    user.refresh_from_db()
    assert user.check_password("무지개-우산-2077")


@pytest.mark.django_db
def test_an_invitation_has_days_and_a_forgotten_password_an_hour(monkeypatch) -> None:
    user, token = invited(), links.PasswordLinks()
    key, real = token.make_token(user), links.PasswordLinks._now

    def opens_after(**time: int) -> bool:
        monkeypatch.setattr(links.PasswordLinks, "_now", lambda self: real(self) + timedelta(**time))
        return token.check_token(user, key)

    assert opens_after(days=6)
    assert not opens_after(days=8)
    monkeypatch.undo()
    user.set_password(PASSWORD)
    key = token.make_token(user)
    assert opens_after(minutes=59)
    assert not opens_after(minutes=61)


@pytest.mark.django_db
def test_the_invitation_sent_again_closes_the_first_link() -> None:
    user = invited()
    first = link_in(OutboxMessage.objects.get().body)
    with pytest.raises(RefusedError, match="1분 뒤에"):
        invitations.invite_again(user=user)
    User.objects.update(invited_at=clock.now() - timedelta(minutes=2))
    invitations.invite_again(user=user)
    second = link_in(OutboxMessage.objects.first().body)
    assert OutboxMessage.objects.count() == 2
    assert "쓸 수 없는 링크" in Client().get(first).content.decode()
    sets_password(second)
    with pytest.raises(RefusedError, match="이미 비밀번호를 정했습니다"):
        invitations.invite_again(user=user)


@pytest.mark.django_db
def test_somebody_with_a_password_is_told_to_sign_in_with_it() -> None:
    create_account(email="new@centre.example", name="있던사람", password=PASSWORD)
    assert invited(name="다른이름").name == "있던사람"
    body = OutboxMessage.objects.get().body
    assert "/accounts/login/" in body
    assert "/password/reset/" not in body


@pytest.mark.django_db
def test_the_same_role_again_is_refused_by_name_and_tells_nobody() -> None:
    invited()
    with pytest.raises(RefusedError, match="새사람 님은 이미 ‘센터 직원’입니다"):
        invited()
    assert OutboxMessage.objects.count() == 1


@pytest.mark.django_db
def test_a_person_holds_several_roles_and_who_gave_each_is_kept() -> None:
    lead = a_lead()
    user = invitations.invite_to_centre(email="new@centre.example", name="새사람", role=STAFF, actor=lead)
    invitations.invite_to_centre(email="new@centre.example", name="새사람", role="reviewer", actor=lead)
    invitations.end_role(user=user, role="reviewer", actor=lead)
    told = RoleGrant.objects.filter(user=user).order_by("role").values_list("role", "granted_by", "ended_by")
    assert list(told) == [("centre_staff", lead.pk, None), ("reviewer", lead.pk, lead.pk)]


@pytest.mark.django_db
def test_a_locked_account_is_not_invited() -> None:
    create_account(email="new@centre.example", name="잠긴사람", password=None)
    User.objects.update(is_active=False)
    with pytest.raises(RefusedError, match="잠긴 계정"):
        invited()


@pytest.mark.django_db
def test_a_role_ends_at_once_is_kept_and_can_be_given_again_on_the_same_day() -> None:
    lead, user = a_lead(), invited()
    client = signed_in(lead)
    assert client.get(f"/people/{user.short_id}/centre_staff/end/").status_code == 200
    answer = client.post(f"/people/{user.short_id}/centre_staff/end/", follow=True)
    page = answer.content.decode()
    assert "새사람 님의 역할 ‘센터 직원’을 끝냈습니다." in page
    assert "끝난 역할" in page
    assert not User.objects.get(pk=user.pk).has_perm("caravan.manage_days")
    invited()
    assert User.objects.get(pk=user.pk).has_perm("caravan.manage_days")
    assert RoleGrant.objects.filter(user=user).count() == 2


@pytest.mark.django_db
def test_the_last_lead_who_can_sign_in_stays() -> None:
    lead = a_lead()
    waiting = invited(role=LEAD)
    answer = signed_in(lead).post(f"/people/{lead.short_id}/centre_lead/end/")
    assert answer.status_code == 409
    assert "센터장이 한 사람은 있어야 합니다" in answer.content.decode()
    waiting.set_password(PASSWORD)
    waiting.save()
    answer = signed_in(lead).post(f"/people/{lead.short_id}/centre_lead/end/")
    assert answer["Location"] == "/today/"
    assert not User.objects.get(pk=lead.pk).has_perm("accounts.manage_people")


@pytest.mark.django_db
def test_only_the_lead_keeps_the_people() -> None:
    lead, clerk = a_lead(), invited()
    for path in (LIST, f"/people/{lead.short_id}/centre_lead/end/"):
        assert signed_in(clerk).get(path).status_code == 403
    assert "/people/" in signed_in(lead).get("/today/").content.decode()
    assert "/people/" not in signed_in(clerk).get("/today/").content.decode()
    answer = signed_in(lead).get(f"/people/{clerk.short_id}/invite-again/")
    assert answer["Location"] == LIST


@pytest.mark.django_db
def test_the_form_says_in_our_words_what_is_missing() -> None:
    answer = signed_in(a_lead()).post(LIST, {"email": "여기", "name": "가" * 200, "role": "9"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "이메일 주소로 읽을 수 없습니다." in page
    assert "100자까지 적을 수 있습니다. 지금은 200자입니다." in page
    assert "‘9’: 고를 수 없는 값입니다." in page


@pytest.mark.django_db
def test_the_lead_is_told_when_an_invitation_could_not_be_sent() -> None:
    client = signed_in(a_lead())
    invited()
    assert "메일을 보내지 못함" not in client.get(LIST).content.decode()
    OutboxMessage.objects.update(state=OutboxMessage.State.FAILED)
    assert "메일을 보내지 못함" in client.get(LIST).content.decode()


def at_once(*acts) -> list[str]:  # type: ignore[no-untyped-def]
    """Do these in threads at the same moment; what came of each."""
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
def test_two_invitations_of_one_person_at_once_are_one() -> None:
    assert at_once(invited, invited) == ["done", "role_held"]
    assert (User.objects.count(), RoleGrant.objects.count(), OutboxMessage.objects.count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_leads_who_end_each_other_at_once_do_not_both_succeed() -> None:
    first, second = a_lead(), a_lead("second@centre.example", "두번째")
    outcomes = at_once(
        lambda: invitations.end_role(user=first, role=LEAD, actor=second),
        lambda: invitations.end_role(user=second, role=LEAD, actor=first),
    )
    assert outcomes == ["done", "last_lead"]


def told(**options: object) -> str:
    """What the command says."""
    from io import StringIO

    out = StringIO()
    call_command("create_account", stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_the_command_makes_the_first_account_and_prints_its_link() -> None:
    said = told(email="first@centre.example", name="첫사람", role=LEAD)
    assert "첫사람 님(first@centre.example)에게 ‘센터장’ 역할을 주었습니다." in said
    client = sets_password(link_in(said))
    login = {"login": "first@centre.example", "password": "무지개-우산-2077"}
    assert client.post("/accounts/login/", login)["Location"] == "/today/"
    assert client.get(LIST)["Location"] == "/accounts/2fa/"
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db
def test_the_command_reads_a_password_and_refuses_a_weak_one(monkeypatch) -> None:
    from io import StringIO

    monkeypatch.setattr("sys.stdin", StringIO("짧다\n"))
    with pytest.raises(CommandError, match="비밀번호가 짧습니다"):
        told(email="first@centre.example", name="첫사람", role=LEAD, password_stdin=True)
    assert not User.objects.exists()
    monkeypatch.setattr("sys.stdin", StringIO(f"{PASSWORD}\n"))
    told(email="first@centre.example", name="첫사람", role=LEAD, password_stdin=True)
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.django_db
def test_the_command_says_what_is_wrong_with_what_it_was_given() -> None:
    with pytest.raises(CommandError) as caught:
        told(email="first", name="", role="boss")
    assert "--email: 이메일 주소로 읽을 수 없습니다." in str(caught.value)
    assert "--name: 필수 항목입니다." in str(caught.value)
    assert "centre_lead (센터장)" in str(caught.value)
    told(email="first@centre.example", name="첫사람", role=LEAD)
    first = link_in(told(email="first@centre.example", name="첫사람", role=LEAD))
    sets_password(first)
    with pytest.raises(CommandError, match="이미 ‘센터장’입니다"):
        told(email="first@centre.example", name="첫사람", role=LEAD)


@pytest.mark.django_db
def test_a_superuser_is_refused_with_the_command_that_helps() -> None:
    with pytest.raises(CommandError, match="create_account"):
        call_command("createsuperuser")

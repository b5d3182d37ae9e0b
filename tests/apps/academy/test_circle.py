"""Chairs see what participants allow; a private note is the author's alone, whoever asks."""

import pytest
from django.test import Client
from django.urls import reverse

from deungdae.apps.academy.links import enrolment_address
from deungdae.apps.academy.models import Chair, Cohort, Enrolment, Introduction, SessionNote
from deungdae.apps.academy.services.circle import appoint_chair, introduce, keep_note
from deungdae.apps.academy.services.enrolments import accept_offer
from deungdae.apps.accounts.anonymising import anonymise_people
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.privacy.own_data import as_json
from tests.apps.academy.test_academy_pages import page, post, signed_in, staff_person
from tests.support.academy import sessions_of
from tests.support.centre import person
from tests.support.chiefs import an_invited_cohort

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def seated():  # type: ignore[no-untyped-def]
    """A cohort of two who have accepted; the first has an account."""
    cohort, asked = an_invited_cohort(2, 2)
    user = person("chief0")
    for one in asked:
        accept_offer(enrolment=one, actor=None)
        one.refresh_from_db()
    return cohort, asked, user


def test_a_chair_sees_what_was_allowed_and_nothing_else(seated) -> None:
    cohort, asked, _user = seated
    chair = person("chair")
    client = signed_in(chair)
    assert client.get(reverse("academy:circle", args=[cohort.public_id])).status_code == 404
    appoint_chair(cohort=cohort, email="CHAIR@example.com", actor=None)
    appoint_chair(cohort=cohort, email="chair@example.com", actor=None)
    assert Chair.objects.count() == 1
    introduce(enrolment=asked[0], audience="cohort", shown=["name", "nothing"], words="반갑습니다")
    shown = page(client, "circle", cohort)
    assert "대표님00" in shown
    assert "반갑습니다" in shown
    assert "상장기업00" not in shown
    assert "chief0@example.com" not in shown
    assert "대표님01" not in shown
    assert "소개를 열지 않은 분 1명" in shown
    introduce(enrolment=asked[0], audience="cohort", shown=[], words="")
    assert "대표님00" not in page(client, "circle", cohort)
    assert Introduction.objects.get().withdrawn_at is not None


def test_participants_introduce_themselves_by_the_link_and_on_the_page(seated) -> None:
    cohort, asked, user = seated
    path = "/academy" + enrolment_address(asked[1]).partition("/academy")[2]
    Client().post(path, {"act": "introduce", "shown": ["company"], "words": ""})
    client = signed_in(user)
    shown = page(client, "circle", cohort)
    assert "상장기업01" in shown
    client.post(reverse("academy:circle", args=[cohort.public_id]), {"act": "introduce", "shown": ["name"]})
    assert Introduction.objects.filter(withdrawn_at=None).count() == 2
    answer = Client().post(path, {"act": "introduce", "shown": ["address"]}, follow=True)
    assert "보일 것을 화면에서 고르고" in answer.content.decode()


def test_staff_appoint_and_dismiss_chairs_and_nobody_else_does(seated) -> None:
    cohort, _asked, user = seated
    person("chair")
    staff = signed_in(staff_person())
    assert "좌장으로 모셨습니다" in post(staff, "circle", cohort, act="appoint", email="chair@example.com")[1]
    assert (
        "계정을 찾을 수 없습니다" in post(staff, "circle", cohort, act="appoint", email="no@example.com")[1]
    )
    chair = Chair.objects.get()
    post(signed_in(user), "circle", cohort, act="dismiss", chair=chair.pk)
    assert Chair.objects.count() == 1
    post(staff, "circle", cohort, act="dismiss", chair=chair.pk)
    assert Chair.objects.count() == 0


def test_an_introduction_needs_a_seat_and_alumni_a_completion(seated) -> None:
    _cohort, asked, _user = seated
    with pytest.raises(RefusedError, match="마친 분만"):
        introduce(enrolment=asked[0], audience="alumni", shown=["name"], words="")
    Enrolment.objects.filter(pk=asked[0].pk).update(state="cancelled")
    with pytest.raises(RefusedError, match="자리가 확정된 뒤에"):
        introduce(enrolment=asked[0], audience="cohort", shown=["name"], words="")


SECRET = "구조 조정은 내년 봄에"


def test_a_note_is_the_authors_alone_whoever_asks(seated) -> None:
    """Not the lead, not staff, not the auditor, not a fellow, not the company, not the chair; by no page."""
    cohort, asked, user = seated
    session = sessions_of(cohort)[0]
    author = signed_in(user)
    post(author, "note", session, text=SECRET)
    assert SECRET in page(author, "notes")
    others = [staff_person(), person("fellow1"), person("company0", organisation=asked[0].organisation)]
    for role in ("centre_lead", "auditor"):
        one = person(f"the-{role}")
        grant_role(user=one, role=role)
        others.append(one)
    chair = person("chair")
    appoint_chair(cohort=cohort, email=chair.email, actor=None)
    for one in [*others, chair]:
        assert SessionNote.objects.visible_to(one).count() == 0
        client = signed_in(one)
        for name in ("notes", "note", "cohort", "sheet", "enrolment", "circle"):
            record = {"notes": None, "cohort": cohort, "circle": cohort, "enrolment": asked[0]}.get(
                name, session
            )
            arguments = [] if record is None else [record.public_id]
            assert SECRET not in client.get(reverse(f"academy:{name}", args=arguments)).content.decode()
        assert SECRET not in as_json(one).decode()
    assert SECRET in as_json(user).decode()


def test_an_empty_note_is_gone_and_erasing_takes_all(seated) -> None:
    cohort, _asked, user = seated
    session = sessions_of(cohort)[0]
    keep_note(session=session, author=user, text=SECRET)
    keep_note(session=session, author=user, text="  ")
    assert SessionNote.objects.count() == 0
    keep_note(session=session, author=user, text=SECRET)
    anonymise_people([user.pk])
    assert SessionNote.objects.count() == 0


def test_who_has_no_seat_has_no_note(seated) -> None:
    cohort: Cohort = seated[0]
    client, session = signed_in(person("nobody")), sessions_of(cohort)[0]
    address = reverse("academy:note", args=[session.public_id])
    assert client.get(address).status_code == 404
    assert client.post(address, {"text": "x"}).status_code == 404

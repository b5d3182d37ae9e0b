"""Materials of a session: judged like the files of notices, for those with a seat, from their hour on."""

import io
import zipfile
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from deungdae.apps.academy.erasing import erase_materials, old_materials
from deungdae.apps.academy.links import enrolment_token
from deungdae.apps.academy.models import Cohort, Enrolment, Session, SessionMaterial
from deungdae.apps.academy.services.enrolments import cancel_enrolment
from deungdae.apps.academy.services.materials import (
    add_material,
    move_material,
    replace_material,
    withdraw_material,
)
from deungdae.apps.academy.services.sessions import change_session, remove_session
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import StoredFile
from tests.support.academy import an_open_cohort, enrolled, session_facts, sessions_of
from tests.support.attendance import turn
from tests.support.centre import person
from tests.support.factors import with_factor
from tests.support.refusals import code_of
from tests.support.rooms import TUESDAY, a_trainer, at

pytestmark = pytest.mark.django_db
PAPER = "1주차 교안.txt"


def upload(name: str = PAPER, content: bytes = b"words") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def added(session: Session, name: str = PAPER, content: bytes = b"words", **told: Any) -> SessionMaterial:
    facts = {"title": "", "shown_from": "at_once", "link": "", "key": uuid4(), "actor": None, **told}
    file = None if facts["link"] else upload(name, content)
    return add_material(session=session, file=file, **facts)


@pytest.fixture
def cohort() -> Cohort:
    return an_open_cohort(3)


@pytest.fixture
def session(cohort: Cohort) -> Session:
    return sessions_of(cohort)[0]


@pytest.fixture
def one(cohort: Cohort) -> Enrolment:
    return enrolled(cohort, 1)


@pytest.fixture
def trainer(client: Client, session: Session) -> Client:
    """Signed in: the person whom the calendar has booked for the session."""
    user = person("trainer")
    grant_role(user=user, role="trainer")
    change_session(session=session, facts=session_facts(resources=[a_trainer(user)]), actor=None)
    client.force_login(with_factor(user))
    return client


def got(one: Enrolment, material: SessionMaterial) -> int:
    """What the link of the seat answers to whoever asks for the file."""
    address = reverse("academy:seat_material", args=[enrolment_token(one), material.public_id])
    return Client().get(address).status_code


def names_of(session: Session) -> list[str]:
    return list(session.material_files.standing().values_list("title", flat=True))


def test_who_has_a_seat_gets_it_from_its_hour_on(
    session: Session, one: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, during, after = (
        added(session, content=moment.encode(), shown_from=moment) for moment in ("at_once", "start", "end")
    )
    stranger = enrolled(an_open_cohort(1, course=session.cohort.course), 9)
    assert [got(one, each) for each in (now, during, after)] == [200, 404, 404]
    turn(monkeypatch, at(10, TUESDAY))
    assert [got(one, each) for each in (now, during, after)] == [200, 200, 404]
    turn(monkeypatch, at(16, TUESDAY))
    assert [got(one, each) for each in (now, during, after)] == [200, 200, 200]
    assert got(stranger, now) == 404


def test_the_file_is_a_download_that_nobody_keeps(session: Session, one: Enrolment) -> None:
    material = added(session)
    address = reverse("academy:seat_material", args=[enrolment_token(one), material.public_id])
    page = Client().get(reverse("academy:seat", args=[enrolment_token(one)])).content.decode()
    assert address in page
    assert "TXT · 5" in page
    answer = Client().get(address)
    assert b"".join(answer.streaming_content) == b"words"  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment")
    assert "private, no-store" in answer["Cache-Control"]
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_seat_given_back_or_a_file_withdrawn_ends_it_at_the_next_request(
    session: Session, one: Enrolment, django_capture_on_commit_callbacks: Any
) -> None:
    material, other = added(session), added(session, content=b"other")
    path = Path(settings.MEDIA_ROOT) / material.file.content.name  # type: ignore[union-attr]
    assert (got(one, material), path.exists()) == (200, True)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_material(material=material, reason="저작권 문의", actor=None)
    assert (got(one, material), path.exists()) == (404, False)
    material.refresh_from_db()
    assert (material.file_name, material.file_size, material.withdrawn_reason) == (PAPER, 5, "저작권 문의")
    assert code_of(lambda: withdraw_material(material=material, reason="다시", actor=None)) == "gone"
    assert got(one, other) == 200
    cancel_enrolment(enrolment=one, reason="", actor=None)
    assert got(one, other) == 404


def test_a_new_file_takes_the_place_the_name_and_the_hour_of_the_old_one(session: Session) -> None:
    first = added(session, title="교안", shown_from="start")
    added(session, title="실습", content=b"2")
    key = uuid4()
    told: dict[str, Any] = {"material": first, "link": "", "key": key, "actor": None}
    new = replace_material(file=upload("교안 2판.txt", b"new"), **told)
    assert replace_material(file=upload("교안 2판.txt", b"new"), **told) == new
    assert (new.title, new.shown_from, new.replaces, new.file_name) == (
        "교안",
        "start",
        first,
        "교안 2판.txt",
    )
    assert names_of(session) == ["교안", "실습"]
    move_material(material=new, is_up=False)
    move_material(material=new, is_up=False)
    assert names_of(session) == ["실습", "교안"]
    assert StoredFile.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("강의.pptm", b"x", "file_kind"),
        ("빈.pdf", b"", "file_empty"),
        ("그림.pdf", b"MZ program", "file_mismatch"),
        ("macro.docx", None, "file_macro"),
    ],
)
def test_a_refused_file_leaves_nothing(session: Session, name: str, content: bytes | None, code: str) -> None:
    if content is None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for inside in ("word/document.xml", "word/vbaProject.bin"):
                archive.writestr(inside, "x")
        content = packed.getvalue()
    with pytest.raises(RefusedError, match=name) as refusal:
        added(session, name, content)
    assert refusal.value.code == code
    assert not StoredFile.objects.exists()


def test_one_file_or_one_link_and_none_twice(session: Session) -> None:
    key = uuid4()
    made = added(session, key=key)
    assert added(session, key=key) == made
    assert made.title == "1주차 교안"
    assert code_of(lambda: added(session, "다른 이름.txt")) == "file_twice"
    told: dict[str, Any] = {"title": "", "shown_from": "end", "key": uuid4(), "actor": None}
    both = {"file": upload(content=b"2"), "link": "https://video.example/1"}
    assert code_of(lambda: add_material(session=session, **told, **both)) == "one"
    assert code_of(lambda: add_material(session=session, **told, file=None, link="")) == "one"
    assert added(session, title="영상", link="https://video.example/1").file is None


def test_the_database_keeps_what_it_was(session: Session) -> None:
    material = added(session)
    rows = SessionMaterial.objects.filter(pk=material.pk)
    for change in ({"file_name": "x.pdf"}, {"file": None}, {"link": "https://x.example"}, {"title": ""}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    withdraw_material(material=material, reason="끝", actor=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(withdrawn_at=None)


def test_they_go_with_their_session_and_after_their_time(
    session: Session, cohort: Cohort, django_capture_on_commit_callbacks: Any
) -> None:
    old = added(session)
    replace_material(material=old, file=None, link="https://x.example/", key=uuid4(), actor=None)
    assert not old_materials(TUESDAY).exists()
    later = TUESDAY.replace(year=TUESDAY.year + 1)
    with django_capture_on_commit_callbacks(execute=True):
        erase_materials(list(old_materials(later).values_list("pk", flat=True)))
    assert not SessionMaterial.objects.exists()
    added(session)
    change_session(session=session, facts=session_facts(title="바꿈"), actor=None)
    Cohort.objects.filter(pk=cohort.pk).update(state="draft")
    remove_session(session=Session.objects.get(pk=session.pk), actor=None)
    assert not StoredFile.objects.exists()
    assert not SessionMaterial.objects.exists()


def test_the_trainer_keeps_them_and_another_trainer_finds_nothing(
    trainer: Client, session: Session, one: Enrolment
) -> None:
    address = reverse("academy:materials", args=[session.public_id])
    form = {"title": "실습\u202e파일", "shown_from": "end", "key": str(uuid4()), "link": ""}
    turned = trainer.post(address, {**form, "file": upload()})
    assert (turned.status_code, SessionMaterial.objects.count()) == (422, 0)
    long = trainer.post(address, {**form, "title": "", "file": upload("가" * 300 + ".txt")})
    assert "200자" in long.content.decode()
    foreign = trainer.post(address, {**form, "title": "x", "link": "ftp://files.example/a"})
    assert "https://로 시작하는 주소" in foreign.content.decode()
    assert trainer.post(address, {**form, "title": "", "file": upload("\u202e교안.txt")}).status_code == 302
    material = SessionMaterial.objects.get()
    assert (material.title, material.added_by) == ("교안", person_of(trainer))
    names = ("material", "material_edit", "material_replace", "material_withdraw")
    pages = [reverse(f"academy:{name}", args=[material.public_id]) for name in names]
    assert [trainer.get(page).status_code for page in pages] == [200] * 4
    other = person("other")
    grant_role(user=other, role="trainer")
    stranger = Client()
    stranger.force_login(with_factor(other))
    assert {stranger.get(page).status_code for page in (address, *pages)} == {404}
    assert {Client().get(page).status_code for page in (address, *pages)} == {302}
    trainer.post(pages[1], {"title": "교안 (개정)", "shown_from": "at_once"})
    assert got(one, material) == 200
    trainer.post(pages[3], {"reason": "다시 올림"})
    assert "교안 (개정)" in trainer.get(address).content.decode()
    assert got(one, material) == 404


def person_of(client: Client) -> Any:
    return get_user_model().objects.get(pk=client.session["_auth_user_id"])

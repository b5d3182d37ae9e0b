"""Versions of frameworks: loaded once, judged whole, compared, retired, and never changed."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from deungdae.apps.accounts.services import grant_role
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.ids import new_public_id
from deungdae.apps.diagnosis.bridge.frameworks import loaded
from deungdae.apps.diagnosis.models import FrameworkVersion
from deungdae.apps.diagnosis.services.frameworks import add_version, load_frameworks
from tests.engine.maturity.samples import NAMES, document
from tests.support.centre import person
from tests.support.factors import with_factor

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Client:
    keeper = person("keeper")
    grant_role(user=keeper, role="centre_staff")
    with_factor(keeper)
    client = Client()
    client.force_login(keeper)
    return client


def send(client: Client, told: Any, **more: Any) -> Any:
    text = told if isinstance(told, bytes) else json.dumps(told).encode()
    file = SimpleUploadedFile("own.json", text, content_type="application/json")
    page = reverse("diagnosis:framework_upload")
    return client.post(page, {"key": more.get("key", new_public_id()), "file": file}, follow=True)


def test_what_is_shipped_comes_once_and_a_changed_file_needs_a_new_version() -> None:
    assert (load_frameworks(), load_frameworks()) == (len(NAMES), 0)
    assert sorted(FrameworkVersion.objects.values_list("code", flat=True)) == sorted(NAMES)
    changed = document("five-minute") | {"minutes": 6}
    with pytest.raises(RefusedError) as caught:
        add_version(found=loaded(json.dumps(changed)), actor=None)
    assert "‘5분 디지털 점검’ 2026.1판은 이미 있고" in caught.value.message


def test_the_database_lets_nobody_change_what_a_version_says() -> None:
    load_frameworks()
    for change in ({"document": {}}, {"version": "9"}, {"code": "other"}, {"digest": "0"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            FrameworkVersion.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        FrameworkVersion.objects.all().delete()


@pytest.mark.one_database
def test_staff_upload_look_compare_and_retire(staff: Client) -> None:
    load_frameworks()
    told = document("five-minute") | {"version": "2027.1", "minutes": 7}
    told["questions"][0]["items"][1]["text"]["ko"] = "회사 누리집"
    key = new_public_id()
    for _press in range(2):
        answer = send(staff, told, key=key)
    made = FrameworkVersion.objects.get(version="2027.1")
    page = answer.content.decode()
    assert "응답 화면이 맞는지 살펴봐 주십시오" in page
    assert "회사 누리집" in page
    compared = staff.get(reverse("diagnosis:framework_compare", args=[made.public_id])).content.decode()
    assert "응답 시간(분)" in compared
    assert "회사 홈페이지" in compared
    assert "회사 누리집" in compared
    assert "출처" not in compared
    retire = reverse("diagnosis:framework_retire", args=[made.public_id])
    assert "사용을 마쳤습니다" in staff.post(retire, {"sure": 1}, follow=True).content.decode()
    made.refresh_from_db()
    assert made.retired_at is not None
    assert "다시 씁니다" in staff.post(retire, {"sure": 1}, follow=True).content.decode()


def broken(change: str) -> Any:
    told = document("five-minute") | {"version": "2027.1"}
    if change == "weights":
        told["dimensions"][0]["weight"] = "1/2"
    elif change == "translation":
        del told["questions"][0]["text"]["en"]
    elif change == "id":
        del told["questions"][0]["items"][0]["id"]
    return told


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("told", "said"),
    [
        (broken("weights"), "가중치의 합이 1/2입니다"),
        (broken("translation"), "en 글이 없습니다"),
        (broken("id"), "questions[0].items[0]"),
        (b"{", "1행"),
        (b"\xff\xfe\x00", "UTF-8 글이 아닙니다"),
        (b" " * (3 * 2**20), "2 MB를 넘습니다"),
    ],
)
def test_a_broken_file_is_refused_with_every_place(staff: Client, told: Any, said: str) -> None:
    answer = send(staff, told)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not FrameworkVersion.objects.exists()

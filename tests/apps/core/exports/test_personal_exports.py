"""A file with personal data: encrypted, with a reason, above 1,000 rows approved, gone after a day."""

import io
from datetime import timedelta
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import create_account, grant_role
from deungdae.apps.core import clock
from deungdae.apps.core.audit.acts import EXPORT_ASKED, EXPORT_DECIDED, FILE_DOWNLOADED, PEOPLE_EXPORTED
from deungdae.apps.core.exports import kinds, services
from deungdae.apps.core.exports.cells import harmless, workbook_of
from deungdae.apps.core.imports.separated import trimmed
from deungdae.apps.core.jobs.worker import work_off_one
from deungdae.apps.core.models import AuditEntry, Job, PersonalExport, StoredFile
from deungdae.apps.organisations.models import Membership, Organisation

pytestmark = pytest.mark.django_db
LIST = "/exports/"
ASK = {"kind": "people", "reason": "명절 안내문 발송"}


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
def lead(db) -> User:
    return somebody("lead@centre.example", "문센터", "centre_lead")


@pytest.fixture
def many(monkeypatch) -> None:
    """The list has grown beyond what one person may take out alone."""
    kind = kinds.KINDS["people"]
    grown = kinds.ExportKind(kind.name, kind.title, kind.columns, lambda: 1_001, lambda: [["가"] * 4] * 1_001)
    monkeypatch.setitem(kinds.KINDS, "people", grown)


def asked(user: User) -> PersonalExport:
    assert signed_in(user).post(LIST, ASK).status_code == 302
    return PersonalExport.objects.latest("id")


def made(user: User) -> PersonalExport:
    export = asked(user)
    work_off_one(worker="시험")
    export.refresh_from_db()
    return export


def sheet_of(content: bytes, password: str) -> list[tuple[str, ...]]:
    file, plain = msoffcrypto.OfficeFile(io.BytesIO(content)), io.BytesIO()
    file.load_key(password=password)
    file.decrypt(plain)
    return list(openpyxl.load_workbook(plain).active.iter_rows(values_only=True))


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("act", flat=True))


def test_a_small_list_is_made_encrypted_and_its_password_is_shown_once(clerk: User) -> None:
    organisation = Organisation.objects.create(name="=한빛")
    member = somebody("haneul@company.example", "김하늘")
    Membership.objects.create(user=member, organisation=organisation, role="owner", starts_on=clock.today())
    export, client = made(clerk), signed_in(clerk)
    assert (export.state, export.row_count, export.approver) == ("made", 2, None)
    shown = client.post(f"/exports/{export.short_id}/password/")
    password = shown.context["password"]
    assert password in shown.content.decode()
    assert len(password) == 23
    again = client.post(f"/exports/{export.short_id}/password/", follow=True)
    assert "비밀번호는 한 번만 보여 드립니다" in again.content.decode()
    answer = client.post(f"/exports/{export.short_id}/file/")
    content = b"".join(answer.streaming_content)
    assert b"haneul" not in content
    rows = sheet_of(content, password)
    assert rows[0] == ("이름", "이메일", "기업·기관", "역할")
    assert ("김하늘", "haneul@company.example", "=한빛", "대표 담당자") in rows or rows[2][:3] == (
        "김하늘",
        "haneul@company.example",
        "=한빛",
    )
    assert acts() == [EXPORT_ASKED, PEOPLE_EXPORTED, FILE_DOWNLOADED]
    last = AuditEntry.objects.latest("id")
    assert (last.account, last.subject_count, last.reason) == (clerk.email, 2, ASK["reason"])


def test_the_password_is_kept_nowhere(clerk: User) -> None:
    export = made(clerk)
    password = services.show_password(export=export)
    export.refresh_from_db()
    texts = [str(vars(one)) for model in (PersonalExport, Job, AuditEntry) for one in model.objects.all()]
    assert all(password not in text for text in texts)
    assert export.seed == ""


def test_a_long_list_waits_for_somebody_else(clerk: User, lead: User, many: None) -> None:
    export = asked(clerk)
    assert export.state == "asked"
    assert not Job.objects.exists()
    assert (
        signed_in(clerk).post(f"/exports/{export.short_id}/decide/", {"decision": "approve"}).status_code
        == 403
    )
    signed_in(lead).post(f"/exports/{export.short_id}/decide/", {"decision": "approve"})
    work_off_one(worker="시험")
    export.refresh_from_db()
    assert (export.state, export.approver, export.row_count) == ("made", lead, 1_001)
    assert EXPORT_DECIDED in acts()


def test_nobody_approves_the_own_request(lead: User, many: None) -> None:
    export = asked(lead)
    answer = signed_in(lead).post(f"/exports/{export.short_id}/decide/", {"decision": "approve"}, follow=True)
    assert "스스로 승인할 수 없습니다" in answer.content.decode()
    export.refresh_from_db()
    assert export.state == "asked"
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonalExport.objects.update(approver=lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonalExport.objects.update(state="made")


def test_a_refused_request_stays_refused(clerk: User, lead: User, many: None) -> None:
    export = asked(clerk)
    page = f"/exports/{export.short_id}/decide/"
    signed_in(lead).post(page, {"decision": "refuse"})
    answer = signed_in(lead).post(page, {"decision": "approve"}, follow=True)
    assert "지금 상태(거절)에서는 할 수 없습니다" in answer.content.decode()
    assert not Job.objects.exists()


def test_a_list_that_grew_while_it_waited_asks_for_approval_and_is_made_after_it(
    clerk: User, lead: User, request
) -> None:
    export = asked(clerk)
    request.getfixturevalue("many")
    work_off_one(worker="시험")
    export.refresh_from_db()
    assert (export.state, export.row_count, export.decided_at) == ("asked", 1_001, None)
    assert "1,000행을 넘어" in Job.objects.get().message
    assert not StoredFile.objects.exists()
    assert acts()[-2:] == ["export.asked", "export.asked"]
    signed_in(lead).post(f"{LIST}{export.short_id}/decide/", {"decision": "approve"})
    work_off_one(worker="시험")
    export.refresh_from_db()
    assert (export.state, export.approver) == ("made", lead)


@pytest.mark.parametrize(
    "sent",
    [{}, {"kind": "people"}, {"kind": "people", "reason": "네"}, {"kind": "x", "reason": "긴 이유입니다"}],
)
def test_without_a_reason_or_a_known_list_nothing_is_made(sent: dict[str, str], clerk: User) -> None:
    assert signed_in(clerk).post(LIST, sent).status_code == 422
    assert not PersonalExport.objects.exists()


def test_the_file_goes_after_a_day_and_the_request_stays(
    clerk: User, settings, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    export = made(clerk)
    assert services.delete_old_files() == 0
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=25))
    with django_capture_on_commit_callbacks(execute=True):
        assert services.delete_old_files() == 1
    export.refresh_from_db()
    assert (export.state, export.file, export.seed) == ("expired", None, "")
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []
    answer = signed_in(clerk).post(f"/exports/{export.short_id}/file/", follow=True)
    assert "지금 상태(지움)에서는 할 수 없습니다" in answer.content.decode()


def test_file_and_password_are_for_the_one_who_asked(clerk: User, lead: User) -> None:
    export = made(clerk)
    other = somebody("other@centre.example", "다른직원", "centre_staff")
    assert signed_in(other).get(f"/exports/{export.short_id}/").status_code == 404
    assert signed_in(lead).get(f"/exports/{export.short_id}/").status_code == 200
    for act in ("file", "password"):
        assert signed_in(lead).post(f"/exports/{export.short_id}/{act}/").status_code == 404
    assert FILE_DOWNLOADED not in acts()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(start: str) -> None:
    text = f"{start}cmd|' /C calc'!A0"
    assert harmless(text) == f"'{text}"
    assert trimmed(harmless(text)) == text.strip()
    assert harmless("보통 글") == "보통 글"
    book = openpyxl.load_workbook(io.BytesIO(workbook_of([("시트", [["제목"], [text]], [10])])))
    cell = book.active["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix

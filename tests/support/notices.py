"""Notices, their files and their readers, as tests need them."""

import io
import struct
import zipfile
import zlib
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.services import grant_role
from deungdae.apps.notices.links import subscription_token, wish_token
from deungdae.apps.notices.models import Attachment, Notice, Subscription
from deungdae.apps.notices.services.attachments import attach
from deungdae.apps.notices.services.notices import NoticeFacts, create_notice, transition_notice
from deungdae.apps.notices.services.subscriptions import Wish, confirm_subscription
from tests.support.centre import person

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36"
TEXT = "중견기업의 디지털 전환을 돕는 지원사업에 참여할 기업을 모집합니다."
BODY = f"<p>{TEXT}</p>"


def a_keeper(name: str = "keeper") -> User:
    """Somebody of the centre's staff."""
    user = person(name)
    grant_role(user=user, role="centre_staff")
    return user


def notice_facts(**changed: Any) -> NoticeFacts:
    told = {"category": "notice", "title": "지원사업 안내", "body": BODY, "department": "기획팀", **changed}
    return NoticeFacts(**told)


def a_notice(actor: User | None = None, **changed: Any) -> Notice:
    """A draft."""
    return create_notice(facts=notice_facts(**changed), actor=actor)[0]


def on_board(actor: User | None = None, **changed: Any) -> Notice:
    return transition_notice(notice=a_notice(actor, **changed), target="published", actor=actor)


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def a_file(notice: Notice, name: str = "안내.txt", content: bytes = b"words", **told: Any) -> Attachment:
    values = {"description": "", "key": uuid4(), "actor": None, **told}
    return attach(notice=notice, file=upload(name, content), **values)


def a_subscriber(email: str = "reader@far.example", **told: Any) -> Subscription:
    return confirm_subscription(wish=Wish(email, **told))


def a_png() -> bytes:
    """One red point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def an_archive(parts: dict[str, bytes | str]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return output.getvalue()


def a_notice_world(staff: User, *, mark: str = "") -> tuple[dict[str, str], dict[str, str]]:
    """One on the board with a file and a subscriber; beside it a draft that only staff see."""
    shown = on_board(staff, title="열린 글", tags=("교육",))
    paper = a_file(shown, "열린 글.txt", "열린 내용".encode())
    draft = a_notice(
        staff,
        title=f"{mark} 초안",
        body=f"<p>{mark} 초안의 내용</p>",
        department=f"{mark} 부서",
        contact=mark,
    )
    hidden = a_file(draft, f"{mark} 초안.txt", f"{mark} 초안의 파일".encode(), description=mark)
    one = a_subscriber(f"{mark or 'someone'}@far.example".lower())
    own = {
        "notice_id": shown.short_id,
        "notice_code": shown.code,
        "notice_target": "expired",
        "version_number": "1",
        "attachment_id": paper.short_id,
        "subscription_link": subscription_token(one),
        "wish": wish_token(Wish("new@far.example").told()),
    }
    foreign = {"notice_id": draft.short_id, "notice_code": draft.code, "attachment_id": hidden.short_id}
    return own, foreign

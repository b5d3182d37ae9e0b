"""What lets people check in: the code on the screen, which changes, and each person's own for the door.

The screen's code is good in its window of fifteen seconds and the one after, so a photograph of it is worth
nothing half a minute later. Both are signed; nothing of them is kept.
"""

from datetime import datetime

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from deungdae.apps.academy.links import enrolment_of_version
from deungdae.apps.academy.models import Enrolment, Session
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError

WINDOW_SECONDS = 15
GOOD_WINDOWS = 2
DIGITS = 6
SCREEN = Signer(salt="deungdae.academy.screen")
DOOR = Signer(salt="deungdae.academy.door")


def window_of(at: datetime) -> int:
    return int(at.timestamp()) // WINDOW_SECONDS


def good_windows() -> list[int]:
    """Of which codes are taken now, the newest first."""
    now = window_of(clock.now())
    return [now - age for age in range(GOOD_WINDOWS)]


def screen_token(session: Session, window: int) -> str:
    return f"{window}-{SCREEN.signature(f'{session.short_id}-{window}')}"


def screen_address(session: Session) -> str:
    """What the QR on the screen says now."""
    token = screen_token(session, good_windows()[0])
    return settings.SITE_ADDRESS + reverse("academy:arrive", args=[session.public_id, token])


def digits_of(session: Session, window: int) -> str:
    """The same for a telephone without a camera."""
    digest = salted_hmac("deungdae.academy.digits", f"{session.short_id}-{window}").hexdigest()
    return f"{int(digest, 16) % 10**DIGITS:0{DIGITS}}"


def require_screen(session: Session, token: str) -> None:
    """A code that was on the screen just now; another is refused in words."""
    head, _dash, _signature = token.partition("-")
    is_ours = head.isdecimal() and len(head) <= 12
    if not is_ours or not constant_time_compare(token, screen_token(session, int(head))):
        raise RefusedError(
            "not_ours", _("이 회차의 체크인 QR이 아닙니다. 강의실 화면의 QR을 다시 찍어 주십시오.")
        )
    if int(head) not in good_windows():
        raise replayed()


def require_digits(session: Session, typed: str) -> None:
    told = "".join(typed.split())
    if not any(constant_time_compare(told, digits_of(session, window)) for window in good_windows()):
        raise RefusedError(
            "digits", _("숫자가 맞지 않거나 이미 바뀌었습니다. 지금 화면에 보이는 여섯 숫자를 적어 주십시오.")
        )


def replayed() -> RefusedError:
    message = _(
        "이 QR은 이미 바뀌었습니다. 사진으로 찍어 두거나 전해 받은 QR로는 체크인할 수 없습니다."
        " 강의실 화면에 지금 보이는 QR을 찍어 주십시오."
    )
    return RefusedError("replayed", message)


def door_token(enrolment: Enrolment) -> str:
    return DOOR.sign(f"{enrolment.short_id}-{enrolment.trainee.link_version}")


def enrolment_of_door(token: str) -> Enrolment | None:
    """Whose personal code it is; None: forged, or made worthless since."""
    try:
        return enrolment_of_version(DOOR.unsign(token))
    except BadSignature:
        return None


def door_address(enrolment: Enrolment) -> str:
    return settings.SITE_ADDRESS + reverse("academy:door", args=[door_token(enrolment)])

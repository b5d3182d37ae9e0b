"""An enrolment as pages show it: its line and its address."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from deungdae.apps.academy.codes import door_address
from deungdae.apps.academy.models import Attendance, Cohort, Enrolment
from deungdae.apps.academy.qr import qr_svg
from deungdae.apps.academy.selectors.check_in import attendance_at, session_now
from deungdae.apps.academy.selectors.enrolments import seen_person
from deungdae.apps.academy.services.enrolments import why_not_cancelled
from deungdae.apps.academy.words import STATE_TONES
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.personal.opening import Opened


def address_of(enrolment: Enrolment) -> str:
    return reverse("academy:enrolment", args=[enrolment.public_id])


def line_of(enrolment: Enrolment, *, user: User, opened: Opened) -> dict[str, Any]:
    """An enrolment as one line of a list."""
    return {
        "enrolment": enrolment,
        "person": seen_person(enrolment, user=user, opened=opened),
        "tone": STATE_TONES[enrolment.state],
    }


def is_mine(enrolment: Enrolment, user: User) -> bool:
    """Whether the account is the person of the enrolment."""
    trainee = enrolment.trainee
    return trainee.account_id == user.pk or (
        trainee.account_id is None and trainee.email == user.email.lower()
    )


def cancelling(enrolment: Enrolment, *, is_centre: bool) -> dict[str, Any]:
    """Whether to offer giving it back, and why not: the centre may always, others until the cohort's day."""
    if not enrolment.is_active or enrolment.completed_on is not None:
        return {"can_cancel": False, "no_cancel": ""}
    reason = "" if is_centre else why_not_cancelled(enrolment)
    return {"can_cancel": not reason, "no_cancel": reason}


def own_code(enrolment: Enrolment) -> dict[str, Any]:
    """The person's own code for the door, and the session that takes check-ins now."""
    is_going_on = enrolment.cohort.state in (Cohort.State.OPEN, Cohort.State.CLOSED)
    if enrolment.state != Enrolment.State.SEATED or not is_going_on:
        return {}
    picture, on = qr_svg(door_address(enrolment), label=_("내 QR")), session_now(enrolment.cohort)
    row = attendance_at(on, enrolment) if on is not None else None
    return {"picture": picture, "on": on, "is_here": row is not None and row.state in Attendance.ATTENDING}

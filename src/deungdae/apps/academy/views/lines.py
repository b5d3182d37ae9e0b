"""An enrolment as pages show it: its line and its address."""

from typing import Any

from django.urls import reverse

from deungdae.apps.academy.models import Enrolment
from deungdae.apps.academy.selectors.enrolments import seen_person
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

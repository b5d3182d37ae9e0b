"""Invisible marks that turn the reading direction make a text look like another one: no form takes them."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from deungdae.apps.core.resident.refusing import TEXT_FIELDS, masked

TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
CODE = "turning"


def problem() -> str:
    return _("글자의 방향을 뒤집는 보이지 않는 문자가 들어 있습니다.")


def remedy() -> str:
    return _("내용을 지우고 직접 다시 적어 주십시오.")


def shown(text: str) -> str:
    """What was refused, as a page or a file may show it: numbers masked, each such mark named, ⟨U+202E⟩."""
    return TURNING.sub(lambda mark: f"⟨U+{ord(mark[0]):04X}⟩", masked(text))


def refuse_turning(value: object) -> None:
    """Validator of every text field of every form."""
    if isinstance(value, str) and TURNING.search(value):
        raise ValidationError(f"{problem()} {remedy()}", code=CODE)


def refuse_turning_everywhere() -> None:
    """Give every text field of every form its validator, before any form is made."""
    for field in TEXT_FIELDS:
        field.default_validators = [*field.default_validators, refuse_turning]

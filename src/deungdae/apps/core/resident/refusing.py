"""The one place that refuses resident registration numbers: in every form, every call and every file."""

import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import fields
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.resident.looking import numbers_in_file
from deungdae.engine.kernel.resident_number import PATTERN, resident_numbers, without_resident_numbers

CODE = "resident_number"
TEXT_FIELDS = (fields.CharField, fields.EmailField, fields.URLField, fields.SlugField)


def refusal_of(text: str) -> str:
    """Why this text is not taken, with the first place; empty when it holds no such number."""
    if not PATTERN.search(text):
        return ""
    found = next(resident_numbers(text, today=clock.today()), None)
    if found is None:
        return ""
    where = {"number": found.masked, "line": found.line, "character": found.character}
    return (
        _(
            "%(line)s번째 줄 %(character)s번째 글자에 주민등록번호나 외국인등록번호로 보이는 "
            "번호(%(number)s)가 있습니다. 이 번호는 받지 않으니 지우고 다시 보내 주십시오."
        )
        % where
    )


def masked(text: str) -> str:
    """The text as it may be kept and shown in a refusal."""
    return without_resident_numbers(text, today=clock.today()) if PATTERN.search(text) else text


def refuse_in_text(value: object) -> None:
    """Validator of every text field of every form."""
    sentence = refusal_of(value) if isinstance(value, str) else ""
    if sentence:
        raise ValidationError(sentence, code=CODE)


def refuse_in_name(file: Any) -> None:
    """A file's name is kept too."""
    if refusal_of(file.name or ""):
        words = _(
            "파일 이름에 주민등록번호나 외국인등록번호로 보이는 번호가 있습니다(%(name)s). "
            "파일 이름을 바꾸어 다시 올려 주십시오."
        )
        raise ValidationError(words % {"name": masked(file.name)}, code=CODE)


def refuse_in_file(file: Any) -> None:
    """Validator of every file field: the name and, as far as it can be read, the text."""
    refuse_in_name(file)
    if not isinstance(file, UploadedFile):
        return
    try:
        with kept_for_a_moment(file) as path:
            found = numbers_in_file(path)
    except RefusedError as error:
        raise ValidationError(error.message, code=error.code) from error
    if found:
        words = _(
            "파일 안에 주민등록번호나 외국인등록번호로 보이는 번호가 있습니다(%(places)s). "
            "이 번호가 든 파일은 받지 않으니 번호를 지우고 다시 올려 주십시오."
        )
        raise ValidationError(words % {"places": ", ".join(found)}, code=CODE)


class kept_for_a_moment:  # noqa: N801
    """The bytes of an upload under a path that is gone afterwards."""

    def __init__(self, file: UploadedFile) -> None:
        self.file = file

    def __enter__(self) -> Path:
        handle, name = tempfile.mkstemp(prefix="upload-")
        self.path = Path(name)
        with os.fdopen(handle, "wb") as copy:
            for chunk in self.file.chunks():
                copy.write(chunk)
        self.file.seek(0)
        return self.path

    def __exit__(self, *error: object) -> None:
        self.path.unlink(missing_ok=True)


def refuse_everywhere() -> None:
    """Give every text field and every file field of every form its validator, before any form is made."""
    for field in TEXT_FIELDS:
        field.default_validators = [*field.default_validators, refuse_in_text]
    fields.FileField.default_validators = [*fields.FileField.default_validators, refuse_in_file]

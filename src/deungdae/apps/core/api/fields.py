"""The fields that people may send: bounded, without characters that no database keeps."""

import unicodedata
from datetime import date, time
from typing import Annotated

from django.utils.translation import gettext as _
from ninja import Field, Schema
from pydantic import AfterValidator, ConfigDict, StringConstraints

from deungdae.apps.core.reading_direction import TURNING, problem, remedy
from deungdae.apps.core.resident.refusing import refusal_of


def clean_text(text: str) -> str:
    """NFC; no control characters but line breaks and tabs, no marks of direction, no resident numbers."""
    if any(unicodedata.category(mark) == "Cc" and mark not in "\n\r\t" for mark in text):
        raise ValueError(_("쓸 수 없는 제어 문자가 들어 있습니다. 그 문자를 빼 주십시오."))
    if TURNING.search(text):
        raise ValueError(f"{problem()} {remedy()}")
    refusal = refusal_of(text)
    if refusal:
        raise ValueError(refusal)
    return unicodedata.normalize("NFC", text)


def plain_time(value: time) -> time:
    """A time of day in Seoul, without a zone of its own."""
    if value.tzinfo is not None:
        raise ValueError(_("시각에는 시간대를 붙이지 않습니다. 14:00처럼 보내 주십시오."))
    return value


def text_of(longest: int, *, shortest: int = 0) -> StringConstraints:
    """Length limits of a text field."""
    return StringConstraints(strip_whitespace=True, min_length=shortest, max_length=longest)


Clean = AfterValidator(clean_text)
Title = Annotated[str, text_of(200, shortest=1), Clean]
ShortText = Annotated[str, text_of(100), Clean]
Sentence = Annotated[str, text_of(200), Clean]
LongText = Annotated[str, text_of(2_000), Clean]
Name = Annotated[str, text_of(100, shortest=1), Clean]
Label = Annotated[str, text_of(60, shortest=1), Clean]
Email = Annotated[str, text_of(254), Clean]
Phone = Annotated[str, text_of(40), Clean]
Code = Annotated[str, text_of(20), Clean]
Id = Annotated[str, text_of(64), Clean]
BusinessDate = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 12, 31))]
TimeOfDay = Annotated[time, AfterValidator(plain_time)]


class Sent(Schema):
    """A body that people send: what it does not name is refused."""

    model_config = ConfigDict(extra="forbid")

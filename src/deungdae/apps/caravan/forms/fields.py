"""Dates, times and periods as people type them: 2021.4.14, 2021년 4월 14일, 오후 2시, 12:00~13:00 점심."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.caravan.people import Person, people_of, people_text

Period = tuple[str, time, time]
WEEKDAYS = "월화수목금토일"
DATE = re.compile(
    r"(?P<year>\d{4})\s*(?:[-./]|년)\s*(?P<month>\d{1,2})\s*(?:[-./]|월)\s*(?P<day>\d{1,2})\s*(?:\.|일)?"
    r"\s*(?:\(?(?P<weekday>[월화수목금토일])(?:요일)?\)?)?"
)
PACKED_DATE = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?P<weekday>)")
TIME = re.compile(
    r"(?P<half>오전|오후|am|pm)?\s*(?P<hour>\d{1,2})\s*"
    r"(?::\s*(?P<minute>\d{2})(?::\d{2})?|시\s*(?:(?P<spoken>\d{1,2})\s*분)?)?",
    re.IGNORECASE,
)
PACKED_TIME = re.compile(r"(?P<half>)(?P<hour>\d{2})(?P<minute>\d{2})(?P<spoken>)")
BETWEEN = re.compile(r"\s*(?:[~∼〜–—-]|부터)\s*")
MAX_LINES = 40


def plain(text: str) -> str:
    """The text with full-width digits and signs made plain and its ends trimmed."""
    return unicodedata.normalize("NFKC", text).strip()


def date_of(text: str) -> date:
    """The date a person wrote; ValueError when there is no such date."""
    found = PACKED_DATE.fullmatch(plain(text)) or DATE.fullmatch(plain(text))
    if found is None:
        raise ValueError(text)
    return date(int(found["year"]), int(found["month"]), int(found["day"]))


def written_weekday(text: str) -> str:
    """The weekday a person wrote beside the date, or nothing."""
    found = DATE.fullmatch(plain(text))
    return (found["weekday"] or "") if found else ""


def time_of(text: str) -> time:
    """The time of day a person wrote; ValueError when there is no such time."""
    found = PACKED_TIME.fullmatch(plain(text)) or TIME.fullmatch(plain(text))
    if found is None:
        raise ValueError(text)
    hour, minute = int(found["hour"]), int(found["minute"] or found["spoken"] or 0)
    half = (found["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError(text)
    if half in ("오후", "pm"):
        hour = hour % 12 + 12
    elif half:
        hour %= 12
    return time(hour, minute)


def period_of(line: str) -> Period:
    """What is written behind a period, its start and its end; ValueError when the line is no period."""
    parts = BETWEEN.split(plain(line), maxsplit=1)
    if len(parts) != 2:
        raise ValueError(line)
    found = TIME.match(parts[1])
    if found is None:
        raise ValueError(line)
    label = re.sub(r"^(까지)?[\s,:]*", "", parts[1][found.end() :])
    start, end = time_of(parts[0]), time_of(found.group())
    if end <= start:
        raise ValueError(line)
    return label.strip(), start, end


class KoreanDateField(forms.Field):
    widget = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"})

    def to_python(self, value: str | None) -> date | None:
        if value is None or not plain(value):
            return None
        try:
            found = date_of(value)
        except ValueError as error:
            raise ValidationError(
                _("날짜를 읽지 못했습니다: ‘%(value)s’. 2021. 4. 14. 또는 2021-04-14처럼 적어 주십시오.")
                % {"value": value[:40]},
                code="date",
            ) from error
        weekday = WEEKDAYS[found.weekday()]
        if written_weekday(value) not in ("", weekday):
            raise ValidationError(
                _("적은 요일과 날짜가 다릅니다: ‘%(value)s’. 이 날은 %(weekday)s요일입니다.")
                % {"value": value[:40], "weekday": weekday},
                code="weekday",
            )
        return found

    def prepare_value(self, value: date | str | None) -> str | None:
        return f"{value.year}. {value.month}. {value.day}." if isinstance(value, date) else value


class KoreanTimeField(forms.Field):
    widget = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"})

    def to_python(self, value: str | None) -> time | None:
        if value is None or not plain(value):
            return None
        try:
            return time_of(value)
        except ValueError as error:
            raise ValidationError(
                _("시각을 읽지 못했습니다: ‘%(value)s’. 14:00 또는 오후 2시처럼 적어 주십시오.")
                % {"value": value[:40]},
                code="time",
            ) from error

    def prepare_value(self, value: time | str | None) -> str | None:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class LinesField(forms.CharField):
    """One entry per line; a subclass reads a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, *, example: str, **options: object) -> None:
        self.example = example
        super().__init__(max_length=4_000, required=False, **options)  # type: ignore[arg-type]

    def clean(self, value: str) -> list[tuple]:  # type: ignore[override, type-arg]
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MAX_LINES:
            raise ValidationError(
                _("줄이 너무 많습니다: %(count)d줄. %(limit)d줄까지 적을 수 있습니다.")
                % {"count": len(lines), "limit": MAX_LINES},
                code="lines",
            )
        found = []
        for number, line in enumerate(lines, start=1):
            try:
                found.append(self.entry_of(line))
            except ValueError as error:
                raise ValidationError(
                    _("%(number)d번째 줄을 읽지 못했습니다: ‘%(line)s’. ‘%(example)s’처럼 적어 주십시오.")
                    % {"number": number, "line": line[:60], "example": self.example},
                    code="line",
                ) from error
        return found

    def entry_of(self, line: str) -> tuple:  # type: ignore[type-arg]
        raise NotImplementedError


class PeriodsField(LinesField):
    """Lines such as “12:00~13:00 점심”."""

    def __init__(self, *, label_length: int, **options: object) -> None:
        self.label_length = label_length
        super().__init__(example=_("12:00~13:00 점심"), **options)  # type: ignore[arg-type]

    def entry_of(self, line: str) -> Period:
        period = period_of(line)
        if len(period[0]) > self.label_length:
            raise ValueError(line)
        return period

    def prepare_value(self, value: Sequence[Period] | str | None) -> str | None:
        if value is None or isinstance(value, str):
            return value
        return "\n".join(f"{start:%H:%M}~{end:%H:%M} {label}".rstrip() for label, start, end in value)


class PeopleField(LinesField):
    """“김하늘(대표), 이바다(팀장)” in one line or several, and the other spellings of people."""

    def __init__(self, **options: object) -> None:
        super().__init__(example=_("김하늘(대표), 이바다(팀장)"), **options)  # type: ignore[arg-type]

    def clean(self, value: str) -> list[Person]:
        return [person for line in super().clean(value) for person in line]

    def entry_of(self, line: str) -> tuple[Person, ...]:
        return people_of(line)

    def prepare_value(self, value: Sequence[Person] | str | None) -> str | None:
        return value if value is None or isinstance(value, str) else people_text(value)


class RevisionField(forms.IntegerField):
    """The revision of the timetable that the person had before the eyes."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        text = gettext_lazy(
            "어느 시간표를 보고 바꾸었는지 알 수 없습니다. 페이지를 다시 열고 한 번 더 시도해 주십시오."
        )
        messages = {"required": text, "invalid": text, "min_value": text, "max_value": text}
        super().__init__(min_value=0, max_value=2**31 - 1, error_messages=messages)

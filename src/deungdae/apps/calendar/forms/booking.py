"""A booking as a person types it: day, from, until, what for."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Case, Q, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.calendar.forms.resource import near_day
from deungdae.apps.calendar.models import Booking, Resource
from deungdae.apps.calendar.opening_words import clock_words, minutes_of
from deungdae.apps.calendar.services.bookings import MOST_RESOURCES
from deungdae.apps.calendar.spans import SEOUL, day_of, moment
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.texts import required_text, seen_text


class TimesForm(forms.Form):
    """When; an end that is not after the start is on the next day only where the person says so."""

    day = CellField(
        label=gettext_lazy("날짜"),
        parse=near_day,
        required=True,
        max_length=30,
        help_text=gettext_lazy("예: 2026. 12. 1."),
    )
    starts = CellField(
        label=gettext_lazy("시작 시각"),
        parse=minutes_of,
        required=True,
        empty=None,
        max_length=20,
        help_text=gettext_lazy("예: 09:00, 오후 2시"),
    )
    ends = CellField(
        label=gettext_lazy("끝 시각"),
        parse=minutes_of,
        required=True,
        empty=None,
        max_length=20,
        help_text=gettext_lazy("예: 10:30, 24:00"),
    )
    next_day = forms.BooleanField(label=gettext_lazy("자정을 넘겨 다음 날 끝납니다"), required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        starts, ends = values.get("starts"), values.get("ends")
        if starts is None or ends is None:
            return values
        if ends <= starts and not values.get("next_day"):
            self.add_error(
                "ends",
                _("끝 시각이 시작 시각보다 늦어야 합니다. 다음 날 끝나면 아래 칸에 표시해 주십시오."),
            )
        elif ends > starts and values.get("next_day"):
            self.add_error("ends", _("예약 하나는 24시간까지입니다. 더 길면 날마다 나누어 예약해 주십시오."))
        return values

    def times(self) -> tuple[datetime, datetime]:
        """Start and end, once the form is valid."""
        values = self.cleaned_data
        start = moment(values["day"], values["starts"])
        later = timedelta(days=1) if values["next_day"] else timedelta(0)
        return start, moment(values["day"] + later, values["ends"])


class OverruleForm(forms.Form):
    overruled = CellField(
        label=gettext_lazy("그래도 예약하는 까닭"),
        parse=seen_text,
        max_length=100,
        help_text=gettext_lazy(
            "쉬는 날, 공휴일, 여는 시간 밖일 때만 적습니다. 겹치는 예약은 까닭이 있어도 할 수 없습니다."
        ),
    )


def words_of(resource: Resource) -> str:
    """How a resource stands in a choice."""
    facts = [resource.get_kind_display(), resource.place]
    if resource.seats:
        facts.append(_("%(count)s석") % {"count": resource.seats})
    return f"{resource.name} · {' · '.join(fact for fact in facts if fact)}"


def known_ids(field: forms.Field, values: Iterable[object]) -> None:
    """What is no id is none of the choices; Django would say so in words of its own."""
    for value in values:
        try:
            UUID(str(value))
        except ValueError as error:
            words = field.error_messages["invalid_choice"]
            raise forms.ValidationError(words, params={"value": str(value)[:40]}) from error


class ResourcesField(forms.ModelMultipleChoiceField):
    def clean(self, value: Any) -> Any:
        known_ids(self, [one for one in value or () if one])
        return super().clean([one for one in value or () if one])

    def label_from_instance(self, obj: Resource) -> str:
        return words_of(obj)


class ResourceField(forms.ModelChoiceField):
    def clean(self, value: Any) -> Any:
        known_ids(self, [value] if value else [])
        return super().clean(value)

    def label_from_instance(self, obj: Resource) -> str:
        return words_of(obj)


class BookForm(TimesForm, OverruleForm):
    """One time for one resource or several."""

    purpose = CellField(
        label=gettext_lazy("용도"),
        parse=required_text,
        required=True,
        max_length=200,
        help_text=gettext_lazy("예: CEO 아카데미 3기 2강"),
    )
    resources = ResourcesField(
        label=gettext_lazy("함께 예약할 자원"),
        queryset=Resource.objects.none(),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("resources", "day", "starts", "ends", "next_day", "purpose", "overruled")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        asked_for = Q(public_id__in=self.initial.get("resources", ()))
        first = Case(When(asked_for, then=0), default=1)
        field = self.fields["resources"]
        field.queryset = Resource.objects.kept().order_by(first, "kind", "name", "pk")  # type: ignore[attr-defined]

    def clean_resources(self) -> list[Resource]:
        chosen = list(self.cleaned_data["resources"])
        if len(chosen) > MOST_RESOURCES:
            message = _("예약할 자원을 1개에서 %(most)s개까지 골라 주십시오.") % {"most": MOST_RESOURCES}
            raise forms.ValidationError(message)
        return chosen


class MoveForm(TimesForm, OverruleForm):
    """Another time, resource or purpose of a booking."""

    resource = ResourceField(
        label=gettext_lazy("자원"),
        queryset=Resource.objects.none(),
        to_field_name="public_id",
        empty_label=None,
    )
    purpose = CellField(label=gettext_lazy("용도"), parse=required_text, required=True, max_length=200)
    reason = CellField(label=gettext_lazy("바꾸는 까닭"), parse=seen_text, max_length=100)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    field_order = ("resource", "day", "starts", "ends", "next_day", "purpose", "reason", "overruled")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["resource"]
        field.queryset = Resource.objects.kept().order_by("kind", "name", "pk")  # type: ignore[attr-defined]


class CancelForm(forms.Form):
    reason = CellField(
        label=gettext_lazy("취소하는 까닭"), parse=required_text, required=True, max_length=100
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


def initial_of(booking: Booking) -> dict[str, Any]:
    """The values of the form that moves a booking."""
    start, end = booking.starts_at.astimezone(SEOUL), booking.ends_at.astimezone(SEOUL)
    first, last = day_of(start), day_of(end)
    ends = end.hour * 60 + end.minute
    if ends == 0 and last != first:
        last, ends = first, 24 * 60
    return {
        "resource": booking.resource.public_id,
        "day": first.isoformat(),
        "starts": f"{start:%H:%M}",
        "ends": clock_words(ends),
        "next_day": last != first,
        "purpose": booking.purpose,
        "overruled": booking.overruled,
        "seen": booking.sequence,
    }

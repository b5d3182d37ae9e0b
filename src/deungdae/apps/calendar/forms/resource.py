"""One resource as a person types it, and the days on which it is closed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.models import User
from deungdae.apps.calendar.models import Resource
from deungdae.apps.calendar.models.resources import MOST_SEATS
from deungdae.apps.calendar.opening_words import opening_lines, openings_of
from deungdae.apps.calendar.selectors.resources import openings_of_resource, people_to_link
from deungdae.apps.calendar.services.resources import Content
from deungdae.apps.calendar.spans import EARLIEST, LATEST
from deungdae.apps.core.imports.cells import CellError, day, separated
from deungdae.apps.organisations.forms.cells import CellField, RegionField
from deungdae.apps.organisations.texts import required_text, seen_lines, seen_text

LONGEST_EQUIPMENT = 300


def near_day(value: str) -> date:
    """A day on which something may be booked."""
    found = day(value)
    if not EARLIEST <= found <= LATEST:
        raise CellError(
            "too_far",
            _("2000년부터 2100년까지의 날짜로 적을 수 있습니다."),
            _("연도를 확인해 고쳐 주십시오."),
        )
    return found


def equipment_words(value: str) -> str:
    """Each word once, with a comma between."""
    return ", ".join(dict.fromkeys(separated(seen_lines(value))))


class PersonField(forms.ModelChoiceField):
    """Somebody who works for the centre; the masked address tells people of one name apart."""

    def label_from_instance(self, obj: User) -> str:
        return f"{obj.name} ({obj.masked_email})"


class ResourceForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("종류"), choices=Resource.Kind.choices)
    name = CellField(label=gettext_lazy("이름"), parse=required_text, required=True, max_length=100)
    account = PersonField(
        label=gettext_lazy("계정"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("계정 없음"),
        help_text=gettext_lazy("강사·멘토일 때만 고릅니다. 그 사람이 자기 일정을 보고 달력으로 받습니다."),
    )
    place = CellField(
        label=gettext_lazy("장소"),
        parse=seen_text,
        max_length=200,
        help_text=gettext_lazy("예: 서울 삼성동 본관 3층"),
    )
    region = RegionField(
        label=gettext_lazy("지역"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("예: 서울, 경기도 안양시"),
    )
    seats = forms.IntegerField(
        label=gettext_lazy("좌석 수"), required=False, min_value=1, max_value=MOST_SEATS
    )
    equipment = CellField(
        label=gettext_lazy("장비"),
        parse=equipment_words,
        max_length=LONGEST_EQUIPMENT,
        help_text=gettext_lazy("쉼표로 나눕니다. 예: 빔프로젝터, 화상회의, 화이트보드"),
    )
    openings = CellField(
        label=gettext_lazy("여는 시간"),
        parse=openings_of,
        empty=(),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("한 줄에 하나씩. 예: 월~금 09:00~18:00. 비우면 언제나 예약할 수 있습니다."),
    )

    def __init__(self, *arguments: Any, holder: User | None = None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        people = people_to_link()
        field = self.fields["account"]
        field.queryset = people | User.objects.filter(pk=holder.pk) if holder is not None else people  # type: ignore[attr-defined]

    def clean_equipment(self) -> str:
        words: str = self.cleaned_data["equipment"]
        if len(words) > LONGEST_EQUIPMENT:
            raise ValidationError(_("장비는 %(most)s자까지 적을 수 있습니다.") % {"most": LONGEST_EQUIPMENT})
        return words

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("account") is not None and values.get("kind") != Resource.Kind.PERSON:
            self.add_error("account", _("강사·멘토가 아니면 계정을 비우십시오."))
        return values

    def content(self) -> Content:
        """What the form says, once it is valid."""
        return Content(**self.cleaned_data)


def initial_of(resource: Resource) -> dict[str, Any]:
    """The form's values for a resource as it is."""
    openings = openings_of_resource(resource.opening_times.all())
    return {
        "kind": resource.kind,
        "name": resource.name,
        "account": resource.account_id,
        "place": resource.place,
        "region": resource.region.full_name if resource.region else "",
        "seats": resource.seats,
        "equipment": resource.equipment,
        "openings": "\n".join(opening_lines(openings)),
    }


def content_of(values: Mapping[str, Any], *, holder: User | None) -> Content | None:
    """What the form makes of these values; None when it refuses them."""
    form = ResourceForm(values, holder=holder)
    return form.content() if form.is_valid() else None


class ClosedDaysForm(forms.Form):
    first = CellField(
        label=gettext_lazy("첫날"),
        parse=near_day,
        required=True,
        max_length=30,
        help_text=gettext_lazy("예: 2026. 12. 1."),
    )
    last = CellField(
        label=gettext_lazy("끝날"),
        parse=near_day,
        empty=None,
        max_length=30,
        help_text=gettext_lazy("하루만 쉬면 비웁니다."),
    )
    reason = CellField(
        label=gettext_lazy("까닭"),
        parse=required_text,
        required=True,
        max_length=200,
        help_text=gettext_lazy("예: 임시공휴일, 전기 공사"),
    )

"""A session of a cohort, as staff type it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from deungdae.apps.academy.models import Session
from deungdae.apps.academy.models.cohorts import Delivery
from deungdae.apps.academy.selectors.bookings import bookings_of
from deungdae.apps.academy.services.sessions import SessionFacts
from deungdae.apps.calendar.forms.booking import OverruleForm, ResourcesField, TimesForm
from deungdae.apps.calendar.models import Resource
from deungdae.apps.calendar.opening_words import clock_words
from deungdae.apps.calendar.spans import SEOUL, day_of
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.texts import long_text, required_text


class SessionForm(TimesForm, OverruleForm, KeyForm):
    title = CellField(label=gettext_lazy("주제"), parse=required_text, required=True, max_length=120)
    delivery = forms.ChoiceField(label=gettext_lazy("방식"), choices=Delivery.choices)
    resources = ResourcesField(
        label=gettext_lazy("강사와 강의실"),
        queryset=Resource.objects.none(),
        to_field_name="public_id",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "저장하면 예약까지 함께 합니다. 하나라도 비어 있지 않으면 아무것도 바뀌지 않습니다."
        ),
    )
    link = forms.URLField(
        label=gettext_lazy("온라인 주소"), required=False, max_length=300, assume_scheme="https"
    )
    materials = CellField(
        label=gettext_lazy("자료 안내"),
        parse=long_text(1_000),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "교재 이름이나 준비물을 적습니다. 자리를 가진 사람이 봅니다. 파일은 저장한 뒤 ‘수업 자료’에서"
            " 올립니다."
        ),
    )
    field_order = ("title", "day", "starts", "ends", "next_day", "delivery", "resources", "overruled")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["resources"]
        kinds = (Resource.Kind.PERSON, Resource.Kind.ROOM, Resource.Kind.HALL)
        field.queryset = Resource.objects.kept().filter(kind__in=kinds).order_by("kind", "name", "pk")  # type: ignore[attr-defined]

    def facts(self) -> SessionFacts:
        starts_at, ends_at = self.times()
        names = ("title", "delivery", "link", "materials", "overruled")
        values = {name: self.cleaned_data[name] for name in names}
        return SessionFacts(
            **values, starts_at=starts_at, ends_at=ends_at, resources=list(self.cleaned_data["resources"])
        )


def initial_of_session(session: Session) -> dict[str, Any]:
    names = ("title", "delivery", "link", "materials", "overruled")
    start, end = session.starts_at.astimezone(SEOUL), session.ends_at.astimezone(SEOUL)
    last, ends = day_of(end), end.hour * 60 + end.minute
    if ends == 0 and last != day_of(start):
        last, ends = day_of(start), 24 * 60
    return {
        **{name: getattr(session, name) for name in names},
        "day": day_of(start).isoformat(),
        "starts": f"{start:%H:%M}",
        "ends": clock_words(ends),
        "next_day": last != day_of(start),
        "resources": ids_of(one.resource for one in bookings_of(session)),
    }


def ids_of(resources: Iterable[Resource]) -> list[Any]:
    return [one.public_id for one in resources]

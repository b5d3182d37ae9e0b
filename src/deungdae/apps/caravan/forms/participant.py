"""A participant of the day, as the centre's staff enter it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from deungdae.apps.caravan.forms.fields import PeopleField, PeriodsField
from deungdae.apps.caravan.models import MatchingDay, Participant


class ParticipantForm(forms.Form):
    side = forms.ChoiceField(label=gettext_lazy("구분"), widget=forms.RadioSelect)
    code = forms.CharField(
        label=gettext_lazy("참가 번호"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("비우면 자동으로 붙입니다. 예: D001"),
    )
    wish = forms.ChoiceField(
        label=gettext_lazy("희망 시간대"),
        choices=Participant.Wish.choices,
        initial=Participant.Wish.ANY,
        widget=forms.RadioSelect,
    )
    max_meetings = forms.IntegerField(
        label=gettext_lazy("최대 상담 수"),
        min_value=1,
        max_value=200,
        required=False,
        help_text=gettext_lazy("비우면 제한이 없습니다."),
    )
    own_table_number = forms.IntegerField(
        label=gettext_lazy("전용 테이블 번호"),
        min_value=1,
        max_value=9_999,
        required=False,
        help_text=gettext_lazy("이 참가자의 상담은 모두 이 테이블에서 엽니다. 필요할 때만 적습니다."),
    )
    attendees = PeopleField(
        label=gettext_lazy("참석자"),
        help_text=gettext_lazy("직책은 괄호에 적고 사람은 쉼표로 나눕니다. 예: 김하늘(대표), 이바다(팀장)"),
    )
    absences = PeriodsField(
        label=gettext_lazy("참석할 수 없는 시간"),
        label_length=200,
        help_text=gettext_lazy("한 줄에 하나씩 적습니다. 예: 9:00~10:30 기차 도착 전"),
    )
    contact_name = forms.CharField(label=gettext_lazy("담당자"), max_length=100, required=False)
    contact_email = forms.EmailField(
        label=gettext_lazy("담당자 이메일"),
        required=False,
        help_text=gettext_lazy("시간표가 공개되거나 바뀌면 이 주소로 알립니다."),
    )
    contact_phone = forms.CharField(
        label=gettext_lazy("담당자 전화"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("예: 010-1234-5678"),
    )

    def __init__(self, *arguments: object, day: MatchingDay, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        two_sided = [Participant.Side.DEMAND, Participant.Side.SUPPLY]
        sides = two_sided if day.mode == MatchingDay.Mode.TWO_SIDED else [Participant.Side.FREE]
        self.fields["side"].choices = [(side.value, side.label) for side in sides]  # type: ignore[attr-defined]
        if len(sides) == 1:
            self.fields["side"].initial = sides[0].value

    def values_for_service(self) -> dict[str, Any]:
        """The cleaned values in the words of the services: an absence is (start, end, reason)."""
        values = dict(self.cleaned_data)
        values["absences"] = [(start, end, reason) for reason, start, end in values["absences"]]
        return values


def initial_of_participant(*, participant: Participant) -> dict[str, object]:
    """The form's values for a participant that exists."""
    names = ["side", "code", "wish", "max_meetings", "contact_name", "contact_email", "contact_phone"]
    values: dict[str, object] = {name: getattr(participant, name) for name in names}
    values["own_table_number"] = participant.own_table.number if participant.own_table else None
    values["attendees"] = [(person.name, person.job_title) for person in participant.attendees.all()]
    values["absences"] = [
        (absence.reason, absence.starts_at, absence.ends_at) for absence in participant.absences.all()
    ]
    return values

"""Who wants to meet whom: sending, answering, ordering."""

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.caravan.forms.fields import plain
from deungdae.apps.caravan.models import MatchingDay, MeetingRequest, Participant

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class ParticipantChoice(forms.CharField):
    """A participant of the day by number or by name; the page offers them as a list while one types."""

    def __init__(self, *, label: "str | _StrPromise") -> None:
        super().__init__(
            label=label,
            max_length=220,
            help_text=gettext_lazy("참가 번호나 기업 이름을 적습니다. 적는 동안 목록이 나옵니다."),
            widget=forms.TextInput(attrs={"list": "participant-choices", "autocomplete": "off"}),
        )
        self.day: MatchingDay | None = None

    def clean(self, value: str) -> Participant:
        text = plain(super().clean(value))
        code = text.split(" ", 1)[0]
        participants = Participant.objects.filter(day=self.day).select_related("organisation", "own_table")
        found = list(participants.filter(code__iexact=code)[:1]) or list(
            participants.filter(organisation__name=text)[:2]
        )
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(
                _("이름이 같은 참가자가 둘 이상입니다: ‘%(value)s’. 참가 번호로 적어 주십시오.")
                % {"value": text[:60]}
            )
        raise ValidationError(
            _("이 행사에 없는 참가자입니다: ‘%(value)s’. 목록에서 고르거나 먼저 참가자로 더해 주십시오.")
            % {"value": text[:60]}
        )


class RequestChoice(forms.CharField):
    """A request of the day by its number."""

    def __init__(self, *, label: "str | _StrPromise") -> None:
        super().__init__(
            label=label,
            max_length=220,
            help_text=gettext_lazy("상담 번호를 적습니다. 적는 동안 목록이 나옵니다."),
            widget=forms.TextInput(attrs={"list": "request-choices", "autocomplete": "off"}),
        )
        self.day: MatchingDay | None = None

    def clean(self, value: str) -> MeetingRequest:
        code = plain(super().clean(value)).split(" ", 1)[0]
        found = MeetingRequest.objects.filter(day=self.day, code__iexact=code).first()
        if found is None:
            raise ValidationError(
                _("이 행사에 없는 상담 번호입니다: ‘%(value)s’. 목록에서 골라 주십시오.")
                % {"value": code[:40]}
            )
        return found


class DayScopedForm(forms.Form):
    """A form whose choices come from one day."""

    def __init__(self, *arguments: object, day: MatchingDay, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        for field in self.fields.values():
            if isinstance(field, ParticipantChoice | RequestChoice):
                field.day = day


class WishFields(forms.Form):
    rank = forms.IntegerField(
        label=gettext_lazy("순위"),
        min_value=1,
        max_value=99,
        initial=1,
        help_text=gettext_lazy("1이 가장 중요합니다. 모두 배치할 수 없을 때 앞선 순위를 먼저 배치합니다."),
    )
    reason = forms.CharField(
        label=gettext_lazy("신청 이유"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("상대에게 그대로 보입니다. 무엇을 의논하고 싶은지 적으면 수락이 빨라집니다."),
    )
    wish = forms.ChoiceField(
        label=gettext_lazy("시간대"),
        choices=Participant.Wish.choices,
        initial=Participant.Wish.ANY,
        widget=forms.RadioSelect,
    )


class FixedFields(forms.Form):
    fixed_slot_number = forms.IntegerField(
        label=gettext_lazy("정해진 시간대 번호"),
        min_value=1,
        max_value=999,
        required=False,
        help_text=gettext_lazy("반드시 이 시간대에 열어야 할 때만 적습니다."),
    )
    fixed_table_number = forms.IntegerField(
        label=gettext_lazy("정해진 테이블 번호"), min_value=1, max_value=9_999, required=False
    )


class RequestEditForm(WishFields, FixedFields):
    """What the centre may change about a request that is there."""


class StaffRequestForm(DayScopedForm, WishFields, FixedFields):
    sender = ParticipantChoice(label=gettext_lazy("신청하는 참가자"))
    receiver = ParticipantChoice(label=gettext_lazy("신청받는 참가자"))
    accepted = forms.BooleanField(
        label=gettext_lazy("이미 수락한 상담입니다"),
        required=False,
        help_text=gettext_lazy("전화 등으로 답을 받았을 때 표시합니다."),
    )
    field_order = ["sender", "receiver", "rank", "reason", "wish", "accepted"]


class AnswerForm(forms.Form):
    decision = forms.ChoiceField(choices=[("accept", "accept"), ("decline", "decline")])
    reason = forms.CharField(label=gettext_lazy("답변 이유"), max_length=1_000, required=False)


class PrecedenceForm(DayScopedForm):
    earlier = RequestChoice(label=gettext_lazy("먼저 열 상담"))
    later = RequestChoice(label=gettext_lazy("나중에 열 상담"))

    def clean(self) -> dict[str, object]:
        values = super().clean() or {}
        if values.get("earlier") and values.get("earlier") == values.get("later"):
            self.add_error("later", _("같은 상담을 두 번 골랐습니다. 서로 다른 상담을 골라 주십시오."))
        return values

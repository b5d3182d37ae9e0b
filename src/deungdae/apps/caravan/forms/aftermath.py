"""What a side says of a meeting, what became of it, and the contract that the centre saw."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from deungdae.apps.caravan.forms.fields import KoreanDateField
from deungdae.apps.caravan.models import FollowUp, MeetingWord
from deungdae.apps.core.imports.won import won
from deungdae.apps.organisations.forms.cells import CellField

INTERESTS = [
    ("1", gettext_lazy("1 거의 없음")),
    ("2", gettext_lazy("2 적음")),
    ("3", gettext_lazy("3 보통")),
    ("4", gettext_lazy("4 많음")),
    ("5", gettext_lazy("5 아주 많음")),
]


class WordForm(forms.Form):
    """A minute at the table: how it went first, the rest only where there was a meeting."""

    went = forms.ChoiceField(
        label=gettext_lazy("상담은 어떻게 되었습니까"),
        choices=MeetingWord.Went.choices,
        widget=forms.RadioSelect,
        initial=MeetingWord.Went.HELD,
    )
    interest = forms.TypedChoiceField(
        label=gettext_lazy("상대에 대한 관심"),
        choices=INTERESTS,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("상대는 볼 수 없습니다. 센터가 다음 상담을 주선할 때 씁니다."),
    )
    next_step = forms.ChoiceField(
        label=gettext_lazy("다음에 하기로 한 일"),
        choices=MeetingWord.NextStep.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("메모"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("공개하지 않으면 우리 기업 사람만 봅니다."),
    )
    is_shared = forms.BooleanField(label=gettext_lazy("메모를 상대와 센터에 보입니다"), required=False)


class ContractFields(forms.Form):
    amount_krw = CellField(
        label=gettext_lazy("계약 금액(원)"),
        parse=won,
        empty=None,
        max_length=30,
        required=False,
        help_text=gettext_lazy("예: 12,000,000 또는 1,200만원"),
    )
    signed_on = KoreanDateField(label=gettext_lazy("계약한 날"), required=False)


class FollowUpForm(ContractFields):
    answer = forms.ChoiceField(
        label=gettext_lazy("그 뒤 어떻게 되었습니까"),
        choices=[choice for choice in FollowUp.Answer.choices if choice[0]],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("이어지지 않은 이유"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("더 이어지지 않았을 때만 적습니다."),
    )
    field_order = ["answer", "amount_krw", "signed_on", "reason"]


class SettleForm(ContractFields):
    proof = forms.CharField(
        label=gettext_lazy("확인한 근거"),
        max_length=300,
        help_text=gettext_lazy("무엇을 보고 확인했는지 적습니다. 예: 계약서 사본 1쪽, 세금계산서 번호"),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name in ("amount_krw", "signed_on"):
            self.fields[name].required = True


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("확인을 거두는 이유"),
        max_length=300,
        help_text=gettext_lazy("두 기업의 카드에 바로잡은 기록으로 남습니다."),
    )

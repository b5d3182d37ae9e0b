"""Giving a proof, and judging one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from deungdae.apps.academy.work_files import KINDS
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.diagnosis.services.proofs import MOST_LETTERS

CONFIRM, DECLINE = "confirm", "decline"


class ProofForm(KeyForm):
    """`of_centre`: without file or address it is the word of who advised the company."""

    text = forms.CharField(
        label=gettext_lazy("무엇을 보여 주나요"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("예: MES 도입 완료 확인서, 2쪽에 공정 5곳이 있습니다."),
    )
    file = forms.FileField(
        label=gettext_lazy("파일"),
        required=False,
        help_text=gettext_lazy("PDF, PNG, JPG, HWP, HWPX, DOCX, XLSX, PPTX, ZIP. 20 MB까지 올립니다."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in KINDS)}),
    )
    link = forms.CharField(
        label=gettext_lazy("주소"),
        required=False,
        max_length=300,
        widget=forms.URLInput,
        help_text=gettext_lazy("https://로 시작하는 주소. 파일을 올리면 비워 둡니다."),
    )

    def __init__(self, *arguments: Any, of_centre: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if of_centre:
            self.fields["text"].label = gettext_lazy("무엇을 보여 주나요, 또는 무엇을 보았나요")
            self.fields["text"].help_text = gettext_lazy(
                "파일과 주소를 모두 비우면 자문하며 보고 들은 것을 적은 말로 남습니다."
            )


class JudgementForm(forms.Form):
    seen = forms.IntegerField(min_value=0, max_value=9_999, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=gettext_lazy("판단"),
        choices=[
            (CONFIRM, gettext_lazy("확인함: 근거가 답을 뒷받침합니다")),
            (DECLINE, gettext_lazy("받아들이지 않음: 근거로 보기 어렵습니다")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("까닭"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("받아들이지 않을 때 꼭 적습니다. 기업이 그대로 봅니다."),
    )

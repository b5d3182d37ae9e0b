"""What is typed on the day and afterwards: badges, questions, polls, materials, groups, a letter."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.accounts.views.personal import ReasonForm as OpenReasonForm
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.forum.forms.forums import lines_of
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.texts import required_text, seen_lines, short_text

MOST_BADGES = 400


class BadgesForm(OpenReasonForm):
    """Which numbers, and why all these names are opened."""

    first = forms.IntegerField(label=gettext_lazy("처음 접수 번호"), min_value=1, initial=1)
    last = forms.IntegerField(label=gettext_lazy("끝 접수 번호"), min_value=1, initial=200)
    field_order = ("first", "last", "kind", "reason")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("first"), values.get("last")
        if first is not None and last is not None and not 0 <= last - first < MOST_BADGES:
            words = _("처음 번호부터 %(most)s장까지 한 번에 만듭니다. 번호를 나누어 적어 주십시오.")
            self.add_error("last", words % {"most": MOST_BADGES})
        return values


class QuestionForm(forms.Form):
    text = CellField(
        label=gettext_lazy("질문"),
        parse=short_text(300, required=True),
        required=True,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("이름 없이 좌장에게 갑니다. 좌장이 고른 질문이 화면에 보입니다."),
    )


class PollForm(forms.Form):
    poll_text = CellField(label=gettext_lazy("물을 것"), parse=required_text, required=True, max_length=200)
    options = forms.CharField(
        label=gettext_lazy("고를 것"),
        max_length=700,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("한 줄에 하나씩, 2개부터 6개까지 적습니다."),
    )

    def clean_options(self) -> list[str]:
        return [line[:100] for line in lines_of(self.cleaned_data["options"])]


class MaterialForm(KeyForm):
    title = CellField(label=gettext_lazy("자료 이름"), parse=required_text, required=True, max_length=120)
    file = forms.FileField(
        label=gettext_lazy("파일"),
        required=False,
        help_text=gettext_lazy("PDF, PPTX, PPT, HWP, HWPX, ZIP. 30MB까지 올립니다."),
    )
    link = forms.URLField(
        label=gettext_lazy("영상 주소"), required=False, max_length=300, assume_scheme="https"
    )
    has_agreed = forms.BooleanField(
        label=gettext_lazy("누구나 보도록 공개하는 데 동의합니다. 언제든지 거둘 수 있습니다"), required=False
    )


class GroupsForm(forms.Form):
    names = forms.CharField(
        label=gettext_lazy("후속 모임"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("한 줄에 하나씩 적습니다. 예: 자동차 부품, 금속 가공, 식품"),
    )

    def clean_names(self) -> list[str]:
        found = lines_of(self.cleaned_data["names"])
        if any(len(line) > 60 for line in found):
            raise forms.ValidationError(_("모임 이름은 60자 안으로 적어 주십시오."))
        return found


class FollowUpForm(KeyForm):
    subject = CellField(label=gettext_lazy("제목"), parse=required_text, required=True, max_length=120)
    text = CellField(
        label=gettext_lazy("내용"),
        parse=seen_lines,
        required=True,
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "각 사람의 포럼 주소가 아래에 붙습니다. 발표 자료와 후속 모임은 그 주소에서 봅니다."
        ),
    )

"""Forms of requests and of destruction: what is asked, a decision with its reason, and what has to stay."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.models import User
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.privacy.models import DataRequest

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class DecisionForm(forms.Form):
    reason = forms.CharField(
        label=_("까닭"), max_length=300, required=False, help_text=_("거절할 때는 꼭 적어 주십시오.")
    )


class HoldForm(forms.Form):
    about = forms.CharField(
        label=_("사람의 이메일 또는 기업의 이름"),
        max_length=254,
        help_text=_("등록된 그대로 적어 주십시오. 이 사람이나 기업에 관한 기록은 파기하지 않습니다."),
    )
    reason = forms.CharField(label=_("까닭"), max_length=300, help_text=_("법령의 조항이나 진행 중인 사건."))

    def clean_about(self) -> User | Organisation:
        text = str(self.cleaned_data["about"])
        person = User.objects.filter(email__iexact=text).first()
        named = list(Organisation.objects.filter(name=text)[:2])
        if person is not None:
            return person
        if len(named) == 1:
            return named[0]
        if named:
            raise forms.ValidationError(_("같은 이름의 기업이 여럿입니다. 먼저 기업 화면에서 합쳐 주십시오."))
        raise forms.ValidationError(_("이 이메일이나 이름으로 등록된 것이 없습니다. 다시 확인해 주십시오."))


def long_text(label: "StrPromise", *, hint: "StrPromise") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text=hint
    )


class DataRequestForm(forms.Form):
    """What a person asks of the data held about him or her."""

    kind = forms.ChoiceField(
        label=_("요청"),
        choices=DataRequest.Kind.choices,
        widget=forms.RadioSelect,
        help_text=_("삭제하면 계정의 이름과 이메일을 지우고 다시 로그인할 수 없습니다. 되돌릴 수 없습니다."),
    )
    what = long_text(_("무엇을"), hint=_("예: 이름 ‘김하늘’을 ‘김하은’으로. 삭제라면 ‘계정과 연락처 모두’."))
    reason = long_text(_("까닭"), hint=_("센터의 담당자가 읽고 판단합니다."))


class DataRequestAnswerForm(forms.Form):
    """What the person is told at the end; it goes out by mail as it is written."""

    answer = long_text(_("답"), hint=_("요청한 사람에게 메일로 그대로 보냅니다."))


class CorrectionForm(DataRequestAnswerForm):
    name = forms.CharField(
        label=_("바로잡은 계정 이름"),
        max_length=100,
        required=False,
        help_text=_("이름을 바로잡을 때만 적습니다. 연락처 같은 다른 정보는 그 화면에서 고친 뒤 마칩니다."),
    )
    field_order = ["name", "answer"]

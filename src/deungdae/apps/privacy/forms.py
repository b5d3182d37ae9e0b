"""Forms of destruction: a decision with its reason, and what has to stay."""

from django import forms
from django.utils.translation import gettext_lazy as _

from deungdae.apps.accounts.models import User
from deungdae.apps.organisations.models import Organisation


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

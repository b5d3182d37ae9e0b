"""Materials of a session as those who teach it type them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.academy.models.materials import ShownFrom
from deungdae.apps.academy.services.materials import MOST_TITLE
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.notices.files.kinds import ACCEPT
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.texts import required_text, seen_text

WEB = ("http://", "https://")


class SourceForm(KeyForm):
    """A file or a link; only one of them."""

    file = forms.FileField(
        label=gettext_lazy("파일"),
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=gettext_lazy("하나에 50 MB까지. 매크로와 실행 파일, 암호가 걸린 파일은 받지 않습니다."),
    )
    link = forms.URLField(
        label=gettext_lazy("주소"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=gettext_lazy("파일 대신 영상이나 문서의 주소를 넣을 수 있습니다."),
    )

    def clean_link(self) -> str:
        link = str(self.cleaned_data["link"])
        if link and not link.lower().startswith(WEB):
            raise ValidationError(_("https://로 시작하는 주소를 적어 주십시오."))
        return link


class MaterialForm(SourceForm):
    title = CellField(
        label=gettext_lazy("자료 이름"),
        parse=seen_text,
        max_length=MOST_TITLE,
        help_text=gettext_lazy("비우면 파일 이름을 씁니다."),
    )
    shown_from = forms.ChoiceField(label=gettext_lazy("볼 수 있는 때"), choices=ShownFrom)
    field_order = ("file", "link", "title", "shown_from")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("link") and not told.get("title") and not told.get("file"):
            self.add_error("title", _("주소의 이름을 적어 주십시오."))
        return told


class NameForm(forms.Form):
    title = CellField(
        label=gettext_lazy("자료 이름"), parse=required_text, required=True, max_length=MOST_TITLE
    )
    shown_from = forms.ChoiceField(label=gettext_lazy("볼 수 있는 때"), choices=ShownFrom)


class WithdrawForm(forms.Form):
    reason = CellField(label=gettext_lazy("거두는 까닭"), parse=required_text, required=True, max_length=200)

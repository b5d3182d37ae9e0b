"""What somebody says about a reference."""

from django import forms
from django.utils.translation import gettext_lazy

from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.texts import seen_lines


class WordForm(forms.Form):
    """The state that it leads to is the button that was pressed."""

    note = CellField(
        label=gettext_lazy("남길 말"),
        parse=seen_lines,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: object, is_customer: bool, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["note"].required = not is_customer
        self.fields["note"].help_text = (
            gettext_lazy("다르다고 하거나 확인을 거둘 때에는 까닭을 적습니다. 공급기업과 센터가 읽습니다.")
            if is_customer
            else gettext_lazy("어떻게 알게 되었는지, 무엇이 다른지 적습니다. 공급기업과 고객이 읽습니다.")
        )

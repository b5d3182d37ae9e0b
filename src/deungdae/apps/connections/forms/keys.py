"""A key as it is asked for, and its replacement."""

from django import forms
from django.utils.translation import gettext_lazy as _

from deungdae.apps.connections.scopes import Scope
from deungdae.apps.connections.services.keys import MOST_DAYS, OVERLAPS
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.organisations.texts import required_text

TERMS = ((30, _("30일")), (90, _("90일")), (180, _("180일")), (MOST_DAYS, _("1년")))
OVERLAP_WORDS = ((0, _("지금 바로 끝냄")), (1, _("하루 함께 씀")), (7, _("이레 함께 씀")))


class ApiKeyForm(KeyForm):
    name = CellField(
        label=_("이름"),
        parse=required_text,
        required=True,
        max_length=100,
        help_text=_("어느 프로그램이 쓰는지 알아볼 수 있게 적습니다. 예: 인사 시스템"),
    )
    scopes = forms.MultipleChoiceField(
        label=_("할 수 있는 일"),
        choices=[(scope.code, scope.label) for scope in Scope],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("프로그램에 필요한 것만 고릅니다."),
    )
    days = forms.TypedChoiceField(label=_("기한"), choices=TERMS, coerce=int, initial=180)


class RotateForm(forms.Form):
    overlap_days = forms.TypedChoiceField(
        label=_("지금 키"),
        choices=OVERLAP_WORDS,
        coerce=int,
        initial=OVERLAPS[1],
        help_text=_("프로그램에 새 키를 넣을 동안 두 키가 함께 통합니다. 키가 새어 나갔다면 바로 끝냅니다."),
    )

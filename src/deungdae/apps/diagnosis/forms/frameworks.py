"""Uploading a version of a framework."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.core.words import fault_said
from deungdae.apps.diagnosis.bridge.frameworks import InputError, Loaded, loaded
from deungdae.engine.kernel.korean import sentence

MOST_BYTES = 2 * 2**20
MOST_ISSUES = 20


class FrameworkField(forms.FileField):
    """A file that holds together as a framework; every wrong place is named."""

    def clean(self, data: Any, initial: Any = None) -> Loaded:
        file = super().clean(data, initial)
        if file.size > MOST_BYTES:
            template = _("‘{name}’(은/는) 2 MB를 넘습니다. 진단 체계 파일(.json)인지 확인해 주십시오.")
            raise ValidationError(sentence(template, {"name": file.name[:60]}))
        try:
            return loaded(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            template = _("‘{name}’(은/는) UTF-8 글이 아닙니다. 진단 체계 파일(.json)을 올려 주십시오.")
            raise ValidationError(sentence(template, {"name": file.name[:60]})) from error
        except InputError as error:
            told = [fault_said(issue) for issue in error.issues[:MOST_ISSUES]]
            rest = len(error.issues) - len(told)
            more = [_("그 밖에 %(count)s곳을 더 고쳐야 합니다.") % {"count": rest}] if rest else []
            raise ValidationError([*told, *more]) from error


class FrameworkForm(KeyForm):
    file = FrameworkField(
        label=gettext_lazy("진단 체계 파일"),
        help_text=gettext_lazy(
            "JSON 파일 하나. 문항, 보기, 가중치, 규칙, 단계가 모두 들어 있어야 합니다."
            " 고친 것이면 version을 새 번호로 적습니다."
        ),
    )

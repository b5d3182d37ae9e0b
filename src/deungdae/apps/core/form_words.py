"""What every form says about a value it cannot take: one place, our own words, for our forms and others'."""

from typing import TYPE_CHECKING

from django.core import validators
from django.forms import fields, models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FIELDS: dict[type[fields.Field], dict[str, "_StrPromise"]] = {
    fields.Field: {"required": _("필수 항목입니다. 값을 적어 주십시오.")},
    fields.BooleanField: {"required": _("계속하려면 표시해 주십시오.")},
    fields.IntegerField: {"invalid": _("정수로 적어 주십시오. 예: 12")},
    fields.FloatField: {"invalid": _("숫자로 적어 주십시오. 예: 1.5")},
    fields.DecimalField: {"invalid": _("숫자로 적어 주십시오. 예: 1.5")},
    fields.DateField: {"invalid": _("날짜로 읽을 수 없습니다. 2021-04-14처럼 적어 주십시오.")},
    fields.TimeField: {"invalid": _("시각으로 읽을 수 없습니다. 14:00처럼 적어 주십시오.")},
    fields.DateTimeField: {
        "invalid": _("날짜와 시각으로 읽을 수 없습니다. 2021-04-14 14:00처럼 적어 주십시오.")
    },
    fields.URLField: {
        "invalid": _("인터넷 주소로 읽을 수 없습니다. https://www.example.co.kr처럼 적어 주십시오.")
    },
    fields.RegexField: {"invalid": _("형식이 맞지 않습니다. 예와 같이 적어 주십시오.")},
    fields.UUIDField: {"invalid": _("형식이 맞지 않습니다. 화면을 새로 고쳐 다시 해 주십시오.")},
    fields.FileField: {
        "required": _("파일을 골라 주십시오."),
        "invalid": _("파일이 오지 않았습니다. 파일을 다시 골라 주십시오."),
        "missing": _("파일이 오지 않았습니다. 파일을 다시 골라 주십시오."),
        "empty": _("빈 파일입니다. 내용이 있는 파일을 골라 주십시오."),
        "max_length": _("파일 이름은 %(max)d자까지 쓸 수 있습니다. 지금은 %(length)d자입니다."),
    },
    fields.ChoiceField: {
        "required": _("하나를 골라 주십시오."),
        "invalid_choice": _("‘%(value)s’: 고를 수 없는 값입니다. 목록에서 골라 주십시오."),
    },
    fields.MultipleChoiceField: {
        "required": _("하나 이상 골라 주십시오."),
        "invalid_choice": _("‘%(value)s’: 고를 수 없는 값입니다. 목록에서 골라 주십시오."),
        "invalid_list": _("목록에서 골라 주십시오."),
    },
    models.ModelChoiceField: {
        "required": _("하나를 골라 주십시오."),
        "invalid_choice": _("고를 수 없는 값입니다. 목록에서 골라 주십시오."),
    },
    models.ModelMultipleChoiceField: {
        "required": _("하나 이상 골라 주십시오."),
        "invalid_list": _("목록에서 골라 주십시오."),
        "invalid_choice": _("‘%(value)s’: 고를 수 없는 값입니다. 목록에서 골라 주십시오."),
        "invalid_pk_value": _("‘%(pk)s’: 고를 수 없는 값입니다. 목록에서 골라 주십시오."),
    },
}
VALIDATORS: dict[type, "_StrPromise"] = {
    validators.MaxLengthValidator: _(
        "%(limit_value)d자까지 적을 수 있습니다. 지금은 %(show_value)d자입니다."
    ),
    validators.MinLengthValidator: _("%(limit_value)d자 이상 적어 주십시오. 지금은 %(show_value)d자입니다."),
    validators.MaxValueValidator: _("%(limit_value)s까지 적을 수 있습니다."),
    validators.MinValueValidator: _("%(limit_value)s부터 적을 수 있습니다."),
    validators.EmailValidator: _("이메일 주소로 읽을 수 없습니다. name@example.kr처럼 적어 주십시오."),
    validators.URLValidator: _(
        "인터넷 주소로 읽을 수 없습니다. https://www.example.co.kr처럼 적어 주십시오."
    ),
    validators.ProhibitNullCharactersValidator: _("쓸 수 없는 문자가 들어 있습니다. 그 문자를 빼 주십시오."),
}


def speak_our_words() -> None:
    """Put our words in the place of Django's, before any form is made."""
    for field, words in FIELDS.items():
        field.default_error_messages = {**vars(field).get("default_error_messages", {}), **words}
    for validator, sentence in VALIDATORS.items():
        validator.message = sentence  # type: ignore[attr-defined]

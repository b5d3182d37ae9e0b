"""Fields that read what is typed with the same parsers as a list's cells."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from deungdae.apps.core.imports import cells
from deungdae.apps.core.resident.refusing import refuse_in_text
from deungdae.apps.organisations.models import Region
from deungdae.apps.organisations.regions import region_names
from deungdae.engine.kernel.korean import sentence


class CellField(forms.CharField):
    """A text that is understood or refused with the way out; left empty it is `empty`.

    is_register_number: some corporate numbers look like a resident registration number; their check decides.
    """

    def __init__(
        self,
        *,
        parse: Callable[[str], object],
        required: bool = False,
        empty: object = "",
        is_register_number: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(required=required, **kwargs)
        self.parse, self.empty = parse, empty
        if is_register_number:
            self.validators.remove(refuse_in_text)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return self.empty
        try:
            return self.parse(text)
        except cells.CellError as error:
            refuse_in_text(text)
            raise ValidationError(f"{error.message} {error.remedy}", code=error.code) from error


class RegionField(forms.CharField):
    """A region as people write it: its name, short name, or legal code, of today or before."""

    def clean(self, value: Any) -> Region | None:
        text = super().clean(value)
        if not text:
            return None
        code = region_names().find(text)
        if code is None:
            template = _("‘{text}’(은/는) 지역 표에 없습니다. ‘경기도 안양시’처럼 시·도부터 적어 주십시오.")
            raise ValidationError(sentence(template, {"text": text}))
        return Region.objects.get(code=code)

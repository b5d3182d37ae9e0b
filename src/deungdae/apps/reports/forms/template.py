"""The parts of a template and their order."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from deungdae.apps.core.imports import cells
from deungdae.apps.core.key_form import KeyForm
from deungdae.apps.core.reporting.sections import SECTIONS
from deungdae.apps.organisations.forms.cells import CellField
from deungdae.apps.reports.models import ReportTemplate
from deungdae.apps.reports.selectors.words import part_title
from deungdae.apps.reports.services.templates import fitting
from deungdae.engine.kernel.korean import sentence

MOST = 99


class PartsForm(KeyForm):
    """For each part a place; empty: the part is not in it. Parts that wait for an app can be kept."""

    def __init__(self, *arguments: Any, template: ReportTemplate, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.parts: dict[str, str] = {}
        places = {row["section"]: place for place, row in enumerate(template.sections, start=1)}
        titles = {row["section"]: part_title(row) for row in template.sections}
        waiting = [name for name in places if name not in SECTIONS]
        names = [*places, *(one.name for one in fitting(template) if one.name not in places)]
        for name in names:
            label = titles.get(name) or str(SECTIONS[name].label)
            hint = _("이 내용을 다루는 기능이 아직 없습니다. 생길 때까지 보고서에서 뺍니다.")
            field = name.replace(".", "__")
            self.fields[field] = CellField(
                label=label,
                parse=cells.whole_number(1, MOST),
                empty=None,
                max_length=3,
                help_text=hint if name in waiting else "",
            )
            self.initial.setdefault(field, str(places.get(name, "")))
            self.parts[field] = name

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or {}
        seen: dict[int, str] = {}
        for field in self.parts:
            place = filled.get(field)
            if place is not None and place in seen:
                words = _("{place}번이 두 번 있습니다: {first}, {second}. 서로 다른 번호를 적어 주십시오.")
                labels = {"first": seen[place], "second": str(self.fields[field].label)}
                raise ValidationError(sentence(words, {"place": str(place), **labels}))
            if place is not None:
                seen[place] = str(self.fields[field].label)
        return filled

    def sections(self) -> list[str]:
        """After it was found valid: the names in order."""
        placed = [(self.cleaned_data[field], name) for field, name in self.parts.items()]
        return [name for _place, name in sorted((place, name) for place, name in placed if place is not None)]

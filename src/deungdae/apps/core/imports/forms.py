"""Forms of an import: the file with its options, and the mapping of its columns."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.imports import kinds, reader
from deungdae.apps.core.imports.frame import TICKED, Importer, Option, Sheet
from deungdae.apps.core.imports.mapping import FileMapping, SheetMapping, column_letters
from deungdae.apps.core.models import ImportRun
from deungdae.apps.core.resident.refusing import refuse_in_name

OPTION_PREFIX = "option_"
TABLE = "table"
MAX_ROW = 1_048_576


def option_field(option: Option, value: str) -> forms.Field:
    if option.choices:
        return forms.ChoiceField(
            label=option.label, help_text=option.help, choices=option.choices, initial=value, required=False
        )
    return forms.BooleanField(
        label=option.label, help_text=option.help, initial=value == TICKED, required=False
    )


class OptionsForm(forms.Form):
    """What the person chooses for the whole file."""

    def __init__(
        self, *args: object, importer: Importer, options: Mapping[str, str], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.importer = importer
        for option in importer.options:
            value = options.get(option.name, option.default)
            self.fields[OPTION_PREFIX + option.name] = option_field(option, value)

    def chosen_options(self) -> dict[str, str]:
        chosen = {}
        for option in self.importer.options:
            value = self.cleaned_data[OPTION_PREFIX + option.name]
            chosen[option.name] = (value or option.default) if option.choices else TICKED * bool(value)
        return chosen


class ListField(forms.FileField):
    """The check reads every cell of a list and names the row; here only its name is looked at."""

    def run_validators(self, value: object) -> None:
        if value not in self.empty_values:
            refuse_in_name(value)


class UploadForm(OptionsForm):
    file = ListField(
        label=gettext_lazy("파일"),
        max_length=255,
        allow_empty_file=True,
        help_text=gettext_lazy("Excel 통합 문서(.xlsx) 또는 CSV(.csv), 30 MB까지 올릴 수 있습니다."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        head = file.read(kinds.HEAD_BYTES)
        file.seek(0)
        try:
            reader.check_name_and_head(name=file.name or "", size=file.size, head=head)
        except RefusedError as error:
            raise forms.ValidationError(error.message, code=error.code) from error
        return file


class MappingForm(OptionsForm):
    """One choice of sheet, header row and columns for each table of the importer."""

    def __init__(self, *args: object, run: ImportRun, importer: Importer, **kwargs: object) -> None:
        super().__init__(*args, importer=importer, options=run.options, **kwargs)
        self.run = run
        self.titles: list[str] = run.preview.get("file_sheets", [])
        self.is_one_of_many = len(self.titles) == 1 and len(importer.sheets) > 1
        if self.is_one_of_many:
            self.add_table()
        for sheet in importer.sheets:
            found = run.mapping.get(sheet.name, {"file_sheet": None, "header_row": 0, "columns": {}})
            if len(self.titles) > 1:
                self.add_file_sheet(sheet, found["file_sheet"])
            if found["file_sheet"] is not None:
                self.fields[f"{sheet.name}-header"] = forms.IntegerField(
                    label=_("머리글 행"), min_value=1, max_value=MAX_ROW, initial=found["header_row"] or 1
                )
                self.add_columns(sheet.name, found["columns"])

    def add_table(self) -> None:
        """A CSV has one sheet without a name: which of the importer's tables is it?"""
        mapped = (name for name, found in self.run.mapping.items() if found["file_sheet"] is not None)
        self.fields[TABLE] = forms.ChoiceField(
            label=_("이 파일에 담긴 것"),
            choices=[(sheet.name, sheet.label) for sheet in self.importer.sheets],
            initial=next(mapped, self.importer.sheets[0].name),
        )

    def add_file_sheet(self, sheet: Sheet, title: str | None) -> None:
        self.fields[f"{sheet.name}-sheet"] = forms.TypedChoiceField(
            label=_("‘%(sheet)s’의 시트") % {"sheet": sheet.label},
            choices=[("", _("없음")), *((title, title) for title in self.titles)],
            initial=title or "",
            required=sheet.required and len(self.importer.sheets) == 1,
        )

    def add_columns(self, sheet_name: str, places: Mapping[str, int]) -> None:
        header = self.run.preview.get("sheets", {}).get(sheet_name, {}).get("header", [])
        choices = [("", _("가져오지 않음"))]
        choices += [
            (str(place), f"{column_letters(place)}: {text[:60] or _('(제목 없음)')}")
            for place, text in enumerate(header, 1)
        ]
        for column in self.importer.sheet(sheet_name).columns:
            self.fields[f"{sheet_name}.{column.name}"] = forms.ChoiceField(
                label=column.label,
                choices=choices,
                initial=str(places.get(column.name, "")),
                required=column.required and self.importer.sheet(sheet_name).required,
            )

    def clean(self) -> dict[str, object]:
        """Columns of a sheet or header row that is left behind need not be chosen."""
        for sheet in self.importer.sheets:
            if self.place_of(sheet) != self.place_before(sheet):
                for column in sheet.columns:
                    self.errors.pop(f"{sheet.name}.{column.name}", None)
        if not self.errors and all(self.place_of(sheet)[0] is None for sheet in self.importer.sheets):
            raise forms.ValidationError(_("읽을 시트를 하나 이상 골라 주십시오."), code="no_sheet")
        return self.cleaned_data

    def place_of(self, sheet: Sheet) -> tuple[str | None, int]:
        """Sheet of the file and header row, as chosen."""
        if self.is_one_of_many:
            title = self.titles[0] if self.cleaned_data.get(TABLE) == sheet.name else None
        else:
            title = self.cleaned_data.get(f"{sheet.name}-sheet", self.titles[0] if self.titles else None)
        return (title if title in self.titles else None), self.cleaned_data.get(f"{sheet.name}-header", 0)

    def place_before(self, sheet: Sheet) -> tuple[str | None, int]:
        before = self.run.mapping.get(sheet.name, {})
        return before.get("file_sheet"), before.get("header_row", 0)

    def chosen_mapping(self) -> FileMapping:
        """What was chosen. Another sheet or header row: its columns are left to be guessed afresh."""
        chosen: FileMapping = {}
        for sheet in self.importer.sheets:
            title, row = self.place_of(sheet)
            title_before, row_before = self.place_before(sheet)
            places = {
                column.name: int(self.cleaned_data[f"{sheet.name}.{column.name}"])
                for column in sheet.columns
                if self.cleaned_data.get(f"{sheet.name}.{column.name}")
            }
            is_same = (title, row) == (title_before, row_before)
            chosen[sheet.name] = SheetMapping(
                title, row if title == title_before else 0, places if is_same else {}
            )
        return chosen

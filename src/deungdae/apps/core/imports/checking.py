"""One judgement over a whole file: mapping, rows, issues, counts and what the page shows of it."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from deungdae.apps.core.imports import mapping as mappings
from deungdae.apps.core.imports.frame import Counts, ImportData, Importer, Issue, Sheet, Tell
from deungdae.apps.core.imports.mapping import FileMapping, SheetMapping, column_letters
from deungdae.apps.core.imports.parsing import ParsedSheet, no_rows, parse_sheet, remedy_of_number
from deungdae.apps.core.imports.reader import RawRow, Reading, ReadSheet
from deungdae.apps.core.models import ImportRun
from deungdae.apps.core.reading_direction import shown
from deungdae.apps.core.resident.refusing import CODE as RESIDENT_NUMBER


@dataclass(slots=True)
class Checked:
    """What is known about a file after reading it."""

    data: ImportData
    issues: list[Issue] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    row_counts: dict[str, int] = field(default_factory=dict)
    bad_counts: dict[str, int] = field(default_factory=dict)
    first_rows: dict[str, list[RawRow]] = field(default_factory=dict)
    state: str = ImportRun.State.CHECKED
    message: str = ""
    mapping: dict[str, object] = field(default_factory=dict)
    preview: dict[str, object] = field(default_factory=dict)
    counts: dict[str, object] = field(default_factory=dict)


def check_reading(
    *,
    importer: Importer,
    reading: Reading,
    chosen: FileMapping,
    subject: str,
    options: dict[str, str],
    tell: Tell,
) -> Checked:
    """Match the columns (what a person has chosen stays), understand the rows, compare with the records."""
    found = complete_mapping(importer, reading, chosen)
    missing = mappings.missing_columns(importer, found)
    if missing:
        checked = Checked(ImportData(subject, options), state=ImportRun.State.MAPPED)
        checked.message = missing_message(missing)
    else:
        checked = parse_reading(
            importer=importer, reading=reading, found=found, subject=subject, options=options, tell=tell
        )
        tell(60, _("등록된 자료와 견주는 중입니다."))
        verdict = importer.check(checked.data, tell=lambda percent, step: tell(60 + percent * 3 // 10, step))
        checked.issues += verdict.issues
        finish_counts(checked, verdict.counts)
    checked.issues += resident_numbers_left(importer, reading, found)
    if any(issue.code == RESIDENT_NUMBER for issue in checked.issues):
        refuse_for_numbers(checked)
    checked.mapping = mappings.as_json(found)
    checked.preview = preview_of(importer, reading, found, checked.first_rows)
    return checked


def resident_numbers_left(importer: Importer, reading: Reading, found: FileMapping) -> list[Issue]:
    """Resident registration numbers in cells that no column of the import reads, in hidden sheets too."""
    read: dict[str, SheetMapping] = {}
    for sheet in importer.sheets:
        place = found.get(sheet.name, SheetMapping(None))
        if place.file_sheet is not None:
            read[place.file_sheet] = place
    issues = []
    for title, row, column, number in reading.resident_numbers:
        place = read.get(title, SheetMapping(None))
        if column in place.columns.values() and row > place.header_row:
            continue
        message = _("%(column)s열에 주민등록번호나 외국인등록번호로 보이는 번호가 있습니다.")
        issues.append(
            Issue(
                sheet=title or importer.sheets[0].label,
                row=row,
                column=column_letters(column),
                value=number,
                code=RESIDENT_NUMBER,
                message=message % {"column": column_letters(column)},
                remedy=remedy_of_number(),
            )
        )
    return issues


def refuse_for_numbers(checked: Checked) -> None:
    """Whatever else is right: a file with such a number is refused as a whole."""
    checked.state = ImportRun.State.REJECTED
    checked.message = _(
        "주민등록번호나 외국인등록번호로 보이는 번호가 있어 파일을 보관하지 않았습니다. "
        "번호를 지운 파일을 다시 올려 주십시오."
    )
    checked.counts = {**checked.counts, "errors": sum(not issue.is_warning for issue in checked.issues)}


def complete_mapping(importer: Importer, reading: Reading, chosen: FileMapping) -> FileMapping:
    """The guess where nothing was chosen; a chosen sheet whose columns were left open is guessed anew."""
    guessed = mappings.guess(importer, reading, chosen)
    titles = {sheet.title for sheet in reading.sheets}
    for name, wish in chosen.items():
        if wish.columns and wish.file_sheet in titles and name in guessed:
            guessed[name] = wish
    return guessed


def missing_message(missing: list[tuple[Sheet, str]]) -> str:
    words = ", ".join(f"{sheet.label} ‘{label}’" for sheet, label in missing)
    return _("필요한 열을 찾지 못했습니다: %(columns)s. 아래에서 어느 열인지 골라 주십시오.") % {
        "columns": words
    }


def parse_reading(
    *,
    importer: Importer,
    reading: Reading,
    found: FileMapping,
    subject: str,
    options: dict[str, str],
    tell: Tell,
) -> Checked:
    """Understand every row of every mapped sheet."""
    checked = Checked(ImportData(subject, options))
    for number, sheet in enumerate(importer.sheets):
        place = found.get(sheet.name, SheetMapping(None))
        file_sheet = sheet_titled(reading, place.file_sheet)
        if file_sheet is None:
            continue
        tell(
            30 + 30 * number // len(importer.sheets),
            _("‘%(sheet)s’의 행을 읽는 중입니다.") % {"sheet": sheet.label},
        )
        parsed = parse_sheet(reading=reading, file_sheet=file_sheet, sheet=sheet, found=place)
        keep(checked, sheet, file_sheet, place, parsed)
    return checked


def sheet_titled(reading: Reading, title: str | None) -> ReadSheet | None:
    return next((sheet for sheet in reading.sheets if sheet.title == title), None)


def keep(
    checked: Checked, sheet: Sheet, file_sheet: ReadSheet, place: SheetMapping, parsed: ParsedSheet
) -> None:
    checked.data.sheets[sheet.name] = parsed.rows
    checked.data.partial[sheet.name] = parsed.partial
    checked.issues += parsed.issues
    if sheet.required and not parsed.row_count:
        checked.issues.append(no_rows(sheet, file_sheet.title, place.header_row))
    checked.titles[sheet.name] = file_sheet.title or sheet.label
    checked.row_counts[sheet.name] = parsed.row_count
    checked.first_rows[sheet.name] = parsed.first_rows


def finish_counts(checked: Checked, counts: dict[str, Counts]) -> None:
    """Issues in the order of the file, counted; a file with an error is rejected as a whole."""
    order = {title: number for number, title in enumerate(checked.titles.values())}
    checked.issues.sort(key=lambda issue: (order.get(issue.sheet, 0), issue.row))
    errors = [issue for issue in checked.issues if not issue.is_warning]
    bad = Counter(sheet for sheet, _row in {(issue.sheet, issue.row) for issue in errors})
    checked.bad_counts = {name: bad[title] for name, title in checked.titles.items()}
    checked.counts = counts_document(checked, counts, warnings=len(checked.issues) - len(errors))
    checked.counts["errors"] = len(errors)
    if errors:
        checked.state = ImportRun.State.REJECTED


def counts_document(checked: Checked, counts: dict[str, Counts], *, warnings: int) -> dict[str, object]:
    """The counts as the page shows them: in all, and sheet by sheet."""
    sheets = {
        name: {
            "rows": rows,
            "created": counts.get(name, Counts()).created,
            "changed": counts.get(name, Counts()).changed,
            "unchanged": counts.get(name, Counts()).unchanged,
            "bad": checked.bad_counts.get(name, 0),
        }
        for name, rows in checked.row_counts.items()
    }
    total = {
        key: sum(sheet[key] for sheet in sheets.values())
        for key in ("rows", "created", "changed", "unchanged", "bad")
    }
    return {**total, "errors": 0, "warnings": warnings, "sheets": sheets}


def preview_of(
    importer: Importer, reading: Reading, found: FileMapping, first_rows: dict[str, list[RawRow]]
) -> dict[str, object]:
    """What the page shows to let a person judge the mapping."""
    sheets = {}
    for sheet in importer.sheets:
        place = found[sheet.name]
        file_sheet = sheet_titled(reading, place.file_sheet)
        if file_sheet is None:
            continue
        header = mappings.header_cells(mappings.head_of(reading, file_sheet), place.header_row)
        used = set(place.columns.values())
        sheets[sheet.name] = {
            "header": [shown(text) for text in header],
            "unknown": [shown(text) for number, text in enumerate(header, 1) if text and number not in used],
            "twice": sorted({shown(text) for text in header if text and header.count(text) > 1}),
            "rows": [masked_row(row) for row in first_rows.get(sheet.name, [])],
        }
    return {
        "sheets": sheets,
        "file_sheets": [sheet.title for sheet in reading.sheets],
        "hidden": list(reading.hidden),
    }


def masked_row(row: RawRow) -> RawRow:
    """What the page shows of a row."""
    return [shown(cell) if isinstance(cell, str) else cell for cell in row[: mappings.MAX_SHOWN_COLUMNS]]

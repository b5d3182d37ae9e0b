"""The form of a day's workbook: filled with an example, and a sheet that says what each column may hold."""

from django.utils.translation import gettext as _

from deungdae.apps.caravan.documents.sheets import Cell, Sheet
from deungdae.apps.caravan.documents.template import DAY_SHEET, day_guide, template_workbook
from deungdae.apps.caravan.importers.columns import ABSENCES, PARTICIPANTS, REQUESTS


def day_template() -> bytes:
    """The one form, for the pages and for the command line."""
    return template_workbook(guide=guide())


def guide() -> Sheet:
    """Every column with whether it is needed, an example, and what is allowed."""
    rows: list[list[Cell]] = [
        [
            _("모든 시트"),
            "",
            "",
            "",
            _("첫 행은 열 이름입니다. 예시 행은 지우고 쓰십시오. 열의 순서는 바꾸어도 됩니다."),
        ]
    ]
    for sheet in (PARTICIPANTS, ABSENCES, REQUESTS):
        for column in sheet.columns:
            needed = _("필수") if column.required else _("선택")
            rows.append([sheet.label, column.label, needed, column.example, str(column.help)])
    rows += [[DAY_SHEET, *line] for line in day_guide()]
    heads = [_("시트"), _("열"), _("필수"), _("예"), _("설명")]
    return Sheet(_("작성 안내"), heads, rows, [14, 20, 8, 28, 80])

"""A case for the Korean word processor: what the PDF says, to be gone on with."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from deungdae.apps.core import clock
from deungdae.apps.core.context import centre_name
from deungdae.apps.core.documents.hwpx.model import Block, Heading, Paper, Table, Text
from deungdae.apps.core.documents.hwpx.write import written
from deungdae.apps.evidence.documents.case_file import conditions_of, period_of
from deungdae.apps.evidence.filters import CaseFilters
from deungdae.apps.evidence.lines import Line, months_of
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.selectors import Names
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.numbers import shown_business
from deungdae.engine.kernel.korean import sentence

WIDTHS = (16, 20, 48, 16)


def case_hwpx(
    *,
    organisation: Organisation,
    entries: Sequence[EvidenceEntry],
    filters: CaseFilters,
    names: Names,
    actor: str,
) -> bytes:
    """The entries in the order given, with the head of the case above them."""
    number = shown_business(organisation.business_number)
    facts = (
        *([(_("사업자등록번호"), number)] if number else []),
        (_("기간"), period_of(entries, filters)),
        (_("조건"), conditions_of(filters, actor)),
        (_("기록 수"), sentence(_("{number}건"), {"number": f"{len(entries):,}"})),
        (_("만든 때"), date_format(localtime(clock.now()), "DATETIME_FORMAT")),
    )
    blocks: list[Block] = [
        Text(f"{centre_name()} · {_('기업 카드')}", align="CENTER"),
        Table(rows=facts, widths=(25, 75)),
    ]
    head = (_("날짜"), _("종류"), _("내용"), _("적은 사람"))
    for month in months_of(entries, names):
        rows = tuple((line.when, line.kind, text_of(line), line.who) for line in month.lines)
        blocks += [Heading(month.label), Table(rows=rows, widths=WIDTHS, head=head)]
    if not entries:
        blocks.append(Text(_("이 조건에 맞는 기록이 없습니다.")))
    return written(Paper(title=organisation.name, blocks=tuple(blocks)))


def text_of(line: Line) -> str:
    """What an entry says and about whom; below it, who corrected it and why."""
    text = f"{line.text} ({line.about})" if line.about else line.text
    if not line.countered:
        return text
    by = line.countered
    words = {"who": by.who or centre_name(), "when": by.when, "why": by.why}
    return text + "\n" + _("[계산하지 않음] {when} {who} 바로잡음: {why}").format(**words)

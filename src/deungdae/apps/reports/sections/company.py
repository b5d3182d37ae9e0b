"""One company over a time: what it received, its time line as it may read it, its figures of years."""

from collections.abc import Iterator
from itertools import groupby

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from deungdae.apps.core.documents.content.model import (
    Block,
    Cell,
    Heading,
    Items,
    Number,
    Paragraph,
    Table,
)
from deungdae.apps.core.reporting.figures import Definition
from deungdae.apps.core.reporting.sections import Asked, ReportSection, Subject, register_report_section
from deungdae.apps.evidence.kinds import KINDS, kind_of, words_of
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.organisations.figure_kinds import KINDS as FIGURES
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.reports.sections.centre import before, work_kinds
from deungdae.apps.reports.sections.entries import entries_query, standing_at
from deungdae.apps.reports.sections.yearly import yearly_query
from deungdae.engine.kernel.korean import sentence

YEARS = 4


def company_of(asked: Asked) -> Organisation:
    return Organisation.objects.get(public_id=asked.record)


def received(asked: Asked) -> Iterator[Block]:
    """How much of each kind of work, beside the time before; kinds without any are left out."""
    company = company_of(asked)
    spans = ((asked.since, asked.until), (before(asked), asked.since))
    happened = kinds_since(asked, company)
    kinds = [KINDS[name] for name in work_kinds() if name in happened]
    queries = [
        (definition_of(str(kind.label)), entries_query([kind.name], *span, company=company.short_id))
        for kind in kinds
        for span in spans
    ]
    if not queries:
        return
    found = asked.book.measured(queries)
    rows = tuple(
        (asked.book.mark(queries[place][0]), found[place], found[place + 1])
        for place in range(0, len(found), 2)
    )
    total = sum(int(row[1].value or 0) for row in rows)
    words = _("이 기간에 {company}(은/는) 센터와 {total}건의 일을 함께했습니다.")
    yield Paragraph(sentence(words, {"company": company.name, "total": f"{total:,}"}))
    yield Table(_("받은 지원"), (_("종류"), _("이 기간"), _("앞 기간")), rows, (52, 24, 24))


def definition_of(name: str) -> Definition:
    meaning = _("이 기업의 카드에 적힌 ‘{kind}’ 기록 수").format(kind=name)
    return Definition(name, meaning, _("이 기업의 카드. 바로잡은 기록은 세지 않음"), pgettext("unit", "건"))


def kinds_since(asked: Asked, company: Organisation) -> set[str]:
    """The kinds of which there is an entry in this time or the time before."""
    span = Q(happened_on__gte=before(asked), happened_on__lt=asked.until)
    found = standing_at(asked.book.at).filter(span, organisation__in=company.family)
    return set(found.values_list("kind", flat=True).distinct())


def time_line(asked: Asked) -> Iterator[Block]:
    """Every entry that stands, month by month, with no person's name: what the company reads in its case."""
    family = company_of(asked).family
    span = Q(happened_on__gte=asked.since, happened_on__lt=asked.until)
    entries = standing_at(asked.book.at).filter(span, organisation__in=family).order_by("happened_on", "id")
    for month, some in groupby(entries, key=lambda one: one.happened_on.replace(day=1)):
        label = date_format(month, "YEAR_MONTH_FORMAT")
        yield Heading(label, 2)
        rows = tuple(row_of(one) for one in some)
        yield Table(label, (_("날짜"), _("종류"), _("내용")), rows, (18, 24, 58))


def row_of(entry: EvidenceEntry) -> tuple[str, str, str]:
    day = date_format(entry.happened_on, "SHORT_DATE_FORMAT")
    return day, str(kind_of(entry.kind).label), words_of(kind=entry.kind, payload=entry.payload)


def figures(asked: Asked) -> Iterator[Block]:
    """The figures of the last years, each as its most reliable source said it by then."""
    company = company_of(asked)
    last = asked.until.year - 1 if (asked.until.month, asked.until.day) == (1, 1) else asked.until.year
    years = range(last - YEARS + 1, last + 1)
    kinds = list(FIGURES.values())
    queries = [
        (
            figure_definition(str(kind.label), is_money=kind.is_money),
            yearly_query(company.short_id, year, kind.name),
        )
        for kind in kinds
        for year in years
    ]
    found = iter(asked.book.measured(queries))
    rows: list[tuple[Cell, ...]] = []
    for kind in kinds:
        cells: tuple[Number, ...] = tuple(next(found) for _year in years)
        if any(cell.value is not None for cell in cells):
            name = asked.book.mark(figure_definition(str(kind.label), is_money=kind.is_money))
            rows.append((name, *(Number(cell.value) for cell in cells)))
    if rows:
        yield Table(_("연도별 수치"), (_("지표"), *map(str, years)), tuple(rows), (28, 18, 18, 18, 18))
        yield Items((_("금액은 원, 직원 수는 명입니다. 값이 없는 해는 –로 적었습니다."),))


def figure_definition(name: str, *, is_money: bool) -> Definition:
    meaning = _("그 회계연도의 {kind}. 출처가 여럿이면 가장 믿을 만한 것").format(kind=name)
    unit = pgettext("unit", "원") if is_money else pgettext("unit", "명")
    return Definition(name, meaning, _("등록부의 연도별 수치"), unit)


for name, label, build in (
    ("company.received", gettext_lazy("받은 지원"), received),
    ("company.time_line", gettext_lazy("한 해의 기록"), time_line),
    ("company.figures", gettext_lazy("기업의 연도별 수치"), figures),
):
    register_report_section(ReportSection(name, label, build, Subject.COMPANY))

"""What the centre did in a time: at a glance, by kind, month by month, by province, and its days."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from deungdae.apps.academy.models import Session
from deungdae.apps.calendar.spans import moment
from deungdae.apps.caravan.models import MatchingDay
from deungdae.apps.core.documents.content.model import Block, Cell, Chart, Number, Paragraph, Series, Table
from deungdae.apps.core.reporting.figures import Definition
from deungdae.apps.core.reporting.sections import Asked, ReportSection, register_report_section
from deungdae.apps.evidence.kinds import KINDS, Group, Kind, names_in
from deungdae.apps.forum.models import Forum
from deungdae.apps.gap.charts import PROVINCES
from deungdae.apps.reports.sections.entries import entries_query, standing_at
from deungdae.engine.kernel.korean import sentence

WORK = (Group.AWARENESS, Group.CAPABILITY, Group.EXECUTION)
"""The three stages of the centre's work; what only describes a company is no work."""
MONTHS = 12


def cases() -> str:
    return _("기업 카드의 증거 기록. 바로잡은 기록은 세지 않음")


def work_kinds() -> list[str]:
    return [name for group in WORK for name in names_in(group.code)]


def companies_definition() -> Definition:
    meaning = _("그 기간에 인식 제고, 역량 강화, 실행 지원 가운데 하나라도 받은 기업. 한 기업은 한 번 셈")
    return Definition(pgettext("figure", "지원받은 기업"), meaning, cases(), pgettext("unit", "곳"))


def group_definition(group: Group) -> Definition:
    kinds = ", ".join(str(KINDS[name].label) for name in names_in(group.code))
    meaning = _("그 기간에 있었던 일의 기록 수: {kinds}").format(kinds=kinds)
    return Definition(str(group.label), meaning, cases(), pgettext("unit", "건"))


def kind_definition(kind: Kind) -> Definition:
    meaning = _("그 기간에 있었던 ‘{kind}’ 기록 수").format(kind=kind.label)
    return Definition(str(kind.label), meaning, cases(), pgettext("unit", "건"))


def number(cell: Cell) -> int:
    return int(cell.value or 0) if isinstance(cell, Number) else 0


def before(asked: Asked) -> date:
    """The first day of an equally long time before: of one month, the month before it."""
    if asked.since.day == 1 and asked.until.day == 1:
        months = (asked.until.year - asked.since.year) * 12 + asked.until.month - asked.since.month
        return months_back(asked.since, months)
    return asked.since - (asked.until - asked.since)


def months_back(day: date, months: int) -> date:
    place = day.year * 12 + day.month - 1 - months
    return date(place // 12, place % 12 + 1, 1)


def summary(asked: Asked) -> Iterator[Block]:
    """Companies and the three stages: this time, the time before, the year so far."""
    year = date(asked.since.year, 1, 1)
    spans = ((asked.since, asked.until), (before(asked), asked.since), (year, asked.until))
    lines = [(companies_definition(), work_kinds(), True)]
    lines += [(group_definition(group), names_in(group.code), False) for group in WORK]
    queries = [
        (definition, entries_query(some, *span, companies=companies))
        for definition, some, companies in lines
        for span in spans
    ]
    found = iter(asked.book.measured(queries))
    rows = [(asked.book.mark(definition), next(found), next(found), next(found)) for definition, *_x in lines]
    yield Paragraph(said(rows[0][1], rows[0][3], sum(number(row[1]) for row in rows[1:])))
    head = (_("지표"), _("이 기간"), _("앞 기간"), _("올해 누적"))
    yield Table(_("한눈에 보는 활동"), head, tuple(rows), (40, 20, 20, 20))
    series = tuple(
        Series(name, tuple(number(row[place]) for row in rows[1:]))
        for place, name in ((1, _("이 기간")), (2, _("앞 기간")))
    )
    names = tuple(str(group.label) for group in WORK)
    yield Chart(_("단계별 활동, 이 기간과 앞 기간"), "bars", names, series, pgettext("unit", "건"))


def said(companies: Number, this_year: Number, entries: int) -> str:
    if not entries:
        return _("이 기간에 기업 카드에 적힌 지원이 없습니다.")
    words = _(
        "이 기간에 기업 {companies}곳을 지원했고, 기업 카드에 {entries}건을 남겼습니다. "
        "올해 들어 지원받은 기업은 모두 {year}곳입니다."
    )
    values = {"companies": companies, "year": this_year}
    return words.format(entries=f"{entries:,}", **{name: f"{number(one):,}" for name, one in values.items()})


def by_kind(asked: Asked) -> Iterator[Block]:
    """Every kind of work that occurred this year."""
    year = date(asked.since.year, 1, 1)
    entries = standing_at(asked.book.at).filter(happened_on__gte=year, happened_on__lt=asked.until)
    occurred = set(entries.values_list("kind", flat=True).distinct())
    kinds = [KINDS[name] for name in work_kinds() if name in occurred]
    if not kinds:
        return
    spans = ((asked.since, asked.until), (year, asked.until))
    queries = [(kind_definition(one), entries_query([one.name], *span)) for one in kinds for span in spans]
    found = iter(asked.book.measured(queries))
    rows = [
        (str(kind.group.label), asked.book.mark(kind_definition(kind)), next(found), next(found))
        for kind in kinds
    ]
    head = (_("단계"), _("종류"), _("이 기간"), _("올해 누적"))
    yield Table(_("종류별 활동"), head, tuple(rows), (22, 42, 18, 18))


def trend(asked: Asked) -> Iterator[Block]:
    """The twelve months up to the end of the time."""
    last = months_back(date.fromordinal(asked.until.toordinal() - 1), 0)
    firsts = [months_back(last, MONTHS - 1 - place) for place in range(MONTHS)]
    queries = [
        (group_definition(group), entries_query(names_in(group.code), first, months_back(first, -1)))
        for first in firsts
        for group in WORK
    ]
    found = iter(asked.book.measured(queries))
    rows: list[tuple[Cell, ...]] = [
        (date_format(first, "YEAR_MONTH_FORMAT"), *(next(found) for _group in WORK)) for first in firsts
    ]
    series = tuple(
        Series(str(group.label), tuple(number(row[place]) for row in rows))
        for place, group in enumerate(WORK, start=1)
    )
    months = tuple(f"{first:%y.%m}" for first in firsts)
    yield Chart(_("열두 달의 활동"), "columns", months, series, pgettext("unit", "건"))
    head = (pgettext("column", "달"), *(asked.book.mark(group_definition(group)) for group in WORK))
    yield Table(_("열두 달의 활동"), head, tuple(rows), (28, 24, 24, 24))


def by_region(asked: Asked) -> Iterator[Block]:
    """Companies that were supported this year, by the province in which they were at the time."""
    year = date(asked.since.year, 1, 1)
    definition = Definition(
        _("시·도별 지원받은 기업"),
        _("올해 지원받은 기업을 지원받은 때의 시·도로 나눔. 옮긴 기업은 두 곳에서 셀 수 있음"),
        cases(),
        pgettext("unit", "곳"),
    )
    kinds = work_kinds()
    queries = [
        (definition, entries_query(kinds, year, asked.until, companies=True, region=code))
        for code in PROVINCES
    ]
    found = asked.book.measured(queries)
    rows = [
        (str(place[0]), cell) for place, cell in zip(PROVINCES.values(), found, strict=True) if cell.value
    ]
    if not rows:
        return
    rows.sort(key=lambda row: -number(row[1]))
    values = tuple(number(cell) for _name, cell in rows)
    names = tuple(name for name, _cell in rows)
    yield Chart(definition.name, "bars", names, (Series(definition.name, values),), pgettext("unit", "곳"))
    head = (pgettext("column", "시·도"), asked.book.mark(definition))
    yield Table(definition.name, head, tuple(rows), (60, 40))


def days(asked: Asked) -> Iterator[Block]:
    """Forums, matching days and cohorts that fell in the time, in the order of their days."""
    lines = [*forum_days(asked), *matching_days(asked), *cohort_days(asked)]
    if lines:
        rows = tuple(
            (date_format(day, "SHORT_DATE_FORMAT"), kind, title, place)
            for day, kind, title, place in sorted(lines)
        )
        head = (_("날짜"), _("종류"), _("이름"), _("장소"))
        yield Table(_("이 기간의 행사와 교육"), head, rows, (18, 16, 42, 24))


Line = tuple[date, str, str, str]


def forum_days(asked: Asked) -> Iterator[Line]:
    found = Forum.objects.filter(first_day__gte=asked.since, first_day__lt=asked.until)
    for one in found.exclude(opened_at=None).exclude(state=Forum.State.CANCELLED):
        yield one.first_day, _("포럼"), one.title, one.place


def matching_days(asked: Asked) -> Iterator[Line]:
    open_states = (MatchingDay.State.PUBLISHED, MatchingDay.State.HELD)
    for one in MatchingDay.objects.filter(date__gte=asked.since, date__lt=asked.until, state__in=open_states):
        yield one.date, _("상담일"), one.title, one.place


def cohort_days(asked: Asked) -> Iterator[Line]:
    """Each cohort on the day of its first session in the time."""
    span = (moment(asked.since, 0), moment(asked.until, 0))
    sessions = Session.objects.filter(starts_at__gte=span[0], starts_at__lt=span[1])
    seen: set[int] = set()
    for one in sessions.select_related("cohort__course").order_by("starts_at", "pk"):
        cohort = one.cohort
        if cohort.pk in seen or cohort.state in ("draft", "cancelled"):
            continue
        seen.add(cohort.pk)
        title = sentence(
            _("{course} {number}기"), {"course": cohort.course.title, "number": str(cohort.number)}
        )
        yield one.starts_at.astimezone(span[0].tzinfo).date(), _("교육"), title, ""


for name, label, build in (
    ("centre.summary", gettext_lazy("한눈에 보기"), summary),
    ("centre.kinds", gettext_lazy("종류별 활동"), by_kind),
    ("centre.trend", gettext_lazy("열두 달의 흐름"), trend),
    ("centre.regions", gettext_lazy("시·도별 지원"), by_region),
    ("centre.days", gettext_lazy("행사와 교육"), days),
):
    register_report_section(ReportSection(name, label, build))

"""Matching days by year: how many were held, what was asked for, and which meetings took place."""

from collections import Counter
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deungdae.apps.caravan.kinds import MEETING_HELD
from deungdae.apps.caravan.models import MatchingDay, MeetingRequest
from deungdae.apps.portal.bridge.hiding import shown_counts
from deungdae.apps.portal.datasets.model import STATUS, Bars, Column, Dataset, Look, Status, Table
from deungdae.apps.programme.definition import Definition
from deungdae.apps.programme.selectors.tallies import stamp_now, tally_on

OF_MEETINGS = Definition(
    source="evidence",
    unit="entries",
    kinds=(MEETING_HELD,),
    conditions=(("partner_side", ("supply",)),),
    counted="entry",
)
HELD = (MatchingDay.State.HELD, MatchingDay.State.CLOSED)


def matching_table(day: date) -> Table:
    """A figure is shown by itself; what is hidden in one column is not told by another."""
    over = MatchingDay.objects.filter(state__in=HELD, date__lte=day)
    days = Counter(one.year for one in over.values_list("date", flat=True))
    asked = MeetingRequest.objects.filter(day__in=over).order_by()
    requests = Counter(one.year for one in asked.values_list("day__date", flat=True))
    seen = tally_on(OF_MEETINGS, stamp_now(), day).seen.values()
    meetings = Counter(one.day.year for one in seen)
    years = sorted({*days, *meetings})
    shown_requests = shown_counts({year: requests[year] for year in years})
    shown_meetings = shown_counts({year: meetings[year] for year in years})
    rows = tuple(
        (
            str(year),
            days[year],
            shown_requests[year],
            shown_meetings[year],
            str(Status.HIDDEN if None in (shown_requests[year], shown_meetings[year]) else Status.GIVEN),
        )
        for year in years
    )
    first = min((*(one.day for one in seen), *over.values_list("date", flat=True)), default=None)
    return Table(rows, first, day, day)


MATCHING = Dataset(
    "matching",
    _("맞춤형 매칭"),
    _(
        "열린 카라반 상담일의 수, 그날을 위해 낸 상담 신청의 수, 수요기업과 공급기업 사이에 열린 상담의"
        " 수입니다."
    ),
    _("일, 건"),
    _("상담일 기록과 기업 카드에 남은 증거"),
    (
        Column("year", _("연도"), _("상담일이 열린 해")),
        Column("days", _("상담일"), _("열린 상담일의 수"), Look.NUMBER),
        Column("requests", _("상담 신청"), _("열린 상담일에 낸 신청의 수"), Look.NUMBER),
        Column("meetings", _("열린 상담"), _("수요기업이 공급기업과 한 상담의 수"), Look.NUMBER),
        STATUS,
    ),
    matching_table,
    Bars(_("열린 상담"), ("year", "year"), "meetings", pgettext_lazy("figure", "{number}건"), {}),
)

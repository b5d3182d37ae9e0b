"""Specialists, and companies that the centre has worked with."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deungdae.apps.academy.kinds import CERTIFIED
from deungdae.apps.academy.past_kinds import PAST_COMPLETED
from deungdae.apps.evidence.kinds import names_in
from deungdae.apps.portal.datasets.margins import COLUMNS, margins_table
from deungdae.apps.portal.datasets.model import Bars, Dataset, Table
from deungdae.apps.programme.definition import Definition

STAGES = ("awareness", "capability", "execution")
OF_SPECIALISTS = Definition(
    source="evidence", unit="people", kinds=(CERTIFIED, PAST_COMPLETED), counted="person"
)


def of_companies() -> Definition:
    """Which kinds there are is known when every app has registered its own."""
    kinds = tuple(name for stage in STAGES for name in names_in(stage))
    return Definition(source="evidence", unit="organisations", kinds=kinds, counted="organisation")


def specialists_table(day: date) -> Table:
    return margins_table(OF_SPECIALISTS, day)


def companies_table(day: date) -> Table:
    return margins_table(of_companies(), day)


COMPANIES = Dataset(
    "companies",
    _("함께한 기업"),
    _(
        "센터의 인식 제고, 역량 강화, 실행 지원 가운데 하나라도 함께한 기업을 한 번씩 셉니다. 연도, 규모,"
        " 시·도는 처음"
        " 함께한 때의 것입니다."
    ),
    pgettext_lazy("after a number", "곳"),
    _("기업 카드에 남은 증거"),
    COLUMNS,
    companies_table,
    Bars(
        _("처음 함께한 해에 따른 기업 수"),
        ("name_ko", "name_en"),
        "count",
        pgettext_lazy("figure", "{number}곳"),
        {"side": "year"},
    ),
)
SPECIALISTS = Dataset(
    "specialists",
    _("디지털 전환 전문 인력"),
    _(
        "수료증을 받은 사람과, 예전 명단에서 수료를 확인한 사람을 한 번씩 셉니다. 연도, 소속 기업의 규모와"
        " 시·도는 처음"
        " 수료한 때의 것입니다."
    ),
    pgettext_lazy("after a number", "명"),
    _("기업 카드에 남은 증거"),
    COLUMNS,
    specialists_table,
    Bars(
        _("처음 수료한 해에 따른 전문 인력"),
        ("name_ko", "name_en"),
        "count",
        pgettext_lazy("figure", "{number}명"),
        {"side": "year"},
    ),
)

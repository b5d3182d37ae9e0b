"""People and companies by year, size and province, each counted once, from the entries of the cases."""

from collections.abc import Hashable, Mapping
from datetime import date
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deungdae.apps.evidence.models import CompanySize
from deungdae.apps.gap.charts import PROVINCES
from deungdae.apps.portal.bridge.hiding import Margins, margins_of
from deungdae.apps.portal.datasets.model import NAMES, STATUS, Column, Look, Row, Status, Table, in_both
from deungdae.apps.programme.definition import Definition
from deungdae.apps.programme.selectors.tallies import Stamp, stamp_now, tally_on

SIDES: Mapping[str, Promise] = {"year": _("연도"), "size": _("기업 규모"), "region": _("시·도")}
UNKNOWN = _("알려지지 않음")
COLUMNS = (
    Column(
        "side", _("나눈 기준"), _("whole: 전체, year: 연도, size: 기업의 직원 수, region: 시·도"), Look.FILE
    ),
    Column(
        "code",
        _("부호"),
        _("연도, 직원 수의 구간, 시·도의 두 자리 법정 부호; 비어 있으면 알려지지 않음"),
        Look.FILE,
    ),
    *NAMES,
    Column(
        "count",
        pgettext_lazy("number", "수"),
        _("한 번씩만 센 수; 숨긴 값은 비어 있고, 숨긴 칸의 사람이나 기업은 다른 기준에서도 뺍니다"),
        Look.NUMBER,
    ),
    STATUS,
)


@lru_cache(maxsize=16)
def margins_on(definition: Definition, stamp: Stamp, day: date) -> Margins:
    """Worked out once for the same evidence and day."""
    seen = tally_on(definition, stamp, day).seen.values()
    return margins_of([(str(one.day.year), one.size, one.region) for one in seen])


def margins_table(definition: Definition, day: date) -> Table:
    stamp = stamp_now()
    found = margins_on(definition, stamp, day)
    if not found.sides[0]:
        return Table((), None, day, day)
    days = [one.day for one in tally_on(definition, stamp, day).seen.values()]
    rows = [row_of("whole", "", _("전체"), found.whole)]
    for side, counts in zip(SIDES, found.sides, strict=True):
        order = order_of(side)
        rows += [
            row_of(side, str(code), name_of(side, str(code)), counts[code])
            for code in sorted(counts, key=lambda code: (code == "", order.get(str(code), 0), str(code)))
        ]
    return Table(tuple(rows), min(days, default=None), day, day)


def row_of(side: str, code: Hashable, name: Promise | str, count: int | None) -> Row:
    status = Status.GIVEN if count is not None else Status.HIDDEN
    return side, str(code), *in_both(name), count, str(status)


def order_of(side: str) -> dict[str, int]:
    codes = [str(one) for one in CompanySize.values] if side == "size" else list(PROVINCES)
    return {code: place for place, code in enumerate(codes)}


def name_of(side: str, code: str) -> Promise | str:
    if not code:
        return UNKNOWN
    if side == "size":
        return CompanySize(code).label if code in CompanySize.values else code
    if side == "region":
        return PROVINCES[code][0] if code in PROVINCES else code
    return code

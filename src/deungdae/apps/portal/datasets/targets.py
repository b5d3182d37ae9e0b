"""What programmes set out to reach, and what the evidence says they reached."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deungdae.apps.portal.bridge.hiding import LEAST
from deungdae.apps.portal.datasets.model import Bars, Column, Dataset, Look, Row, Status, Table, in_both
from deungdae.apps.programme.kinds import DISTINGUISHED
from deungdae.apps.programme.models import IndicatorVersion, Programme
from deungdae.apps.programme.selectors.standing import Standing, asked_of, standings_of

Unit = IndicatorVersion.Unit
OF_SOMEBODY = (Unit.ORGANISATIONS, Unit.PEOPLE, Unit.ENTRIES)


def targets_table(day: date) -> Table:
    rows: list[Row] = []
    programmes = list(Programme.objects.filter(starts_on__lte=day))
    last = day
    for programme in programmes:
        asked = asked_of(programme, day)
        last = max(asked.on, last) if programme is not programmes[0] else asked.on
        standings = standings_of(asked)
        hidden = hidden_of(standings)
        rows += [row_of(programme, one, asked.on, is_hidden=one.indicator.pk in hidden) for one in standings]
    begins = min((one.starts_on for one in programmes), default=None)
    return Table(tuple(rows), begins, last, day)


def hidden_of(standings: Sequence[Standing]) -> set[int]:
    """Small counts of people and companies; of parts of a whole all, where one of them is small. What a body
    has published itself, whom it chose, is no secret."""
    small = {one.indicator.pk: one for one in standings if is_small(one)}
    wholes = {one.indicator.part_of_id for one in small.values() if one.indicator.part_of_id}
    parts = {one.indicator.pk for one in standings if one.indicator.part_of_id in wholes}
    return set(small) | parts


def is_small(one: Standing) -> bool:
    if not one.definition.is_evidence or one.value is None or DISTINGUISHED in one.definition.kinds:
        return False
    of_few = 0 < len(one.tally.organisations) < LEAST
    return of_few or (one.version.unit in OF_SOMEBODY and 0 < one.value < 100 * LEAST)


def row_of(programme: Programme, one: Standing, on: date, *, is_hidden: bool) -> Row:
    value = None if is_hidden or one.value is None else plain(one.value)
    status = Status.HIDDEN if is_hidden else Status.NONE if one.value is None else Status.GIVEN
    last = one.targets[-1] if one.targets else None
    target = plain(last.value) if last is not None else None
    percent = round(100 * value / target, 1) if value is not None and target else None
    english = one.indicator.title_english or one.indicator.title
    return (
        programme.code,
        one.indicator.code,
        one.indicator.title,
        english,
        str(one.version.unit),
        *in_both(Unit(one.version.unit).label),
        value,
        f"{on:%Y-%m-%d}",
        target,
        f"{last.ends_on - timedelta(days=1):%Y-%m-%d}" if last is not None else "",
        percent,
        str(status),
    )


def plain(hundredths: int) -> int | float:
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100


TARGETS = Dataset(
    "targets",
    _("사업의 목표와 실적"),
    _(
        "사업이 내건 목표와, 기업 카드의 증거나 발표된 값으로 계산한 실적입니다. 실적은 사업 기간의"
        " 첫날부터 기준일까지"
        " 센 것이며, 손으로 적은 값이 아닙니다."
    ),
    _("지표마다 다름"),
    _("기업 카드에 남은 증거, 발표된 조사, 다른 기관이 발표한 값"),
    (
        Column("programme", _("사업"), _("사업의 부호"), Look.FILE),
        Column("indicator", _("부호"), _("지표의 부호"), Look.FILE),
        Column("name_ko", _("지표"), _("지표의 한국어 이름"), Look.KOREAN),
        Column("name_en", _("지표"), _("지표의 영어 이름"), Look.ENGLISH),
        Column(
            "unit",
            _("단위"),
            _("organisations: 곳, people: 명, entries: 건, won: 원, minutes: 분, points: 점, percent: %"),
            Look.FILE,
        ),
        Column("unit_ko", _("단위"), _("단위의 한국어 이름"), Look.KOREAN),
        Column("unit_en", _("단위"), _("단위의 영어 이름"), Look.ENGLISH),
        Column("value", _("실적"), _("기준일까지의 값"), Look.NUMBER),
        Column("on", _("기준일"), _("실적을 센 마지막 날"), Look.DAY),
        Column("target", _("목표"), _("마지막 목표의 값; 목표가 없으면 비어 있습니다"), Look.NUMBER),
        Column("target_on", _("목표일"), _("목표를 이루려는 날"), Look.DAY),
        Column("percent", _("이룬 비율(%)"), _("실적을 목표로 나눈 값"), Look.NUMBER),
        Column(
            "status",
            _("상태"),
            _("given: 값이 있음, hidden: 5 미만이거나 그런 값을 알아낼 수 있어 숨김, none: 아직 없음"),
            Look.FILE,
        ),
    ),
    targets_table,
    Bars(_("목표를 이룬 비율"), ("name_ko", "name_en"), "percent", pgettext_lazy("figure", "{number}%"), {}),
)

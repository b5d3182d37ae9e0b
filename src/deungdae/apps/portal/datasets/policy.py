"""Tasks of the government's strategy by field and light: sums, no task by its name."""

from collections import Counter
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from deungdae.apps.policy.selectors.register import lines_on, strategy_in_use
from deungdae.apps.portal.datasets.model import NAMES, Bars, Column, Dataset, Look, Row, Table

LIGHTS = ("green", "yellow", "red", "grey")


def policy_table(day: date) -> Table:
    strategy = strategy_in_use()
    if strategy is None:
        return Table((), None, day, day)
    lines = lines_on(strategy, day)
    if not lines:
        return Table((), None, day, day)
    counts = Counter((one.field.pk, one.light) for one in lines)
    rows: list[Row] = []
    for field in strategy.fields.all():
        lights = [counts[field.pk, light] for light in LIGHTS]
        rows.append((field.code, field.title, field.title_english or field.title, sum(lights), *lights))
    return Table(tuple(rows), strategy.starts_on, day, day)


POLICY = Dataset(
    "policy-tasks",
    _("정책 과제의 진행"),
    _(
        "성장전략의 세부과제를 분야로 나누고, 계획한 이정표와 지표에 견주어 계산한 진행 상태(정상, 주의,"
        " 위험, 아직 판단 전)로"
        " 센 것입니다. 과제마다의 내용은 부처와 센터만 봅니다."
    ),
    pgettext_lazy("policy", "과제"),
    _("부처의 과제 보고"),
    (
        Column("field", _("부호"), _("분야의 부호"), Look.FILE),
        *NAMES,
        Column("tasks", pgettext_lazy("policy", "과제"), _("분야의 과제 수"), Look.NUMBER),
        Column("green", pgettext_lazy("light", "정상"), _("정상인 과제"), Look.NUMBER),
        Column("yellow", pgettext_lazy("light", "주의"), _("주의할 과제"), Look.NUMBER),
        Column("red", pgettext_lazy("light", "위험"), _("위험한 과제"), Look.NUMBER),
        Column("grey", _("아직 판단 전"), _("아직 판단하지 않은 과제"), Look.NUMBER),
    ),
    policy_table,
    Bars(_("분야에 따른 과제"), ("name_ko", "name_en"), "tasks", pgettext_lazy("figure", "{number}과제"), {}),
)

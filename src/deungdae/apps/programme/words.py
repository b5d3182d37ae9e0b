"""Figures in the units of the reader's language, definitions as sentences, names of sides and fields."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from deungdae.apps.evidence.models import CompanySize
from deungdae.apps.gap.models import Size
from deungdae.apps.organisations.models import Region
from deungdae.apps.programme.definition import Counted, Definition, Unit, label_of
from deungdae.apps.programme.models import IndicatorVersion
from deungdae.engine.kernel.korean import sentence

EOK, MILLION = 100_000_000, 1_000_000
AFTER_A_NUMBER = {
    Unit.ORGANISATIONS: pgettext_lazy("after a number", "곳"),
    Unit.PEOPLE: pgettext_lazy("after a number", "명"),
    Unit.ENTRIES: pgettext_lazy("after a number", "건"),
}
SIDE_NAMES: dict[str, str | Promise] = {
    "year": gettext_lazy("연도"),
    "region": gettext_lazy("시·도"),
    "size": gettext_lazy("그때의 규모"),
    "kind": gettext_lazy("증거 종류"),
}
AGE_NAMES = (
    gettext_lazy("90일 안"),
    gettext_lazy("91~180일"),
    gettext_lazy("181~365일"),
    gettext_lazy("1년 넘음"),
)
FIELD_NAMES: dict[str, str | Promise] = {
    "round": gettext_lazy("차수"),
    "partner_side": gettext_lazy("상대의 구분"),
    "side": gettext_lazy("어느 쪽의 기록"),
    "distinction": gettext_lazy("선정"),
    "axis": gettext_lazy("축"),
    "role": gettext_lazy("교육 대상"),
    "framework": pgettext_lazy("one", "진단 체계"),
    "title": gettext_lazy("이름"),
    "minutes": gettext_lazy("분"),
    "hours": gettext_lazy("시간(교육)"),
    "amount_krw": gettext_lazy("금액(원)"),
    "overall": gettext_lazy("종합 점수"),
    "people": gettext_lazy("사람 수"),
    "used": gettext_lazy("업무에 쓰는 사람 수"),
}
"""What people call the fields of payloads that definitions ask about most; others by their own name."""


def bare(value: int, places: int = 1) -> str:
    """Hundredths as a number, with a decimal only where there is something behind the point."""
    text = f"{value / 100:,.{places}f}"
    return text.removesuffix("." + "0" * places)


def figure_words(value: int | None, unit: str) -> str:
    """1,234곳, 2.4%, 1.2억원: what is counted with its unit. In English ₩120m."""
    if value is None:
        return "–"
    if unit == Unit.WON and value >= 100 * EOK:
        if (get_language() or "").startswith("en"):
            return f"₩{bare(value // MILLION)}m"
        return sentence(_("{number}억원"), {"number": bare(value // EOK)})
    if unit == Unit.MINUTES:
        return sentence(_("{number}시간"), {"number": bare(value // 60)})
    number = bare(value)
    return counted_words(number, unit, 1 if number == "1" else 2)


def counted_words(number: str, unit: str, many: int) -> str:
    templates = {
        Unit.ORGANISATIONS: ngettext("{number}곳", "{number}곳", many),
        Unit.PEOPLE: ngettext("{number}명", "{number}명", many),
        Unit.ENTRIES: ngettext("{number}건", "{number}건", many),
        Unit.WON: _("{number}원"),
        Unit.POINTS: _("{number}점"),
        Unit.PERCENT: "{number}%",
    }
    return sentence(templates[Unit(unit)], {"number": number})


def about(value: int, unit: str) -> str:
    """A figure that was worked out, in whole units where it is large: nobody is 1,921.8 people."""
    return figure_words(round(value / 100) * 100 if value >= 1_000 else value, unit)


def short_unit(unit: str) -> str:
    """What stands right after a number in a sentence of the engine."""
    return str(AFTER_A_NUMBER.get(Unit(unit)) or Unit(unit).label)


def day_words(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def last_day(after: date) -> str:
    """The last day of a half-open period."""
    return day_words(after - timedelta(days=1))


def field_words(field: str) -> str:
    return str(FIELD_NAMES.get(field, field))


def definition_words(version: IndicatorVersion, definition: Definition) -> list[str]:
    """What is counted, in sentences that somebody who never saw a payload can read."""
    if definition.source == IndicatorVersion.Source.SURVEY:
        size = Size(definition.size).label if definition.size else ""
        return [
            sentence(_("발표된 조사의 값입니다({size}). 기업 카드에서 세지 않습니다."), {"size": str(size)})
        ]
    if definition.source == IndicatorVersion.Source.IMPORTED:
        return [_("다른 기관이 발표한 값입니다. 기업 카드에서 세지 않습니다.")]
    kinds = ", ".join(label_of(kind) for kind in definition.kinds)
    found = [sentence(_("증거: {kinds}"), {"kinds": kinds}), counting_words(definition)]
    for field, values in definition.conditions:
        told = ", ".join(str(one) if one != "" else _("없음") for one in values)
        template = _("조건: {field}(이/가) {values}")
        found.append(sentence(template, {"field": field_words(field), "values": told}))
    if version.within is not None:
        found.append(sentence(_("‘{title}’에 든 기업만"), {"title": str(version.within)}))
    if definition.since and definition.until:
        since, until = day_words(definition.since), last_day(definition.until)
        found.append(sentence(_("기간: {since} ~ {until}"), {"since": since, "until": until}))
    return found


def counting_words(definition: Definition) -> str:
    label = str(Counted(definition.counted).label)
    if definition.counted in (Counted.SUM, Counted.CHANGE):
        return sentence(
            _("세는 방법: {label} ({field})"), {"label": label, "field": field_words(definition.figure)}
        )
    return sentence(_("세는 방법: {label}"), {"label": label})


def side_labels(side: str) -> dict[str, str]:
    """Names of the values of a side; what is not there is its own name."""
    if side == "region":
        names = {one.code[:2]: str(one) for one in Region.objects.filter(level=1)}
        return {**names, "": _("지역을 알 수 없음")}
    if side == "size":
        return {str(value): str(label) for value, label in CompanySize.choices}
    return {}


def side_label(side: str, value: str, names: dict[str, str]) -> str:
    return label_of(value) if side == "kind" else names.get(value, value)

"""A definition as a value: what it counts, which fields its kinds have, what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.evidence.kinds import CORRECTION, KINDS, kind_of
from deungdae.apps.programme.kinds import AWAITED, PEOPLE
from deungdae.apps.programme.models import IndicatorVersion

Source, Counted, Unit = IndicatorVersion.Source, IndicatorVersion.Counted, IndicatorVersion.Unit
Conditions = tuple[tuple[str, tuple[str | int, ...]], ...]
UNIT_OF = {Counted.ORGANISATION: Unit.ORGANISATIONS, Counted.PERSON: Unit.PEOPLE, Counted.ENTRY: Unit.ENTRIES}
"""Units that follow from what is counted; sums and changes say their own."""
MEASURED = ("integer", "number")


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator counts. `since`, `until`: half-open; `within`: whose organisations alone count."""

    source: str
    unit: str
    kinds: tuple[str, ...] = ()
    conditions: Conditions = ()
    counted: str = ""
    figure: str = ""
    within: "Definition | None" = None
    since: date | None = None
    until: date | None = None
    survey: str = ""
    size: str = ""

    @property
    def is_evidence(self) -> bool:
        return self.source == Source.EVIDENCE

    @property
    def adds_up(self) -> bool:
        """Whether more comes on top of what there is; means and rates do not."""
        return self.is_evidence and self.counted != Counted.CHANGE

    @property
    def awaited(self) -> tuple[str, ...]:
        """Its kinds that no app writes yet."""
        return tuple(name for name in self.kinds if name not in KINDS)


def label_of(kind: str) -> str:
    """What people call a kind, one that is awaited too."""
    if kind not in KINDS and kind in AWAITED:
        return str(AWAITED[kind].label)
    return str(kind_of(kind).label)


def fields_of(kind: str) -> Mapping[str, Mapping[str, Any]]:
    """The fields of a kind's payload as its schema says them."""
    if kind in KINDS:
        properties: Any = KINDS[kind].schema.get("properties", {})
        return dict(properties)
    return AWAITED[kind].fields if kind in AWAITED else {}


def countable_kinds() -> list[str]:
    """Kinds that a definition can name: those that are written, and those that are waited for."""
    written = [name for name in KINDS if name != CORRECTION]
    return [*written, *(name for name in AWAITED if name not in KINDS)]


def common_fields(kinds: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """Fields that each of the kinds has; `fields_of` the first one says their shape."""
    if not kinds:
        return {}
    shared = set.intersection(*(set(fields_of(kind)) for kind in kinds))
    return {name: shape for name, shape in fields_of(kinds[0]).items() if name in shared}


def measured_fields(kinds: Sequence[str]) -> list[str]:
    """Those of them that hold a number."""

    def is_measured(shape: Mapping[str, Any]) -> bool:
        types = shape.get("type", "")
        return bool(set([types] if isinstance(types, str) else types) & set(MEASURED))

    return [name for name, shape in common_fields(kinds).items() if is_measured(shape)]


def check(definition: Definition) -> None:
    """RefusedError that names the value and the way out, where the definition could not count anything."""
    if not definition.is_evidence:
        return
    if not definition.kinds:
        words = _("셀 증거를 하나도 고르지 않았습니다. 어떤 기록을 셀지 한 가지 이상 골라 주십시오.")
        raise RefusedError("kinds", words)
    known = set(countable_kinds())
    for kind in definition.kinds:
        if kind not in known:
            words = _("증거 종류 ‘{kind}’(은/는) 없습니다. 목록에서 골라 주십시오.")
            raise refused("kind_unknown", words, kind=kind)
    if definition.since and definition.until and definition.until <= definition.since:
        words = _("기간의 끝 {until}(이/가) 시작 {since}보다 빨라 아무 기록도 들지 않습니다.")
        last = definition.until - timedelta(days=1)
        raise refused("period", words, since=definition.since.isoformat(), until=last.isoformat())
    check_conditions(definition)
    check_count(definition)


def check_conditions(definition: Definition) -> None:
    fields, seen = common_fields(definition.kinds), set()
    for field, values in definition.conditions:
        if field in seen:
            words = _("조건 ‘{field}’(이/가) 두 번 있습니다. 값을 쉼표로 이어 한 줄에 적어 주십시오.")
            raise refused("condition_twice", words, field=field)
        seen.add(field)
        if field not in fields:
            words = _("고른 증거 모두에 있는 칸이 아닙니다: ‘{field}’. 쓸 수 있는 칸: {fields}")
            raise refused("field_unknown", words, field=field, fields=", ".join(fields) or "–")
        if not values:
            words = _("조건 ‘{field}’에 값이 없어 아무 기록도 들지 않습니다. 값을 적거나 줄을 지워 주십시오.")
            raise refused("condition_empty", words, field=field)
        allowed = fields[field].get("enum")
        strange = [value for value in values if allowed is not None and value not in allowed]
        if strange:
            words = _("‘{field}’에는 ‘{value}’(이/가) 없어 아무 기록도 들지 않습니다. 있는 값: {allowed}")
            told = ", ".join(str(one) for one in allowed or () if one != "")
            raise refused("value_unknown", words, field=field, value=str(strange[0]), allowed=told)


def check_count(definition: Definition) -> None:
    counted = definition.counted
    if counted == Counted.PERSON:
        faceless = [label_of(kind) for kind in definition.kinds if kind not in PEOPLE]
        if faceless:
            words = _(
                "‘{kinds}’(은/는) 누구의 기록인지 알 수 없어 사람으로 세지 않습니다. 기록으로 세십시오."
            )
            raise refused("person", words, kinds=", ".join(faceless))
    if counted in (Counted.SUM, Counted.CHANGE):
        fields = measured_fields(definition.kinds)
        if definition.figure not in fields:
            words = _("‘{figure}’(은/는) 고른 증거 모두에 있는 수가 아닙니다. 쓸 수 있는 칸: {fields}")
            told = definition.figure or "–"
            raise refused("figure", words, figure=told, fields=", ".join(fields) or "–")
    if counted == Counted.CHANGE and "round" not in common_fields(definition.kinds):
        words = _("T0와 T1의 차이는 차수가 적힌 증거(진단을 마침)로만 냅니다. 그 종류를 골라 주십시오.")
        raise RefusedError("rounds", words)
    if counted in UNIT_OF and definition.unit != UNIT_OF[Counted(counted)]:
        words = _("세는 방법과 단위가 맞지 않습니다. 단위 ‘{unit}’(으로/로) 고쳐 주십시오.")
        raise refused("unit", words, unit=str(UNIT_OF[Counted(counted)].label))


def typed_value(kinds: Sequence[str], field: str, text: str) -> str | int:
    """A value of a condition as the payload has it: a whole number where the field holds whole numbers."""
    shape = common_fields(kinds).get(field, {})
    is_number = shape.get("type") == "integer" or all(isinstance(one, int) for one in shape.get("enum", [""]))
    if is_number and text.lstrip("-").isascii() and text.lstrip("-").isdecimal():
        return int(text)
    return text

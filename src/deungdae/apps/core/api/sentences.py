"""What is wrong with one value of a call, in words; the codes are pydantic's."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WHOLE_BODY = "body"

SENTENCES = {
    "missing": gettext_lazy("필수 항목입니다. 값을 넣어 주십시오."),
    "extra_forbidden": gettext_lazy("알 수 없는 항목입니다. 이 항목을 빼 주십시오."),
    "string_too_long": gettext_lazy("%(max_length)s자까지 쓸 수 있습니다."),
    "string_too_short": gettext_lazy("%(min_length)s자 이상 써 주십시오."),
    "string_pattern_mismatch": gettext_lazy("형식이 맞지 않습니다. API 문서의 형식을 확인해 주십시오."),
    "greater_than_equal": gettext_lazy("%(ge)s 이상이어야 합니다."),
    "less_than_equal": gettext_lazy("%(le)s 이하여야 합니다."),
    "too_long": gettext_lazy("%(max_length)s개까지 보낼 수 있습니다."),
    "literal_error": gettext_lazy("다음 가운데 하나여야 합니다: %(expected)s"),
    "enum": gettext_lazy("다음 가운데 하나여야 합니다: %(expected)s"),
}
BY_START = {
    "string": gettext_lazy("문자열로 보내 주십시오."),
    "int": gettext_lazy("정수로 보내 주십시오."),
    "date": gettext_lazy("날짜는 2021-04-14처럼 보내 주십시오."),
    "datetime": gettext_lazy("때는 2021-04-14T14:00:00+09:00처럼 보내 주십시오."),
    "time": gettext_lazy("시각은 14:00처럼 보내 주십시오."),
    "bool": gettext_lazy("true 또는 false로 보내 주십시오."),
    "list": gettext_lazy("목록(배열)으로 보내 주십시오."),
    "uuid": gettext_lazy("UUID로 보내 주십시오. 예: 8f14e45f-ceea-4e7b-9c1b-2f1d3c5a7b90"),
}


def field_name(error: Mapping[str, Any]) -> str:
    """Where the value stands, as the caller wrote it: `attendees.0.name`."""
    place, *rest = error["loc"]
    if place == "body":
        rest = rest[1:]
    return ".".join(str(part) for part in rest) or WHOLE_BODY


def sentence(error: Mapping[str, Any]) -> str:
    """What to do about one value. Our own checks bring their own words."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind in SENTENCES:
        return SENTENCES[kind] % context
    found = BY_START.get(kind.split("_", 1)[0])
    return str(found) if found else _("값의 형식이 맞지 않습니다. API 문서의 형식을 확인해 주십시오.")

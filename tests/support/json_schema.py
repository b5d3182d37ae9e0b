"""Values made from a JSON schema of the API, most of them right, some of them anything."""

from datetime import datetime
from typing import Any

from hypothesis import strategies as st

TEXT = st.text(max_size=40) | st.sampled_from(
    ["", "가나다", "\x00", "\ud800", "=1+1", "' OR 1=1 --", "😀" * 80]
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
FORMATS = {
    "date": st.dates().map(str),
    "date-time": st.datetimes().map(datetime.isoformat) | st.just("2030-03-05T10:00:00+09:00"),
    "time": st.times().map(str) | st.just("14:00"),
    "uuid": st.uuids().map(str),
}


Schema = dict[str, Any]
Values = st.SearchStrategy[Any]


def value_of(schema: Schema, parts: Schema, ids: st.SearchStrategy[str]) -> Values:
    """Mostly what the schema describes, now and then something else. `ids`: for texts that name a record."""
    return st.one_of(right_value(schema, parts, ids), right_value(schema, parts, ids), JUNK)


def right_value(schema: Schema, parts: Schema, ids: st.SearchStrategy[str]) -> Values:
    if "$ref" in schema:
        return right_value(parts[schema["$ref"].rsplit("/", 1)[1]], parts, ids)
    if "anyOf" in schema:
        return st.one_of(*(right_value(each, parts, ids) for each in schema["anyOf"]))
    if "enum" in schema or "const" in schema:
        return st.sampled_from(schema.get("enum", [schema.get("const")]))
    if isinstance(schema["type"], list):
        kinds = [{**schema, "type": kind} for kind in schema["type"]]
        return st.one_of(*(right_value(each, parts, ids) for each in kinds))
    return value_of_kind(schema, parts, ids)


def value_of_kind(schema: Schema, parts: Schema, ids: st.SearchStrategy[str]) -> Values:
    match schema["type"]:
        case "object":
            found = {name: value_of(each, parts, ids) for name, each in schema["properties"].items()}
            required = {name: found.pop(name) for name in schema.get("required", [])}
            values: Values = st.fixed_dictionaries(required, optional=found)
        case "number":
            values = st.floats(schema.get("minimum"), schema.get("maximum"))
        case "array":
            values = st.lists(value_of(schema["items"], parts, ids), max_size=4)
        case "integer":
            values = st.integers(schema.get("minimum", -5), schema.get("maximum", 2**40)) | st.just(2**70)
        case "string":
            values = FORMATS.get(schema.get("format", ""), TEXT | ids)
        case kind:
            values = {"boolean": st.booleans(), "null": st.none()}[kind]
    return values

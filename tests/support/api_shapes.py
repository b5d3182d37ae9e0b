"""Every answer of the API, held against the description that the product itself serves."""

import json
from functools import cache
from typing import Any

import jsonschema
from django.http import HttpResponse

from deungdae.project.api_urls import api


@cache
def description() -> dict[str, Any]:
    """As a program gets it."""
    found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema()))
    return found


def in_shape(answer: HttpResponse, operation_id: str) -> Any:
    """The body, after the schema of its status (or of problems) has agreed with it."""
    responses = operation(operation_id)["responses"]
    promised = responses.get(str(answer.status_code), responses["default"])
    if "content" not in promised:
        assert not answer.content
        return None
    [(kind, content)] = promised["content"].items()
    assert answer["Content-Type"].split(";")[0] == kind
    body = json.loads(answer.content)
    schema = {**content["schema"], "components": description()["components"]}
    jsonschema.Draft202012Validator(schema).validate(body)
    return body


def operation(operation_id: str) -> dict[str, Any]:
    return next(
        one
        for methods in description()["paths"].values()
        for one in methods.values()
        if one["operationId"] == operation_id
    )

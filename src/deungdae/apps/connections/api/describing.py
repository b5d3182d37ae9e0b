"""What the description of the API (OpenAPI 3.1) says beyond the operations themselves: scopes, quotas,
problems. It is made from the same tables by which calls are checked."""

from typing import Any

from django.utils.translation import gettext as _
from ninja import NinjaAPI

from deungdae.apps.connections.scopes import EVERYBODY, NEEDED
from deungdae.apps.core.api.problems import Problem

Description = dict[str, Any]
REFERENCE = {"$ref": "#/components/schemas/Problem"}
PREFIX = "/api/v1/"
METHODS = ("get", "post", "put", "patch", "delete")


def describe_all(found: Description) -> None:
    """Add to the description what is the same for all operations."""
    schemas = found["components"].setdefault("schemas", {})
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(problem.pop("$defs", {}))
    schemas["Problem"] = problem
    for methods in found["paths"].values():
        for method, operation in methods.items():
            describe_operation(operation, is_get=method == "get")


def describe_operation(operation: Description, *, is_get: bool) -> None:
    name = operation["operationId"]
    scope = NEEDED.get(name)
    if scope is not None:
        operation["x-scope"] = scope.code
        line = _("API 키에 필요한 범위: %(scope)s") % {"scope": scope.code}
        operation["description"] = "\n\n".join(filter(None, [operation.get("description", ""), line]))
    if name in EVERYBODY:
        operation["security"] = [*operation.get("security", []), {}]
    responses = operation["responses"]
    if is_get:
        responses["304"] = {"description": "Not Modified"}
    responses["default"] = {
        "description": "Problem",
        "content": {"application/problem+json": {"schema": REFERENCE}},
    }


def operations_by_path(api: NinjaAPI) -> dict[str, dict[str, str]]:
    """Path below the root, such as `/days/{day_id}` → method → id of the operation."""
    paths = api.get_openapi_schema(path_prefix="")["paths"]
    return {
        path: {method.upper(): one["operationId"] for method, one in methods.items() if method in METHODS}
        for path, methods in paths.items()
    }


APIS: list[NinjaAPI] = []
"""The API that the pages tell of; put here by the wiring, which alone knows all its parts."""


def describe(api: NinjaAPI) -> None:
    APIS[:] = [api]


def description() -> Description:
    """As programs get it, in the language in force."""
    return APIS[0].get_openapi_schema(path_prefix=PREFIX)

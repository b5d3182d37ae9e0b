"""Wiring of the JSON API: one router per subject, one way to sign in, one shape of error."""

import re
from collections.abc import Callable, Mapping
from functools import cache, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.utils.translation import get_language
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from deungdae.apps.academy import api as academy
from deungdae.apps.accounts.api import BearerToken
from deungdae.apps.calendar import api as calendar
from deungdae.apps.caravan import api as caravan
from deungdae.apps.connections.api import own, public, targets
from deungdae.apps.connections.api.describing import describe, describe_all, operations_by_path
from deungdae.apps.connections.api.front import with_front
from deungdae.apps.connections.api.keys import KeyBearer, answer_key_problems
from deungdae.apps.core.api import jobs
from deungdae.apps.core.api.problems import answer_problems, not_allowed, not_found
from deungdae.apps.evidence import api as evidence
from deungdae.apps.organisations import api as organisations
from deungdae.apps.organisations import api_solutions


class HouseAPI(NinjaAPI):
    """Describes itself once in each language: the description is the same for everybody and slow to make."""

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        key = repr((get_language(), sorted(where.items())))
        if key not in DESCRIPTIONS:
            DESCRIPTIONS[key] = super().get_openapi_schema(**where)
            describe_all(DESCRIPTIONS[key])
        return DESCRIPTIONS[key]


DESCRIPTIONS: dict[str, OpenAPISchema] = {}
api = HouseAPI(
    title="deungdae",
    version="1",
    description="디지털 혁신센터의 자료를 다루는 API입니다. 키와 토큰은 만든 사람의 권한만큼 봅니다.",
    urls_namespace="api",
    auth=[KeyBearer(), BearerToken()],
    docs_url=None,
)
answer_problems(api, conflicts=caravan.CONFLICTS | calendar.CONFLICTS)
answer_key_problems(api)
describe(api)
api.add_router("/days", caravan.days)
api.add_router("/days", caravan.day_participants)
api.add_router("/days", caravan.day_requests)
api.add_router("/days", caravan.timetable)
api.add_router("/participants", caravan.participants)
api.add_router("/requests", caravan.requests)
api.add_router("/organisations", organisations.router)
api.add_router("/organisations", evidence.router)
api.add_router("/solutions", api_solutions.router)
api.add_router("/calendar", calendar.router)
api.add_router("/academy", academy.router)
api.add_router("/search", organisations.search)
api.add_router("/jobs", jobs.router)
api.add_router("/public", public.router)
api.add_router("/own", own.router)
api.add_router("/targets", targets.router)


def with_problem(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A method that an address does not know is a problem like the others."""

    @wraps(view)
    def answer(request: HttpRequest, **parts: str) -> HttpResponse:
        response = view(request, **parts)
        is_wrong_method = response.status_code == 405
        return not_allowed(request, allow=response["Allow"]) if is_wrong_method else response

    return answer


@cache
def operations() -> dict[str, dict[str, str]]:
    return operations_by_path(api)


def operations_of(route: str) -> Callable[[], Mapping[str, str]]:
    """Asked at the first call: while the addresses are wired the description cannot be made yet."""
    path = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)
    return lambda: operations().get(path, {})


api_patterns = api.urls
for pattern in api_patterns[0]:
    behind = operations_of(str(pattern.pattern))
    pattern.callback = with_front(with_problem(pattern.callback), operations=behind)  # type: ignore[arg-type]

urlpatterns = [
    path("v1/", not_found, name="api_root"),
    path("v1/", api_patterns),
    re_path("", not_found, name="api_unknown"),
]

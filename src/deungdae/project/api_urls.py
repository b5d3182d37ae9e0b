"""Wiring of the JSON API: one router per app, one way to sign in, one shape of error."""

from django.urls import path, re_path
from ninja import NinjaAPI

from deungdae.apps.accounts.api import BearerToken
from deungdae.apps.caravan import api as caravan
from deungdae.apps.core.api.problems import answer_problems, not_found

api = NinjaAPI(
    title="deungdae",
    version="1",
    description="디지털 혁신센터의 상담일 자료를 다루는 API입니다.",
    urls_namespace="api",
    auth=BearerToken(),
    docs_url=None,
)
answer_problems(api)
api.add_router("/days", caravan.days)

urlpatterns = [
    path("v1/", not_found, name="api_root"),
    path("v1/", api.urls),
    re_path("", not_found, name="api_unknown"),
]

"""How programs call the API: for everybody, without signing in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.connections.api.describing import PREFIX
from deungdae.apps.connections.events import Event
from deungdae.apps.connections.rules import READ
from deungdae.apps.connections.selectors.described import example, scope_lines
from deungdae.apps.connections.selectors.places import address_on_site
from deungdae.apps.connections.views.access import crumbs_home


@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    examples = [
        (_("키 없이 읽기(curl)"), "public.sh"),
        (_("키로 읽기(curl)"), "own.sh"),
        (_("끝까지 읽기(Python)"), "case_in_python.txt"),
        (_("여럿을 교육에 신청하기(curl)"), "enrol.sh"),
    ]
    context = {
        "crumbs": crumbs_home() if request.user.has_perm(READ) else [],
        "address": address_on_site(PREFIX).rstrip("/"),
        "scopes": scope_lines(),
        "limits": settings.API_CALLS,
        "open_limits": settings.API_CALLS_WITHOUT_A_KEY,
        "examples": [{"title": title, "code": example(name)} for title, name in examples],
        "verify": example("verify_in_python.txt"),
        "events": list(Event),
    }
    return render(request, "connections/guide.html", context)

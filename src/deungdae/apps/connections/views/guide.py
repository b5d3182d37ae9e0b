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
        (_("키 없이 읽기(curl)"), _("게시판의 최근 공지 세 건입니다."), "public.sh"),
        (_("키로 읽기(curl)"), _("우리 기업의 교육생 가운데 수료증을 받은 사람입니다."), "own.sh"),
        (
            _("끝까지 읽기(Python)"),
            _("기업 카드의 기록을 쪽마다 이어 읽고, 한도에 닿으면 알려 준 만큼 기다립니다."),
            "case_in_python.txt",
        ),
        (
            _("여럿을 교육에 신청하기(curl)"),
            _("같은 Idempotency-Key로 다시 보내도 한 번만 신청합니다."),
            "enrol.sh",
        ),
    ]
    context = {
        "crumbs": crumbs_home() if request.user.has_perm(READ) else [],
        "address": address_on_site(PREFIX).rstrip("/"),
        "scopes": scope_lines(),
        "limits": settings.API_CALLS,
        "open_limits": settings.API_CALLS_WITHOUT_A_KEY,
        "examples": [
            {"title": title, "about": about, "code": example(name)} for title, about, name in examples
        ],
        "verify": example("verify_in_python.txt"),
        "events": list(Event),
    }
    return render(request, "connections/guide.html", context)

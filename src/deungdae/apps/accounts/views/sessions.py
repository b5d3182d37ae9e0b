"""Where a person is signed in, and ending that."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from deungdae.apps.accounts import sessions
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.pages import belongs_to
from deungdae.apps.core.words import done


@login_required
@never_cache
@require_GET
def session_list(request: HttpRequest) -> HttpResponse:
    own = [
        (one, sessions.device_words(one.device), one.session_key == request.session.session_key)
        for one in sessions.sessions_of(user=user_of(request))
    ]
    return render(request, "accounts/session_list.html", {"sessions": own})


@login_required
@require_POST
def session_end(request: HttpRequest, session_id: UUID) -> HttpResponse:
    session = get_object_or_404(sessions.sessions_of(user=user_of(request)), public_id=session_id)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    session.delete()
    done(request, _("그 기기에서 로그아웃했습니다."))
    return redirect("accounts:session_list")


@belongs_to("accounts:session_list")
@login_required
@require_POST
def sessions_end_others(request: HttpRequest) -> HttpResponse:
    sessions.end_sessions(user=user_of(request), but=request.session.session_key)
    done(request, _("이 기기 말고 다른 곳에서는 모두 로그아웃했습니다."))
    return redirect("accounts:session_list")

"""Opening a course site (LTI 1.3): from the seat or the session to the site, asked back by it, and there."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.academy.links import enrolment_of_token
from deungdae.apps.academy.models import CourseLink, Launch, Session, SigningKey
from deungdae.apps.academy.models.course_sites import DEPLOYMENT
from deungdae.apps.academy.services.launches import answer_launch, ask_launch
from deungdae.apps.academy.views.access import session_page
from deungdae.apps.academy.views.badges import keys_answer
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import not_done

OPENED, MOST_OPENED = "launches", 10
"""In the browser's session: the openings that were asked for there. Nobody else is answered for them."""
ASKED = {"response_type": "id_token", "response_mode": "form_post", "prompt": "none"}
"""What a site must ask for (1EdTech security framework 5.1.1.2)."""


@require_POST
@never_cache
def seat_launch(request: HttpRequest, seat_link: str, course_link_id: UUID) -> HttpResponse:
    """Somebody with a seat opens what belongs to a session, with an account or without."""
    enrolment = enrolment_of_token(seat_link)
    if enrolment is None:
        raise Http404
    link = get_object_or_404(links(), public_id=course_link_id, session__cohort=enrolment.cohort)
    tells_name = request.POST.get("tells_name") == "1"
    try:
        launch = ask_launch(link=link, enrolment=enrolment, account=None, tells_name=tells_name)
    except RefusedError as error:
        not_done(request, error.message)
        return HttpResponseRedirect(reverse("academy:seat", args=[seat_link]))
    return to_site(request, launch)


@session_page
@require_POST
def session_launch(request: HttpRequest, session: Session) -> HttpResponse:
    """Staff look at what the people of the session will see."""
    link = get_object_or_404(links(), session=session)
    try:
        launch = ask_launch(link=link, enrolment=None, account=user_of(request))
    except RefusedError as error:
        not_done(request, error.message)
        return HttpResponseRedirect(reverse("academy:session_link", args=[session.public_id]))
    return to_site(request, launch)


def links():  # type: ignore[no-untyped-def]
    return CourseLink.objects.select_related("site", "session__cohort")


def to_site(request: HttpRequest, launch: Launch) -> HttpResponse:
    """The first step: the site is asked to start (OpenID Connect, third-party initiated login)."""
    request.session[OPENED] = [*request.session.get(OPENED, []), launch.short_id][-MOST_OPENED:]
    site = launch.link.site
    fields = {
        "iss": settings.SITE_ADDRESS,
        "login_hint": launch.short_id,
        "lti_message_hint": launch.short_id,
        "target_link_uri": launch.link.target,
        "client_id": str(site.client_id),
        "lti_deployment_id": DEPLOYMENT,
    }
    return sending_page(request, address=site.login_url, fields=fields, name=site.name)


def sending_page(request: HttpRequest, *, address: str, fields: dict[str, str], name: str) -> HttpResponse:
    context = {"address": address, "fields": fields, "name": name, "host": urlsplit(address).netloc}
    answer = render(request, "academy/launch.html", context)
    # Read by the middleware of csp: the form goes to the site, which may lead on.
    answer._csp_update = {"form-action": ["https:"]}  # type: ignore[attr-defined]
    return answer


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def launch_answer(request: HttpRequest) -> HttpResponse:
    """The second step: the site asks who it is. What it posts is asked again by the browser itself, which
    then brings the session along."""
    if request.method == "POST":
        return HttpResponseRedirect(f"{request.path}?{request.POST.urlencode()}", status=303)
    asked = request.GET.dict()
    try:
        answer = signed_answer(request, asked)
    except RefusedError as error:
        return render(request, "academy/launch_refused.html", {"message": error.message}, status=400)
    fields = {"id_token": answer, "state": asked["state"]}
    return sending_page(request, address=asked["redirect_uri"], fields=fields, name="")


def signed_answer(request: HttpRequest, asked: dict[str, Any]) -> str:
    wrong = [name for name, value in ASKED.items() if asked.get(name) != value]
    missing = [name for name in ("client_id", "redirect_uri", "state", "nonce") if not asked.get(name)]
    if "openid" not in asked.get("scope", "").split():
        missing.append("scope")
    if wrong or missing:
        words = _("학습 사이트가 보낸 요청이 맞지 않습니다(%(names)s). 사이트 관리자에게 알려 주십시오.")
        raise RefusedError("request", words % {"names": ", ".join(wrong + missing)})
    name = asked.get("lti_message_hint", "")
    if name != asked.get("login_hint") or name not in request.session.get(OPENED, []):
        raise RefusedError("other_browser", _("이 화면에서 연 학습이 아닙니다. 학습을 다시 열어 주십시오."))
    return answer_launch(
        name=name,
        client_id=asked["client_id"],
        redirect_uri=asked["redirect_uri"],
        nonce=asked["nonce"],
        language=get_language() or "ko",
    )


@require_GET
def launch_keys(_request: HttpRequest) -> HttpResponse:
    """Every key that ever signed an opening (RFC 7517)."""
    return keys_answer(SigningKey.Purpose.LAUNCH)

"""The calendar behind an unguessable address: no sign-in, no index, no copy, no referrer."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.documents.feed import resource_ics
from deungdae.apps.calendar.links import resource_of_token
from deungdae.apps.calendar.models import Resource
from deungdae.apps.calendar.services.resources import renew_feed_link
from deungdae.apps.calendar.views.access import resource_page
from deungdae.apps.core.answers import ICS, file_answer
from deungdae.apps.core.words import done


@require_GET
def feed(request: HttpRequest, feed: str) -> HttpResponse:
    resource = resource_of_token(feed)
    if resource is None:
        raise Http404
    name = f"{slugify(resource.name, allow_unicode=True)[:60] or 'calendar'}.ics"
    answer = file_answer(resource_ics(resource), name=name, kind=ICS)
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@resource_page
@require_POST
def renew(request: HttpRequest, resource: Resource) -> HttpResponse:
    """Whoever may see the calendar may have a new address for it, as after a leak."""
    renew_feed_link(resource=resource, actor=user_of(request))
    done(
        request,
        _("{name}의 달력 주소를 새로 만들었습니다. 옛 주소는 이제 열리지 않습니다."),
        name=resource.name,
    )
    return redirect("calendar:week", resource_id=resource.public_id)

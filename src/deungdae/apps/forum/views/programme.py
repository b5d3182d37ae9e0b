"""The published programme: page, calendar, paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.core.answers import ICS, PDF, file_answer
from deungdae.apps.forum.documents.feed import forum_ics
from deungdae.apps.forum.documents.programme import programme_pdf
from deungdae.apps.forum.models import Forum
from deungdae.apps.forum.selectors.programme import programme_days, speakers_words
from deungdae.apps.forum.services.placing import placed_of
from deungdae.apps.forum.spans import forum_days_words
from deungdae.apps.forum.views.access import crumbs, forum_page, may_write


def require_published(request: HttpRequest, forum: Forum) -> None:
    """Everybody sees a published programme, staff one that is being made."""
    if forum.programme_at is None and not may_write(request):
        raise Http404


@forum_page
@require_GET
def programme(request: HttpRequest, forum: Forum) -> HttpResponse:
    require_published(request, forum)
    talks = placed_of(forum)
    context = {
        "forum": forum,
        "crumbs": crumbs(forum),
        "days": programme_days(forum, talks),
        "when": forum_days_words(forum),
        "talks": [{"talk": one, "speakers": speakers_words(one)} for one in talks],
        "may_write": may_write(request),
    }
    return render(request, "forum/programme.html", context)


@forum_page
@require_GET
def programme_feed(request: HttpRequest, forum: Forum) -> HttpResponse:
    return file_answer(forum_ics(forum), name=f"{forum}.ics", kind=ICS)


@forum_page
@require_GET
def programme_paper(request: HttpRequest, forum: Forum) -> HttpResponse:
    require_published(request, forum)
    name = _("%(forum)s 프로그램.pdf") % {"forum": str(forum)}
    return file_answer(programme_pdf(forum), name=name, kind=PDF)

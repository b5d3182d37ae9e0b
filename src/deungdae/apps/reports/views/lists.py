"""The list of reports, and the templates they are made from."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from deungdae.apps.calendar.views.access import typed
from deungdae.apps.core.paging import page_links
from deungdae.apps.reports.models import Report, ReportTemplate
from deungdae.apps.reports.rules import READ_ALL, WRITE
from deungdae.apps.reports.selectors.reports import TONES, reports_matching
from deungdae.apps.reports.selectors.words import period_words, subject_name
from deungdae.apps.reports.views.access import reading_page

PAGE_SIZE = 30


@reading_page
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    words, kind, state = typed(request, "q"), typed(request, "kind"), typed(request, "state")
    found = reports_matching(user=request.user, words=words, kind=kind, state=state)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "lines": [
            {
                "one": one,
                "period": period_words(one.since, one.until),
                "subject": subject_name(one),
                "tone": TONES.get(one.state, "neutral"),
            }
            for one in page
        ],
        "links": page_links(request, page),
        "words": words,
        "kind": kind,
        "kinds": ReportTemplate.Kind.choices,
        "state": state,
        "states": Report.State.choices,
        "may_write": request.user.has_perm(WRITE),
        "sees_all": request.user.has_perm(READ_ALL),
    }
    return render(request, "reports/home.html", context)

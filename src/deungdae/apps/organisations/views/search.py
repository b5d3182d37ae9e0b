"""The search over everything that a person may see: its page, and what appears while one types."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.selectors.search import Answers, organisations_found
from deungdae.apps.organisations.views.organisations import filters_of, line_of, page_number

SUGGESTIONS = 8


def answers_of(request: HttpRequest, *, text: str, size: int) -> Answers[Organisation]:
    scope = Organisation.objects.visible_to(user_of(request))
    return organisations_found(scope=scope, text=text, page=page_number(request), size=size)


@login_required
@require_GET
def search_page(request: HttpRequest) -> HttpResponse:
    text = filters_of(request.GET).search
    number = page_number(request)
    answers = answers_of(request, text=text, size=20)
    context = {
        "text": text,
        "answers": answers,
        "lines": [{**line_of(each.record), "reason": each.reason} for each in answers.found],
        "previous": "?" + urlencode({"q": text, "page": number - 1}) if number > 1 else "",
        "next": "?" + urlencode({"q": text, "page": number + 1}) if answers.has_next else "",
    }
    return render(request, "organisations/search.html", context)


@login_required
@require_GET
def suggestions(request: HttpRequest) -> HttpResponse:
    """A part of a page: the closest few, and the way to all."""
    text = filters_of(request.GET).search
    answers = answers_of(request, text=text, size=SUGGESTIONS)
    return render(request, "organisations/search_suggestions.html", {"text": text, "answers": answers})

"""Companies that stand at a stage, who waited longest first."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from deungdae.apps.calendar.views.access import typed
from deungdae.apps.core.paging import page_links
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.programme.selectors.funnel import AGES, STAGES, companies_at
from deungdae.apps.programme.selectors.standing import asked_of
from deungdae.apps.programme.views.access import case_page, crumbs_home, day_asked, programme_asked
from deungdae.apps.programme.views.home import stage_labels
from deungdae.apps.programme.words import AGE_NAMES, day_words

PAGE_SIZE = 50


@case_page
@require_GET
def funnel(request: HttpRequest) -> HttpResponse:
    programme = programme_asked(request)
    if programme is None:
        return render(request, "programme/empty.html")
    asked = asked_of(programme, day_asked(request))
    codes, told = [one.code for one in STAGES], typed(request, "age")
    stage = typed(request, "stage") if typed(request, "stage") in codes else codes[0]
    age = int(told) if told in {str(number) for number in range(len(AGES) + 1)} else None
    page = Paginator(companies_at(stage, age, asked.on, asked.stamp), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    companies = Organisation.objects.in_bulk([one.organisation for one in page])
    context = {
        "crumbs": crumbs_home(programme),
        "stage": stage_labels()[stage],
        "age": AGE_NAMES[age] if age is not None else "",
        "day": asked.on,
        "count": page.paginator.count,
        "links": page_links(request, page),
        "lines": [
            {
                "company": companies[one.organisation],
                "url": reverse("evidence:case", args=[companies[one.organisation].public_id]),
                "last": day_words(one.last),
                "days": (asked.on - one.last).days,
            }
            for one in page
        ],
    }
    return render(request, "programme/funnel.html", context)

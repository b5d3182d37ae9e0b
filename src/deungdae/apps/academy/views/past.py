"""Completions that were taken over from lists of before this register; one that is wrong is withdrawn."""

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.forms.why import WhyForm
from deungdae.apps.academy.models import PastCompletion
from deungdae.apps.academy.services.past import withdraw_one
from deungdae.apps.academy.views.access import crumbs, staff_page
from deungdae.apps.academy.views.frame import question_page
from deungdae.apps.accounts.personal.masking import masked_name
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.calendar.views.access import typed
from deungdae.apps.core.paging import page_links
from deungdae.apps.core.words import done
from deungdae.engine.kernel.korean import sentence

PAGE_SIZE = 50


@staff_page
@require_GET
def past_completions(request: HttpRequest) -> HttpResponse:
    """All, those withdrawn too; `q`: words of the course, the source or the company."""
    words = typed(request, "q")
    found = PastCompletion.objects.visible_to(user_of(request)).select_related("trainee", "organisation")
    for word in words.split():
        found = found.filter(
            Q(course_title__icontains=word)
            | Q(source__icontains=word)
            | Q(organisation__name__icontains=word)
        )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "crumbs": crumbs(),
        "lines": [{"one": one, "name": masked_name(one.trainee.name)} for one in page],
        "page": page,
        "links": page_links(request, page),
        "words": words,
    }
    return render(request, "academy/past.html", context)


@staff_page
@require_http_methods(["GET", "POST"])
def past_withdraw(request: HttpRequest, past_id: UUID) -> HttpResponse:
    seen = PastCompletion.objects.visible_to(user_of(request)).select_related("trainee")
    completion = get_object_or_404(seen, public_id=past_id)
    form = WhyForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        withdraw_one(completion=completion, reason=form.cleaned_data["reason"], actor=user_of(request))
        done(request, _("‘{title}’ 수료 기록을 뺐습니다."), title=completion.course_title)
        return reverse("academy:past")

    template = _(
        "{name}의 ‘{title}’ 수료({day})를 더는 세지 않습니다. 기업 카드에도 바로잡은 것으로 남습니다."
    )
    return question_page(
        request,
        form,
        act=act,
        title=_("지난 수료 빼기"),
        crumbs=[*crumbs(), {"label": _("지난 수료"), "url": reverse("academy:past")}],
        words=sentence(
            template,
            {
                "name": masked_name(completion.trainee.name),
                "title": completion.course_title,
                "day": day_words(completion.completed_on),
            },
        ),
        is_danger=True,
    )

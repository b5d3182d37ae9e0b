"""The alumni of the CEO academy: listing oneself, looking for others, writing through the house."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from deungdae.apps.academy.forms.circle import AlumniForm, MessageForm
from deungdae.apps.academy.models import Introduction, RelayedMessage
from deungdae.apps.academy.models.trainees import is_me
from deungdae.apps.academy.selectors.alumni import (
    AlumniFilters,
    cohorts_listed,
    completions_of,
    directory,
    line_of,
    listed,
)
from deungdae.apps.academy.services.alumni import relay_message
from deungdae.apps.academy.services.circle import introduce, withdraw_introduction
from deungdae.apps.academy.views.access import crumbs
from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent, typed
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.paging import page_links
from deungdae.apps.core.words import done, not_done
from deungdae.apps.organisations.models import Industry
from deungdae.apps.organisations.selectors.places import provinces

PAGE_SIZE = 50
ALUMNI = Introduction.Audience.ALUMNI


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def alumni(request: HttpRequest) -> HttpResponse:
    """For those who completed an invited cohort, and for nobody else, whatever the role."""
    mine = list(completions_of(user_of(request)))
    if not mine:
        raise Http404
    if request.method == "POST":
        keep(request, mine)
        return redirect("academy:alumni")
    filters = filters_of(request)
    page = Paginator(directory(filters), PAGE_SIZE).get_page(typed(request, "page"))
    standing = listed().filter(enrolment__in=mine).first()
    initial = {"shown": standing.shown, "words": standing.words} if standing is not None else {}
    context: dict[str, Any] = {
        "crumbs": crumbs(),
        "page": page,
        "links": page_links(request, page),
        "filters": filters,
        "cohorts": cohorts_listed(),
        "industries": Industry.objects.filter(level=2).order_by("code"),
        "regions": provinces(),
        "form": AlumniForm(initial=initial),
        "mine": standing,
    }
    return render(request, "academy/alumni.html", context)


def filters_of(request: HttpRequest) -> AlumniFilters:
    """What is typed into the address; a cohort that is none filters nothing."""
    cohorts = {str(one.public_id) for one in cohorts_listed()}
    cohort, industry, region = (typed(request, name) for name in ("cohort", "industry", "region"))
    return AlumniFilters(cohort if cohort in cohorts else "", industry, region)


def keep(request: HttpRequest, mine: list[Any]) -> None:
    """The newest completion is the one that is listed."""
    form = AlumniForm(request.POST)
    try:
        if not form.is_valid():
            raise RefusedError("form", _("보일 것을 화면에서 고르고, 한마디는 200자까지 적어 주십시오."))
        values = form.cleaned_data
        for older in mine[1:]:
            withdraw_introduction(enrolment=older, audience=ALUMNI)
        kept = introduce(enrolment=mine[0], audience=ALUMNI, shown=values["shown"], words=values["words"])
        done(request, _("동문 명단에 올렸습니다.") if kept else _("동문 명단에서 내렸습니다."))
    except RefusedError as error:
        not_done(request, error.message)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def alumni_message(request: HttpRequest, introduction_id: UUID) -> HttpResponse:
    """Write to somebody of the directory; the house passes it on."""
    user = user_of(request)
    if not completions_of(user).exists():
        raise Http404
    others = listed().exclude(is_me(user, "enrolment__trainee__"))
    to = get_object_or_404(others, public_id=introduction_id)
    form = MessageForm(sent(request))

    def create() -> RelayedMessage:
        return relay_message(to=to, sender=user, words=form.cleaned_data["words"])

    def act() -> str:
        once(request, key=form.cleaned_data["key"], records=RelayedMessage.objects.all(), create=create)
        done(request, _("글을 전했습니다."))
        return reverse("academy:alumni")

    name = line_of(to).get("name") or _("이름을 보이지 않는 동문")
    way = [*crumbs(), {"label": _("동문"), "url": reverse("academy:alumni")}]
    return form_page(request, form, act=act, title=_("글 보내기"), crumbs=way, lead=name, button=_("보내기"))

"""What is on offer, as staff keep it; and what is in demand and lacks places."""

from typing import Any

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.views.frame import form_page, question_page
from deungdae.apps.accounts.once import once
from deungdae.apps.calendar.views.access import sent, typed
from deungdae.apps.core.paging import page_links
from deungdae.apps.core.words import done
from deungdae.apps.roadmap.forms.offering import OfferingForm, initial_of
from deungdae.apps.roadmap.importers.offerings import NAME
from deungdae.apps.roadmap.models import Offering
from deungdae.apps.roadmap.selectors.demand import in_demand, left_open
from deungdae.apps.roadmap.selectors.terms import terms_of
from deungdae.apps.roadmap.services import offerings as services
from deungdae.apps.roadmap.views.access import crumbs_home, crumbs_offerings, keeping_page, offering_page
from deungdae.apps.roadmap.words import days_words, price_words, seats_words
from deungdae.engine.kernel.korean import sentence

PAGE_SIZE = 50


@keeping_page
@require_GET
def offerings(request: HttpRequest) -> HttpResponse:
    words, kind, state = typed(request, "q"), typed(request, "kind"), typed(request, "state")
    found = Offering.objects.prefetch_related("serves")
    if words:
        found = found.filter(title__icontains=words) | found.filter(code__iexact=words)
    if kind in Offering.Kind.values:
        found = found.filter(kind=kind)
    page = Paginator(found.filter(retired_at__isnull=state != "retired"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    terms = terms_of(page)
    context = {
        "crumbs": crumbs_home(),
        "lines": [line_of(one, terms[one.pk]) for one in page],
        "links": page_links(request, page),
        "words": words,
        "kind": kind,
        "kinds": Offering.Kind.choices,
        "state": state,
        "import_url": reverse("core:import_new", args=[NAME]),
    }
    return render(request, "roadmap/offerings.html", context)


def line_of(one: Offering, terms: Any) -> dict[str, Any]:
    return {
        "one": one,
        "title": terms.title,
        "serves": ", ".join(dict.fromkeys(row.dimension for row in one.serves.all())),
        "price": price_words(terms),
        "days": days_words(terms),
        "seats": seats_words(terms),
        "ask": terms.ask,
    }


@keeping_page
@require_http_methods(["GET", "POST"])
def offering_create(request: HttpRequest) -> HttpResponse:
    form = OfferingForm(sent(request))

    def create() -> Offering:
        return services.save_offering(content=form.content())

    def act() -> str:
        made = once(request, key=form.cleaned_data["key"], records=Offering.objects.all(), create=create)
        done(request, _("‘{title}’(을/를) 지원 항목에 넣었습니다."), title=made.title)
        return reverse("roadmap:offerings")

    return form_page(request, form, act=act, title=_("지원 항목 만들기"), crumbs=crumbs_offerings())


@offering_page
@require_http_methods(["GET", "POST"])
def offering_edit(request: HttpRequest, offering: Offering) -> HttpResponse:
    families = sorted({row.family for row in offering.serves.all()})
    wanted = typed(request, "family") or (families[0] if families else "")
    form = OfferingForm(sent(request), initial=initial_of(offering, wanted))

    def act() -> str:
        services.save_offering(content=form.content(), known=offering)
        done(
            request, _("‘{title}’(을/를) 고쳤습니다. 이미 세운 로드맵은 그대로입니다."), title=offering.title
        )
        return reverse("roadmap:offerings")

    return form_page(
        request,
        form,
        act=act,
        title=offering.title,
        crumbs=crumbs_offerings(),
        template="roadmap/offering.html",
        retired=offering.retired_at is not None,
        retire_url=reverse("roadmap:offering_retire", args=[offering.public_id]),
    )


@offering_page
@require_http_methods(["GET", "POST"])
def offering_retire(request: HttpRequest, offering: Offering) -> HttpResponse:
    """Out of use, or on offer again."""
    is_retired = offering.retired_at is not None
    words = _("‘{title}’(을/를) 새 로드맵에 넣지 않습니다. 이미 수락한 기업의 단계는 그대로 이어집니다.")
    if is_retired:
        words = _("‘{title}’(을/를) 다시 새 로드맵에 넣습니다.")

    def act() -> str:
        services.retire_offering(offering=offering, is_back=is_retired)
        told = _("‘{title}’(을/를) 다시 씁니다.") if is_retired else _("‘{title}’의 사용을 마쳤습니다.")
        done(request, told, title=offering.title)
        return reverse("roadmap:offerings")

    return question_page(
        request,
        Form(sent(request)),
        act=act,
        title=_("다시 쓰기") if is_retired else _("사용 마치기"),
        crumbs=crumbs_offerings(),
        words=sentence(words, {"title": offering.title}),
    )


@keeping_page
@require_GET
def demand(request: HttpRequest) -> HttpResponse:
    """What companies want of what is on offer, and which goals nothing on offer reaches."""
    context = {
        "crumbs": crumbs_home(),
        "lines": [{"one": one, "seats": seats_words(one.terms)} for one in in_demand()],
        "gaps": left_open(),
    }
    return render(request, "roadmap/demand.html", context)

"""A visit to a plant: planned by staff, answered by the host without an account, joined from the seat."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from deungdae.apps.academy.forms.visits import HostForm, VisitForm, initial_of_visit
from deungdae.apps.academy.links import visit_of_token
from deungdae.apps.academy.models import Enrolment, Session, Visit, VisitPlace
from deungdae.apps.academy.services import visits as services
from deungdae.apps.academy.views.access import crumbs, session_page
from deungdae.apps.academy.views.frame import form_page
from deungdae.apps.academy.views.groups import name_of
from deungdae.apps.academy.words import moment_words
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.selectors.words import span_words
from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done, not_done


@session_page
@require_http_methods(["GET", "POST"])
def visit(request: HttpRequest, session: Session) -> HttpResponse:
    """What is asked of the host, its answer, who comes, and whom the host would not want to see, by name."""
    found = Visit.objects.filter(session=session).select_related("host", "cohort__course", "session").first()
    form = VisitForm(sent(request), initial=initial_of_visit(found))

    def act() -> str:
        services.plan_visit(session=session, facts=form.facts(), actor=user_of(request))
        done(request, _("방문을 저장하고 방문할 기업에 답을 부탁했습니다."))
        return reverse("academy:visit", args=[session.public_id])

    more: dict[str, Any] = {}
    if found is not None:
        places = places_of(found).select_related("enrolment__trainee", "enrolment__organisation")
        more = {
            "answer": answer_words(found),
            "rivals": [name_of(one) for one in services.visitors_at_odds(found)],
            "visitors": [name_of(one.enrolment) for one in places],
        }
    return form_page(
        request,
        form,
        act=act,
        title=_("현장 방문"),
        crumbs=crumbs(session.cohort),
        template="academy/visit.html",
        lead=session.title,
        **more,
    )


def places_of(found: Visit) -> QuerySet[VisitPlace]:
    """Of those who still have a seat: whoever has given it back makes room."""
    return VisitPlace.objects.filter(visit=found, enrolment__state=Enrolment.State.SEATED)


def answer_words(found: Visit) -> str:
    if found.confirmed_at is not None:
        return _("%(host)s에서 맞이하기로 했습니다(%(when)s 답함).") % {
            "host": found.host.name,
            "when": moment_words(found.confirmed_at),
        }
    if found.declined_at is not None:
        words = _("%(host)s에서 어렵다고 답했습니다. %(reason)s")
        return words % {"host": found.host.name, "reason": found.reason}
    return _("%(host)s의 답을 기다립니다.") % {"host": found.host.name}


@never_cache
@require_http_methods(["GET", "POST"])
def visit_host(request: HttpRequest, host_link: str) -> HttpResponse:
    """The host's contact sees who would come under which conditions, by company, and answers."""
    found = visit_of_token(host_link)
    if found is None:
        raise Http404
    if request.method == "POST":
        form, is_yes = HostForm(request.POST), request.POST.get("act") == "confirm"
        try:
            if request.POST.get("act") not in ("confirm", "decline") or not form.is_valid():
                raise RefusedError("act", _("화면의 단추를 누르고, 까닭은 200자까지 적어 주십시오."))
            services.answer_host(visit=found, is_yes=is_yes, reason=form.cleaned_data["reason"])
            done(request, _("답을 받았습니다. 알려 주셔서 고맙습니다."))
        except RefusedError as error:
            not_done(request, error.message)
        return redirect("academy:visit_host", host_link=host_link)
    context = {
        "visit": found,
        "when": span_words((found.session.starts_at, found.session.ends_at)),
        "conditions": services.conditions_of(found),
        "answer": answer_words(found),
        "is_open": not (found.confirmed_at or found.declined_at),
        "form": HostForm(),
    }
    answer = render(request, "academy/visit_host.html", context)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def visits_of(enrolment: Enrolment) -> list[dict[str, Any]]:
    """The visits of somebody's cohort that the hosts have confirmed, with the own place; it also shows while
    a host is asked anew."""
    mine = dict(VisitPlace.objects.filter(enrolment=enrolment).values_list("visit", "promised"))
    known = Q(confirmed_at__isnull=False) | Q(pk__in=mine)
    found = Visit.objects.filter(known, cohort=enrolment.cohort)
    return [
        {
            "visit": one,
            "when": span_words((one.session.starts_at, one.session.ends_at)),
            "conditions": mine.get(one.pk, services.conditions_of(one)),
            "left": max(one.capacity - places_of(one).count(), 0),
            "is_mine": one.pk in mine,
            "is_asked": one.confirmed_at is None,
        }
        for one in found.select_related("session", "host", "cohort")
    ]


def take_visit(request: HttpRequest, enrolment: Enrolment, *, is_coming: bool) -> None:
    """What a button of the seat's page says about one of its visits."""
    found = Visit.objects.filter(cohort=enrolment.cohort)
    one = next((each for each in found if each.short_id == request.POST.get("visit")), None)
    if one is None:
        raise RefusedError("visit", _("없어진 방문입니다. 화면을 새로 고쳐 주십시오."))
    if not is_coming:
        services.give_place_back(visit=one, enrolment=enrolment)
        done(request, _("방문 신청을 거두었습니다."))
    elif not request.POST.get("agreed"):
        raise RefusedError("agreed", _("조건을 읽고 동의에 표시해 주십시오."))
    else:
        services.take_place(visit=one, enrolment=enrolment)
        done(request, _("방문을 신청했습니다."))

"""Registering for a forum, the list of who comes, and one of them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.academy.forms.seats import ReasonForm
from deungdae.apps.academy.views.frame import form_page, question_page
from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.personal.opening import OPEN, Opened, opened_on
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.accounts.views.personal import opening_page
from deungdae.apps.calendar.views.access import sent, typed
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.paging import page_links
from deungdae.apps.core.words import done
from deungdae.apps.forum.forms.registrations import RegisterForm
from deungdae.apps.forum.forms.talks import LinkCompanyForm
from deungdae.apps.forum.links import registration_token
from deungdae.apps.forum.models import Forum, Registration, Talk
from deungdae.apps.forum.selectors.registrations import (
    PAGE_SIZE,
    ahead_of,
    counts_by_state,
    own_registrations,
    registrations_of,
    seen_person,
)
from deungdae.apps.forum.services import registrations as services
from deungdae.apps.forum.services.holding import link_company
from deungdae.apps.forum.views.access import (
    account_of,
    crumbs,
    forum_page,
    may_decide,
    may_mail,
    registration_page,
    require_few,
    staff_page,
    staffs_registration_page,
)
from deungdae.apps.forum.views.proposing import initial_person
from deungdae.apps.forum.words import TONES, steps_of


def registration_address(one: Registration) -> str:
    return reverse("forum:registration", args=[one.public_id])


@forum_page
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Everybody may register; without the own account the mail's link confirms it."""
    form, user = RegisterForm(sent(request), initial=initial_person(request)), account_of(request)

    def act() -> str:
        facts, key = form.facts(), form.cleaned_data["key"]
        is_own = user is not None and user.email.lower() == facts.email.lower()
        if user is None:
            require_few(request)
        with_mail = is_own or may_mail(request, facts.email)
        made = services.register(forum=forum, facts=facts, key=key, actor=user, with_mail=with_mail)
        if not is_own:
            return reverse("forum:sent", args=[forum.public_id])
        done(
            request,
            _("참가 신청을 받았습니다. 지금 상태는 ‘{state}’입니다."),
            state=str(made.get_state_display()),
        )
        return reverse("forum:seat", args=[registration_token(made)])

    try:
        services.require_open(forum)
        closed = ""
    except RefusedError as error:
        closed = error.message
    title, button = pgettext("do", "참가 신청"), _("참가 신청하기")
    return form_page(request, form, act=act, title=title, crumbs=crumbs(forum), closed=closed, button=button)


def line_of(one: Registration, *, user: User, opened: Opened) -> dict[str, Any]:
    return {
        "registration": one,
        "person": seen_person(one, user=user, opened=opened),
        "tone": TONES[one.state],
        "has_come": hasattr(one, "arrival"),
    }


@staff_page
@forum_page
@require_GET
def people(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Everybody who registered."""
    user, query, state = user_of(request), typed(request, "q"), typed(request, "state")
    state = state if state in Registration.State.values else ""
    opened = opened_on(request, user=user)
    found = registrations_of(user=user, forum=forum, state=state, query=query)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    counts = counts_by_state(forum)
    context = {
        "forum": forum,
        "crumbs": crumbs(forum),
        "lines": [line_of(one, user=user, opened=opened) for one in page],
        "page": page,
        "links": page_links(request, page),
        "state": state,
        "query": query,
        "asked": bool(state) + bool(query),
        "states": [(value, label, counts.get(value, 0)) for value, label in Registration.State.choices],
    }
    return render(request, "forum/people.html", context)


@login_required
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What this person registered for or speaks at, and where the company's people go."""
    user = user_of(request)
    if may_decide(request):
        return redirect("forum:forums")
    opened = opened_on(request, user=user)
    page = Paginator(own_registrations(user=user), PAGE_SIZE).get_page(request.GET.get("page"))
    spoken = Talk.objects.visible_to(user).select_related("forum")
    context = {
        "lines": [line_of(one, user=user, opened=opened) for one in page],
        "talks": list(spoken.order_by("-sent_at")[:PAGE_SIZE]),
        "page": page,
        "links": page_links(request, page),
        "crumbs": crumbs(),
    }
    return render(request, "forum/mine.html", context)


def place_of(one: Registration) -> str:
    """Where somebody stands on the waiting list; empty for whoever does not wait."""
    if one.state != Registration.State.WAITING:
        return ""
    return _("앞에 %(count)s명") % {"count": ahead_of(one)}


@registration_page
@require_GET
def registration(request: HttpRequest, one: Registration) -> HttpResponse:
    """For staff and for the company; the person is led to the page of the link."""
    user = user_of(request)
    is_own = one.account_id == user.pk or (one.account_id is None and one.email == user.email.lower())
    if is_own:
        return redirect("forum:seat", forum_seat=registration_token(one))
    is_staff, opened = may_decide(request), opened_on(request, user=user)
    person = seen_person(one, user=user, opened=opened)
    facts = [
        (_("이름"), person["name"]),
        (_("이메일"), person["email"] if is_staff else ""),
        (_("휴대전화"), person["phone"] if is_staff else ""),
        (_("소속"), one.affiliation),
        (_("직위"), one.job_title),
        (_("기업"), one.organisation.name if one.organisation else ""),
        (_("대기 순서"), place_of(one)),
    ]
    context = {
        "registration": one,
        "forum": one.forum,
        "crumbs": crumbs(one.forum, *((people_crumb(one.forum),) if is_staff else ())),
        "tone": TONES[one.state],
        "facts": [{"term": term, "value": value} for term, value in facts if value],
        "is_staff": is_staff,
        "may_open": is_staff and request.user.has_perm(OPEN),
        "opened": opened,
        "arrival": getattr(one, "arrival", None),
        "wishes": [wish.talk for wish in one.wishes.select_related("talk")] if is_staff else [],
        "steps": steps_of(one),
    }
    return render(request, "forum/registration.html", context)


def people_crumb(forum: Forum) -> tuple[str, str]:
    return _("참가자"), reverse("forum:people", args=[forum.public_id])


@staffs_registration_page
@require_http_methods(["GET", "POST"])
def registration_cancel(request: HttpRequest, one: Registration) -> HttpResponse:
    form = ReasonForm(sent(request))

    def act() -> str:
        reason = form.cleaned_data["reason"]
        services.cancel_registration(registration=one, reason=reason, actor=user_of(request))
        done(request, _("참가 신청을 취소했습니다."))
        return registration_address(one)

    words = _("까닭을 신청한 사람에게 그대로 알리고, 자리는 다음 대기자에게 제안합니다.")
    path = crumbs(one.forum, people_crumb(one.forum))
    return question_page(
        request, form, act=act, title=pgettext("forum", "신청 취소"), crumbs=path, words=words, is_danger=True
    )


@staffs_registration_page
@require_http_methods(["GET", "POST"])
def registration_company(request: HttpRequest, one: Registration) -> HttpResponse:
    company = one.organisation.name if one.organisation else ""
    form = LinkCompanyForm(sent(request), initial={"company": company})

    def act() -> str:
        link_company(registration=one, organisation=form.cleaned_data["company"], actor=user_of(request))
        done(request, _("기업을 저장했습니다."))
        return registration_address(one)

    path = crumbs(one.forum, people_crumb(one.forum))
    return form_page(request, form, act=act, title=_("기업 잇기"), crumbs=path)


@staffs_registration_page
@require_http_methods(["GET", "POST"])
def registration_open(request: HttpRequest, one: Registration) -> HttpResponse:
    """The masked fields of the person, with a reason."""
    if not request.user.has_perm(OPEN):
        raise Http404
    return opening_page(request, one)

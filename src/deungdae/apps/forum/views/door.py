"""The day at the door: badges, the list that works without network, people without a registration."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from deungdae.apps.academy.forms.attendance import moment_told
from deungdae.apps.academy.forms.seats import ReasonForm
from deungdae.apps.academy.services.names import open_names
from deungdae.apps.academy.views.frame import form_page, question_page
from deungdae.apps.accounts.personal.masking import is_masked
from deungdae.apps.accounts.personal.opening import OPEN
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.accounts.views.personal import ReasonForm as OpenReasonForm
from deungdae.apps.calendar.views.access import form_status, sent, typed
from deungdae.apps.core import clock
from deungdae.apps.core.answers import PDF, file_answer
from deungdae.apps.core.audit.caller import caller_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done
from deungdae.apps.forum.documents.badges import badges_pdf
from deungdae.apps.forum.forms.day import BadgesForm
from deungdae.apps.forum.forms.registrations import WalkInForm
from deungdae.apps.forum.models import Arrival, Forum, Registration
from deungdae.apps.forum.services import arrivals as services
from deungdae.apps.forum.views.access import (
    crumbs,
    forum_page,
    staff_page,
    staffs_registration_page,
)
from deungdae.apps.forum.views.registrations import people_crumb, registration_address

NAMES, OPEN_FOR = "forum_names", 12 * 60 * 60
"""Under this word the browser's session keeps at which doors the names are open, until when."""
MOST = 300
State = Registration.State


def to_door(forum: Forum) -> str:
    return reverse("forum:door", args=[forum.public_id])


def names_open(request: HttpRequest, forum: Forum) -> bool:
    """Opened with a reason, or never masked here."""
    until = request.session.get(NAMES, {}).get(forum.short_id, 0)
    return not is_masked("name") or bool(until > clock.now().timestamp())


@never_cache
@staff_page
@forum_page
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Everybody with a seat who is not here yet; several at once, sent again without harm."""
    refusal, status = "", 200
    if request.method == "POST":
        try:
            count = services.check_in_all(
                forum=forum,
                people=chosen(request, forum),
                actor=user_of(request),
                at=moment_told(request.POST, clock.now()),
            )
        except RefusedError as error:
            refusal, status = error.message, 422
        else:
            done(request, _("{count}명을 체크인했습니다."), count=count)
            return HttpResponse(status=204) if "X-Sheet" in request.headers else redirect(to_door(forum))
    seats = Registration.objects.filter(forum=forum, state=State.SEATED).select_related("organisation")
    is_open, query = names_open(request, forum), typed(request, "q")
    left = seats.filter(arrival__isnull=True).order_by("name", "number")
    if query:
        left = left.filter(number=int(query[:9])) if query.isdecimal() else named(left, query, is_open)
    context = {
        "forum": forum,
        "crumbs": crumbs(forum, people_crumb(forum)),
        "lines": [
            {"one": one, "name": one.name if is_open else one.as_masked()["name"]} for one in left[:MOST]
        ],
        "is_open": is_open,
        "query": query,
        "here": seats.filter(arrival__isnull=False).count(),
        "expected": seats.count(),
        "refusal": refusal,
    }
    return render(request, "forum/door.html", context, status=status)


def named(left: Any, query: str, is_open: bool) -> Any:
    """By name only where the names are open: else the search itself would tell them."""
    return left.filter(name__icontains=query) if is_open else left.none()


def chosen(request: HttpRequest, forum: Forum) -> list[Registration]:
    """Those whose box is ticked; ids of another forum are none."""
    told = {name.removeprefix("come-") for name in request.POST if name.startswith("come-")}
    seats = Registration.objects.filter(forum=forum, state=State.SEATED)
    return [one for one in seats if one.short_id in told]


@staff_page
@forum_page
@require_http_methods(["GET", "POST"])
def door_names(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Says why the names are needed, once for the whole door."""
    if not request.user.has_perm(OPEN):
        raise Http404
    form = OpenReasonForm(sent(request))

    def act() -> str:
        people = list(Registration.objects.filter(forum=forum, state=State.SEATED))
        closed = [one for one in people if "name" in one.covered()]
        open_names(people=closed, page=to_door(forum), **form.cleaned_data, caller=caller_of(request))
        now = clock.now().timestamp()
        others = {key: until for key, until in request.session.get(NAMES, {}).items() if until > now}
        request.session[NAMES] = {**others, forum.short_id: now + OPEN_FOR}
        return to_door(forum)

    lead = _("참가자 모두의 이름을 열두 시간 동안 이 명단에서 봅니다. 사람마다 감사 기록에 남습니다.")
    path = crumbs(forum, people_crumb(forum), (_("현장 명단"), to_door(forum)))
    return form_page(
        request,
        form,
        act=act,
        title=_("이름 열기"),
        crumbs=path,
        template="academy/names.html",
        lead=lead,
    )


@staff_page
@forum_page
@require_http_methods(["GET", "POST"])
def walk_in(request: HttpRequest, forum: Forum) -> HttpResponse:
    form = WalkInForm(sent(request))

    def act() -> str:
        key, facts = form.cleaned_data["key"], form.facts()
        made = services.walk_in(forum=forum, facts=facts, key=key, actor=user_of(request))
        done(request, _("접수 번호 {number}번으로 등록하고 체크인했습니다."), number=made.number or 0)
        return to_door(forum)

    path = crumbs(forum, people_crumb(forum), (_("현장 명단"), to_door(forum)))
    return form_page(
        request, form, act=act, title=pgettext("do", "현장 등록"), crumbs=path, button=_("등록하고 체크인")
    )


@staff_page
@forum_page
@require_http_methods(["GET", "POST"])
def badges(request: HttpRequest, forum: Forum) -> HttpResponse:
    """A file of badges; that all these names are opened is written down for each person."""
    if not request.user.has_perm(OPEN):
        raise Http404
    form = BadgesForm(sent(request))
    if form.is_valid():
        values = form.cleaned_data
        numbers = (values["first"], values["last"])
        found = Registration.objects.filter(forum=forum, state=State.SEATED, number__range=numbers)
        people = list(found.select_related("organisation").order_by("number"))
        try:
            if not people:
                raise RefusedError("nobody", _("이 번호에 확정된 사람이 없습니다. 번호를 고쳐 주십시오."))
            reason = {"kind": values["kind"], "reason": values["reason"]}
            open_names(people=people, page=request.path, **reason, caller=caller_of(request))
        except RefusedError as error:
            form.add_error(None, error.message)
        else:
            name = _("%(forum)s 이름표.pdf") % {"forum": str(forum)}
            return file_answer(badges_pdf(forum, people), name=name, kind=PDF)
    context = {
        "form": form,
        "title": _("이름표"),
        "crumbs": crumbs(forum, people_crumb(forum)),
        "lead": _("A4 한 장에 A6 이름표 네 장씩 PDF로 만듭니다."),
        "button": _("PDF 만들기"),
        "back": people_crumb(forum)[1],
    }
    return render(request, "academy/form.html", context, status=form_status(form))


@staffs_registration_page
@require_http_methods(["GET", "POST"])
def arrival(request: HttpRequest, one: Registration) -> HttpResponse:
    """Take an arrival back that was marked wrongly."""
    if not Arrival.objects.filter(registration=one).exists():
        raise Http404
    form = ReasonForm(sent(request))

    def act() -> str:
        services.take_back(registration=one, reason=form.cleaned_data["reason"], actor=user_of(request))
        done(request, _("체크인을 거두었습니다."))
        return registration_address(one)

    words = _("잘못 적힌 체크인을 거둡니다. 마친 포럼이면 기업 카드의 참석 기록도 바로잡습니다.")
    path = crumbs(one.forum, people_crumb(one.forum))
    return question_page(
        request, form, act=act, title=_("체크인 거두기"), crumbs=path, words=words, is_danger=True
    )

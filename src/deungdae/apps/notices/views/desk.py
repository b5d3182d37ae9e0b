"""What the staff do with the board: write, move on, pin, look back."""

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.accounts.once import once
from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.calendar.views.access import sent, typed
from deungdae.apps.core.paging import page_links
from deungdae.apps.core.words import done
from deungdae.apps.notices.forms.notices import MomentForm, NoticeForm, PinForm, ReasonForm, initial_of
from deungdae.apps.notices.models import Category, Notice, NoticeVersion
from deungdae.apps.notices.rules import find_transition
from deungdae.apps.notices.selectors import desk as selectors
from deungdae.apps.notices.services import notices as services
from deungdae.apps.notices.services.pinning import pin
from deungdae.apps.notices.views.access import (
    address_of,
    crumbs,
    desk_crumbs,
    form_page,
    notice_page,
    staff_page,
)
from deungdae.apps.notices.words import TONES, editor_labels


@staff_page
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Everything in every state."""
    filters = {name: typed(request, name) for name in ("q", "state", "category")}
    page = Paginator(selectors.notices_at_desk(**filters), selectors.PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    counts = selectors.counts_by_state()
    context = {
        "crumbs": crumbs(),
        "filters": filters,
        "active": sum(map(bool, filters.values())),
        "page": page,
        "links": page_links(request, page),
        "lines": [{"notice": one, "tone": TONES[one.state]} for one in page],
        "states": [(value, label, counts.get(value, 0)) for value, label in Notice.State.choices],
        "categories": Category.choices,
        "subscribers": selectors.subscriber_count(),
    }
    return render(request, "notices/desk.html", context)


@staff_page
@require_http_methods(["GET", "POST"])
def notice_create(request: HttpRequest) -> HttpResponse:
    form = NoticeForm(sent(request))
    pictures = 0

    def create() -> Notice:
        nonlocal pictures
        made, pictures = services.create_notice(facts=form.facts(), actor=user_of(request))
        return made

    def act() -> str:
        made = once(request, key=form.cleaned_data["key"], records=Notice.objects.all(), create=create)
        told(request, pictures, _("작성 중인 글로 저장했습니다. 붙임을 올린 뒤 게시하십시오."))
        return address_of(made)

    return form_page(
        request,
        form,
        act=act,
        title=_("글 쓰기"),
        crumbs=desk_crumbs(),
        template="notices/edit.html",
        labels=editor_labels(),
    )


@staff_page
@notice_page
@require_http_methods(["GET", "POST"])
def notice_edit(request: HttpRequest, notice: Notice) -> HttpResponse:
    form = NoticeForm(sent(request), initial=initial_of(notice))

    def act() -> str:
        seen = form.cleaned_data["seen"] or 0
        _made, pictures = services.update_notice(
            notice=notice, facts=form.facts(), seen=seen, actor=user_of(request)
        )
        told(request, pictures, _("글을 저장했습니다."))
        return address_of(notice)

    return form_page(
        request,
        form,
        act=act,
        title=_("글 고치기"),
        crumbs=crumbs(notice),
        template="notices/edit.html",
        labels=editor_labels(),
    )


def told(request: HttpRequest, pictures: int, words: str) -> None:
    """That it is saved, and what of it was not."""
    if pictures:
        template = _("{saved} 내용에 있던 그림 {count}개는 뺐습니다. 붙임에 설명과 함께 올려 주십시오.")
        done(request, template, saved=words, count=pictures)
    else:
        done(request, words)


@staff_page
@notice_page
@require_http_methods(["GET", "POST"])
def notice_step(request: HttpRequest, notice: Notice, notice_target: str) -> HttpResponse:
    """A step of the notice: what it does is said first. One that is taken already leads back."""
    step = find_transition(source=notice.state, target=notice_target)
    if step is None and notice.state != notice_target:
        raise Http404
    kind = forms.Form
    if step is not None and (step.asks_reason or step.asks_moment):
        kind = ReasonForm if step.asks_reason else MomentForm
    form = kind(sent(request))

    def act() -> str:
        values = {name: form.cleaned_data[name] for name in ("reason", "at") if name in form.cleaned_data}
        services.transition_notice(notice=notice, target=notice_target, actor=user_of(request), **values)
        label = str(Notice.State(notice_target).label)
        done(request, _("‘{title}’(을/를) ‘{state}’(으로/로) 바꿨습니다."), title=notice.title, state=label)
        return address_of(notice)

    title = str(step.label) if step is not None else str(Notice.State(notice_target).label)
    words = str(step.confirm) if step is not None else _("이미 이 상태입니다.")
    danger = step is not None and step.asks_reason
    return form_page(
        request,
        form,
        act=act,
        title=title,
        crumbs=crumbs(notice),
        template="notices/act.html",
        words=words,
        is_danger=danger,
    )


@staff_page
@notice_page
@require_http_methods(["GET", "POST"])
def notice_pin(request: HttpRequest, notice: Notice) -> HttpResponse:
    form = PinForm(sent(request), initial={"place": notice.pinned or 0})

    def act() -> str:
        pin(notice=notice, place=form.cleaned_data["place"])
        done(request, _("게시판의 순서를 저장했습니다."))
        return address_of(notice)

    return form_page(request, form, act=act, title=_("맨 위에 두기"), crumbs=crumbs(notice))


@staff_page
@notice_page
@require_GET
def versions(request: HttpRequest, notice: Notice) -> HttpResponse:
    """Every version, the newest first."""
    lines = notice.versions.select_related("actor").defer("body")
    return render(
        request, "notices/versions.html", {"notice": notice, "crumbs": crumbs(notice), "lines": lines}
    )


@staff_page
@notice_page
@require_GET
def version(request: HttpRequest, notice: Notice, version_number: int) -> HttpResponse:
    """What the notice said in one version."""
    rows = NoticeVersion.objects.filter(notice=notice).select_related("actor")
    one = get_object_or_404(rows, number=min(version_number, 2**31 - 1))
    path = crumbs(notice, (_("판"), reverse("notices:versions", args=[notice.public_id])))
    return render(request, "notices/version.html", {"notice": notice, "one": one, "crumbs": path})

"""Subscribing by mail: asking, confirming, changing, ending."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.calendar.views.access import sent
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done
from deungdae.apps.notices.forms.subscriptions import ChoicesForm, SubscribeForm
from deungdae.apps.notices.links import (
    is_genuine,
    subscription_of_token,
    subscription_token,
    wish_of_token,
)
from deungdae.apps.notices.models import Category, Subscription, Tag
from deungdae.apps.notices.services import subscriptions as services
from deungdae.apps.notices.services.subscriptions import Wish, wish_of
from deungdae.apps.notices.views.access import account_of, crumbs, form_page, is_within, unlisted


@require_http_methods(["GET", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Anybody may ask; the mail's link confirms it. The answer is the same whoever has subscribed."""
    account = account_of(request)
    chosen: dict[str, Any] = {
        "email": account.email if account is not None else "",
        "categories": [one for one in request.GET.getlist("category") if one in Category.values],
        "tags": request.GET.getlist("tag")[:5],
    }
    form = SubscribeForm(sent(request), initial=chosen)

    def act() -> str:
        if not is_within(request, "notice_subscribe"):
            raise RefusedError("too_many", _("너무 여러 번 보냈습니다. 한 시간 뒤에 다시 해 주십시오."))
        values = form.cleaned_data
        email = values["email"].lower()
        if is_within(request, "notice_mail", key=email):
            tags = tuple(values.get("tags", ()))
            wish = Wish(email, tuple(values["categories"]), tags, get_language() or "ko")
            services.ask_subscription(wish=wish, occasion=f"notice-wish:{values['key']}")
        return reverse("notices:subscribe_sent")

    return form_page(
        request,
        form,
        act=act,
        title=_("새 글 메일로 받기"),
        crumbs=crumbs(),
        button=_("확인 메일 받기"),
        lead=_("고른 분류나 꼬리표에 새 글이 오르면 메일을 한 통 보냅니다. 언제든 메일 속 단추로 끊습니다."),
    )


@require_GET
def subscribe_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "notices/subscribe_sent.html", {"crumbs": crumbs()})


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, wish: str) -> HttpResponse:
    """Behind the link of the mail: a button, so that no mail program confirms by looking ahead."""
    told = wish_of_token(wish)
    if told is None:
        raise Http404
    asked = wish_of(told)
    form = forms.Form(sent(request))

    def act() -> str:
        made = services.confirm_subscription(wish=asked)
        done(request, _("구독을 시작했습니다."))
        return reverse("notices:subscription", args=[subscription_token(made)])

    answer = form_page(
        request,
        form,
        act=act,
        title=_("구독 확인"),
        crumbs=crumbs(),
        template="notices/act.html",
        button=_("구독 시작"),
        words=wish_words(asked),
    )
    return unlisted(answer)


def wish_words(asked: Wish) -> str:
    names = [str(Category(one).label) for one in asked.categories if one in Category.values]
    names += [f"#{tag.name}" for tag in Tag.objects.filter(key__in=asked.tags)]
    words = _("%(email)s 주소로 새 글을 알려 드립니다: %(what)s.")
    return words % {"email": asked.email, "what": ", ".join(names) or _("모든 새 글")}


@never_cache
@require_http_methods(["GET", "POST"])
def subscription(request: HttpRequest, subscription_link: str) -> HttpResponse:
    """What one hears of, changed; and the way out."""
    one = subscription_of_token(subscription_link)
    if one is None:
        raise Http404
    initial = {"categories": one.categories, "tags": [tag.key for tag in one.tags.all()]}
    form = ChoicesForm(sent(request), chosen=one, initial=initial)

    def act() -> str:
        values = form.cleaned_data
        services.choose(subscription=one, categories=values["categories"], tags=values.get("tags", ()))
        done(request, _("받을 글을 저장했습니다."))
        return reverse("notices:subscription", args=[subscription_link])

    answer = form_page(
        request,
        form,
        act=act,
        title=_("내 구독"),
        crumbs=crumbs(),
        template="notices/subscription.html",
        lead=one.email,
        link=subscription_link,
    )
    return unlisted(answer)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, subscription_link: str) -> HttpResponse:
    """One press of a mail program (RFC 8058) or of the button; looking alone ends nothing."""
    if not is_genuine(subscription_link):
        raise Http404
    one = subscription_of_token(subscription_link)
    if request.method == "POST":
        return unlisted(ended(request, one))
    context = {"crumbs": crumbs(), "one": one, "link": subscription_link}
    return unlisted(render(request, "notices/unsubscribe.html", context))


def ended(request: HttpRequest, one: Subscription | None) -> HttpResponse:
    """What is ended already stays so, and the answer is the same."""
    if one is not None:
        services.unsubscribe(subscription=one)
    return render(request, "notices/unsubscribed.html", {"crumbs": crumbs()})

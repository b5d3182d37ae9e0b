"""What stands in the footer of every page: accessibility, personal data, terms, the map of the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from deungdae.apps.core.context import public_navigation
from deungdae.apps.core.retention.registry import KINDS
from deungdae.apps.core.retention.schedule import Term, schedule
from deungdae.apps.organisations.models import ConsentPurpose
from deungdae.apps.organisations.selectors.consents import texts_in_force
from deungdae.apps.portal.datasets.registry import DATASETS
from deungdae.apps.portal.ways_in import WAYS


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return page(request, "accessibility")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What people are asked for, in the words that they agree to, and how long what is kept."""
    texts = texts_in_force(purposes=ConsentPurpose.objects.all())
    order = sorted(texts.values(), key=lambda one: (not one.purpose.is_required, one.purpose_id))
    return page(request, "privacy", texts=order, terms=personal_terms())


def personal_terms() -> list[tuple[str, Term]]:
    """The kinds of personal records, by what they are called."""
    return [
        (str(KINDS[kind].label), term)
        for kind, term in schedule().items()
        if kind in KINDS and term.is_personal
    ]


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    return page(request, "terms", licence=settings.OPEN_DATA_LICENCE)


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """For people; machines have their own."""
    rooms = [(one["label"], one["url"]) for one in public_navigation(request)]
    sections = [
        (_("둘러보기"), rooms),
        (
            _("누구십니까?"),
            [(one.title, reverse("portal:way_in", args=[code])) for code, one in WAYS.items()],
        ),
        (_("통계"), [(one.title, reverse("portal:dataset", args=[code])) for code, one in DATASETS.items()]),
        (_("확인하기"), checks()),
        (_("계정"), [(_("로그인"), reverse("account_login")), (_("가입하기"), reverse("account_signup"))]),
        (_("이 누리집에 관하여"), about_pages()),
    ]
    return page(request, "site_map", sections=sections)


def checks() -> list[tuple[str, str]]:
    return [(_("수료증 확인"), reverse("academy:verify")), (_("선정 기업 확인"), reverse("portal:awards"))]


def about_pages() -> list[tuple[str, str]]:
    return [
        (_("접근성"), reverse("portal:accessibility")),
        (_("개인정보 처리방침"), reverse("portal:privacy")),
        (_("이용약관"), reverse("portal:terms")),
        (_("찾기"), reverse("search:page")),
        (_("사이트맵"), reverse("portal:site_map")),
    ]


def page(request: HttpRequest, name: str, **words: Any) -> HttpResponse:
    context = {
        "contact": settings.CENTRE_EMAIL,
        "crumbs": [{"label": _("소개"), "url": reverse("portal:home")}],
        **words,
    }
    return render(request, f"portal/{name}.html", context)

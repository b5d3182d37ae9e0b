"""The board, a notice on it, its print, its short address, recommending."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from deungdae.apps.calendar.views.access import typed
from deungdae.apps.core.paging import page_links
from deungdae.apps.core.words import done, not_done
from deungdae.apps.notices.links import short_address
from deungdae.apps.notices.models import Category, Notice, Recommendation
from deungdae.apps.notices.rules import transitions_from
from deungdae.apps.notices.selectors.board import Filters, neighbours, page_of_board, tags_in_use, with_files
from deungdae.apps.notices.services.readers import (
    count_view,
    recommend,
    salt_of_today,
    take_back_recommendation,
)
from deungdae.apps.notices.views.access import (
    account_of,
    address_of,
    crumbs,
    is_within,
    may_write,
    notice_page,
)
from deungdae.apps.notices.visitors import (
    COOKIE,
    COOKIE_SECONDS,
    hash_of_mark,
    is_reader,
    new_mark,
    visitor_of,
)
from deungdae.apps.notices.words import TONES, facts_of


def filters_of(request: HttpRequest) -> Filters:
    return Filters(**{name: typed(request, name) for name in Filters.__dataclass_fields__})


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    filters = filters_of(request)
    page, lines = page_of_board(filters, request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    query.pop("q", None)
    context = {
        "filters": filters,
        "page": page,
        "links": page_links(request, page),
        "lines": lines,
        "total": page.paginator.count + getattr(page.paginator, "above", 0),
        "categories": Category.choices,
        "tags": tags_in_use(),
        "feed_query": f"?{query.urlencode()}" if query else "",
        "may_write": may_write(request),
    }
    return render(request, "notices/board.html", context)


@notice_page
@require_safe
def notice(request: HttpRequest, notice: Notice) -> HttpResponse:
    """The notice as everybody reads it; staff also see where it stands and what they can do."""
    notice = with_files(Notice.objects.all()).get(pk=notice.pk)
    is_staff = may_write(request)
    if notice.is_open and not is_staff and is_reader(request):
        notice.views += count_view(notice=notice, visitor=visitor_of(request, salt_of_today()))
    before, after = neighbours(notice)
    files = list(notice.attachments.all())
    context = {
        "notice": notice,
        "crumbs": crumbs(),
        "facts": facts_of(notice),
        "tone": TONES[notice.state],
        "pictures": [one for one in files if one.is_picture],
        "files": files,
        "before": before,
        "after": after,
        "short": short_address(notice),
        "has_recommended": has_recommended(request, notice),
        "may_write": is_staff,
        "transitions": transitions_from(notice.state) if is_staff else [],
        "steps": notice.steps.select_related("actor") if is_staff else [],
    }
    return render(request, "notices/notice.html", context)


@notice_page
@require_safe
def notice_print(request: HttpRequest, notice: Notice) -> HttpResponse:
    """As it goes onto paper: everything that stands in it, and the address where it can be found."""
    notice = with_files(Notice.objects.all()).get(pk=notice.pk)
    context = {
        "notice": notice,
        "facts": facts_of(notice, with_numbers=False),
        "files": list(notice.attachments.all()),
        "short": short_address(notice),
    }
    return render(request, "notices/print.html", context)


@require_safe
def short(request: HttpRequest, notice_code: str) -> HttpResponse:
    """The address that stands on paper leads to the notice."""
    visible = Notice.objects.visible_to(request.user)
    return redirect(address_of(get_object_or_404(visible, code=notice_code.upper())))


def mark_of(request: HttpRequest) -> str:
    """What the browser of somebody without an account carries, hashed; empty: nothing yet."""
    mark = request.COOKIES.get(COOKIE, "")
    return hash_of_mark(mark) if 20 <= len(mark) <= 64 else ""


def has_recommended(request: HttpRequest, notice: Notice) -> bool:
    mine, person, browser = (
        Recommendation.objects.filter(notice=notice),
        account_of(request),
        mark_of(request),
    )
    if person is not None:
        return mine.filter(person=person).exists()
    return bool(browser) and mine.filter(browser=browser).exists()


@notice_page
@require_POST
def notice_recommend(request: HttpRequest, notice: Notice) -> HttpResponse:
    """Once for a person or a browser; pressed again it is taken back."""
    person, browser, mark = account_of(request), mark_of(request), ""
    answer = redirect(address_of(notice))
    if not notice.is_open:
        not_done(request, _("게시 중인 글만 추천할 수 있습니다."))
        return answer
    if person is None and not is_within(request, "notice_recommend"):
        not_done(request, _("너무 여러 번 눌렀습니다. 한 시간 뒤에 다시 해 주십시오."))
        return answer
    if request.POST.get("act") == "back":
        if take_back_recommendation(notice=notice, person=person, browser=browser):
            done(request, _("추천을 거두었습니다."))
        return answer
    if person is None and not browser:
        mark = new_mark()
        browser = hash_of_mark(mark)
    if recommend(notice=notice, person=person, browser=browser):
        done(request, _("추천했습니다."))
    else:
        not_done(request, _("이미 추천하셨습니다. 한 사람이 한 번 추천합니다."))
    if mark:
        answer.set_cookie(
            COOKIE, mark, max_age=COOKIE_SECONDS, secure=request.is_secure(), httponly=True, samesite="Lax"
        )
    return answer

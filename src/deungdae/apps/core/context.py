"""What the frame of every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

ROOMS = {"organisations:mine": "organisations:list"}
"""Entries that lead to a page beside them."""
MOST_IN_LINE = 7


OFFICES = (
    ("accounts.manage_people", "people:list", gettext_noop("사람")),
    ("accounts.export_personal", "exports:list", gettext_noop("내보내기")),
    ("privacy.prepare_destruction", "privacy:destruction_list", gettext_noop("기록 파기")),
    ("core.read_audit", "audit:list", gettext_noop("감사 기록")),
    ("connections.read", "connections:home", gettext_noop("연계")),
)
"""What few people have, each by its right."""
FOOTER = (
    ("portal:accessibility", gettext_noop("접근성")),
    ("portal:privacy", gettext_noop("개인정보 처리방침")),
    ("portal:terms", gettext_noop("이용약관")),
    ("portal:site_map", gettext_noop("사이트맵")),
)
"""On every page."""
DEFAULT_NAME = gettext_noop("디지털 혁신센터")


def centre_name() -> str:
    """The centre's name; the name that nobody has changed is translated."""
    return _(settings.CENTRE_NAME)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Centre name, navigation and who is signed in."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "centre_name": centre_name(),
        "demo_sign_ins": settings.DEMO_SIGN_INS,
        **apart(navigation(request, user) if signed_in else public_navigation(request)),
        "user_display_name": str(user) if signed_in else "",
        "search_url": reverse("search:page"),
        "canonical": canonical(request),
        "footer": [(_(label), reverse(name)) for name, label in FOOTER],
    }


def canonical(request: HttpRequest) -> str:
    """The one address of a page; what a query narrows is no page of its own."""
    return "" if request.GET else settings.SITE_ADDRESS + request.path


def navigation(request: HttpRequest, user: Any) -> list[dict[str, Any]]:
    items = [("portal:today", _("오늘")), *rooms_of_a_ministry(user)]
    if user.has_perm("organisations.read_all"):
        items += [("organisations:list", pgettext("several", "기업"))]
    elif user.has_perm("organisations.read_own"):
        is_body = user.has_perm("policy.report")
        items += [("organisations:mine", _("우리 기관") if is_body else _("우리 기업"))]
    if user.has_perm("organisations.read_solutions"):
        items += [("solutions:list", _("솔루션"))]
    if user.has_perm("organisations.read_profiles") and not user.has_perm("organisations.read_all"):
        items += [("companies:list", _("기업 소개"))]
    items += [("academy:catalogue", _("교육")), ("caravan:day_list", _("카라반"))]
    items += [("forum:forums", pgettext("several", "포럼")), ("notices:board", _("공지"))]
    if user.has_perm("diagnosis.read_all_assessments") or user.has_perm("diagnosis.read_own_assessments"):
        items += [("diagnosis:home", _("진단"))]
    if user.has_perm("roadmap.read_all") or user.has_perm("roadmap.read_own"):
        items += [("roadmap:home", _("로드맵"))]
    if user.has_perm("calendar.read_all") or user.has_perm("calendar.read_own"):
        items += [("calendar:list", _("예약"))]
    if user.has_perm("core.read_jobs"):
        items += [("core:import_list", _("가져오기")), ("core:job_list", _("작업"))]
    items = [*with_targets(items, user), *door_to_tasks(user), ("gap:home", _("디지털 격차"))]
    if user.has_perm("reports.read_published"):
        items += [("reports:home", _("보고서"))]
    items += [(name, _(label)) for right, name, label in OFFICES if user.has_perm(right)]
    return marked(request, items)


def with_targets(items: list[tuple[str, str]], user: Any) -> list[tuple[str, str]]:
    """Second for whoever sets targets, after the rest for whoever reads them."""
    if not user.has_perm("programme.read"):
        return items
    place = 1 if user.has_perm("programme.write") else len(items)
    return [*items[:place], ("programme:home", pgettext("programme", "목표")), *items[place:]]


def door_to_tasks(user: Any) -> list[tuple[str, str]]:
    """For whoever reads the tasks of the ministries and reports none."""
    is_reader = user.has_perm("policy.read") and not user.has_perm("policy.report")
    return [("policy:tasks", pgettext("policy", "정책"))] if is_reader else []


def rooms_of_a_ministry(user: Any) -> list[tuple[str, str]]:
    """What whoever reports tasks works with stands first."""
    if not user.has_perm("policy.report"):
        return []
    return [
        ("policy:tasks", pgettext("policy", "과제")),
        ("policy:rounds", _("보고")),
        ("policy:meetings", _("회의")),
        ("policy:matrix", pgettext("policy", "통계")),
    ]


def apart(items: list[dict[str, Any]]) -> dict[str, Any]:
    """The entries that stand in the line, and those under “more” where the line would be too long."""
    if len(items) <= MOST_IN_LINE:
        return {"nav_items": items, "nav_more": []}
    return {"nav_items": items[: MOST_IN_LINE - 1], "nav_more": items[MOST_IN_LINE - 1 :]}


def public_navigation(request: HttpRequest) -> list[dict[str, Any]]:
    items = [
        ("portal:home", _("소개")),
        ("academy:catalogue", _("교육")),
        ("forum:forums", pgettext("several", "포럼")),
        ("notices:board", _("공지")),
        ("portal:awards", _("모범사례")),
        ("portal:datasets", _("통계")),
        ("companies:list", _("기업 소개")),
        ("solutions:list", _("솔루션")),
        ("gap:home", _("디지털 격차")),
        ("academy:verify", _("수료증 확인")),
    ]
    return marked(request, items)


def marked(request: HttpRequest, items: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """The entry whose address, or that of its room, the page's address starts with is the current one."""
    found = []
    rooms = [reverse(name) for name, _label in items]
    for name, label in items:
        url = reverse(name)
        room = reverse(ROOMS[name]) if name in ROOMS else url
        current = request.path == room or (room != "/" and request.path.startswith(room))
        current = current and not any(is_nearer(other, room, request.path) for other in rooms)
        found.append({"label": label, "url": url, "current": current})
    return found


def is_nearer(other: str, room: str, path: str) -> bool:
    """Whether another entry lies within this one's room and the page within that."""
    return other != room and other.startswith(room) and path.startswith(other)

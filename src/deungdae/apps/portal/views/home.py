"""The public home, the ways in by who somebody is, and the companies that were chosen."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from deungdae.apps.calendar.views.access import typed
from deungdae.apps.gap.charts import BOX
from deungdae.apps.notices.selectors.board import newest
from deungdae.apps.portal.datasets.matching import MATCHING
from deungdae.apps.portal.datasets.model import Table
from deungdae.apps.portal.datasets.people import COMPANIES, SPECIALISTS
from deungdae.apps.portal.datasets.registry import day_told
from deungdae.apps.portal.datasets.shown import number_words, tiles_of_table, whole_of
from deungdae.apps.portal.selectors.awards import awards_checked, awards_shown, counts_of_awards
from deungdae.apps.portal.selectors.events import events_coming
from deungdae.apps.portal.ways_in import WAYS

SHOWN_NOTICES, SHOWN_AWARDS, LONGEST = 5, 4, 60


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    day = day_told()
    companies = COMPANIES.make(day)
    context = {
        "stages": stages(),
        "ways": WAYS.values(),
        "events": events_coming(request.user),
        "notices": newest(SHOWN_NOTICES),
        "figures": key_figures(companies),
        "on": day,
        "tiles": tiles_of_table(COMPANIES, companies),
        "box": BOX,
        "map_title": _("시·도에 따른 함께한 기업"),
        "awards": awards_shown(request.user, most=SHOWN_AWARDS),
    }
    return render(request, "portal/home.html", context)


def key_figures(companies: Table) -> list[dict[str, str]]:
    """Each from its dataset, and leading to it; what is not known yet, or too small, is not there."""
    day = companies.until
    meetings = [row[3] for row in MATCHING.make(day).rows]
    told = [
        (COMPANIES.code, COMPANIES.title, whole_of(companies), _("곳")),
        (SPECIALISTS.code, SPECIALISTS.title, whole_of(SPECIALISTS.make(day)), _("명")),
        (MATCHING.code, _("열린 상담"), sum(one for one in meetings if isinstance(one, int)), _("건")),
        *(("targets", label, count, _("곳")) for label, count in counts_of_awards(until=day)),
    ]
    return [
        {
            "label": str(label),
            "value": number_words(value),
            "unit": unit,
            "href": reverse("portal:dataset", args=[code]),
        }
        for code, label, value, unit in told
        if value
    ]


def stages() -> list[dict[str, object]]:
    """What the centre does, in three stages."""
    return [
        {
            "title": _("인식 제고"),
            "text": _("최고경영자가 디지털 전환을 자기 일로 보게 합니다."),
            "works": [
                (_("CEO 아카데미"), reverse("academy:catalogue") + "?role=ceo"),
                (_("산학연 포럼"), reverse("forum:forums")),
            ],
        },
        {
            "title": _("역량 강화"),
            "text": _("전환을 이끌 사람을 기릅니다."),
            "works": [
                (_("디지털 전환 전문 인력 교육"), reverse("academy:catalogue")),
                (_("수준별 과정과 수료증"), reverse("academy:verify")),
            ],
        },
        {
            "title": _("실행 지원"),
            "text": _("필요한 기업과 할 수 있는 기업을 만나게 하고 곁에서 돕습니다."),
            "works": [
                (_("찾아가는 디지털 카라반의 1:1 상담"), reverse("portal:dataset", args=["matching"])),
                (_("공급기업의 솔루션"), reverse("solutions:list")),
            ],
        },
    ]


@require_safe
def way_in(request: HttpRequest, way: str) -> HttpResponse:
    if way not in WAYS:
        raise Http404
    others = [one for one in WAYS.values() if one.code != way]
    crumbs = [{"label": _("소개"), "url": reverse("portal:home")}]
    return render(request, "portal/way_in.html", {"way": WAYS[way], "others": others, "crumbs": crumbs})


@require_safe
def awards(request: HttpRequest) -> HttpResponse:
    """Chosen companies, and whether a company of a name was chosen."""
    text = typed(request, "q")[:LONGEST].strip()
    context: dict[str, Any] = {
        "text": text,
        "counts": counts_of_awards(),
        "awards": awards_checked(request.user, text) if text else awards_shown(request.user),
    }
    return render(request, "portal/awards.html", context)

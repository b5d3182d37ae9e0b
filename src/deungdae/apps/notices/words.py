"""How notices are said on pages."""

import json
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from deungdae.apps.calendar.selectors.words import day_words
from deungdae.apps.calendar.spans import day_of
from deungdae.apps.notices.models import Notice
from deungdae.apps.notices.moments import moment_words

TONES = {
    "draft": "neutral",
    "scheduled": "info",
    "published": "success",
    "expired": "warning",
    "withdrawn": "danger",
}
"""State of a notice → tone of its badge."""
CATEGORY_TONES = {
    "notice": "neutral",
    "press": "info",
    "call": "success",
    "event": "info",
    "tender": "warning",
}


def facts_of(notice: Notice, *, with_numbers: bool = True) -> list[dict[str, Any]]:
    """What stands above the text; on paper without the numbers of today."""
    facts = [
        (_("날짜"), day_words(day_of(notice.published_at)) if notice.published_at else ""),
        (_("게시 예약"), moment_words(notice.scheduled_at) if notice.scheduled_at else ""),
        (_("담당"), " ".join(filter(None, (notice.department, notice.person)))),
        (pgettext("notice", "연락처"), notice.contact),
        (_("게시 종료"), moment_words(notice.expires_at) if notice.expires_at else ""),
    ]
    if with_numbers:
        facts += [(_("조회"), views_words(notice)), (_("추천"), f"{notice.recommendations:,}")]
    return [{"term": term, "value": value} for term, value in facts if value]


def views_words(notice: Notice) -> str:
    """What an old board had counted stands apart: nobody knows how it counted."""
    if notice.imported_views is None:
        return f"{notice.views:,}"
    numbers = {"views": f"{notice.views:,}", "imported": f"{notice.imported_views:,}"}
    return _("%(views)s (옛 게시판 %(imported)s)") % numbers


def editor_labels() -> str:
    """The words of the editor's toolbar, as its script reads them."""
    words = {
        "toolbar": _("서식"),
        "heading": _("소제목"),
        "paragraph": _("본문"),
        "bold": _("굵게"),
        "italic": _("기울임"),
        "bullets": _("목록"),
        "numbers": _("번호 목록"),
        "quote": _("인용"),
        "link": _("링크"),
        "address": _("링크할 주소"),
        "table": _("표"),
        "row": _("행 더하기"),
        "plain": _("서식 지우기"),
        "source": _("글로 편집"),
        "rich": _("서식으로 편집"),
        "pictures": _("그림은 붙여 넣을 수 없습니다. 저장한 뒤 붙임에 설명과 함께 올려 주십시오."),
    }
    return json.dumps(words, ensure_ascii=False)

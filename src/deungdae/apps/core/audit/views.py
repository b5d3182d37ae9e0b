"""The pages of the log, for auditors and the centre's lead; whoever opens one is written down too."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.core import clock
from deungdae.apps.core.audit import review, selectors
from deungdae.apps.core.audit.acts import (
    ACTS,
    AUDIT_LOG,
    LOG_READ,
    PEOPLE,
    label_of_act,
    label_of_subject_kind,
)
from deungdae.apps.core.audit.caller import LABEL_OF_ROLE, THE_HOUSE, UNKNOWN_ADDRESS, caller_of
from deungdae.apps.core.audit.selectors import READ, Filters
from deungdae.apps.core.audit.services import Subject, record_audit
from deungdae.apps.core.audit.shown import shown
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.models import AuditEntry
from deungdae.apps.core.words import done

MAX_FILTER = 254
MONTHS_TO_CHOOSE = 24


class ReviewForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("검토 의견"),
        min_length=5,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "무엇을 확인했고 누구에게 무엇을 물었는지 적습니다. 서명하면 고칠 수 없습니다."
        ),
    )


def note_reading(request: HttpRequest) -> None:
    """Reading the log is an act of its own, with the filters that were used."""
    record_audit(
        act=LOG_READ, caller=caller_of(request), subject=Subject(AUDIT_LOG), target=request.get_full_path()
    )


def filters_of(request: HttpRequest) -> Filters:
    """What the address narrows the log to; nonsense narrows it to nothing, never to an error."""
    sent = {name: request.GET.get(name, "").replace("\x00", "").strip() for name in Filters.__slots__}
    return Filters(**{name: text[:MAX_FILTER] for name, text in sent.items()})


@login_required
@permission_required(READ, raise_exception=True)
@require_GET
def entry_list(request: HttpRequest) -> HttpResponse:
    filters = filters_of(request)
    after = selectors.key_of(request.GET.get("after", ""))
    page = selectors.page_of_entries(user=request.user, filters=filters, after=after)
    context = {
        "filters": filters,
        "acts": sorted(((act.code, str(act.label)) for act in ACTS.values()), key=lambda pair: pair[1]),
        "lines": [line_of(entry, page.names) for entry in page.entries],
        "next_url": page.next_query,
        "first_url": reverse("audit:list") if after else "",
    }
    note_reading(request)
    return render(request, "core/audit_list.html", context)


def line_of(entry: AuditEntry, names: Any) -> dict[str, Any]:
    """One entry in words; hidden characters are made visible."""
    return {
        "entry": entry,
        "act": label_of_act(entry.act),
        "account": shown(entry.account) or _("시스템"),
        "role": LABEL_OF_ROLE[0](shown(entry.role)) if entry.role else "",
        "address": label_of_address(entry.address),
        "kind": label_of_subject_kind(entry.subject_kind),
        "subject": shown(names.get(entry.subject_id, id_of(entry))),
        "reason": shown(entry.reason),
    }


def id_of(entry: AuditEntry) -> str:
    """What stands for a record that is gone; many people have no name, and their number says more."""
    return "" if entry.subject_kind == PEOPLE else entry.subject_id


def label_of_address(address: str) -> str:
    named = {THE_HOUSE: _("작업 프로세스"), UNKNOWN_ADDRESS: _("알 수 없음")}
    return named.get(address) or shown(address)


@login_required
@permission_required(READ, raise_exception=True)
@require_GET
def entry_detail(request: HttpRequest, audit_id: UUID) -> HttpResponse:
    entry = get_object_or_404(selectors.entries_visible_to(request.user), public_id=audit_id)
    line = line_of(entry, selectors.names_in([entry]))
    context = {
        "entry": entry,
        "line": line,
        "facts": facts_of(line),
        "seals": seals_of(entry),
        "crumbs": crumbs(),
    }
    note_reading(request)
    return render(request, "core/audit_entry.html", context)


def crumbs() -> list[dict[str, str]]:
    return [{"label": _("감사 기록"), "url": reverse("audit:list")}]


def facts_of(line: dict[str, Any]) -> list[dict[str, Any]]:
    """The five that the law asks for, then the rest."""
    entry, none = line["entry"], _("없음")
    whose = f"{line['kind']} {line['subject']}".strip()
    if entry.subject_count != 1:
        whose = _("%(whose)s, %(count)s명") % {"whose": whose, "count": entry.subject_count}
    role = f" ({line['role']})" if line["role"] else ""
    return [
        {"term": _("누가"), "value": line["account"] + role},
        {"term": _("언제"), "value": entry.at},
        {"term": _("어디서"), "value": line["address"]},
        {"term": _("누구의 정보"), "value": whose},
        {"term": _("무엇을"), "value": line["act"]},
        {"term": _("대상"), "value": shown(entry.target) or none},
        {"term": _("본 항목"), "value": shown(entry.fields) or none},
        {"term": _("이유"), "value": line["reason"] or none},
    ]


def seals_of(entry: AuditEntry) -> list[dict[str, Any]]:
    return [
        {"term": _("번호"), "value": f"{entry.day:%Y-%m-%d} #{entry.number}"},
        {"term": _("앞 기록의 봉인"), "value": entry.previous_hash},
        {"term": _("이 기록의 봉인"), "value": entry.entry_hash},
    ]


@login_required
@permission_required(READ, raise_exception=True)
@require_http_methods(["GET", "POST"])
def month_review(request: HttpRequest) -> HttpResponse:
    """Looks out of the ordinary in one month, and the reviewer's signature."""
    month = month_of(request.GET.get("month", ""))
    found = review.unusual_looks(user=request.user, month=month)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            review.sign_review(
                month=month,
                note=form.cleaned_data["note"],
                findings=found.counts(),
                caller=caller_of(request),
            )
        except RefusedError as error:
            form.add_error(None, error.message)
        else:
            done(request, _("{month} 검토에 서명했습니다."), month=date_format(month, "YEAR_MONTH_FORMAT"))
            return redirect(f"{reverse('audit:review')}?month={month:%Y-%m}")
    context = {
        "month": month,
        "months": months_to_choose(),
        "found": found,
        "groups": groups_of(found),
        "signed": review.review_of(month=month),
        "is_running": review.month_after(month) > clock.today(),
        "form": form,
        "crumbs": crumbs(),
    }
    note_reading(request)
    return render(request, "core/audit_review.html", context, status=422 if form.errors else 200)


def groups_of(found: review.UnusualLooks) -> list[dict[str, Any]]:
    """The kinds of unusual looks with their words, in the order of the page."""
    limits = settings.AUDIT_BULK
    hour = _("한 시간에 %(count)s명보다 많이 본 경우") % {"count": limits["hour"]}
    day = _("하루에 %(count)s명보다 많이 본 경우") % {"count": limits["day"]}
    groups = [
        ("night", _("밤 (22시–06시)"), found.night),
        ("weekend", _("주말과 공휴일"), found.weekend),
        ("hour", hour, found.bulk_hour),
        ("day", day, found.bulk_day),
        ("outside", _("센터 밖 주소"), found.outside),
    ]
    return [
        {"id": name, "title": title, "lines": named(lines), "is_off": lines is None}
        for name, title, lines in groups
    ]


def named(lines: review.Lines | None) -> list[dict[str, Any]]:
    return [{"line": line, "name": shown(line.account) or _("시스템")} for line in lines or []]


def month_of(text: str) -> date:
    """The month in an address, as its first day; else the last one that has ended."""
    today = clock.today()
    ended = months_before(today.replace(day=1), 1)
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return ended
    return month if date(2000, 1, 1) <= month <= today else ended


def months_before(month: date, count: int) -> date:
    place = month.year * 12 + month.month - 1 - count
    return date(place // 12, place % 12 + 1, 1)


def months_to_choose() -> list[date]:
    this = clock.today().replace(day=1)
    return [months_before(this, count) for count in range(MONTHS_TO_CHOOSE)]

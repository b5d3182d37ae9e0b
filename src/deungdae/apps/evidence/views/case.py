"""The time line of a case: narrowed, counted by group, fifty entries at a time; and the same on paper."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.accounts.models import User
from deungdae.apps.core import clock
from deungdae.apps.core.answers import HWPX, PDF, file_answer
from deungdae.apps.core.errors import RefusedError, refused
from deungdae.apps.evidence import selectors
from deungdae.apps.evidence.filters import CaseFilters, filters_of
from deungdae.apps.evidence.kinds import Group, kind_of
from deungdae.apps.evidence.lines import months_of
from deungdae.apps.evidence.models import EvidenceQuerySet
from deungdae.apps.evidence.selectors.case import Tally
from deungdae.apps.evidence.views.access import Reading, case_page

ON_PAPER = 1_000
"""Entries that are printed while somebody waits: about ten seconds."""


@case_page
@require_GET
def case(request: HttpRequest, reading: Reading) -> HttpResponse:
    filters = filters_of(request.GET)
    whole = selectors.tally_of(reading.entries)
    counts = counts_in(reading, filters, whole)
    writers = writers_in(whole)
    page = selectors.page_of_case(
        narrowed(reading, filters),
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
        known=writers,
    )
    context = {
        "organisation": reading.organisation,
        "crumbs": reading.crumbs(below_case=False),
        "filters": filters,
        "groups": groups_of(filters, counts),
        "kinds": kinds_to_choose(filters, counts),
        "actors": selectors.actors_of(writers, names=reading.names),
        "total": total_of(filters, counts),
        "months": months_of(page.entries, reading.names),
        "pdf_url": reverse("evidence:case_pdf", args=[reading.organisation.public_id]) + filters.as_query(),
        "hwpx_url": reverse("evidence:case_hwpx", args=[reading.organisation.public_id]) + filters.as_query(),
        "without_conditions": CaseFilters(group=filters.group).as_query(),
        "previous": filters.as_query(before=page.before) if page.before else "",
        "next": filters.as_query(after=page.after) if page.after else "",
        "shown": len(page.entries),
        "is_new": not filters.count and not filters.group,
    }
    return render(request, "evidence/case.html", context)


def narrowed(reading: Reading, filters: CaseFilters) -> EvidenceQuerySet:
    return selectors.narrowed(reading.entries, filters=filters, reads_all=reading.names.reads_all)


def counts_in(reading: Reading, filters: CaseFilters, whole: Tally) -> dict[str, int]:
    """How many entries of each kind the other conditions leave of the whole case."""
    left = selectors.tally_of(narrowed(reading, filters.in_group(""))) if filters.count else whole
    return selectors.counts_by_kind(left)


def writers_in(whole: Tally) -> list[User]:
    return selectors.writers_of(actor for _kind, actor in whole)


def groups_of(filters: CaseFilters, counts: dict[str, int]) -> list[dict[str, Any]]:
    """A tab for all and one for each group, with what it would show."""
    found = [tab(filters, "", _("모두"), sum(counts.values()))]
    for group in Group:
        inside = sum(number for kind, number in counts.items() if kind_of(kind).group is group)
        if inside or filters.group == group.code:
            found.append(tab(filters, group.code, str(group.label), inside))
    return found


def tab(filters: CaseFilters, group: str, label: str, count: int) -> dict[str, Any]:
    url = filters.in_group(group).as_query()
    return {"label": label, "url": url, "count": count, "current": filters.group == group}


def kinds_to_choose(filters: CaseFilters, counts: dict[str, int]) -> list[tuple[str, str]]:
    """The kinds that are in the case, within the group that is chosen."""
    kinds = [kind_of(name) for name in {*counts, *([filters.kind] if filters.kind else [])}]
    chosen = [kind for kind in kinds if not filters.group or kind.group.code == filters.group]
    return sorted(((kind.name, str(kind.label)) for kind in chosen), key=lambda pair: pair[1])


def total_of(filters: CaseFilters, counts: dict[str, int]) -> int:
    return sum(
        number
        for kind, number in counts.items()
        if (not filters.group or kind_of(kind).group.code == filters.group)
        and (not filters.kind or kind == filters.kind)
    )


@case_page
@require_GET
def case_pdf(request: HttpRequest, reading: Reading) -> HttpResponse:
    """What the same address shows on the screen, oldest first, in one file."""
    # The layout library takes a second to import: only who prints needs it.
    from deungdae.apps.evidence.documents.case_file import case_file  # noqa: PLC0415

    return in_one_file(request, reading, make=case_file, kind=PDF, ending="pdf")


@case_page
@require_GET
def case_hwpx(request: HttpRequest, reading: Reading) -> HttpResponse:
    """The same for the Korean word processor."""
    from deungdae.apps.evidence.documents.case_hwpx import case_hwpx as make  # noqa: PLC0415

    return in_one_file(request, reading, make=make, kind=HWPX, ending="hwpx")


def in_one_file(
    request: HttpRequest, reading: Reading, *, make: Callable[..., bytes], kind: str, ending: str
) -> HttpResponse:
    """The narrowed case as `make` writes it; what cannot be written leads back in words."""
    filters = filters_of(request.GET)
    entries, whole = narrowed(reading, filters), selectors.tally_of(reading.entries)
    number = total_of(filters, counts_in(reading, filters, whole))
    actors = selectors.actors_of(writers_in(whole), names=reading.names)
    try:
        if number > ON_PAPER:
            raise too_long(number)
        content = make(
            organisation=reading.organisation,
            entries=list(entries.order_by("happened_on", "id")),
            filters=filters,
            names=reading.names,
            actor=dict(actors).get(filters.actor, ""),
        )
    except RefusedError as error:
        messages.error(request, error.message)
        address = reverse("evidence:case", args=[reading.organisation.public_id])
        return redirect(address + filters.as_query())
    name = f"{reading.organisation.name}-{_('기업 카드')}-{clock.today():%Y-%m-%d}.{ending}"
    return file_answer(content, name=name.replace("/", "-"), kind=kind)


def too_long(number: int) -> RefusedError:
    template = _(
        "기록이 {number}건이라 한 번에 인쇄할 수 없습니다. 기간을 좁혀 {limit}건 아래로 나누어 주십시오."
    )
    return refused("case-too-long", template, number=f"{number:,}", limit=f"{ON_PAPER:,}")

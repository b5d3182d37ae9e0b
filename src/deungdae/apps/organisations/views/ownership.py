"""The tab of shares and groups on a chosen day, and the forms with which the centre's staff keeps them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core import clock
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.words import done
from deungdae.apps.organisations.forms.ownership import DayForm, EndForm, GroupForm, ShareForm
from deungdae.apps.organisations.models import GroupMembership, Organisation, OwnershipLink
from deungdae.apps.organisations.ownership_rules import CircularError
from deungdae.apps.organisations.selectors.ownership import Ownership, ownership_of
from deungdae.apps.organisations.services import ownership as services
from deungdae.apps.organisations.views.figures import organisation_of
from deungdae.apps.organisations.views.frame import crumbs, frame_of, organisation_page

KEEP = "organisations.keep_ownership"
BOX, GAP, ROW, SHOWN = 180, 20, 110, 4
"""Width of a box of the tree, the space between two, the height of a row, and the most boxes in one."""


def day_of(request: HttpRequest) -> date:
    form = DayForm(request.GET)
    return (form.cleaned_data["on"] if form.is_valid() else None) or clock.today()


@organisation_page
@require_GET
def ownership_table(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    user = user_of(request)
    day = day_of(request)
    found = ownership_of(organisation=organisation, user=user, on=day)
    context = {
        **frame_of(request, organisation, tab="organisations:ownership"),
        "may_keep": user.has_perm(KEEP),
        "day": day,
        "found": found,
        "tree": tree_of(organisation, found) if found.owners or found.holdings else None,
    }
    return render(request, "organisations/ownership.html", context)


def tree_of(organisation: Organisation, found: Ownership) -> dict[str, Any]:
    """Boxes and lines: the largest owners above, the company in the middle, what it owns below."""
    rows = [
        [(link.shown_owner, link.shown_share) for link in found.owners[:SHOWN]],
        [(organisation.name, "")],
        [(link.owned.name, link.shown_share) for link in found.holdings[:SHOWN]],
    ]
    rows = [row for row in rows if row]
    width = max(len(row) for row in rows) * (BOX + GAP)
    boxes = []
    for level, row in enumerate(rows):
        left = (width - len(row) * (BOX + GAP)) / 2 + GAP / 2
        for place, (name, share) in enumerate(row):
            x = left + place * (BOX + GAP)
            boxes.append(
                {
                    "x": f"{x:.0f}",
                    "y": level * ROW,
                    "middle": f"{x + BOX / 2:.0f}",
                    "name_at": level * ROW + (30 if share else 41),
                    "share_at": level * ROW + 54,
                    "name": name if len(name) <= 12 else f"{name[:11]}…",
                    "share": share,
                    "is_self": not share,
                    "level": level,
                }
            )
    own = next(box for box in boxes if box["is_self"])
    lines = [
        {"x1": box["middle"], "x2": own["middle"], "y1": own_edge(box, own), "y2": own_edge(own, box)}
        for box in boxes
        if box is not own
    ]
    height = len(rows) * ROW - 30
    return {"box": f"0 -1 {width} {height + 2}", "boxes": boxes, "lines": lines, "width": BOX, "height": 70}


def own_edge(box: dict[str, Any], other: dict[str, Any]) -> int:
    """Where a line leaves a box: at its lower edge towards a lower one."""
    return box["y"] + 70 if other["level"] > box["level"] else box["y"]


@login_required
@permission_required(KEEP, raise_exception=True)
@require_http_methods(["GET", "POST"])
def share_record(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """An owner of the company; a circle of companies is shown and must be confirmed."""
    organisation = organisation_of(request, organisation_id)
    form = ShareForm(request.POST if request.method == "POST" else None)
    circle = ""
    if form.is_valid():
        told = form.cleaned_data
        try:
            services.record_share(
                owner=form.found_owner(),
                owned=organisation,
                share=told["share"],
                starts_on=told["starts_on"],
                ends_on=told["ends_on"],
                source=told["source"],
                is_confirmed=told["is_confirmed"],
                actor=user_of(request),
            )
            done(request, _("‘{owner}’의 지분을 기록했습니다."), owner=form.found_owner().shown)
            return redirect("organisations:ownership", organisation_id=organisation.public_id)
        except CircularError as error:
            circle = error.message
        except RefusedError as error:
            form.add_error(None, error.message)
    context = {"circle": circle, "ask": bool(circle) or bool(form.data.get("is_confirmed"))}
    return render_form(request, organisation, form, title=_("주주 적기"), **context)


@login_required
@permission_required(KEEP, raise_exception=True)
@require_http_methods(["GET", "POST"])
def share_end(request: HttpRequest, organisation_id: UUID, link_id: UUID) -> HttpResponse:
    organisation = organisation_of(request, organisation_id)
    link = get_object_or_404(OwnershipLink, owned=organisation, ends_on__isnull=True, public_id=link_id)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.end_share(link=link, ends_on=form.cleaned_data["ends_on"], actor=user_of(request))
            done(request, _("‘{owner}’의 지분을 끝냈습니다."), owner=link.shown_owner)
            return redirect("organisations:ownership", organisation_id=organisation.public_id)
        except RefusedError as error:
            form.add_error(None, error.message)
    lead = f"{link.shown_owner} {link.shown_share}"
    return render_form(request, organisation, form, title=_("지분 끝내기"), lead=lead)


@login_required
@permission_required(KEEP, raise_exception=True)
@require_http_methods(["GET", "POST"])
def group_join(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    organisation = organisation_of(request, organisation_id)
    form = GroupForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.join_group(organisation=organisation, **form.cleaned_data, actor=user_of(request))
            done(request, _("‘{group}’ 소속을 기록했습니다."), group=form.cleaned_data["name"])
            return redirect("organisations:ownership", organisation_id=organisation.public_id)
        except RefusedError as error:
            form.add_error(None, error.message)
    return render_form(request, organisation, form, title=_("기업집단 소속 적기"))


@login_required
@permission_required(KEEP, raise_exception=True)
@require_http_methods(["GET", "POST"])
def group_leave(request: HttpRequest, organisation_id: UUID, membership_id: UUID) -> HttpResponse:
    organisation = organisation_of(request, organisation_id)
    mine = GroupMembership.objects.filter(organisation=organisation, ends_on__isnull=True)
    membership = get_object_or_404(mine.select_related("group"), public_id=membership_id)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.leave_group(
                membership=membership, ends_on=form.cleaned_data["ends_on"], actor=user_of(request)
            )
            done(request, _("‘{group}’ 소속을 끝냈습니다."), group=membership.group.name)
            return redirect("organisations:ownership", organisation_id=organisation.public_id)
        except RefusedError as error:
            form.add_error(None, error.message)
    title = _("기업집단 소속 끝내기")
    return render_form(request, organisation, form, title=title, lead=membership.group.name)


def render_form(
    request: HttpRequest, organisation: Organisation, form: Any, *, title: str, **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "fields": [field for field in form.visible_fields() if field.name != "is_confirmed"],
        "organisation": organisation,
        "crumbs": crumbs(organisation),
        "title": title,
        **more,
    }
    return render(request, "organisations/ownership_form.html", context)

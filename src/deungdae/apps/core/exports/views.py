"""Asking for exports of personal data, approving them, and taking the file."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required, permission_required
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deungdae.apps.core.audit.caller import caller_of
from deungdae.apps.core.errors import RefusedError
from deungdae.apps.core.exports import services
from deungdae.apps.core.exports.kinds import KINDS, choices
from deungdae.apps.core.models import PersonalExport
from deungdae.apps.core.models.exports import ROWS_WITHOUT_APPROVAL
from deungdae.apps.core.words import done, not_done

EXPORT, APPROVE = "accounts.export_personal", "accounts.approve_personal_export"
ON_ONE_PAGE = 100
TONES = {"asked": "warning", "approved": "info", "made": "success", "refused": "danger"}


class ExportForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("명단"), choices=choices)
    reason = forms.CharField(
        label=gettext_lazy("이유"),
        min_length=5,
        max_length=300,
        help_text=gettext_lazy("어디에 쓰려고 내보내는지 적습니다. 감사 기록에 남습니다."),
    )


def exports_visible_to(user: Any) -> QuerySet[PersonalExport]:
    """Own ones; whoever approves sees all."""
    exports = PersonalExport.objects.select_related("asker", "approver", "file")
    return exports if user.has_perm(APPROVE) else exports.filter(asker=user.pk)


def export_of(request: HttpRequest, export_id: UUID) -> PersonalExport:
    return get_object_or_404(exports_visible_to(request.user), public_id=export_id)


def line_of(export: PersonalExport) -> dict[str, Any]:
    kind = KINDS.get(export.kind)
    return {
        "export": export,
        "title": str(kind.title) if kind else export.kind,
        "tone": TONES.get(export.state, "neutral"),
    }


@login_required
@permission_required(EXPORT, raise_exception=True)
@require_http_methods(["GET", "POST"])
def export_list(request: HttpRequest) -> HttpResponse:
    form = ExportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            export = services.ask_export(**form.cleaned_data, caller=caller_of(request))
        except RefusedError as error:
            form.add_error(None, error.message)
        else:
            return redirect("exports:detail", export_id=export.public_id)
    lines = [line_of(export) for export in exports_visible_to(request.user)[:ON_ONE_PAGE]]
    context = {"form": form, "lines": lines, "limit": ROWS_WITHOUT_APPROVAL}
    return render(request, "core/export_list.html", context, status=422 if form.errors else 200)


@login_required
@permission_required(EXPORT, raise_exception=True)
@require_GET
def export_detail(request: HttpRequest, export_id: UUID) -> HttpResponse:
    return page_of(request, export_of(request, export_id))


def page_of(request: HttpRequest, export: PersonalExport, *, password: str = "") -> HttpResponse:
    is_own = export.asker_id == request.user.pk
    has_file = export.state in (PersonalExport.State.MADE, PersonalExport.State.DOWNLOADED)
    context = {
        **line_of(export),
        "is_own": is_own,
        "may_take": is_own and has_file,
        "may_see_password": is_own and has_file and bool(export.seed) and not password,
        "may_decide": not is_own
        and export.state == PersonalExport.State.ASKED
        and request.user.has_perm(APPROVE),
        "password": password,
        "limit": ROWS_WITHOUT_APPROVAL,
        "crumbs": [{"label": _("개인정보 내보내기"), "url": reverse("exports:list")}],
    }
    response = render(request, "core/export_detail.html", context)
    response["Cache-Control"] = "no-store"
    return response


@login_required
@permission_required(APPROVE, raise_exception=True)
@require_POST
def export_decide(request: HttpRequest, export_id: UUID) -> HttpResponse:
    export = export_of(request, export_id)
    is_approved = request.POST.get("decision") == "approve"
    try:
        services.decide_export(export=export, is_approved=is_approved, caller=caller_of(request))
        done(request, _("승인했습니다.") if is_approved else _("거절했습니다."))
    except RefusedError as error:
        not_done(request, error.message)
    return redirect("exports:detail", export_id=export.public_id)


def own_export(request: HttpRequest, export_id: UUID) -> PersonalExport:
    """File and password are only for the one who asked."""
    return get_object_or_404(exports_visible_to(request.user), public_id=export_id, asker=request.user.pk)


@login_required
@permission_required(EXPORT, raise_exception=True)
@require_POST
def export_password(request: HttpRequest, export_id: UUID) -> HttpResponse:
    export = own_export(request, export_id)
    try:
        password = services.show_password(export=export)
    except RefusedError as error:
        not_done(request, error.message)
        return redirect("exports:detail", export_id=export.public_id)
    return page_of(request, export, password=password)


@login_required
@permission_required(EXPORT, raise_exception=True)
@require_POST
def export_file(request: HttpRequest, export_id: UUID) -> HttpResponseBase:
    export = own_export(request, export_id)
    try:
        stored = services.take_file(export=export, caller=caller_of(request))
    except RefusedError as error:
        not_done(request, error.message)
        return redirect("exports:detail", export_id=export.public_id)
    response = FileResponse(stored.content.open(), as_attachment=True, filename=stored.shown_name)
    response["Cache-Control"] = "no-store"
    return response

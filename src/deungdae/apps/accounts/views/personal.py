"""Opening a record's masked fields: says why, and goes back to the page that shows them."""

from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from deungdae.apps.accounts.models import User
from deungdae.apps.accounts.personal.opening import (
    OPEN,
    SHORTEST_REASON,
    ReasonKind,
    open_record,
    page_to_return_to,
)
from deungdae.apps.accounts.personal.records import PersonalRecord
from deungdae.apps.core.audit.caller import caller_of
from deungdae.apps.core.errors import RefusedError


class ReasonForm(forms.Form):
    kind = forms.ChoiceField(label=_("이유"), choices=ReasonKind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("자세한 이유"),
        min_length=SHORTEST_REASON,
        max_length=300,
        help_text=_("예: 4월 15일 상담 시간이 바뀌어 전화로 알리려고 합니다."),
    )


@login_required
@permission_required(OPEN, raise_exception=True)
@require_http_methods(["GET", "POST"])
def open_personal(request: HttpRequest, person_id: UUID) -> HttpResponse:
    return opening_page(request, get_object_or_404(User, public_id=person_id))


def opening_page(request: HttpRequest, record: PersonalRecord) -> HttpResponse:
    """The page that asks for the reason; each app gives the records that the person may see at all."""
    page = page_to_return_to(request.GET.get("page", ""))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            open_record(
                record=record,
                page=page,
                **form.cleaned_data,
                session=request.session,
                caller=caller_of(request),
            )
        except RefusedError as error:
            form.add_error(None, error.message)
        else:
            return redirect(page)
    facts = [
        {"term": record._meta.get_field(name).verbose_name, "value": text}  # type: ignore[union-attr]
        for name, text in record.as_masked().items()
        if text
    ]
    context = {"facts": facts, "form": form, "page": page}
    return render(request, "accounts/open_personal.html", context, status=422 if form.errors else 200)

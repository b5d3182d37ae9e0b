"""The case of an organisation as a time line, for the centre and for its own people."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.evidence.kinds import words_of
from deungdae.apps.evidence.models import EvidenceEntry
from deungdae.apps.evidence.selectors import case_of
from deungdae.apps.organisations.models import Organisation

ON_ONE_PAGE = 50


@login_required
@require_GET
def case(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    visible = Organisation.objects.visible_to(request.user)
    organisation = get_object_or_404(visible, public_id=organisation_id)
    entries = case_of(organisation=organisation, user=user_of(request))
    page = Paginator(entries, ON_ONE_PAGE).get_page(request.GET.get("page"))
    card = reverse("organisations:detail", args=[organisation.public_id])
    context = {
        "organisation": organisation,
        "page": page,
        "items": [item_of(entry) for entry in page],
        "crumbs": [{"label": organisation.name, "url": card}],
    }
    return render(request, "evidence/case.html", context)


def item_of(entry: EvidenceEntry) -> dict[str, Any]:
    """One line: when, who wrote it down, what; a corrected entry says so and stays."""
    text = words_of(kind=entry.kind, payload=entry.payload)
    if hasattr(entry, "evidenceentry"):
        text = _("%(text)s (뒤에 바로잡음)") % {"text": text}
    when = date_format(entry.happened_on, "DATE_FORMAT")
    return {"when": when, "who": str(entry.actor or ""), "text": text}

"""The page of an organisation's edit history."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.organisations.models import Organisation
from deungdae.apps.organisations.selectors.history import HistoryAct, acts_of
from deungdae.apps.organisations.views.differences import differences_of
from deungdae.apps.organisations.views.frame import READ_HISTORY, frame_of, organisation_page


@organisation_page
@require_GET
def organisation_history(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """Who changed what, latest first; for staff and whoever owns the organisation's page."""
    if not user_of(request).has_perm(READ_HISTORY, organisation):
        raise PermissionDenied
    acts, older = acts_of(organisation=organisation, before=moment_of(request.GET.get("before", "")))
    context = {
        **frame_of(request, organisation, tab="organisations:history"),
        "acts": [act_line(act) for act in acts],
        "is_first": "before" not in request.GET,
        "next": "?" + urlencode({"before": older.isoformat()}) if older else "",
    }
    return render(request, "organisations/organisation_history.html", context)


def act_line(act: HistoryAct) -> dict[str, Any]:
    return {"act": act, "differences": differences_of(act)}


def moment_of(text: str) -> datetime | None:
    """The moment in an address; anything else is none."""
    try:
        found = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        return None
    return found if timezone.is_aware(found) and 1900 < found.year < 9000 else None

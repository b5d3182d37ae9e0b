"""The solutions that the list's filters leave, as a file that can come in again."""

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.imports.services import CONTENT_TYPES
from deungdae.apps.organisations.exports.solutions import content_of
from deungdae.apps.organisations.selectors.solutions import solutions_matching, with_parts
from deungdae.apps.organisations.views.solutions import filters_of


@login_required
@permission_required("organisations.export", raise_exception=True)
@require_POST
def solution_export(request: HttpRequest) -> HttpResponse:
    """XLSX, or CSV with `format=csv`."""
    kind = "csv" if request.POST.get("format") == "csv" else "xlsx"
    found = with_parts(solutions_matching(user=user_of(request), filters=filters_of(request)))
    answer = HttpResponse(content_of(found, kind=kind), content_type=CONTENT_TYPES[kind])
    name = content_disposition_header(True, f"solutions.{kind}")
    answer["Content-Disposition"] = name or "attachment"
    return answer

"""The shares and groups of the companies that a list's filters leave, as a file."""

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.imports.services import CONTENT_TYPES
from deungdae.apps.organisations.exports.ownership import workbook
from deungdae.apps.organisations.selectors.organisations import organisations_matching
from deungdae.apps.organisations.views.organisations import filters_of


@login_required
@permission_required("organisations.read_ownership", raise_exception=True)
@require_GET
def ownership_export(request: HttpRequest) -> HttpResponse:
    """As a workbook that can be imported again; the shares of natural persons stay out."""
    found = organisations_matching(user=user_of(request), filters=filters_of(request.GET))
    answer = HttpResponse(workbook(found), content_type=CONTENT_TYPES["xlsx"])
    answer.headers["Content-Disposition"] = 'attachment; filename="ownership.xlsx"'
    return answer

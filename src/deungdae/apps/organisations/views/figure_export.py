"""The yearly figures of the companies that a list's filters leave, as a file."""

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from deungdae.apps.accounts.selectors import user_of
from deungdae.apps.core.imports.services import CONTENT_TYPES
from deungdae.apps.organisations.figure_files import csv_parts, figures_to_send, workbook
from deungdae.apps.organisations.selectors.organisations import organisations_matching
from deungdae.apps.organisations.views.organisations import filters_of


@login_required
@permission_required("organisations.read_figures", raise_exception=True)
@require_GET
def figures_export(request: HttpRequest) -> HttpResponseBase:
    """XLSX, or CSV with `?format=csv`; `?year=` narrows it to one year."""
    found = organisations_matching(user=user_of(request), filters=filters_of(request.GET))
    year = request.GET.get("year", "")
    is_year = year.isascii() and year.isdecimal() and len(year) == 4
    figures = figures_to_send(found, year=int(year) if is_year else None)
    extension = "csv" if request.GET.get("format") == "csv" else "xlsx"
    answer: HttpResponseBase
    if extension == "csv":
        answer = StreamingHttpResponse(csv_parts(figures), content_type=CONTENT_TYPES["csv"])
    else:
        answer = HttpResponse(workbook(figures, title=_("재무·인력")), content_type=CONTENT_TYPES["xlsx"])
    answer.headers["Content-Disposition"] = f'attachment; filename="figures.{extension}"'
    return answer
